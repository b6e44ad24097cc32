"""The one door for every act on a case.

An act is checked by the table of `app.domain.procedure`, added, and told to the journal in one
transaction with the case that it moves. What it starts elsewhere goes with it: a result that another
case waited for arrives there and starts its clock; where none will come, the waiting case ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from app.changes import Changes
from app.documents import ApplicationRow
from app.domain.act_bodies import NOTHING, Body, CertificateAct, Correction
from app.domain.actor import Actor, Role
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState, Sitting
from app.domain.certificate import Bar
from app.domain.clocks import CaseClocks, case_clocks
from app.domain.concept_keys import SITE
from app.domain.numbering import as_written
from app.domain.procedure import (
    TABLE,
    Result,
    Standing,
    applied,
    check,
    due_acts,
    possible,
    to_return,
)
from app.errors import Problem
from app.ports.cases import CaseLine
from app.ports.store import Reader, UnitOfWork
from app.services.bars import bar_by_law
from app.services.journal import digest, note_case
from app.services.office import Office
from app.services.printable import require_printable
from app.services.results import Awaited, awaited_by, next_step, result_for
from app.services.right_time import going_on, require_right_time
from app.services.rights import require
from app.services.sitting_view import SittingView, application_rows, find, rebuild
from app.services.standing import standing_of
from app.services.stated_facts import with_number, with_owed_dates
from app.wording.papers import BY_LAW

READERS = (
    Role.CLERK,
    Role.REVIEWER,
    Role.APPROVER,
    Role.HEAD,
    Role.ISSUER,
    Role.SUPERVISOR,
)
"""Who may look into cases."""

_LAW = UUID(int=0)
"""Stands in the journal where no person acted but the law itself."""


@dataclass(frozen=True)
class CaseView:
    """A case with everything that is to be seen of it.

    `possible`: for every act that concerns the case's stage, None where it may be done now, else
    the refusal that greys its button. `steps`: names of the review steps. `awaited`: the cases whose
    results it waits for.
    """

    seen: SittingView
    case: Case
    acts: tuple[Act, ...]
    standing: Standing
    clocks: CaseClocks
    possible: Mapping[ActKind, Problem | None]
    steps: tuple[str, ...]
    awaited: tuple[Awaited, ...] = ()


@dataclass(frozen=True)
class Done:
    """An act that was done. `also`: cases that moved with it (results that flowed)."""

    case: Case
    act: Act
    also: tuple[Case, ...] = ()
    changes: Changes = Changes(cases=True)


@dataclass(frozen=True)
class Loaded:
    """A case as an act finds it: its sitting, its acts, the bars on the applicant, what it waits for."""

    seen: SittingView
    case: Case
    acts: tuple[Act, ...]
    bars: tuple[Bar, ...]
    awaited: tuple[Awaited, ...] = ()

    def standing(self, office: Office, now: datetime) -> Standing:
        """Return what a guard looks at, at a moment."""
        lost = any(one.result is Result.LOST for one in self.awaited)
        return standing_of(
            office, self.seen, self.case, self.acts, now=now, bars=self.bars, lost=lost
        )

    def after(self, act: Act, moved: Case) -> Loaded:
        """Return the case after an act."""
        return replace(self._with(moved), case=moved, acts=(*self.acts, act))

    def beside(self, other: Case, acts: tuple[Act, ...]) -> Loaded:
        """Return another case of the same sitting."""
        return replace(self, case=other, acts=acts, awaited=())

    def with_others(self, moved: tuple[Case, ...]) -> Loaded:
        """Return the case with others of its sitting moved on."""
        loaded = self
        for other in moved:
            loaded = loaded._with(other)
        return loaded

    def _with(self, moved: Case) -> Loaded:
        return replace(self, seen=replace(self.seen, cases=self.seen.cases_with(moved)))


def load(office: Office, records: Reader | UnitOfWork, region: str, case_id: UUID) -> Loaded:
    """Return a case with all that an act needs. Raises Problem `case.unknown`."""
    case = records.cases.case(region, case_id)
    if case is None:
        raise Problem("case.unknown")
    sitting, cases = find(records, region, case.sitting_id)
    seen = rebuild(office, sitting, cases)
    acts = records.acts.of_case(region, case_id)
    bars = records.bars.of(region, sitting.applicant.id_number)
    return Loaded(seen, case, acts, bars, awaited_by(records, seen, case))


def view_case(office: Office, actor: Actor, case_id: UUID) -> CaseView:
    """Return a case whole: what happened, what its clocks say, what may be done.

    Raises `right.missing`, `case.unknown`.
    """
    require(actor, *READERS)
    with office.store.read() as reader:
        loaded = load(office, reader, actor.region, case_id)
    standing = loaded.standing(office, office.now())
    return CaseView(
        seen=loaded.seen,
        case=loaded.case,
        acts=loaded.acts,
        standing=standing,
        clocks=case_clocks(loaded.case, loaded.acts, standing.ground, office.today()),
        possible=possible(standing, actor),
        steps=standing.steps,
        awaited=loaded.awaited,
    )


def find_case(office: Office, actor: Actor, text: str) -> UUID:
    """Return the case of a number or barcode: its own, or one of its papers'.

    Raises `right.missing`, `case.no-such-number` (params: text).
    """
    require(actor, *READERS)
    with office.store.read() as reader:
        case = reader.cases.case_by_number(actor.region, text.strip())
        case = case or reader.cases.case_by_number(actor.region, as_written(text))
    if case is None:
        raise Problem("case.no-such-number", text=text.strip())
    return case.id


def department_form(office: Office, actor: Actor, case_id: UUID) -> tuple[ApplicationRow, ...]:
    """Return the department's own form of a case, read out of the merged facts.

    Raises `right.missing`, `case.unknown`.
    """
    require(actor, *READERS)
    with office.store.read() as reader:
        loaded = load(office, reader, actor.region, case_id)
    return application_rows(loaded.seen, loaded.seen.catalogue.items[loaded.case.item_id])


def earlier(office: Office, actor: Actor, case_id: UUID) -> tuple[CaseLine, ...]:
    """Return other cases of the same applicant, or at the same address, newest first.

    Raises `right.missing`, `case.unknown`.
    """
    require(actor, *READERS)
    with office.store.read() as reader:
        case = reader.cases.case(actor.region, case_id)
        if case is None:
            raise Problem("case.unknown")
        sitting, _cases = find(reader, actor.region, case.sitting_id)
        site = sitting.values.get(SITE)
        return reader.cases.earlier(
            actor.region,
            id_number=sitting.applicant.id_number,
            address=site if isinstance(site, str) and site else sitting.applicant.address,
            but=case_id,
        )


def do(
    office: Office,
    actor: Actor,
    case_id: UUID,
    kind: ActKind,
    body: Body = NOTHING,
    at: datetime | None = None,
    *,
    expected: int | None = None,
) -> Done:
    """Do one act on a case.

    `at`: when it happened in law (now when None). `expected`: how many acts the caller saw; the act
    is refused where another came between. Raises `case.unknown`, `case.changed-meanwhile`,
    `clock.behind`, `act.in-future`, `act.law-comes-first` (params: item), `act.no-glyph` (params:
    field, characters), and whatever the table refuses.
    """
    with office.store.begin() as unit:
        done = do_within(office, unit, actor, case_id, kind, body, at, expected=expected)
        unit.commit()
    return done


def do_within(
    office: Office,
    unit: UnitOfWork,
    actor: Actor,
    case_id: UUID,
    kind: ActKind,
    body: Body = NOTHING,
    at: datetime | None = None,
    *,
    expected: int | None = None,
) -> Done:
    """Do one act inside the caller's transaction, which commits. Raises as `do`."""
    loaded = load(office, unit, actor.region, case_id)
    if expected is not None and loaded.case.acts != expected:
        raise Problem("case.changed-meanwhile")
    return perform(office, unit, actor, loaded, kind, body, at)[0]


