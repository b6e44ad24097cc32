"""Those who act for the applicant: agents whose authority is checked, helpers whose work is counted.

帮办代办 is free of charge. A sitting has one agent at a time; what became of the authority (ended, given
anew) stands in the journal, from which it is read again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from app.changes import Changes
from app.checks.travel_documents import reader_for
from app.domain.act_bodies import ItemChange
from app.domain.actor import Actor, Channel, Role
from app.domain.acts import ActKind
from app.domain.authority_terms import (
    Authority,
    AuthorityEnd,
    Consent,
    Errand,
    handing_on_refusal,
    over,
    refusal,
)
from app.domain.case import Agent, Case, CaseState, Sitting
from app.errors import Problem
from app.ports.store import Reader, UnitOfWork
from app.services.journal import digest, note_case
from app.services.office import Office
from app.services.rights import require
from app.services.sitting_view import find

GIVEN, ENDED = "authority.given", "authority.ended"

_A_DAY, _LONG = timedelta(days=1), timedelta(days=366)
_MOST_A_DAY = 10_000_000


@dataclass(frozen=True)
class HelperCount:
    """What one helper did in a time.

    `visits_saved`: how often the applicants would have had to come to hand in: once for each
    department, had they gone themselves.
    """

    account_id: UUID
    name: str
    sittings: int
    cases: int
    visits_saved: int


def authority_of(
    records: Reader | UnitOfWork, sitting: Sitting, cases: Iterable[Case]
) -> Authority | None:
    """Return the authority of a sitting's agent as it stands, None where nobody was authorised."""
    if sitting.agent is None:
        return None
    cases = tuple(cases)
    named_first = {case.id: _as_received(records, case) for case in cases}
    matters = frozenset(named_first.values())
    ended: tuple[AuthorityEnd | None, date | None] = (None, None)
    for event in records.journal.events(sitting.region, sitting.id):
        if event.kind == GIVEN:
            named = event.data.get("items")
            matters = frozenset(map(str, named)) if isinstance(named, list | tuple) else matters
            ended = (None, None)
        elif event.kind == ENDED:
            on = date.fromisoformat(str(event.data["on"]))
            ended = (AuthorityEnd(str(event.data["ground"])), on)
    going_on = [case for case in cases if not _done(case)]
    still_open = frozenset(
        item for case in going_on for item in (case.item_id, named_first[case.id])
    )
    return Authority(sitting.agent, matters, matters & still_open, *ended)


def _as_received(records: Reader | UnitOfWork, case: Case) -> str:
    """Return the item that the authority named: the one before a mistaken intake was repaired."""
    for act in records.acts.of_case(case.region, case.id):
        if act.kind is ActKind.CHANGE_ITEM and isinstance(act.body, ItemChange):
            return act.body.old_item
    return case.item_id


def _done(case: Case) -> bool:
    return case.state is CaseState.WITHDRAWN or case.delivered_at is not None


def agent_refusal(
    records: Reader | UnitOfWork,
    sitting: Sitting,
    cases: Iterable[Case],
    errand: Errand,
    about: Iterable[Case],
    today: date,
) -> Problem | None:
    """Return why the recorded agent may not do an errand for some cases today, None where he may.

    Problem `hand-over.no-agent` where none is recorded, else those of `authority_terms.refusal`.
    """
    authority = authority_of(records, sitting, cases)
    if authority is None:
        return Problem("hand-over.no-agent")
    return refusal(authority, errand, {case.item_id: case.item_name for case in about}, today)


