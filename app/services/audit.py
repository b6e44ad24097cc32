"""Auditing a store: every station's hash chain walked, every number accounted for."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.paper import SeriesKey
from app.errors import Problem
from app.ports.stored import ChainHead, SeriesAccount
from app.services import bureau as bureau_service
from app.services.office import Office


@dataclass(frozen=True)
class Audit:
    """What an audit found.

    `chains`: the heads of the chains that verify; `broken`: station → the problem of its chain.
    `unbalanced`: series whose issued, void and free numbers do not add up to what was leased.
    `waiting`: outbox rows that no central database has acknowledged.
    """

    chains: tuple[ChainHead, ...]
    broken: dict[str, Problem]
    series: tuple[SeriesAccount, ...]
    unbalanced: tuple[SeriesKey, ...]
    waiting: int

    @property
    def clean(self) -> bool:
        """Tell whether everything holds."""
        return not self.broken and not self.unbalanced


def audit(office: Office) -> Audit:
    """Check the journal and the numbers of this store; changes nothing.

    Raises Problem `bureau.none` for a store that has not been started.
    """
    bureau = bureau_service.current(office)
    heads: list[ChainHead] = []
    broken: dict[str, Problem] = {}
    with office.store.read() as reader:
        for station in ("", *(station.id for station in bureau.stations)):
            try:
                heads.append(reader.journal.verify_chain(station))
            except Problem as problem:
                broken[station] = problem
        waiting = reader.journal.outbox_waiting()
    with office.store.begin() as unit:
        series = unit.numbers.accounts()
    unbalanced = tuple(s.key for s in series if s.issued + s.void + s.free != s.leased)
    return Audit(tuple(head for head in heads if head.seq), broken, series, unbalanced, waiting)
