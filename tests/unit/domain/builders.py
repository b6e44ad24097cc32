"""A case at a desk: acts are put to the table, done where they are lawful, and the clock is moved."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from uuid import UUID

from app.bureau import load_regimes
from app.calendar import load_calendar
from app.domain.act_bodies import (
    NOTHING,
    Acceptance,
    Assignment,
    CertificateAct,
    Correction,
    Decision,
    Delivery,
    DeliveryWay,
    Ending,
    Extension,
    FieldCheck,
    HearingNotice,
    Officer,
    Opinion,
    Rank,
    Resumption,
    Stop,
    Supplement,
    Verdict,
)
from app.domain.actor import Actor, Role
from app.domain.acts import Act, ActKind
from app.domain.bureau import Decider, ItemRule
from app.domain.case import Case, CaseState, Defect, HandedIn, MaterialRecord
from app.domain.catalogue import Limit
from app.domain.clocks import CaseLimits, counting_day
from app.domain.outcomes import CaseFacts, Ground
from app.domain.procedure import Standing, applied, check, opened, refusal
from app.errors import Problem
from app.wording.sentences import sentence

CHINA = timezone(timedelta(hours=8))
REGIMES = load_regimes()
CALENDAR = load_calendar()
DECIDER = Decider(
    id="own",
    name="某局",
    short="某审批",
    letterhead="某局",
    seal_kind="专用章",
    remedy_body="某政府",
    court="某法院",
    phone="1",
    complaint_phone="2",
    address="某地",
    inside=True,
)
FIRST = Case(
    region="370902",
    id=UUID(int=1),
    sitting_id=UUID(int=2),
    item_id="A",
    item_version=1,
    item_hash="",
    item_name="甲事项",
    department="甲",
    decider="own",
    regime="licence",
    number="一号",
    barcode="1",
    state=CaseState.RECEIVED,
    received_at=datetime(2026, 1, 1, tzinfo=CHINA),
    handed_in_at=None,
)
DEFECT = Defect("材料m", "未签名", "须由申请人签名")
HEARD = "hearing"


def day(text, hour=9):
    """Return a moment of a day of 2026, `09-18`, or of a whole date."""
    whole = text if len(text) > 5 else f"2026-{text}"
    return datetime.fromisoformat(whole).replace(hour=hour, tzinfo=CHINA)


def limits(legal=20, promised=5, correction=5):
    """Return limits in working days; None where there is none."""
    made = (
        None if days is None else Limit(days, "工作日") for days in (promised, legal, correction)
    )
    return CaseLimits(*made)


def person(number, *roles, teams=()):
    """Return somebody with some roles."""
    return Actor(
        account_id=UUID(int=number),
        name=f"p{number}",
        display_name=f"{number}号",
        staff_no=str(number),
        roles=frozenset(roles),
        region="370902",
        teams=frozenset(teams),
    )


CLERK = person(100, Role.CLERK)
REVIEWER = person(101, Role.REVIEWER)
CHECKER = person(102, Role.REVIEWER)
APPROVER = person(103, Role.APPROVER)
HEAD = person(104, Role.HEAD)
ISSUER = person(105, Role.ISSUER)
SUPERVISOR = person(106, Role.SUPERVISOR)
PEOPLE = (CLERK, REVIEWER, CHECKER, APPROVER, HEAD, ISSUER, SUPERVISOR)


def ground(regime="licence", *, legal=20, promised=5, rule=None, **more):
    """Return the ground of a regime, with its own correction limit."""
    law = REGIMES[regime]
    correction = law.correction.value if law.correction else None
    return Ground(
        regime=law,
        decider=DECIDER,
        limits=limits(legal, promised, correction),
        calendar=CALENDAR,
        waits_conditionally=more.pop("waits_conditionally", True),
        rule=rule or ItemRule(),
        certificate=(rule.certificate_kind if rule else None) or "",
        clerk_id=CLERK.account_id,
        **more,
    )


def material(key, state=HandedIn.HANDED_IN):
    """Return a line of the material list."""
    return MaterialRecord(key, f"材料{key}", state, 1, 0, ("A",))


NO_LAW = frozenset({"right.missing", "case.changed-meanwhile"})
"""What no article of the law refuses: a right, and what another did meanwhile."""


def sound(problem):
    """Check that a refusal's sentence has no gap and names its article; return it."""
    said = sentence(problem)
    assert not set(said) & {"…", "{", "}"}, said
    assert not [
        gap for gap in ("“”", "“ ", " ”", "None", "：。", "：，", "（）", "”由办理") if gap in said
    ], said
    assert all(str(value).strip() for value in problem.params.values()), (said, problem.params)
    assert problem.code in NO_LAW or problem.params["article"] in said, said
    return problem


