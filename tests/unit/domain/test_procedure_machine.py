"""Random lawful and unlawful acts: whatever is tried, no case leaves the law.

The program is held against the law written down a second time (`statute`): an act is done exactly
where nothing speaks against it there, and leads where the law leads.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.act_bodies import Resumption, Verdict
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.bureau import ItemRule, OwedEnd
from app.domain.case import CaseState, HandedIn
from app.domain.certificate import Bar, BarGround
from app.domain.procedure import TABLE, check, due_acts, folded, opened, possible, refusal
from app.errors import Problem
from tests.unit.domain.builders import (
    APPROVER,
    CALENDAR,
    CHECKER,
    CLERK,
    PEOPLE,
    REGIMES,
    REVIEWER,
    SUPERVISOR,
    Desk,
    ground,
    material,
    person,
    sound,
)
from tests.unit.domain.said import BODIES, FORERUNNER, SKEWS, body_of
from tests.unit.domain.statute import RIGHTS, World
from tests.unit.domain.statute_acts import Statute

S, K = CaseState, ActKind
BOTH_HATS = person(100, Role.CLERK, Role.REVIEWER, Role.APPROVER)
"""The clerk of the receipt, with the roles of the review as well."""
DEPUTY = person(107, Role.APPROVER)
STRANGER = person(108, Role.REVIEWER, teams={"B"})
HALL = (*PEOPLE, BOTH_HATS, DEPUTY, STRANGER)
ANYBODY = (*HALL, *[BOTH_HATS, STRANGER] * 5, None)
RECOUNTED = {K.RECALL_CORRECTION, K.CHANGE_ITEM}
"""Acts that may bring a day forward: each leaves its trace."""
DUES = ("notice_due", "legal_due", "issue_due")
LEGAL = {"licence": 20, "registration": 3}
LOOKS = (
    {"m": HandedIn.HANDED_IN, "p": HandedIn.PROMISED},
    {"m": HandedIn.HANDED_IN, "p": HandedIn.PROMISED},
    {"m": HandedIn.OWED, "p": HandedIn.PROMISED},
    {"m": HandedIn.HANDED_IN, "p": HandedIn.HANDED_IN},
    {"m": HandedIn.DEFECTIVE, "p": HandedIn.LACKING},
    {"m": HandedIn.HANDED_IN, "p": HandedIn.OWED},
)
RULES = (
    ItemRule(),
    ItemRule(four_eyes=True, review_steps=("承办", "审核", "批准")),
    ItemRule(instant=True, fee_fen=3500, fee_basis="依据", safety=True),
    ItemRule(field_check=True, certificate_kind="某证", review_steps=("承办", "批准")),
    ItemRule(safety=True, certificate_kind="某证", fee_fen=3500, review_steps=("决定",)),
)
BARS = (*[None] * 5, *BarGround)
USUAL = {
    S.RECEIVED: (
        *(K.ACCEPT, K.ACCEPT, K.ACCEPT, K.ACCEPT, K.ACCEPT_OWING, K.ACCEPT_OWING),
        *(K.ASK_CORRECTION, K.ASK_CORRECTION, K.GRANT, K.REFUSE, K.SPOT_CORRECTION, K.CHANGE_ITEM),
    ),
    S.WAITING: (K.RESULT_ARRIVED, K.RESULT_ARRIVED, K.RESULT_ARRIVED, K.ASK_CORRECTION),
    S.CORRECTION: (K.SUPPLEMENT, K.SUPPLEMENT, K.SUPPLEMENT, K.RECALL_CORRECTION, K.RESULT_ARRIVED),
    S.ACCEPTED: (
        *[K.OPINE] * 7,
        *[K.GRANT] * 4,
        *(K.REFUSE, K.CLAIM, K.HAND_OVER),
        *(K.STOP, K.STOP, K.RESUME, K.RESUME, K.EXTEND, K.TELL_HEARING, K.FIELD_CHECK),
        *(K.FIELD_CHECK, K.CHECK_PROMISE, K.DEMAND_FEE, K.PAY_FEE, K.PAY_FEE, K.CHANGE_ITEM),
    ),
    S.ACCEPTED_OWING: (
        *(K.SUPPLY_OWED, K.SUPPLY_OWED, K.OPINE, K.OPINE, K.REFUSE, K.STOP, K.RESUME, K.EXTEND),
        *(K.CHECK_PROMISE, K.FIELD_CHECK, K.HAND_OVER),
    ),
    S.GRANTED: (
        *(K.DEMAND_FEE, K.PAY_FEE, K.CERTIFY, K.CERTIFY, K.DELIVER, K.DELIVER, K.CHECK_PROMISE),
        *(K.AMEND_CERTIFICATE, K.END_CERTIFICATE, K.SERVE),
    ),
    S.ISSUED: (
        *(K.AMEND_CERTIFICATE, K.END_CERTIFICATE, K.CHECK_PROMISE, K.DELIVER, K.SERVE, K.CLOSE),
    ),
}
"""What a hall does with a case, by where it stands; once it is over, it hands out and closes."""
AT_THE_END = (K.DELIVER, K.SERVE, K.CLOSE)
ENDS = {K.CLOSE, K.WITHDRAW, K.TERMINATE, K.NOT_ACCEPT, K.NOT_NEEDED, K.RENEW_BY_LAW}
"""Tried less often: else most cases would end before they begin."""
TURNS = (*["goes on"] * 10, *["is tried"] * 6, "is tried anywhere", *["waits"] * 3, "law")
AT_A_TIME = 3
WAITS = (0, 0, 1, 1, 2, 3, 6, 12)
MOVED = (0, 0, 0, 0, 0, 0, -2, 1)
"""Days by which an act is dated otherwise than today."""


def test_everything_that_can_be_done_is_tried_and_the_law_knows_it():
    assert set(BODIES) == set(ActKind) == set(RIGHTS) == set(TABLE)


def looks_back(act):
    """Tell whether an act is about days gone by: a stop that has ended meanwhile counts less."""
    ends = act.body.ends if isinstance(act.body, Resumption) else act.at.date()
    return ends < act.recorded_at.date()


def a_bar(of, begins):
    ends = begins + timedelta(25)
    return (Bar("r", UUID(int=60), "x", "甲", of, "依据", begins, ends),) if of else ()


class CaseInLaw(RuleBasedStateMachine):
    """A case at which everybody tries everything, today or later, rightly or wrongly."""

    @initialize(
        regime=st.one_of(st.just("licence"), st.sampled_from(sorted(REGIMES))),
        rule=st.sampled_from(RULES),
        promised=st.sampled_from([5, 5, 25, 0, None]),
        bureau=st.fixed_dictionaries(
            {
                "unified": st.booleans(),
                "rest_day_next": st.booleans(),
                "owed_end": st.sampled_from(OwedEnd),
                "waits_conditionally": st.sampled_from([True, True, False]),
            }
        ),
        bar=st.sampled_from(BARS),
        remedies=st.sampled_from([True, True, True, False]),
        waits=st.booleans(),
        begins=st.dates(date(2025, 12, 20), date(2026, 10, 10)),
    )
    def receive(self, regime, rule, promised, bureau, bar, remedies, waits, begins):
        team = "A" if begins.day % 2 else ""
        legal, bars = LEGAL.get(regime), a_bar(bar, begins)
        on = ground(regime, legal=legal, promised=promised, rule=rule, bars=bars, **bureau)
        if not remedies:
            on = replace(on, decider=replace(on.decider, court=""))
        waits_for = (FORERUNNER,) if waits else ()
        self.desk = Desk(begins.isoformat(), on, waits_for=waits_for, received=False, team=team)
        procedure = on.regime.procedure
        world = World(
            regime=regime,
            works=CALENDAR.is_working,
            legal=legal,
            promised=promised,
            steps=rule.review_steps or procedure.review_steps,
            grounds={of: {one.code for one in all_} for of, all_ in procedure.grounds.items()},
            waits_for=FORERUNNER if waits else None,
            conditional=bureau["waits_conditionally"],
            unified=bureau["unified"],
            rest_day_next=bureau["rest_day_next"],
            owed_end=bureau["owed_end"],
            instant=rule.instant,
            four_eyes=rule.four_eyes,
            safety=rule.safety,
            field_check=rule.field_check,
            certificate=bool(rule.certificate_kind),
            fee=rule.fee_fen,
            remedies_known=remedies,
            bars=bars,
            team=team,
            clerk=CLERK.account_id,
            tolerated=frozenset({"m"}),
        )
        self.statute = Statute(world, self.desk.now)
        self.states, self.turn, self.begun = [], 0, f"{begins} {regime} {bar} {bureau}"
        self.looks(0, faulty=False)
        act = self.desk.do(K.RECEIVE)
        self.done(self.desk.case, act)

    def looks(self, number, *, faulty):
        """Lay other papers on the desk."""
        lies = LOOKS[number]
        self.desk.materials = tuple(material(key, state) for key, state in lies.items())
        self.desk.tolerance, self.desk.faults = {"m": 5}, ("名称",) if faulty else ()
        world = self.statute.world
        world.materials, world.faults = lies, self.desk.faults

    # trying

    def attempt(self, kind, body, who, at=None):
        """Try an act: it is done where the law lets it, else refused in words, without a trace."""
        desk = self.desk
        act = desk.act(kind, body, who, at)
        note(f"{desk.now:%m-%d} {kind}, {who.name if who else 'the law'}: {body}")
        against = list(self.statute.objections(act, who, desk.now))
        before, greyed = desk.case, who and refusal(desk.standing, kind, who)
        problem = self.refused(act, who)
        if problem is not None:
            assert against, f"{kind} is lawful, and was refused: {problem.code}"
            return
        assert not against, f"{kind} was done: {against}"
        assert greyed is None, f"{kind} was done though greyed: {greyed.code}"
        desk.put(act, who)
        self.done(before, act)

    def refused(self, act, who):
        """Return what the program says against an act, in a sentence without a gap."""
        try:
            check(self.desk.standing, act, who)
        except Problem as problem:
            return sound(problem)
        return None

    def done(self, before, act):
        """Hold what an act made of the case against what the law makes of it."""
        self.statute.note(act)
        case, past, row = self.desk.case, self.statute.past, TABLE[act.kind]
        self.states.append((act.kind, case.state))
        assert case.state is past.state
        assert row.event
        assert row.article
        told = ("round", "step", "holder")
        assert [getattr(case, name) for name in told] == [getattr(past, name) for name in told]
        assert case.handed_in_at == past.handed_in
        assert case.accepted_at == past.accepted
        assert case.decided_at == past.decided
        assert case.corrections == len(past.notices)
        assert bool(case.closed_at) is past.closed
        assert case.stopped is (bool(past.stops) and past.decided is None)
        if act.kind not in RECOUNTED and not looks_back(act):
            for name in DUES:
                was, is_ = getattr(before, name), getattr(case, name)
                assert was is None or is_ is None or is_ >= was, name

    @rule(seed=st.integers(0, 2**32))
    def the_next_things_happen(self, seed):
        # Hypothesis likes to repeat itself; so the rare would hardly ever meet the rare.
        luck = Random(f"{seed} {self.turn} {self.begun}")
        for _thing in range(AT_A_TIME):
            self.turn += 1
            self.something_happens(luck)

    def something_happens(self, luck):
        match luck.choice(TURNS):
            case "goes on":
                self.goes_on(luck)
            case "waits":
                self.time_goes_by(luck.choice(WAITS))
            case "law":
                self.the_law_acts()
            case turn:
                self.is_tried(luck, anywhere=turn == "is tried anywhere")

    def goes_on(self, luck):
        """Do what is usual, as it should be done."""
        desk = self.desk
        kind = luck.choice(USUAL.get(desk.state, AT_THE_END))
        papers = {K.ACCEPT_OWING: 2, K.ASK_CORRECTION: 4}.get(kind, luck.choice((0, 3)))
        self.looks(papers, faulty=False)
        who = self.rightful(kind)
        body = body_of(desk, kind, int(kind is K.CHECK_PROMISE and luck.random() < 0.5), who)
        if kind is K.OPINE:
            verdict = luck.choice((*[Verdict.GRANT] * 6, Verdict.RETURN, Verdict.REFUSE))
            body = replace(body, verdict=verdict, comment="意见")
        if kind in (K.GRANT, K.REFUSE) and desk.state is not S.RECEIVED and luck.random() < 0.7:
            body, who = replace(body, on_the_spot=False), APPROVER
        self.attempt(kind, body, who)

    def is_tried(self, luck, *, anywhere):
        """Try what can be done here, or what cannot; in the right way or another, by anybody."""
        state, quiet = self.desk.state, luck.random() < 0.75
        choice = [
            kind
            for kind in sorted(BODIES)
            if anywhere or (state in RIGHTS[kind][1] and not (quiet and kind in ENDS))
        ]
        kind = luck.choice(choice)
        self.looks(luck.randrange(len(LOOKS)), faulty=luck.random() < 0.2)
        who = self.rightful(kind) if luck.random() < 0.6 else luck.choice(ANYBODY)
        moved = luck.choice(MOVED)
        at = self.desk.now + timedelta(moved) if moved else None
        self.attempt(kind, body_of(self.desk, kind, luck.randrange(SKEWS), who), who, at)

    def rightful(self, kind):
        """Return somebody to whom an act is given; for a step of the review, who speaks for it."""
        desk = self.desk
        if kind in (K.OPINE, K.CLAIM):
            last = desk.case.step >= len(desk.standing.steps) - 1
            return APPROVER if last else (REVIEWER, CHECKER)[desk.case.step % 2]
        if kind is K.HAND_OVER:
            return next((who for who in HALL if who.account_id == desk.case.holder), SUPERVISOR)
        return next((who for who in HALL if who.roles & RIGHTS[kind][0]), None)

    def the_law_acts(self):
        """What is due by law is done, and nothing else; doing it twice does nothing."""
        desk, past = self.desk, self.statute.past
        clocks = self.statute.clocks(desk.now.date())
        silent = desk.state is S.RECEIVED and desk.ground.regime.code == "licence"
        due = set()
        if silent and desk.now.date() > clocks.notice:
            due = {K.ACCEPT_BY_LAW}
        if desk.state is S.ACCEPTED_OWING and desk.now.date() > min(past.owed.values()):
            due = {K.OWED_LAPSED}
        acts = due_acts(desk.standing)
        assert {kind for kind, _, _ in acts} == due
        for kind, body, at in acts:
            self.attempt(kind, body, None, at)
            assert desk.acts[-1].kind is kind
        assert due_acts(desk.standing) == ()

    def time_goes_by(self, days):
        before = self.desk.clocks
        self.desk.now += timedelta(days=days, hours=1 if days else 0)
        after = self.desk.clocks
        for name in ("notice", "legal", "promised", "issue"):
            was, is_ = getattr(before, name), getattr(after, name)
            assert was is None or is_.day >= was.day, name

    # what always holds

    @invariant()
    def the_clocks_show_the_law_s_days(self):
        shown, law = self.desk.clocks, self.statute.clocks(self.desk.now.date())
        for name in ("notice", "legal", "promised", "issue"):
            clock = getattr(shown, name)
            assert (clock and clock.day) == getattr(law, name), name
        assert shown.owed == law.owed
        if shown.legal:
            counted = [step.counted for step in shown.legal.steps if step.counted]
            assert counted == list(range(1, shown.legal.amount + 1))

    @invariant()
    def every_button_answers(self):
        who = HALL[self.turn % len(HALL)]
        for problem in possible(self.desk.standing, who).values():
            if problem is not None:
                sound(problem)

    def teardown(self):
        """At the end the acts alone tell every state that the case was in, one after the other."""
        if not hasattr(self, "states"):
            return
        desk = self.desk
        assert [act.seq for act in desk.acts] == list(range(1, len(desk.acts) + 1))
        assert folded(opened(desk.case), desk.acts, desk.ground) == desk.case
        case, done = opened(desk.case), []
        for act, (kind, state) in zip(desk.acts, self.states, strict=True):
            done.append(act)
            case = folded(opened(desk.case), done, desk.ground)
            assert (act.kind, case.state) == (kind, state)


CaseInLaw.TestCase.settings = settings(
    max_examples=600,
    stateful_step_count=20,
    deadline=None,
    phases=(Phase.generate,),  # a shorter story would be another one: the luck is drawn anew
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestCaseInLaw = CaseInLaw.TestCase
