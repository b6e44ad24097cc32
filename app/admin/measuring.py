"""`benchmark`: what this machine does, as ratios to a floor measured in the same run."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.admin.opening import open_office
from app.domain.merged_form import Selection
from app.domain.merging import merge
from app.domain.paper import PaperKind
from app.services import bureau as bureau_service
from app.services import catalogue as catalogue_service
from app.services import sign_in
from app.services.office import Office
from app.wording import _
from db.credentials import MemorySecrets

_REPEATS = 15
_QUERIES = ("食品", "食品经营", "sp", "spjy", "shipin", "营业 登记", "没有这个事项")


@yichuang_admin.command(help=_("在临时数据上测量本机的速度；不动真实数据"))
@json_option
@click.pass_obj
@answering
def benchmark(_console: Console, as_json: bool) -> None:
    """Measure search, merge, and papers on a store of its own, made and removed here."""
    folder = Path(tempfile.mkdtemp(prefix="yichuang-benchmark-"))
    try:
        office = open_office(folder, MemorySecrets())
        try:
            sign_in.first_start(office)
            figures = _measured(office)
        finally:
            office.store.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = [f"{one['what']}\t{one['median_ms']} ms\t{one['of_floor']}×" for one in figures]
    say(as_json, figures, "\n".join(lines))


def _measured(office: Office) -> list[dict[str, Any]]:
    """Return median CPU milliseconds, and how often the floor of the run fits into each.

    The floor is a fixed piece of plain Python (sorting 10,000 numbers), so that figures of
    different machines can be compared.
    """
    work = {
        "floor": _floor,
        "catalogue.search": lambda: _search(office),
        "bundle.merge": _merging(office),
        "paper.acceptance": _paper(office),
    }
    for one in work.values():
        one()
    times: dict[str, list[float]] = {name: [] for name in work}
    for _round in range(_REPEATS):
        for name, one in work.items():
            start = time.process_time()
            one()
            times[name].append(time.process_time() - start)
    medians = {name: statistics.median(found) for name, found in times.items()}
    return [
        {
            "what": name,
            "median_ms": round(seconds * 1000, 3),
            "of_floor": round(seconds / medians["floor"], 2),
        }
        for name, seconds in medians.items()
    ]


def _floor() -> None:
    sorted((n * 7919) % 10007 for n in range(10_000))


def _search(office: Office) -> None:
    for text in _QUERIES:
        catalogue_service.search(office, text, "")


def _merging(office: Office) -> Callable[[], object]:
    catalogue = catalogue_service.current(office)
    rules = catalogue_service.merge_rules(catalogue, bureau_service.current(office))
    largest = max(catalogue.bundles.values(), key=lambda bundle: len(bundle.items))
    selection = Selection(items=tuple(one.item for one in largest.items), bundle_id=largest.id)
    return lambda: merge(catalogue, selection, {}, rules)


def _paper(office: Office) -> Callable[[], object]:
    maker = office.paper_maker()
    subject = maker.sample(PaperKind.ACCEPTANCE)
    return lambda: maker.make(subject)
