"""What happens by operation of law: done by itself, once, also after a week switched off.

Silence accepts and owed materials lapse (`app.domain.procedure`), an undecided renewal holds when the
term is over (AL 50), and days that relied on a year without a holiday notice are counted again when
the notice has come. Each case has its own transaction, so that a fault in one holds up no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from app.changes import Changes
from app.domain.actor import Actor, Role
from app.domain.acts import Act
from app.domain.case import Case, CaseState
from app.domain.certificate import Certificate
from app.domain.procedure import acceptance_by_law_tomorrow, due_acts, projected
from app.errors import Finding, Problem, Severity, WorldProblem
from app.ports.cases import CaseLine, QueueFilter
from app.ports.store import Reader, UnitOfWork
from app.services import renewals
from app.services.journal import digest, note_case
from app.services.office import Office
from app.services.proceeding import READERS, Loaded, load, perform, the_law
from app.services.right_time import require_right_time
from app.services.rights import require
from app.wording.sentences import sentence

_EVERY = 1_000_000
_OPEN = frozenset(
    {
        CaseState.RECEIVED,
        CaseState.CORRECTION,
        CaseState.ACCEPTED,
        CaseState.ACCEPTED_OWING,
        CaseState.GRANTED,
    }
)
_SILENT = frozenset({CaseState.RECEIVED, CaseState.ACCEPTED_OWING})
"""Where the law acts when a day goes by."""
_DUE_DAYS = ("notice_due", "duty_due", "promised_due", "legal_due", "issue_due")
_COUNTED = "calendar.counted"
"""The setting that names the calendar under which the open cases were counted last."""
_HINDERED = "law.hindered"
"""The setting that keeps on which cases the law could not act, why, and since when."""


@dataclass(frozen=True)
class LawDone:
    """What the law did. `warned`: cases that it will act on tomorrow; `recounted`: whose days moved.

    `broken`: what was granted on a promise that is broken and was not put right in the order's term:
    whether to revoke it is the decider's to say.
    `failures`: cases on which it could not act, with the reason; they are tried again next time.
    """

    acted: tuple[Act, ...] = ()
    warned: tuple[CaseLine, ...] = ()
    broken: tuple[Case, ...] = ()
    recounted: tuple[UUID, ...] = ()
    failures: tuple[tuple[UUID, Problem], ...] = ()
    changes: Changes = Changes()


class Concern(StrEnum):
    """Why a person must act where the law itself has acted or could not."""

    BROKEN = "broken"
    """a promise was not put right in its order's term: whether to revoke is the decider's to say"""
    HINDERED = "hindered"
    """the law could not act on the case"""
    TOMORROW = "tomorrow"
    """silence accepts tomorrow"""


@dataclass(frozen=True)
class Outstanding:
    """A case on which a person must act, and why.

    `day`: for `BROKEN` the last day of the order's term, for `HINDERED` the day on which the law first
    could not act, for `TOMORROW` today. `said`: what is to be said of it; its sentence names the case.
    """

    line: CaseLine
    why: Concern
    day: date
    said: Finding


def run(office: Office) -> LawDone:
    """Do what the law itself does by now; doing it again does nothing.

    Before the first start there is nothing to do. Raises WorldProblem `clock.behind`.
    """
    with office.store.read() as reader:
        bureau = reader.bureau.current()
        if bureau is None:
            return LawDone()
        require_right_time(office, reader)
    region = str(bureau["region"])
    office.published.forget()
    sweep = _Sweep(office, region)
    sweep.due()
    sweep.renewals()
    sweep.recount()
    told_anew = _remember(office, sweep.failures.items())
    changed = bool(sweep.acted or sweep.recounted or told_anew)
    return LawDone(
        acted=tuple(sweep.acted),
        warned=_tomorrow(office, region),
        broken=sweep.broken,
        recounted=tuple(sweep.recounted),
        failures=tuple(sweep.failures.items()),
        changes=Changes(cases=changed),
    )


def tomorrow(office: Office, actor: Actor) -> tuple[CaseLine, ...]:
    """List the cases that silence accepts tomorrow: today is the last day for a correction notice.

    For the duty leader. Raises `right.missing`.
    """
    require(actor, *READERS, Role.SYSTEM_ADMIN)
    return _tomorrow(office, actor.region)


def outstanding(office: Office, actor: Actor) -> tuple[Outstanding, ...]:
    """List what people must see to: promises not put right, what hinders the law, silence tomorrow.

    In this order, and each by its day. Raises `right.missing`.
    """
    require(actor, *READERS, Role.SYSTEM_ADMIN)
    today = office.today()
    with office.store.read() as reader:
        due = (*_broken(reader, actor.region, today), *_hindered(reader, actor.region))
        told = list(_told(reader, due))
    soon = _tomorrow(office, actor.region)
    told += [_outstanding(line, Concern.TOMORROW, today, {}) for line in soon]
    order = tuple(Concern)
    return tuple(sorted(told, key=lambda one: (order.index(one.why), one.day, one.line.number)))


_Due = tuple[Case, Concern, date | None, Mapping[str, object]]


def _broken(reader: Reader, region: str, today: date) -> Iterator[_Due]:
    for case in reader.cases.promises_over(region, today):
        yield case, Concern.BROKEN, case.owed_due, {}


def _told(reader: Reader, due: Iterable[_Due]) -> Iterator[Outstanding]:
    for case, why, day, params in due:
        found = reader.cases.queue(case.region, QueueFilter(text=case.number))
        line = next(one for one in found if one.case_id == case.id)
        assert day is not None  # what is over had an end
        yield _outstanding(line, why, day, params)


def _outstanding(
    line: CaseLine, why: Concern, day: date, params: Mapping[str, object]
) -> Outstanding:
    facts = {"number": line.number, "item": line.item_name, "day": str(day), **params}
    return Outstanding(line, why, day, Finding(f"law.{why.value}", facts, Severity.WARNING))


def _hindered(reader: Reader, region: str) -> Iterator[_Due]:
    """Yield the cases on which the law could not act when it last looked, with the reason."""
    for case_id, told in _kept(reader.settings.get(_HINDERED)).items():
        case = reader.cases.case(region, UUID(case_id))
        if case is not None:
            why = sentence(Finding(str(told["code"]), told["params"]))
            yield case, Concern.HINDERED, date.fromisoformat(str(told["day"])), {"why": why}


def _remember(office: Office, failures: Iterable[tuple[UUID, Problem]]) -> bool:
    """Keep on which cases the law could not act, each with its first day; tell whether that changed."""
    with office.store.read() as reader:
        before = _kept(reader.settings.get(_HINDERED))
    today = str(office.today())
    now = {
        str(case_id): {
            "code": why.code,
            "params": {name: str(value) for name, value in why.params.items()},
            "day": before.get(str(case_id), {}).get("day", today),
        }
        for case_id, why in failures
    }
    if now == before:
        return False
    with office.store.begin() as unit:
        unit.settings.put(_HINDERED, now)
        unit.commit()
    return True


def _kept(value: object) -> dict[str, dict[str, Any]]:
    return dict(value) if isinstance(value, Mapping) else {}


def _tomorrow(office: Office, region: str) -> tuple[CaseLine, ...]:
    today = office.today()
    states = frozenset({CaseState.RECEIVED})
    with office.store.read() as reader:
        lines = reader.cases.queue(region, QueueFilter(states=states, due_by=today, limit=_EVERY))
        return tuple(
            line
            for line in lines
            if line.due == today
            and acceptance_by_law_tomorrow(
                load(office, reader, region, line.case_id).standing(office, office.now())
            )
        )


class _Sweep:
    """One going over the open cases."""

    def __init__(self, office: Office, region: str) -> None:
        self._office = office
        self._region = region
        self.acted: list[Act] = []
        self.broken: tuple[Case, ...] = ()
        self.recounted: list[UUID] = []
        self.failures: dict[UUID, Problem] = {}

    def due(self) -> None:
        """Act on the cases whose day is over; a licence is revoked by people alone."""
        today = self._office.today()
        with self._office.store.read() as reader:
            found = reader.cases.due_by_law(self._region, today)
            self.broken = reader.cases.promises_over(self._region, today)
        for case in found:
            days = (case.notice_due, case.owed_due)
            if case.state in _SILENT and any(day is not None and day < today for day in days):
                self._each(case.id, self._act_on)

    def _act_on(self, unit: UnitOfWork, loaded: Loaded) -> None:
        for kind, body, at in due_acts(loaded.standing(self._office, self._office.now())):
            done, loaded = perform(self._office, unit, None, loaded, kind, body, at)
            self.acted.append(done.act)

    def renewals(self) -> None:
        """Renew what ran out while an application for renewal lay undecided (AL 50)."""
        with self._office.store.read() as reader:
            ended = reader.certificates.expiring(self._region, self._office.today())
            asked = [(one, renewals.undecided_application(reader, one)) for one in ended]
        for certificate, application in asked:
            if application is not None:
                self._each(certificate.case_id, partial(self._renew, certificate, application))

    def _renew(
        self, certificate: Certificate, asked: UUID, unit: UnitOfWork, loaded: Loaded
    ) -> None:
        self.acted += renewals.renew(self._office, unit, loaded, certificate, asked)

    def recount(self) -> None:
        """Count the days again: of all open cases under a new calendar, else of those that stand.

        A new holiday notice, imported or shipped, may move any day; a case that is stopped moves on
        with every day; one that could not be counted is tried again.
        """
        mark = _mark(self._office)
        with self._office.store.read() as reader:
            new = reader.settings.get(_COUNTED) != mark
            missed = _kept(reader.settings.get(_HINDERED))
            lines = reader.cases.queue(self._region, QueueFilter(states=_OPEN, limit=_EVERY))
        for line in lines:
            if new or line.stopped or str(line.case_id) in missed:
                self._each(line.case_id, self._count_again)
        if new:
            with self._office.store.begin() as unit:
                unit.settings.put(_COUNTED, mark)
                unit.commit()

    def _count_again(self, unit: UnitOfWork, loaded: Loaded) -> None:
        case, acts = loaded.case, loaded.acts
        ground = loaded.standing(self._office, self._office.now()).ground
        fresh = projected(case, acts, ground, self._office.today())
        if fresh == case:
            return
        unit.cases.put_cases([fresh])
        facts = {"number": case.number, "before": _days(case), "after": _days(fresh)}
        note_case(
            self._office,
            unit,
            the_law(loaded.seen),
            "case.recounted",
            loaded.seen.sitting,
            fresh,
            self._office.now(),
            facts,
        )
        self.recounted.append(case.id)

    def _each(self, case_id: UUID, work: Callable[[UnitOfWork, Loaded], None]) -> None:
        """Work on one case in a transaction of its own; what hinders it is told, not hidden."""
        try:
            with self._office.store.begin() as unit:
                work(unit, load(self._office, unit, self._region, case_id))
                unit.commit()
        except WorldProblem:
            raise
        except Problem as problem:
            self.failures.setdefault(case_id, problem)


def _days(case: Case) -> dict[str, str | None]:
    """Return a case's due days, for the journal."""
    return {name: str(day) if (day := getattr(case, name)) else None for name in _DUE_DAYS}


def _mark(office: Office) -> str:
    """Return what names the calendar in force."""
    calendar = office.calendar
    return digest([sorted(calendar.off), sorted(calendar.work), sorted(calendar.published_years)])
