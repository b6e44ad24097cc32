"""What may be said with an act: as it should be (`skew` 0), and in one way or another not.

Whether a body is lawful depends on the case; the statutes judge it, not this list.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from app.domain.act_bodies import (
    NOTHING,
    Acceptance,
    ApplicantChange,
    Arrival,
    Assignment,
    CertificateAct,
    DeliveryWay,
    Ending,
    Fee,
    ItemChange,
    NonAcceptance,
    Officer,
    Opinion,
    PromiseCheck,
    Rank,
    Recall,
    Resumption,
    SpotCorrection,
    Stop,
    Supplement,
    Verdict,
)
from app.domain.acts import ActKind
from app.domain.case import Defect
from app.domain.clocks import open_stops
from tests.unit.domain.builders import (
    CHECKER,
    DEFECT,
    GRANT,
    REFUSAL,
    claim,
    correction,
    delivery,
    ending,
    extension,
    field_check,
    hearing,
)

K = ActKind
FORERUNNER = UUID(int=50)
NOBODY = UUID(int=99)
SKEWS = 6
"""So many ways there are to say it."""


def _days(desk, n):
    return desk.now.date() + timedelta(n)


def _last(desk, kind):
    """Return the id of the last act of a kind, or one that nobody knows."""
    return next((act.id for act in reversed(desk.acts) if act.kind is kind), NOBODY)


def _correction(desk, skew):
    facts = desk.standing.facts.materials
    back = tuple(m.key for m in facts if str(m.state) == "defective")
    back = back if desk.ground.regime.procedure.correction_returns else ()
    body = replace(correction(desk, why="新材料有误"), returned=back)
    return (
        body,
        replace(body, why=""),
        replace(body, round=body.round + 1),
        replace(body, second=not body.second),
        replace(body, defects=(Defect("材料p", "看不清", "须清晰"), DEFECT)),
        replace(body, defects=(replace(DEFECT, standard=" "),), returned=()),
    )[skew]


def _acceptance(desk, skew):
    return Acceptance(desk.counts_from() + timedelta(days=skew == 2))


def _owing(desk, skew):
    body = Acceptance(desk.counts_from(), owed=("m",), owed_until=_days(desk, 7))
    return (
        body,
        replace(body, owed=()),
        replace(body, owed_until=None),
        replace(body, counts_from=_days(desk, -1)),
        body,
        body,
    )[skew]


def _refusing(_desk, skew):
    body = NonAcceptance("理由", "依据", "某局")
    return (
        body,
        replace(body, reason=" "),
        replace(body, competent=""),
        replace(body, competent="", false_materials=True),
        replace(body, false_materials=True),
        replace(body, basis="", competent="", false_materials=True),
    )[skew]


def _promise(desk, skew):
    kept = PromiseCheck(("p",), kept=True, findings="属实")
    broken = replace(kept, kept=False, findings="不实", until=_days(desk, 9))
    return (
        kept,
        broken,
        replace(broken, until=_days(desk, 0)),
        replace(kept, until=_days(desk, 9)),
        replace(kept, materials=("m",)),
        replace(broken, findings=""),
    )[skew]


def _hand_over(desk, skew):
    body = Assignment(CHECKER.account_id, "102号", desk.case.holder, "休假")
    other = desk.case.holder if skew == 2 else None
    return replace(body, holder=other) if skew > 1 else replace(body, why="休假" * (skew == 0))


def _opinion(desk, skew):
    steps, step = desk.standing.steps, desk.case.step + (skew == 1) - (skew == 2)
    verdict = (*[Verdict.GRANT] * 3, Verdict.RETURN, Verdict.REFUSE, Verdict.REFUSE)[skew]
    name = steps[step] if 0 <= step < len(steps) else ""
    return Opinion(step, name, verdict, "" if skew in (0, 5) else "意见")


def _stop(desk, skew):
    kinds = ("testing", "hearing", "publicity", "expert-review", "lunch")
    kind = kinds[len(desk.acts) % len(kinds)]
    known = desk.ground.regime.procedure.special_of(kind)
    only = known.promise_only if known else False
    named = known.name if known else "午休"
    body = Stop(kind, named, "依据", "需要", 5, _days(desk, 0), only)
    return (
        body,
        replace(body, promise_only=not only),
        replace(body, begins=_days(desk, -1)),
        replace(body, planned_days=0),
        replace(body, basis=""),
        replace(body, name="午休"),
    )[skew]


def _resumption(desk, skew):
    open_ = open_stops(desk.acts)
    stop = open_[len(desk.acts) % len(open_)].id if open_ else _last(desk, K.STOP)
    body = Resumption(stop, _days(desk, 0), "结果")
    return (
        body,
        replace(body, ends=_days(desk, 1)),
        replace(body, ends=_days(desk, -2)),
        replace(body, stop=NOBODY),
        replace(body, result=""),
        body,
    )[skew]


def _extension(desk, skew):
    by = Rank.GOVERNMENT_HEAD if len(desk.acts) % 2 else Rank.AGENCY_HEAD
    return (
        extension(3, by, "某政批〔2026〕1号"),
        extension(10, by, "某政批〔2026〕1号"),
        extension(15, by, "某政批〔2026〕1号"),
        extension(99, by, "某政批〔2026〕1号"),
        extension(2, by, ""),
        replace(extension(2, by, "号"), reason=" "),
    )[skew]


def _hearing(desk, skew):
    body = hearing(_days(desk, 12))
    return (
        body,
        replace(body, until=_days(desk, 3)),
        replace(body, hearing=False, until=None),
        replace(body, parties=()),
        replace(body, matter=""),
        replace(body, until=None),
    )[skew]


def _field_check(desk, skew):
    body = field_check(desk)
    return (
        body,
        replace(body, passed=False),
        replace(body, officers=(Officer("张三", "ZF-1"), Officer("张三", "ZF-1"))),
        replace(body, ended=desk.now + timedelta(hours=1)),
        replace(body, officers=(Officer("张三", "ZF-1"), Officer("李四", ""))),
        replace(body, findings=""),
    )[skew]


def _decision(plain):
    """On the spot where the item is decided so; else after the review."""

    def made(desk, skew):
        body = replace(plain, on_the_spot=bool(desk.ground.rule.instant) != (skew == 1))
        if skew == 2:
            return replace(body, content="", reasons=" ")
        ends_first = {"valid_until": GRANT.valid_from - timedelta(1), "basis": ""}
        return replace(body, **ends_first) if skew == 3 and plain is GRANT else body

    return made


def _certificate(change, ground, why="申请"):
    def made(desk, skew):
        body = CertificateAct(UUID(int=7), "证号", change, ground, why)
        return (
            body,
            replace(body, number=""),
            replace(body, certificate=UUID(int=8)),
            replace(body, ground="whim", change="given"),
            replace(body, change="renewed", ground="silence", why=""),
            replace(body, why=""),
        )[skew]

    return made


def _ending_of(desk, skew):
    changes = (("cancelled", "body-ended"), ("revoked", "fraud"), ("revoked", "promise-broken"))
    return _certificate(*changes[len(desk.acts) % 3], "事实")(desk, skew)


def _delivery(desk, skew):
    ways = tuple(DeliveryWay)
    proofs = {"tracking_no": "1", "witness": "社区", "refusal": "拒收", "relation": "配偶"}
    proofs |= {"entrusted": "外县局", "address": "a@b", "consent": "书面"}
    whole = delivery(ways[len(desk.acts) % len(ways)], **proofs)
    bare = replace(whole, **dict.fromkeys(("signature", *proofs), ""))
    return (
        delivery(),
        whole,
        bare,
        replace(whole, receiver_is="nobody"),
        replace(whole, papers=()),
        replace(whole, place=""),
    )[skew]


def _fee(desk, skew):
    receipt = "" if skew == 2 else "票1"
    return Fee(9900 if skew == 1 else 3500, "" if skew == 3 else "依据", receipt)


BODIES = {
    K.RECEIVE: lambda _desk, _skew: NOTHING,
    K.RESULT_ARRIVED: lambda _desk, skew: Arrival(UUID(int=51) if skew == 1 else FORERUNNER, "证"),
    K.SPOT_CORRECTION: lambda _desk, skew: SpotCorrection("" if skew == 1 else "电话"),
    K.ASK_CORRECTION: _correction,
    K.RECALL_CORRECTION: lambda desk, skew: Recall(
        NOBODY if skew == 1 else _last(desk, K.ASK_CORRECTION), "" if skew == 2 else "误发"
    ),
    K.SUPPLEMENT: lambda desk, skew: Supplement(
        desk.case.round + 1 + (skew == 1), {2: (), 3: ("p",), 4: ("m", "p")}.get(skew, ("m",))
    ),
    K.ACCEPT: _acceptance,
    K.ACCEPT_OWING: _owing,
    K.ACCEPT_BY_LAW: _acceptance,
    K.NOT_ACCEPT: _refusing,
    K.NOT_NEEDED: _refusing,
    K.CHANGE_ITEM: lambda _desk, skew: ItemChange(
        "A", "A" if skew == 1 else "B", "" if skew == 2 else "误选"
    ),
    K.CHANGE_APPLICANT: lambda _desk, skew: ApplicantChange(
        "x", "x" if skew == 1 else "y", "" if skew == 2 else "误录"
    ),
    K.SUPPLY_OWED: lambda desk, skew: Supplement(
        desk.case.round, {1: ("x",), 2: (), 3: ("p",)}.get(skew, ("m",))
    ),
    K.OWED_LAPSED: lambda _desk, _skew: Ending("owed-lapsed", ""),
    K.CHECK_PROMISE: _promise,
    K.RENEW_BY_LAW: lambda _desk, skew: CertificateAct(
        UUID(int=7),
        "证号",
        "changed" if skew == 1 else "renewed",
        "on-request" if skew == 2 else "silence",
    ),
    K.CLAIM: lambda _desk, _skew: claim(CHECKER),
    K.HAND_OVER: _hand_over,
    K.OPINE: _opinion,
    K.STOP: _stop,
    K.RESUME: _resumption,
    K.EXTEND: _extension,
    K.TELL_HEARING: _hearing,
    K.FIELD_CHECK: _field_check,
    K.GRANT: _decision(GRANT),
    K.REFUSE: _decision(REFUSAL),
    K.WITHDRAW: lambda _desk, skew: ending(signed=skew != 1),
    K.TERMINATE: lambda _desk, skew: ending(
        {1: "whim", 2: "no-result", 4: "not-supplied", 5: "owed-lapsed"}.get(skew, "body-ended"),
        "" if skew == 3 else "原因",
    ),
    K.DEMAND_FEE: _fee,
    K.PAY_FEE: _fee,
    K.CERTIFY: _certificate("issued", ""),
    K.AMEND_CERTIFICATE: _certificate("changed", "on-request"),
    K.END_CERTIFICATE: _ending_of,
    K.SERVE: _delivery,
    K.DELIVER: _delivery,
    K.CLOSE: lambda _desk, _skew: NOTHING,
}
"""For every kind a body as it should be, and ones that are not."""


def body_of(desk, kind, skew, who):
    """Return what somebody says with an act."""
    if kind is K.CLAIM and who is not None and not skew:
        return claim(who)
    return BODIES[kind](desk, skew)