def authorise(
    office: Office,
    actor: Actor,
    sitting_id: UUID,
    agent: Agent,
    consent: Consent = Consent.PRINCIPAL,
    matters: Collection[str] | None = None,
) -> Changes:
    """Record a new authority that was shown at the window; it takes the place of the one before.

    `matters`: the items of the sitting that it names, all of them when None. `consent`: who stands behind it; an agent may hand his own on only with the applicant's consent
    (CC 169), and only while it holds. Raises `right.missing`, `sitting.unknown`,
    `authority.no-matters`, `authority.unclear`, `authority.none`, `authority.no-consent`, and those of
    `authority_terms.refusal`.
    """
    require(actor, Role.CLERK, Role.ISSUER)
    _check_whole(agent, office.today())
    with office.store.begin() as unit:
        sitting, cases = find(unit, actor.region, sitting_id)
        if consent is not Consent.PRINCIPAL:
            _check_handing_on(unit, sitting, cases, consent, office.today())
        named = [c.item_id for c in cases if matters is None or c.item_id in matters]
        if not named:
            raise Problem("authority.no-matters")
        authorised = replace(sitting, agent=agent)
        unit.cases.put_sitting(authorised)
        facts = {
            "agent": digest(asdict(agent)),
            "items": named,
            "consent": str(consent),
        }
        note_case(office, unit, actor, GIVEN, authorised, None, office.now(), facts)
        unit.commit()
    return Changes(cases=True)


def _check_whole(agent: Agent, today: date) -> None:
    """Refuse an authority that does not say who, for what, and until when (CC 165)."""
    over = agent.until is not None and agent.until < today
    number = reader_for(agent.id_type)(agent.id_number, today)
    if not agent.name.strip() or not agent.powers or over or not number.ok:
        raise Problem("authority.unclear", findings=number.findings)


def _check_handing_on(
    unit: UnitOfWork, sitting: Sitting, cases: tuple[Case, ...], consent: Consent, today: date
) -> None:
    authority = authority_of(unit, sitting, cases)
    if authority is None:
        raise Problem("authority.none")
    if problem := over(authority, today) or handing_on_refusal(authority.agent, consent):
        raise problem


def end_authority(
    office: Office, actor: Actor, sitting_id: UUID, ground: AuthorityEnd, on: date
) -> Changes:
    """Record that an authority has ended before its time (taken back, given up, death; CC 173).

    Raises `right.missing`, `sitting.unknown`, `authority.none`, `authority.end-in-future`.
    """
    require(actor, Role.CLERK, Role.ISSUER, Role.SUPERVISOR)
    if on > office.today():
        raise Problem("authority.end-in-future")
    with office.store.begin() as unit:
        sitting, _cases = find(unit, actor.region, sitting_id)
        if sitting.agent is None:
            raise Problem("authority.none")
        facts = {"ground": str(ground), "on": on.isoformat()}
        note_case(office, unit, actor, ENDED, sitting, None, office.now(), facts)
        unit.commit()
    return Changes(cases=True)


def counts(office: Office, actor: Actor, since: date, until: date) -> tuple[HelperCount, ...]:
    """Count the helpers' work in a time, both days included, by account; practice is left out.

    Raises `right.missing`, `notice.period-wrong`.
    """
    require(actor, Role.CLERK, Role.SUPERVISOR)
    if since > until:
        raise Problem("notice.period-wrong")
    found: dict[UUID, HelperCount] = {}
    with office.store.read() as reader:
        for sitting, cases in _helped(reader, actor.region, since, min(until, office.today())):
            before = found.get(
                sitting.clerk_id, HelperCount(sitting.clerk_id, sitting.clerk_name, 0, 0, 0)
            )
            found[sitting.clerk_id] = replace(
                before,
                sittings=before.sittings + 1,
                cases=before.cases + len(cases),
                visits_saved=before.visits_saved + len({case.department for case in cases}),
            )
    return tuple(sorted(found.values(), key=lambda one: (-one.sittings, one.name)))


def _helped(
    reader: Reader, region: str, since: date, until: date
) -> Iterator[tuple[Sitting, tuple[Case, ...]]]:
    """Yield the sittings that helpers took in a time, with their cases."""
    days: Iterable[date | None] = (since + n * _A_DAY for n in range((until - since).days + 1))
    if until - since > _LONG:  # one question for all then, not one for each day
        days = (None,)
    for day in days:
        for line in reader.cases.lines(region, day=day, text="", limit=_MOST_A_DAY):
            sitting, cases = find(reader, region, line.sitting_id)
            inside = since <= sitting.received_at.date() <= until
            if inside and sitting.channel is Channel.HELPER and not sitting.practice:
                yield sitting, cases