def perform(
    office: Office,
    unit: UnitOfWork,
    actor: Actor | None,
    loaded: Loaded,
    kind: ActKind,
    body: Body = NOTHING,
    at: datetime | None = None,
) -> tuple[Done, Loaded]:
    """Do one act on a loaded case and return the case after it, for a further act.

    `actor` None: what the law itself does. Nobody dates an act back before what the law has done by
    now, whether the program has come to do it or not. Raises as `do`.
    """
    require_right_time(office, unit)
    now = going_on(office.now(), max((one.at for one in loaded.acts), default=None))
    moment = at or now
    if moment > now:
        raise Problem("act.in-future")
    # A person's act is judged as of its true time; what the law dates back, as of today.
    if actor and moment < now and due_acts(loaded.standing(office, now)):
        raise Problem("act.law-comes-first", item=loaded.case.item_name)
    standing = loaded.standing(office, moment if actor else now)
    if isinstance(body, Correction):
        body = replace(body, returned=to_return(standing))
    act = new_act(office, actor, loaded.case, kind, body, moment)
    check(standing, act, actor)
    moved = applied(standing, act)
    unit.acts.add(act)
    bar_by_law(office, unit, actor or the_law(loaded.seen), standing, loaded.seen.sitting, act)
    unit.cases.put_cases([moved])
    note_act(office, unit, actor, loaded.seen, moved, act)
    sitting = _stated(office, loaded.seen, moved, act)
    if sitting != loaded.seen.sitting:
        unit.cases.put_sitting(sitting)
        loaded = replace(loaded, seen=replace(loaded.seen, sitting=sitting))
    further = loaded.after(act, moved)
    also = flow(office, unit, further, moment)
    further = further.with_others(also)
    # What it waits for may be there, or lost, by now.
    if moved.state is CaseState.WAITING and moved.waits_for:
        gone_on, further = _go_on(office, unit, further, moved.waits_for[-1], moment)
        also += gone_on.also if gone_on else ()
    return Done(further.case, act, also), further


