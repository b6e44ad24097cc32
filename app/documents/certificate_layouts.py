"""Layouts of certificates: what each kind bears, its number, and where everything stands, as data.

A layout is a JSON file of `resources/certificates`, checked against `certificate.schema.json`. It is
found by the result that an item ends in (or by the bureau's word for it), never by the item. A
certificate without a layout of its own is set by the general one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from app import paths
from app.errors import Finding, Problem

FOLDER = paths.RESOURCES / "certificates"
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")

Sheet = Mapping[str, Any]
"""One sheet (正本, 副本) as its JSON stands; the schema says which keys it has."""


@dataclass(frozen=True)
class EntrySource:
    """One entry of a certificate: where its value comes from.

    `sources`: names of facts, the first that is given is printed; `@` marks facts of the decision,
    `=` words that stand for every holder.
    `gives`: the fact that holds for the holder by this certificate from now on.
    """

    key: str
    label: str
    sources: tuple[str, ...]
    sample: str
    unit: str = ""
    gives: str = ""
    required: bool = False


@dataclass(frozen=True)
class CertificateLayout:
    """One layout. `number`, `sheets` as their JSON stands; `blank`: kind of pre-printed blank or empty.

    `kind`: what such a certificate is called where the result does not say. `scope`: key of the
    entry that an industry certificate shows of it. `type_code`: the nationally defined code of the
    type, empty where none is known; `type_serial` makes one under the bureau's own code.
    """

    name: str
    kind: str
    version: int
    documents: tuple[str, ...]
    blank: str
    type_serial: str
    type_code: str
    scope: str
    ink: tuple[float, float, float]
    number: Mapping[str, Any]
    entries: tuple[EntrySource, ...]
    sheets: tuple[Sheet, ...]

    @property
    def text(self) -> str:
        """All characters that the layout itself prints."""
        fixed = (str(part["text"]) for sheet in self.sheets for part in sheet["fixed"])
        heads = (
            str(column["head"])
            for sheet in self.sheets
            for column in sheet.get("table", {}).get("columns", ())
        )
        labels = (entry.label for entry in self.entries)
        return "".join((*fixed, *heads, *labels, *map(str, kind_words().values())))


@cache
def certificate_layouts() -> Mapping[str, CertificateLayout]:
    """Return every layout by its name. Raises Problem like `read_certificate_layout`."""
    names = sorted(path for path in FOLDER.glob("*.json") if path.stem not in _NOT_LAYOUTS)
    found = (read_certificate_layout(path) for path in names)
    return {layout.name: layout for layout in found}


_NOT_LAYOUTS = frozenset({"certificate.schema", "kinds"})


def certificate_layout(name: str) -> CertificateLayout:
    """Return a layout, the general one where a later version of the program no longer has it."""
    layouts = certificate_layouts()
    return layouts.get(name) or layouts[str(kind_words()["general"])]


def read_certificate_layout(path: Path) -> CertificateLayout:
    """Read and check a layout file.

    Raises Problem `layout.wrong` (params: file, fault) with one finding for every fault.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _wrong(path, [str(error)]) from error
    faults = [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(data)]
    faults = faults or list(_unknown(data))
    if faults:
        raise _wrong(path, faults)
    return CertificateLayout(
        data["layout"], data["kind"], data["version"], tuple(data["documents"]),
        data.get("blank", ""), data["type_serial"], data.get("type_code", ""), data["scope"],
        tuple(data["ink"]), data["number"], tuple(map(_entry, data["entries"])),
        tuple(data["sheets"]),
    )  # fmt: skip


def _entry(data: Mapping[str, Any]) -> EntrySource:
    return EntrySource(
        data["key"], data["label"], tuple(data["from"]), data["sample"], data.get("unit", ""),
        data.get("gives", ""), data.get("required", False),
    )  # fmt: skip


@dataclass(frozen=True)
class Certified:
    """How an item's result is certified: the certificate's name and its layout."""

    kind: str
    layout: CertificateLayout


def certified(document: str, named: str | None = None) -> Certified | None:
    """Return how a result is certified, None where it is no certificate.

    `document`: what the catalogue says the item ends in; `named`: the bureau's word, which goes
    first. A result is a certificate when it ends, remarks in brackets aside, in one of the words of
    `kinds.json`.
    """
    words = kind_words()
    if named == words["none"]:
        return None
    own, fitting = _fitting(named or ""), _fitting(document)
    if named and not (fitting and fitting.kind in (named, own.kind if own else "")):
        fitting = own
    if fitting is not None:
        return Certified(fitting.kind, fitting)
    kind = _bare(named or document)
    if not named and not kind.endswith(tuple(words["ends"])):
        return None
    return Certified(kind, certificate_layouts()[str(words["general"])])


def _fitting(told: str) -> CertificateLayout | None:
    """Return the layout whose beginning fits a result best, None where none does."""
    found = [
        (len(beginning), layout)
        for layout in certificate_layouts().values()
        for beginning in layout.documents
        if told.strip().startswith(beginning)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def industry_layout() -> CertificateLayout:
    """Return the layout of the certificate that lists others (一业一证)."""
    return certificate_layouts()[str(kind_words()["industry"])]


def _bare(document: str) -> str:
    bare = document.strip()
    while _REMARK.search(bare):
        bare = _REMARK.sub("", bare).strip()
    return bare


@cache
def kind_words() -> Mapping[str, Any]:
    """Return the words of `kinds.json`."""
    words: Mapping[str, Any] = json.loads((FOLDER / "kinds.json").read_text(encoding="utf-8"))
    return words


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads((FOLDER / "certificate.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _unknown(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield faults for entries that a sheet places and nobody defines, and the other way round."""
    keys = {entry["key"] for entry in data["entries"]}
    if data["scope"] not in keys:
        yield f"scope: {data['scope']}"
    for sheet in data["sheets"]:
        placed = {place["entry"] for place in sheet["places"]}
        placed |= set(sheet.get("rows", {}).get("entries", ()))
        yield from (f"{sheet['name']}: {key}" for key in sorted(placed - keys))
    needed = {entry["key"] for entry in data["entries"] if entry.get("required")}
    first = data["sheets"][0]
    shown = {place["entry"] for place in first["places"]}
    shown |= set(first.get("rows", {}).get("entries", ()))
    yield from (f"{key} !" for key in sorted(needed - shown))


def _wrong(path: Path, faults: list[str]) -> Problem:
    findings = tuple(Finding("layout.wrong", {"file": path.name, "fault": f}) for f in faults)
    return Problem("layout.wrong", findings=findings, file=path.name, fault="；".join(faults))