class Desk:
    """A case with its acts; `materials`, `faults`, `tolerance` are what the form looks like."""

    def __init__(self, at="09-18", on=None, *, waits_for=(), received=True, team=""):
        self.now = day(at)
        self.ground = on or ground()
        self.case = opened(replace(FIRST, waits_for=waits_for, team=team))
        self.acts = ()
        self.materials = (material("m"),)
        self.faults = ()
        self.tolerance = {}
        if received:
            self.do(ActKind.RECEIVE)

    def on(self, text, hour=9):
        """Move the clock; the desk itself, so that acts can follow."""
        self.now = day(text, hour)
        return self

    @property
    def standing(self):
        facts = CaseFacts(self.case, self.faults, self.materials, self.tolerance)
        return Standing(self.case, self.acts, self.ground, self.now, facts)

    @property
    def clocks(self):
        return self.standing.clocks

    @property
    def state(self):
        return self.case.state

    def act(self, kind, body=NOTHING, actor=CLERK, at=None):
        return Act(
            region=self.case.region,
            id=UUID(int=1000 + self.case.acts),
            case_id=self.case.id,
            seq=self.case.acts + 1,
            kind=kind,
            at=at or self.now,
            recorded_at=self.now,
            by=actor.account_id if actor else None,
            by_name=actor.display_name if actor else "法律",
            body=body,
        )

    def put(self, act, actor):
        """Check an act, and do it."""
        check(self.standing, act, actor)
        self.case = applied(self.standing, act)
        self.acts = (*self.acts, act)
        return act

    def do(self, kind, body=NOTHING, actor=CLERK, at=None):
        return self.put(self.act(kind, body, actor, at), actor)

    def refuses(self, kind, body=NOTHING, actor=CLERK, at=None):
        """Return the code under which an act is refused; None where it is lawful."""
        before = (self.case, self.acts)
        try:
            check(self.standing, self.act(kind, body, actor, at), actor)
        except Problem as problem:
            assert (self.case, self.acts) == before
            return sound(problem).code
        return None

    def greyed(self, kind, actor=CLERK):
        """Return the code that greys a button; None where it may be pressed."""
        problem = refusal(self.standing, kind, actor)
        return problem and sound(problem).code

    # whole stretches of a case's way

    def counts_from(self):
        return counting_day(self.now, CALENDAR, rest_day_next=self.ground.rest_day_next)

    def accepted(self):
        self.do(ActKind.ACCEPT, Acceptance(self.counts_from()))
        return self

    def owing(self, until, *keys):
        """Accept with materials owed until a day."""
        self.materials = tuple(material(key, HandedIn.OWED) for key in keys)
        self.tolerance = dict.fromkeys(keys, 4)
        body = Acceptance(self.counts_from(), owed=keys, owed_until=day(until).date())
        self.do(ActKind.ACCEPT_OWING, body)
        return self

    def reviewed(self, *people, verdict=Verdict.GRANT):
        """Let every step speak; the last person's verdict is the one given."""
        for who in people:
            last = self.case.step == len(self.standing.steps) - 1
            said = verdict if last else Verdict.GRANT
            self.do(ActKind.OPINE, opinion(self, said), who)
        return self

    def granted(self):
        self.reviewed(REVIEWER, CHECKER, APPROVER)
        self.do(ActKind.GRANT, GRANT, APPROVER)
        return self


GRANT = Decision(content="准予", valid_from=date(2026, 9, 18), valid_until=date(2031, 9, 17))
REFUSAL = Decision(facts="事实", reasons="理由", basis="依据")
CERTIFIED = CertificateAct(UUID(int=7), "证号", "issued")


def opinion(desk, verdict=Verdict.GRANT, comment="意见"):
    step = desk.case.step
    return Opinion(step, desk.standing.steps[step], verdict, comment)


def correction(desk, *defects, why=""):
    second = desk.case.corrections > 0
    return Correction(desk.case.round, defects or (DEFECT,), second=second, why=why)


def supplement(desk, *keys):
    return Supplement(desk.case.round + 1, keys or ("m",))


def stop(desk, kind="testing", planned=10):
    known = desk.ground.regime.procedure.special_of(kind)
    return Stop(
        kind=kind,
        name=known.name,
        basis=known.basis,
        reason="需要",
        planned_days=planned,
        begins=desk.now.date(),
        promise_only=known.promise_only,
    )


def resumption(desk, act, ends=None):
    return Resumption(act.id, ends or desk.now.date(), "结果")


def extension(days=10, rank=Rank.AGENCY_HEAD, number=""):
    return Extension(days, "案情复杂", rank, "某负责人", number)


def claim(who):
    return Assignment(who.account_id, who.display_name)


def hearing(until, *, right=True):
    return HearingNotice(("甲公司", "邻居"), "许可直接关系他人重大利益", right, until)


def field_check(desk, *officers, passed=True):
    people = officers or (Officer("张三", "ZF-1"), Officer("李四", "ZF-2"))
    began = desk.now - timedelta(minutes=30)
    return FieldCheck(people, "现场", began, desk.now, "符合", passed)


def delivery(way=DeliveryWay.COUNTER, **more):
    kept = {"signature": "hash", "id_tail": "1234"} | more
    return Delivery(
        delivery_id=UUID(int=9),
        way=way,
        receiver="甲",
        receiver_is=kept.pop("receiver_is", "applicant"),
        place="窗口",
        papers=("文书一",),
        **kept,
    )


def ending(ground_code="on-request", why="原因", *, signed=True):
    return Ending(ground_code, why, signed)
