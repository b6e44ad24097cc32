"""The rounds of a case: what was handed in when, and what each round answered.

However often a case is supplemented, its number stays, and every file remains to be found in the
round that brought it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from app.domain.act_bodies import Correction, Recall, Supplement
from app.domain.actor import Actor
from app.domain.acts import Act, ActKind
from app.domain.case import Defect, MaterialRecord, SubmissionRound
from app.domain.certificate import Scan
from app.services.office import Office
from app.services.proceeding import READERS, Loaded, load
from app.services.rights import require


@dataclass(frozen=True)
class Round:
    """One handing-in for a case.

    `asked`: what the notice asked for that it answers (nothing for the first). `materials`: what came,
    as the material list calls it; `fields`: what was set right in the form. `scans`: of the case's
    materials, without their bytes, those added from then until the next round.
    """

    number: int
    opened_at: datetime
    asked: tuple[Defect, ...]
    materials: tuple[str, ...]
    fields: tuple[str, ...]
    scans: tuple[Scan, ...]


def rounds_of(office: Office, actor: Actor, case_id: UUID) -> tuple[Round, ...]:
    """Return the rounds of a case, by number. Raises `right.missing`, `case.unknown`."""
    require(actor, *READERS)
    with office.store.read() as reader:
        loaded = load(office, reader, actor.region, case_id)
        kept = reader.cases.rounds_of(actor.region, case_id)
        scans = reader.scans.of_sitting(actor.region, loaded.case.sitting_id)
    mine = {one.key for one in _lines(loaded)}
    own = tuple(scan for scan in scans if scan.material in mine)
    return tuple(
        _round(loaded, this, own, after.opened_at if after else None)
        for this, after in pairwise((*kept, None))
        if this is not None
    )


def _lines(loaded: Loaded) -> Iterator[MaterialRecord]:
    item = loaded.case.item_id
    return (one for one in loaded.seen.sitting.materials if item in one.items)


def _round(
    loaded: Loaded, kept: SubmissionRound, scans: Sequence[Scan], until: datetime | None
) -> Round:
    labels = {one.key: one.label for one in _lines(loaded)}
    fields = {key: field.label for key, field in loaded.seen.form.fields.items()}
    brought = _supplement(loaded.acts, kept.number)
    keys = brought.body.materials if brought and isinstance(brought.body, Supplement) else ()
    first = kept.number == 1
    return Round(
        number=kept.number,
        opened_at=kept.opened_at,
        asked=_asked(loaded.acts, brought) if brought else (),
        materials=tuple(labels.get(key, key) for key in kept.materials),
        fields=tuple(fields[key] for key in keys if key in fields and key not in labels),
        scans=tuple(
            scan
            for scan in scans
            if (first or scan.added_at >= kept.opened_at)
            and (until is None or scan.added_at < until)
        ),
    )


def _supplement(acts: Sequence[Act], number: int) -> Act | None:
    """Return the act by which a round came."""
    return next(
        (
            act
            for act in acts
            if act.kind is ActKind.SUPPLEMENT
            and isinstance(act.body, Supplement)
            and act.body.round == number
        ),
        None,
    )


def _asked(acts: Sequence[Act], brought: Act) -> tuple[Defect, ...]:
    """Return what the last notice before a round asked for, one taken back left out."""
    recalled = {act.body.correction for act in acts if isinstance(act.body, Recall)}
    notices = [
        act.body
        for act in acts
        if isinstance(act.body, Correction) and act.seq < brought.seq and act.id not in recalled
    ]
    return notices[-1].defects if notices else ()