def _stated(office: Office, seen: SittingView, moved: Case, act: Act) -> Sitting:
    """Return the sitting with what the act states beyond its case."""
    if act.kind is ActKind.CERTIFY and isinstance(act.body, CertificateAct):
        return with_number(office, seen, moved, act.body.number)
    if act.kind is ActKind.ACCEPT_OWING:
        return with_owed_dates(seen.sitting, seen.cases_with(moved))
    return seen.sitting


def new_act(
    office: Office, actor: Actor | None, case: Case, kind: ActKind, body: Body, at: datetime
) -> Act:
    """Return the next act of a case, not yet checked by the law; `actor` None: the law itself.

    Raises Problem `act.no-glyph` where a person says what no paper could print.
    """
    if actor:
        require_printable(body)
    return Act(
        region=case.region,
        id=office.clock.new_id(),
        case_id=case.id,
        seq=case.acts + 1,
        kind=kind,
        at=at,
        recorded_at=going_on(office.now(), at),
        by=actor.account_id if actor else None,
        by_name=actor.recorded_name if actor else BY_LAW,
        body=body,
        practice=case.practice,
    )


def note_act(
    office: Office,
    unit: UnitOfWork,
    actor: Actor | None,
    seen: SittingView,
    case: Case,
    act: Act,
) -> None:
    """Tell the journal of an act: ids, digests and counts, never what was written."""
    facts: dict[str, object] = {"number": case.number, "act": str(act.id), "seq": act.seq}
    if act.body != NOTHING:
        facts["body"] = digest(asdict(act.body))
    who = actor or the_law(seen)
    note_case(office, unit, who, TABLE[act.kind].event, seen.sitting, case, act.at, facts)


def the_law(seen: SittingView) -> Actor:
    """Return whom the journal names where no person acted."""
    return Actor(
        account_id=_LAW,
        name="law",
        display_name=BY_LAW,
        staff_no="",
        roles=frozenset(),
        region=seen.sitting.region,
        station=seen.sitting.station,
        entry="law",
    )


def flow(office: Office, unit: UnitOfWork, loaded: Loaded, at: datetime) -> tuple[Case, ...]:
    """Let a case's result reach the cases that wait for it; return those that moved.

    What was given arrives at every open case for which it was the last one outstanding; what will not
    come ends those that were only conditionally handed in, in writing (`next_step`). What is accepted
    already, in unified handling, is left to its reviewers. Nothing arrives twice.
    """
    case = loaded.case
    if result_for(loaded.seen, case, loaded.acts) not in (Result.GIVEN, Result.LOST):
        return ()
    moved: list[Case] = []
    for waiting in unit.cases.waiting_for(case.region, case.id):
        # as it stands by now: another that moved may have taken it along
        others = loaded.with_others(tuple(moved))
        now = next(one for one in others.seen.cases if one.id == waiting.id)
        acts = unit.acts.of_case(now.region, now.id)
        done, _ = _go_on(office, unit, others.beside(now, acts), case.id, at)
        moved += [done.case, *done.also] if done else []
    return tuple(moved)


def _go_on(
    office: Office, unit: UnitOfWork, waiting: Loaded, last: UUID, at: datetime
) -> tuple[Done | None, Loaded]:
    """Let a case that waits go on, or end, by the results that there are. `last`: which came last."""
    awaited = awaited_by(unit, waiting.seen, waiting.case)
    step = next_step(waiting.seen, waiting.case, waiting.acts, awaited, last)
    return perform(office, unit, None, waiting, *step, at) if step else (None, waiting)
