"""The law of a case written down a second time: from the statutes (`domain` 2), not from the program.

A `Statute` is told what was done on a case and what the world around it is like. It says where the
case stands, when its days are over, and what speaks against an act. It knows neither the program's
table nor its guards, clocks or effects; where the two differ, one of them is wrong.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from app.domain.act_bodies import DeliveryWay, Rank, Verdict
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.bureau import OwedEnd
from app.domain.case import CaseState, HandedIn
from app.domain.certificate import BarGround

S, K, R = CaseState, ActKind, Role

HANDED = {S.RECEIVED, S.WAITING}
RUNNING = {S.ACCEPTED, S.ACCEPTED_OWING}
OPEN = HANDED | RUNNING | {S.CORRECTION}
ENDED = {S.NOT_ACCEPTED, S.NOT_NEEDED, S.WITHDRAWN, S.REFUSED, S.TERMINATED}
GIVEN = {S.GRANTED, S.ISSUED}

STAFF = {R.CLERK, R.REVIEWER, R.APPROVER, R.HEAD, R.ISSUER, R.SUPERVISOR}
REVIEWERS, DECIDERS, DESK = {R.REVIEWER, R.APPROVER}, {R.APPROVER, R.CLERK}, {R.ISSUER, R.CLERK}
LAW = "law"

# Who may do it, and while the case stands where.
RIGHTS = {
    K.RECEIVE: ({R.CLERK}, set()),
    K.RESULT_ARRIVED: (STAFF | {LAW}, OPEN),
    K.SPOT_CORRECTION: ({R.CLERK}, {S.RECEIVED}),
    K.ASK_CORRECTION: ({R.CLERK}, HANDED),
    K.RECALL_CORRECTION: ({R.CLERK, R.SUPERVISOR}, {S.CORRECTION}),
    K.SUPPLEMENT: ({R.CLERK}, {S.CORRECTION}),
    K.ACCEPT: ({R.CLERK}, HANDED),
    K.ACCEPT_OWING: ({R.CLERK}, HANDED),
    K.ACCEPT_BY_LAW: ({LAW}, {S.RECEIVED}),
    K.NOT_ACCEPT: ({R.CLERK}, HANDED),
    K.NOT_NEEDED: ({R.CLERK}, HANDED),
    K.CHANGE_ITEM: ({R.CLERK}, OPEN),
    K.CHANGE_APPLICANT: ({R.CLERK}, OPEN),
    K.SUPPLY_OWED: ({R.CLERK}, {S.ACCEPTED_OWING}),
    K.OWED_LAPSED: ({LAW}, {S.ACCEPTED_OWING}),
    K.CHECK_PROMISE: (REVIEWERS, RUNNING | GIVEN),
    K.CLAIM: (REVIEWERS, RUNNING),
    K.HAND_OVER: (REVIEWERS | {R.SUPERVISOR}, RUNNING),
    K.OPINE: (REVIEWERS, RUNNING),
    K.STOP: (REVIEWERS, RUNNING),
    K.RESUME: (REVIEWERS, RUNNING),
    K.EXTEND: ({R.HEAD}, RUNNING),
    K.TELL_HEARING: (REVIEWERS, RUNNING),
    K.FIELD_CHECK: (REVIEWERS, RUNNING),
    K.GRANT: (DECIDERS, RUNNING | {S.RECEIVED}),
    K.REFUSE: (DECIDERS, RUNNING | {S.RECEIVED}),
    K.RENEW_BY_LAW: ({LAW}, RUNNING | {S.RECEIVED, S.CORRECTION}),
    K.WITHDRAW: ({R.CLERK}, OPEN),
    K.TERMINATE: (DECIDERS | {LAW}, OPEN),
    K.SERVE: (DESK, OPEN | GIVEN | ENDED),
    K.DELIVER: (DESK, GIVEN | ENDED),
    K.CLOSE: ({R.CLERK, R.ISSUER, R.SUPERVISOR}, ENDED | {S.ISSUED}),
    K.CERTIFY: ({R.ISSUER}, {S.GRANTED}),
    K.AMEND_CERTIFICATE: ({R.APPROVER, R.ISSUER, LAW}, GIVEN),
    K.END_CERTIFICATE: ({R.APPROVER, R.HEAD}, GIVEN),
    K.DEMAND_FEE: (STAFF, RUNNING | {S.GRANTED}),
    K.PAY_FEE: (DESK, RUNNING | {S.GRANTED}),
}
LIVES_ON = {K.AMEND_CERTIFICATE, K.END_CERTIFICATE, K.CHECK_PROMISE, K.DELIVER, K.SERVE}
TEAM_WORK = {
    *(K.CLAIM, K.OPINE, K.STOP, K.RESUME, K.TELL_HEARING, K.FIELD_CHECK, K.CHECK_PROMISE),
}
EXAMINES = {K.OPINE, K.STOP, K.FIELD_CHECK, K.DEMAND_FEE}
OWED_ENDS = {
    OwedEnd.WITHDRAWN: S.WITHDRAWN,
    OwedEnd.REFUSED: S.REFUSED,
    OwedEnd.TERMINATED: S.TERMINATED,
}
# Where it leads, where that does not depend on more than the act.
LEADS = {
    K.ASK_CORRECTION: S.CORRECTION,
    K.ACCEPT: S.ACCEPTED,
    K.ACCEPT_OWING: S.ACCEPTED_OWING,
    K.ACCEPT_BY_LAW: S.ACCEPTED,
    K.NOT_ACCEPT: S.NOT_ACCEPTED,
    K.NOT_NEEDED: S.NOT_NEEDED,
    K.GRANT: S.GRANTED,
    K.REFUSE: S.REFUSED,
    K.RENEW_BY_LAW: S.ISSUED,
    K.WITHDRAW: S.WITHDRAWN,
    K.TERMINATE: S.TERMINATED,
}

# Working days by regime: AL 32, 42, 44, 47; 市场主体登记管理条例 19.
NOTICE = {"licence": 5, "registration": 3}
SILENCE_SPEAKS = {"licence"}  # AL 32(1)(4), 50
EXTRA = {"licence": 10, "registration": 3}
EXTRA_OF_GOVERNMENT = {"licence": 15}
HAND_OUT = {"licence": 10}
HEARING = {"licence": 5}
RETURNS_PAPERS = {"registration"}
NO_REMEDIES = {"public-service"}
ART_45 = {
    *("hearing", "tender", "auction", "inspection", "testing"),
    *("quarantine", "appraisal", "expert-review"),
}
PROMISE_RULES = {"publicity", "site-survey", "technical-review", "assessment"}
OWN_RULES = PROMISE_RULES - {"technical-review", "assessment"} | {
    *("hearing", "inspection", "testing", "appraisal", "expert-review"),
}
STOPS = {"licence": ART_45 | PROMISE_RULES, "registration": set()}  # else OWN_RULES
NAMES = {"testing": "检测", "hearing": "听证", "publicity": "公示", "expert-review": "专家评审"}
BARRED_BY_LAW = {BarGround.FALSE_MATERIALS, BarGround.FRAUD}  # AL 78, 79
COLLECTORS = {"applicant", "agent", "post", "substitute", "entrusted"}
PROOF = {
    DeliveryWay.COUNTER: ("signature", "id_tail"),
    DeliveryWay.POST: ("tracking_no",),
    DeliveryWay.LEFT: ("witness", "refusal"),
    DeliveryWay.SUBSTITUTE: ("relation", "signature", "id_tail"),
    DeliveryWay.ENTRUSTED: ("entrusted", "tracking_no"),
    DeliveryWay.ELECTRONIC: ("address", "consent"),
}


@dataclass
class World:
    """What surrounds a case: the law it moves under, the bureau's rules, and what lies on the desk.

    `legal`, `promised`: working days or None. `grounds`: what happens → the codes that the regime
    lists for it. `materials`: key → what became of it; `tolerated`: keys that may be owed.
    """

    regime: str
    works: object
    legal: int | None
    promised: int | None
    steps: tuple
    grounds: dict
    waits_for: object = None
    conditional: bool = True
    unified: bool = False
    rest_day_next: bool = True
    instant: bool | None = None
    four_eyes: bool = False
    safety: bool = False
    field_check: bool = False
    certificate: bool = False
    fee: int = 0
    owed_end: OwedEnd = OwedEnd.WITHDRAWN
    remedies_known: bool = True
    bars: tuple = ()
    team: str = ""
    clerk: object = None
    faults: tuple = ()
    materials: dict = field(default_factory=dict)
    tolerated: frozenset = frozenset()

    def nth(self, day, n, still=frozenset()):
        """Return the n-th working day after a day, days on which the clock stood still left out."""
        while n:
            day += timedelta(1)
            n -= self.works(day) and day not in still
        return day

    def begins(self, moment):
        """Return the day that a term counts from."""
        day = moment.date()
        while self.rest_day_next and not self.works(day):
            day += timedelta(1)
        return day

    def of(self, *states):
        return {key for key, state in self.materials.items() if state in states}

    def barred(self, grounds, today):
        return any(
            bar.ground in grounds and bar.begins <= today and (not bar.ends or today <= bar.ends)
            for bar in self.bars
        )

    def barred_by_law(self, today):
        """Tell whether AL 78 or 79 keeps the applicant out: in matters of public safety."""
        return self.safety and self.barred(BARRED_BY_LAW, today)

    @property
    def at_once(self):
        return self.promised == 0 if self.instant is None else self.instant

    @property
    def extra(self):
        """How long the term may be extended, and by whom."""
        if self.unified and self.regime in EXTRA_OF_GOVERNMENT:
            return EXTRA_OF_GOVERNMENT[self.regime], Rank.GOVERNMENT_HEAD
        return EXTRA.get(self.regime), Rank.AGENCY_HEAD


@dataclass
class Past:
    """What was done on a case, as the law remembers it."""

    received: object
    state: CaseState = S.RECEIVED
    handed_in: object = None
    came: bool = False
    last: object = None
    closed: bool = False
    round: int = 1
    notices: list = field(default_factory=list)
    told: bool = False
    returned: tuple = ()
    newest: tuple | None = None
    accepted: object = None
    counts_from: object = None
    decided: object = None
    over: object = None
    examined: bool = False
    extended: int = 0
    step: int = 0
    holder: object = None
    spoke: list = field(default_factory=list)
    acceptors: set = field(default_factory=set)
    stops: dict = field(default_factory=dict)
    stood: list = field(default_factory=list)
    heard_until: list = field(default_factory=list)
    checks: list = field(default_factory=list)
    owed: dict = field(default_factory=dict)
    demanded: bool = False
    unpaid: int | None = None
    certificates: set = field(default_factory=set)


class Clocks:
    """When the days of a case are over."""

    def __init__(self, world, past, today):
        self.world, self.past = world, past
        self.until = min(today, past.over or today)

    @property
    def notice(self):
        days, handed_in = NOTICE.get(self.world.regime), self.past.handed_in
        if days is None or handed_in is None:
            return None
        return self.world.nth(self.world.begins(handed_in), days)

    @property
    def legal(self):
        if self.past.accepted is None or self.world.legal is None:
            return None
        still = self.still(promise=False)
        return self.world.nth(self.past.counts_from, self.world.legal + self.past.extended, still)

    @property
    def promised(self):
        if self.past.accepted is None or self.world.promised is None:
            return None
        day = self.world.nth(self.past.counts_from, self.world.promised, self.still(promise=True))
        return min(day, self.legal or day)

    @property
    def issue(self):
        days = HAND_OUT.get(self.world.regime)
        if days is None or self.past.decided is None or self.past.state not in GIVEN:
            return None
        return self.world.nth(self.world.begins(self.past.decided), days)

    @property
    def owed(self):
        return min(self.past.owed.values(), default=None)

    def still(self, *, promise):
        """Return the days that are not counted: after the first day of a stop, up to its last."""
        spans = [
            *self.past.stood,
            *((begins, self.until, only) for _, begins, only in self.past.stops.values()),
        ]
        return {
            begins + timedelta(n)
            for begins, ends, only in spans
            if promise or not only
            for n in range(1, (min(ends, self.until) - begins).days + 1)
        }


def said(*texts):
    return all(text.strip() for text in texts)


def by_silence(body):
    return (body.change, body.ground) == ("renewed", "silence")


def delivery_way_proved(body):
    return all(said(getattr(body, name)) for name in PROOF[body.way])


def decided_by(verdict):
    return K.GRANT if verdict is Verdict.GRANT else K.REFUSE


def complete(world, *, owing):
    """Tell whether an application may be accepted as it lies there (AL 32(1)(5))."""
    owed = world.of(HandedIn.OWED)
    lacking = world.of(HandedIn.LACKING, HandedIn.DEFECTIVE)
    fits = bool(owed) and owed <= world.tolerated if owing else not owed
    return not world.faults and not lacking and fits
