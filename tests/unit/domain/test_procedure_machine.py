"""Random lawful and unlawful acts: whatever is tried, no case leaves the law."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.act_bodies import (
    NOTHING,
    Acceptance,
    ApplicantChange,
    Arrival,
    Assignment,
    CertificateAct,
    Ending,
    Fee,
    ItemChange,
    NonAcceptance,
    Opinion,
    PromiseCheck,
    Recall,
    Resumption,
    SpotCorrection,
    Stop,
    Supplement,
    Verdict,
)
from app.domain.acts import ActKind
from app.domain.bureau import ItemRule, OwedEnd
from app.domain.case import CaseState, HandedIn
from app.domain.clocks import open_stops
from app.domain.procedure import TABLE, due_acts, folded, opened, possible
from tests.unit.domain.builders import (
    APPROVER,
    CHECKER,
    CLERK,
    GRANT,
    PEOPLE,
    REFUSAL,
    REVIEWER,
    Desk,
    claim,
    correction,
    delivery,
    ending,
    extension,
    field_check,
    ground,
    hearing,
    material,
    stop,
)

S, K = CaseState, ActKind
BEFORE = {S.RECEIVED, S.WAITING, S.CORRECTION}
RUNNING = {S.ACCEPTED, S.ACCEPTED_OWING}
# The law's own edges, written apart from the program's table.
LAWFUL = (
    {(state, state) for state in S}
    | {(S.RECEIVED, S.CORRECTION), (S.WAITING, S.CORRECTION), (S.WAITING, S.RECEIVED)}
    | {(S.CORRECTION, S.RECEIVED), (S.CORRECTION, S.WAITING)}
    | {(state, end) for state in (S.RECEIVED, S.WAITING) for end in (S.NOT_ACCEPTED, S.NOT_NEEDED)}
    | {(S.RECEIVED, S.ACCEPTED), (S.RECEIVED, S.ACCEPTED_OWING), (S.ACCEPTED_OWING, S.ACCEPTED)}
    | {(state, end) for state in BEFORE | RUNNING for end in (S.WITHDRAWN, S.TERMINATED)}
    | {(state, S.RECEIVED) for state in RUNNING}  # another item was meant
    | {(S.RECEIVED, S.GRANTED), (S.RECEIVED, S.REFUSED)}  # on the spot
    | {(S.ACCEPTED, S.GRANTED), (S.ACCEPTED, S.REFUSED), (S.ACCEPTED_OWING, S.REFUSED)}
    | {(S.GRANTED, S.ISSUED)}
    | {(S.ACCEPTED, S.ACCEPTED_OWING)}  # a promise was found broken
    | {(state, S.ISSUED) for state in (S.RECEIVED, S.CORRECTION, *RUNNING)}  # renewed by silence
)
RECOUNTED = {K.RECALL_CORRECTION, K.CHANGE_ITEM}
"""Acts that may bring a day forward: each leaves its trace."""
DUES = ("notice_due", "legal_due", "issue_due", "owed_due")
FORERUNNER = UUID(int=50)
RULES = (
    ItemRule(),
    ItemRule(four_eyes=True, review_steps=("承办", "审核", "批准")),
    ItemRule(instant=True, fee_fen=3500, fee_basis="依据"),
    ItemRule(field_check=True, certificate_kind="某证", review_steps=("承办", "批准")),
)
people = st.sampled_from(PEOPLE)
skews = st.sampled_from([0, 0, 0, 1, 2])
"""0: as it should be; 1 and 2: in one way or another not."""
verdicts = st.sampled_from([Verdict.GRANT, Verdict.GRANT, Verdict.REFUSE, Verdict.RETURN])


def _ended(desk, kind):
    """Return the id of the last act of a kind, or one that nobody knows."""
    return next((act.id for act in reversed(desk.acts) if act.kind is kind), UUID(int=99))


def _stop(desk, skew):
    kind = ("testing", "hearing", "publicity")[len(desk.acts) % 3]
    known = desk.ground.regime.procedure.special_of(kind)
    if known is None:
        return Stop("testing", "检测", "依据", "需要", 5, desk.now.date())
    body = stop(desk, kind)
    return replace(body, begins=body.begins - timedelta(days=skew))


def _opinion(desk, skew):
    steps, step = desk.standing.steps, desk.case.step + (skew == 1)
    return Opinion(step, steps[step] if step < len(steps) else "", Verdict.GRANT, "意见")


def _owing(desk, skew):
    until = desk.now.date() + timedelta(days=7)
    owed = () if skew == 1 else ("m",)
    return Acceptance(desk.counts_from(), owed=owed, owed_until=None if skew == 2 else until)


def _decision(plain):
    return lambda desk, skew: replace(
        plain, on_the_spot=bool(desk.ground.rule.instant) != (skew == 1)
    )


BODIES = {
    K.RECEIVE: lambda _desk, _skew: NOTHING,
    K.RESULT_ARRIVED: lambda _desk, skew: Arrival(UUID(int=51) if skew else FORERUNNER, "证"),
    K.SPOT_CORRECTION: lambda _desk, skew: SpotCorrection("" if skew else "电话"),
    K.ASK_CORRECTION: lambda desk, skew: replace(
        correction(desk, why="" if skew == 1 else "新材料有误"), round=desk.case.round - (skew == 2)
    ),
    K.RECALL_CORRECTION: lambda desk, skew: Recall(
        UUID(int=99) if skew == 1 else _ended(desk, K.ASK_CORRECTION), "误发"
    ),
    K.SUPPLEMENT: lambda desk, skew: Supplement(desk.case.round + 1 + (skew == 1), ("m",)),
    K.ACCEPT: lambda desk, skew: Acceptance(desk.counts_from() + timedelta(days=skew == 2)),
    K.ACCEPT_OWING: _owing,
    K.ACCEPT_BY_LAW: lambda desk, _skew: Acceptance(desk.counts_from()),
    K.NOT_ACCEPT: lambda _desk, skew: NonAcceptance("" if skew else "理由", "依据", "某局"),
    K.NOT_NEEDED: lambda _desk, skew: NonAcceptance("" if skew else "理由"),
    K.CHANGE_ITEM: lambda _desk, skew: ItemChange("A", "A" if skew else "B", "误选"),
    K.CHANGE_APPLICANT: lambda _desk, skew: ApplicantChange("x", "x" if skew else "y", "误录"),
    K.SUPPLY_OWED: lambda desk, skew: Supplement(desk.case.round, ("x" if skew else "m",)),
    K.OWED_LAPSED: lambda _desk, _skew: Ending("owed-lapsed", ""),
    K.CHECK_PROMISE: lambda desk, skew: (
        PromiseCheck(
            ("p" if skew != 1 else "m",), skew == 2, "情况", desk.now.date() + timedelta(days=9)
        )
        if len(desk.acts) % 2
        else PromiseCheck(("p",), skew != 2, "情况")
    ),
    K.RENEW_BY_LAW: lambda _desk, skew: CertificateAct(
        UUID(int=7), "证号", "renewed", "on-request" if skew else "silence", "逾期未决"
    ),
    K.CLAIM: lambda _desk, skew: claim(CHECKER if skew else REVIEWER),
    K.HAND_OVER: lambda desk, skew: Assignment(
        CHECKER.account_id, "102号", desk.case.holder, "" if skew else "休假"
    ),
    K.OPINE: _opinion,
    K.STOP: _stop,
    K.RESUME: lambda desk, skew: Resumption(
        _ended(desk, K.STOP), desk.now.date() + timedelta(days=skew == 1), "结果"
    ),
    K.EXTEND: lambda desk, skew: extension(99 if skew else 3 if desk.case.step else 2),
    K.TELL_HEARING: lambda desk, skew: hearing(desk.now.date() + timedelta(days=0 if skew else 12)),
    K.FIELD_CHECK: lambda desk, skew: field_check(desk, passed=not skew),
    K.GRANT: _decision(GRANT),
    K.REFUSE: _decision(REFUSAL),
    K.WITHDRAW: lambda _desk, skew: ending(signed=not skew),
    K.TERMINATE: lambda _desk, skew: ending("whim" if skew else "body-ended"),
    K.DEMAND_FEE: lambda _desk, skew: Fee(9900 if skew else 3500, "依据"),
    K.PAY_FEE: lambda _desk, skew: Fee(9900 if skew else 3500, "依据", "票1"),
    K.CERTIFY: lambda _desk, skew: CertificateAct(UUID(int=7), "" if skew else "证号", "issued"),
    K.AMEND_CERTIFICATE: lambda _desk, skew: CertificateAct(
        UUID(int=7), "证号", "renewed", "silence" if skew else "on-request", "申请"
    ),
    K.END_CERTIFICATE: lambda _desk, skew: CertificateAct(
        UUID(int=8 if skew == 1 else 7), "证号", "cancelled", "expired", "届满"
    ),
    K.DELIVER: lambda _desk, skew: delivery(receiver_is="nobody" if skew else "applicant"),
    K.CLOSE: lambda _desk, _skew: NOTHING,
}
"""For every kind a body as it should be, and ones that are not."""
LONG = 8
"""So many acts a case has before silence may renew it; else most would end before they begin."""
ENDS = {K.WITHDRAW, K.TERMINATE, K.NOT_ACCEPT, K.NOT_NEEDED}
WINDOW = (
    *(K.ACCEPT, K.ACCEPT, K.ACCEPT_OWING, K.ASK_CORRECTION, K.SUPPLEMENT, K.SUPPLEMENT),
    *(K.RECALL_CORRECTION, K.RESULT_ARRIVED, K.SPOT_CORRECTION, K.CHANGE_ITEM, K.NOT_ACCEPT),
    *(K.GRANT, K.NOT_NEEDED, K.WITHDRAW),
)
REVIEW = (
    *(K.CLAIM, K.HAND_OVER, K.STOP, K.STOP, K.RESUME, K.RESUME, K.EXTEND, K.TELL_HEARING),
    *(K.FIELD_CHECK, K.FIELD_CHECK, K.SUPPLY_OWED, K.SUPPLY_OWED, K.DEMAND_FEE, K.PAY_FEE),
    *(K.CHECK_PROMISE, K.CHANGE_ITEM, K.CHANGE_APPLICANT, K.GRANT, K.TERMINATE, K.WITHDRAW),
)
ISSUING = (
    *(K.DEMAND_FEE, K.PAY_FEE, K.CERTIFY, K.DELIVER, K.AMEND_CERTIFICATE, K.END_CERTIFICATE),
    *(K.CHECK_PROMISE, K.CLOSE),
)


class CaseInLaw(RuleBasedStateMachine):
    """A case at which everybody tries everything, today or later, rightly or wrongly."""

    @initialize(
        regime=st.sampled_from(["licence", "licence", "registration", "filing"]),
        rule=st.sampled_from(RULES),
        end=st.sampled_from(OwedEnd),
        waits=st.booleans(),
        begins=st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    )
    def receive(self, regime, rule, end, waits, begins):
        legal = {"licence": 20, "registration": 3, "filing": None}[regime]
        on = replace(ground(regime, legal=legal, rule=rule), owed_end=end)
        waits_for = (FORERUNNER,) if waits else ()
        self.desk = Desk(begins.isoformat(), on, waits_for=waits_for)
        self.former = self.desk.case
        self.instant = rule.instant

    # trying

    def attempt(self, kind, body, who, at=None):
        """Try an act: it is done, or refused with a sentence's article and without a trace."""
        desk = self.desk
        self.former = desk.case
        if desk.refuses(kind, body, who, at) is None:
            desk.do(kind, body, who, at)
            assert (self.former.state, desk.state) in LAWFUL
            if kind not in RECOUNTED:
                self.never_earlier(self.former, desk.case)

    def never_earlier(self, before, after):
        for name in DUES:
            was, is_ = getattr(before, name), getattr(after, name)
            assert was is None or is_ is None or is_ >= was, name

    @rule(days=st.integers(0, 12))
    def wait(self, days):
        before = self.desk.clocks
        self.desk.now += timedelta(days=days, hours=1 if days else 0)
        after = self.desk.clocks
        for name in ("notice", "legal", "promised", "issue"):
            was, is_ = getattr(before, name), getattr(after, name)
            assert was is None or is_.day >= was.day, name

    @rule()
    def let_the_law_act(self):
        for kind, body, at in due_acts(self.desk.standing):
            self.attempt(kind, body, None, at)
            assert self.desk.acts[-1].kind is kind
        assert due_acts(self.desk.standing) == ()

    @precondition(lambda self: self.desk.state in BEFORE)
    @rule(kind=st.sampled_from(WINDOW), skew=skews)
    def at_the_window(self, kind, skew):
        self.desk.faults = ("名称",) if skew == 1 else ()
        owed = HandedIn.OWED if kind is K.ACCEPT_OWING else HandedIn.HANDED_IN
        promised = material("p", HandedIn.PROMISED)
        self.desk.materials, self.desk.tolerance = (material("m", owed), promised), {"m": 5}
        self.attempt(kind, BODIES[kind](self.desk, skew), self.by_role(kind))

    @precondition(lambda self: self.desk.state in RUNNING)
    @rule(kind=st.sampled_from(REVIEW), skew=skews)
    def in_review(self, kind, skew):
        self.attempt(kind, BODIES[kind](self.desk, skew), self.by_role(kind))

    @precondition(lambda self: self.desk.state in RUNNING)
    @rule(verdict=verdicts)
    def the_next_step_speaks(self, verdict):
        desk = self.desk
        step, steps = desk.case.step, desk.standing.steps
        if step < len(steps):
            last = step == len(steps) - 1
            who = APPROVER if last else (REVIEWER, CHECKER)[step]
            self.attempt(K.OPINE, Opinion(step, steps[step], verdict, "意见"), who)
            if last and verdict is not Verdict.RETURN:
                kind = K.GRANT if verdict is Verdict.GRANT else K.REFUSE
                self.attempt(kind, BODIES[kind](desk, 0), APPROVER)

    @precondition(lambda self: self.desk.state not in BEFORE | RUNNING)
    @rule(kind=st.sampled_from(ISSUING), skew=skews)
    def at_the_issue_desk(self, kind, skew):
        self.attempt(kind, BODIES[kind](self.desk, skew), self.by_role(kind))

    @precondition(lambda self: len(self.desk.acts) > LONG)
    @rule(skew=skews)
    def silence_renews(self, skew):
        self.attempt(K.RENEW_BY_LAW, BODIES[K.RENEW_BY_LAW](self.desk, skew), None)

    @rule(kind=st.sampled_from(sorted(BODIES)), who=people, skew=skews)
    def anybody_tries_anything(self, kind, who, skew):
        if kind not in ENDS:  # else most cases end before they begin
            self.attempt(kind, BODIES[kind](self.desk, skew), who)

    def by_role(self, kind):
        return next((who for who in PEOPLE if who.roles & TABLE[kind].roles), None)

    # what always holds

    @invariant()
    def its_acts_tell_where_it_stands(self):
        desk = self.desk
        assert folded(opened(desk.case), desk.acts, desk.ground) == desk.case
        assert [act.seq for act in desk.acts] == list(range(1, len(desk.acts) + 1))

    @invariant()
    def its_state_has_an_act_that_led_there(self):
        desk = self.desk
        state, case = None, opened(desk.case)
        told = []
        for n in range(len(desk.acts)):
            after = folded(case, desk.acts[: n + 1], desk.ground)
            if after.state is not state:
                told.append(desk.acts[n])
                state = after.state
        assert state is desk.state
        assert all(TABLE[act.kind].event for act in told)

    @invariant()
    def a_decision_is_lawful(self):
        desk, kinds = self.desk, [act.kind for act in self.desk.acts]
        assert sum(kinds.count(kind) for kind in (K.GRANT, K.REFUSE, K.RENEW_BY_LAW)) <= 1
        assert kinds.count(K.EXTEND) <= 1 + kinds.count(K.CHANGE_ITEM)
        if desk.case.decided_at is None or {K.OWED_LAPSED, K.RENEW_BY_LAW} & set(kinds):
            return
        act = next(act for act in desk.acts if act.kind in (K.GRANT, K.REFUSE))
        before = desk.acts[: act.seq - 1]
        assert not open_stops(before)
        assert desk.case.accepted_at <= desk.case.decided_at
        if not act.body.on_the_spot:
            verdicts = [one.body.verdict for one in before if isinstance(one.body, Opinion)]
            assert verdicts[-1].value == act.kind.value
            assert act.by == APPROVER.account_id
        else:
            assert self.instant
        if act.kind is K.GRANT and desk.ground.rule.field_check:
            assert [one.body.passed for one in before if one.kind is K.FIELD_CHECK][-1:] == [True]

    @invariant()
    def four_eyes_are_different_persons(self):
        desk = self.desk
        if desk.ground.rule.four_eyes:
            spoke = {}
            for act in desk.standing.opinions:
                assert act.by != CLERK.account_id
                spoke[act.body.step] = act.by
            if desk.case.step == len(desk.standing.steps):
                assert len(set(spoke.values())) == len(spoke)

    @invariant()
    def clocks_and_flags_agree(self):
        desk = self.desk
        clocks = desk.clocks
        if clocks.legal:
            counted = [step.counted for step in clocks.legal.steps if step.counted]
            assert counted == list(range(1, clocks.legal.amount + 1))
        waits = desk.state is S.WAITING
        assert not (waits and desk.case.handed_in_at)
        assert desk.case.extended_days <= 10
        if desk.state in RUNNING:
            assert desk.case.accepted_at is not None

    @invariant()
    def every_button_answers(self):
        for who in PEOPLE:
            for problem in possible(self.desk.standing, who).values():
                assert problem is None or problem.code.startswith(("case.", "right."))


CaseInLaw.TestCase.settings = settings(
    max_examples=150,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestCaseInLaw = CaseInLaw.TestCase
