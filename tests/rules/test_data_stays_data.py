"""No item, bureau or court stands in code: the program must serve catalogues never seen before."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from tests.rules.sources import PROGRAM, ROOT, python_files, report

ITEM_ID = re.compile(r"\b[A-Z]{2,5}-\d{2,3}\b")
COURT = "人民" + "法院"
NAMING = {"name", "full_name", "short_name", "letterhead", "court", "remedy_body", "address"}
SHORTEST_NAME = 5


def names(node: Any, key: str = "") -> Iterator[str]:
    """Yield what the values of naming keys say, anywhere in parsed YAML."""
    if isinstance(node, dict):
        for inner, value in node.items():
            yield from names(value, str(inner))
    elif isinstance(node, list):
        for value in node:
            yield from names(value, key)
    elif isinstance(node, str) and key in NAMING and len(node) >= SHORTEST_NAME:
        yield node


def of_the_sample_bureau() -> set[str]:
    files = sorted((ROOT / "resources" / "bureau").glob("*.y*ml"))
    return {name for file in files for name in names(yaml.safe_load(file.read_text("utf-8")))}


def of_the_catalogue() -> set[str]:
    """Return the ids of the shipped items and bundles that are long enough to be telling."""
    files = sorted((ROOT / "resources" / "catalogue" / "items").glob("*.y*ml"))
    texts = [file.read_text("utf-8") for file in files]
    ids = {
        found
        for text in texts
        for found in re.findall(r"^(?:- )?id: *[\"']?([\w-]+)", text, re.MULTILINE)
    }
    return {name for name in ids if ITEM_ID.fullmatch(name)}


def test_no_item_bureau_or_court_stands_in_code() -> None:
    strangers = of_the_sample_bureau() | of_the_catalogue() | {COURT}
    report(
        (
            source.at(node, found)
            for source in python_files(*PROGRAM)
            for node in source.strings()
            for found in [*ITEM_ID.findall(node.value), *(s for s in strangers if s in node.value)]
            if not found.startswith(("GB", "ISO", "UTF"))
        ),
        "it belongs into the catalogue or the bureau file",
    )
