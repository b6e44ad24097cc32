"""What happens by operation of law: done by itself, once, also after a week switched off.

Silence accepts and owed materials lapse (`app.domain.procedure`), an undecided renewal holds when the
term is over (AL 50), and days that relied on a year without a holiday notice are counted again when
the notice has come. Each case has its own transaction, so that a fault in one holds up no other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from uuid import UUID

from app.changes import Changes
from app.domain.act_bodies import CertificateAct
from app.domain.actor import Actor, Role
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState
from app.domain.certificate import Certificate
from app.domain.concept_keys import ACTION, RENEWAL
from app.domain.procedure import acceptance_by_law_tomorrow, due_acts, projected
from app.errors import Problem, WorldProblem
from app.ports.cases import CaseLine, QueueFilter
from app.ports.store import Reader, UnitOfWork
from app.services.journal import digest, note_case
from app.services.office import Office
from app.services.proceeding import READERS, Loaded, load, perform, the_law
from app.services.rights import require
from app.wording.papers import RENEWED_BY_SILENCE

_EVERY = 1_000_000
_MANY = 100
_OPEN = frozenset(
    {
        CaseState.RECEIVED,
        CaseState.CORRECTION,
        CaseState.ACCEPTED,
        CaseState.ACCEPTED_OWING,
        CaseState.GRANTED,
    }
)
_UNDECIDED = _OPEN - {CaseState.GRANTED}
_SILENT = frozenset({CaseState.RECEIVED, CaseState.ACCEPTED_OWING})
"""Where the law acts when a day goes by."""
_DUE_DAYS = ("notice_due", "duty_due", "promised_due", "legal_due", "issue_due")
_COUNTED = "calendar.counted"
"""The setting that names the calendar under which the open cases were counted last."""
_SILENCE = "silence"
"""The ground of a renewal that was not decided before the term was over."""


@dataclass(frozen=True)
class LawDone:
    """What the law did. `warned`: cases that it will act on tomorrow; `recounted`: whose days moved.

    `failures`: cases on which it could not act, with the reason; they are tried again next time.
    """

    acted: tuple[Act, ...] = ()
    warned: tuple[CaseLine, ...] = ()
    recounted: tuple[UUID, ...] = ()
    failures: tuple[tuple[UUID, Problem], ...] = ()
    changes: Changes = Changes()


def run(office: Office) -> LawDone:
    """Do what the law itself does by now; doing it again does nothing.

    Before the first start there is nothing to do.
    """
    with office.store.read() as reader:
        bureau = reader.bureau.current()
    if bureau is None:
        return LawDone()
    region = str(bureau["region"])
    office.published.forget()
    sweep = _Sweep(office, region)
    sweep.due()
    sweep.renewals()
    sweep.recount()
    changed = bool(sweep.acted or sweep.recounted)
    return LawDone(
        acted=tuple(sweep.acted),
        warned=_tomorrow(office, region),
        recounted=tuple(sweep.recounted),
        failures=tuple(sweep.failures),
        changes=Changes(cases=changed),
    )


def tomorrow(office: Office, actor: Actor) -> tuple[CaseLine, ...]:
    """List the cases that silence accepts tomorrow: today is the last day for a correction notice.

    For the duty leader. Raises `right.missing`.
    """
    require(actor, *READERS, Role.SYSTEM_ADMIN)
    return _tomorrow(office, actor.region)


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
        self.recounted: list[UUID] = []
        self.failures: list[tuple[UUID, Problem]] = []

    def due(self) -> None:
        """Act on the cases whose day is over."""
        today = self._office.today()
        with self._office.store.read() as reader:
            found = reader.cases.due_by_law(self._region, today)
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
            asked = [one for one in ended if self._renewal_of(reader, one) is not None]
        for certificate in asked:
            self._each(certificate.case_id, partial(self._renew, certificate))

    def _renewal_of(self, reader: Reader, certificate: Certificate) -> CaseLine | None:
        """Return the undecided application for renewal that came before the term was over."""
        held = reader.cases.case(self._region, certificate.case_id)
        last = certificate.valid_until
        if held is None or last is None:
            return None
        others = reader.cases.earlier(
            self._region, id_number=certificate.holder_id, address="", but=held.id, limit=_MANY
        )
        for line in others:
            asked = line.item_id == held.item_id and line.state in _UNDECIDED
            if asked and line.received_at.date() <= last:
                sitting = reader.cases.sitting(self._region, line.sitting_id)
                if sitting is not None and sitting.values.get(ACTION) == RENEWAL:
                    return line
        return None

    def _renew(self, certificate: Certificate, unit: UnitOfWork, loaded: Loaded) -> None:
        body = CertificateAct(
            certificate.id, certificate.number, "renewed", _SILENCE, RENEWED_BY_SILENCE
        )
        silent = loaded.standing(self._office, self._office.now()).ground.regime.procedure
        if not silent.renewed_by_silence or any(act.body == body for act in loaded.acts):
            return
        assert certificate.valid_until is not None  # it ran out
        began = datetime.combine(
            certificate.valid_until + timedelta(days=1), time(), self._office.now().tzinfo
        )
        kind = ActKind.AMEND_CERTIFICATE
        done, _ = perform(self._office, unit, None, loaded, kind, body, began)
        self.acted.append(done.act)

    def recount(self) -> None:
        """Count the days again: of all open cases under a new calendar, else of those that stand.

        A new holiday notice, imported or shipped, may move any day; a case that is stopped moves on
        with every day.
        """
        mark = _mark(self._office)
        with self._office.store.read() as reader:
            new = reader.settings.get(_COUNTED) != mark
            lines = reader.cases.queue(self._region, QueueFilter(states=_OPEN, limit=_EVERY))
        for line in lines:
            if new or line.stopped:
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
            self.failures.append((case_id, problem))


def _days(case: Case) -> dict[str, str | None]:
    """Return a case's due days, for the journal."""
    return {name: str(day) if (day := getattr(case, name)) else None for name in _DUE_DAYS}


def _mark(office: Office) -> str:
    """Return what names the calendar in force."""
    calendar = office.calendar
    return digest([sorted(calendar.off), sorted(calendar.work), sorted(calendar.published_years)])
