"""The forms of what goes on while a case is examined: stops, extension, hearing, field check, fee."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.act_bodies import (
    Ending,
    Extension,
    Fee,
    FieldCheck,
    HearingNotice,
    Officer,
    Rank,
    Resumption,
    Stop,
)
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.catalogue import Column
from app.domain.clocks import open_stops
from app.domain.procedure import extension_of, hearing_until, is_so
from app.domain.regime import LegalGround
from app.services import fees
from app.wording import N_, _
from app.wording.proceeding import act_word
from ui.forms import FieldSpec
from ui.review.act_forms import (
    ActForm,
    Answers,
    Ask,
    Matter,
    Order,
    Unclear,
    choice,
    day,
    long,
    number,
    text,
    yes_no,
)
from ui.review.fees_sheet import yuan

_RANKS = {
    Rank.AGENCY_HEAD: N_("本行政机关负责人"),
    Rank.GOVERNMENT_HEAD: N_("本级人民政府负责人"),
}
_CENTS = 100


def stop(matter: Matter) -> ActForm:
    """Begin a special procedure (AL 45)."""
    listed = matter.view.standing.ground.regime.procedure.special
    promise = _("{name}（只停承诺期限）")
    special = {
        promise.format(name=one.name) if one.promise_only else one.name: one for one in listed
    }

    def follow(name: str) -> Mapping[str, str]:
        chosen = special.get(name)
        return {"basis": chosen.basis if chosen else ""}

    def order(answers: Answers) -> Order:
        chosen = special.get(answers.text("kind"))
        if chosen is None:
            raise Unclear("kind", _("请选择特别程序的种类。"))
        body = Stop(
            kind=chosen.code,
            name=chosen.name,
            basis=answers.text("basis"),
            reason=answers.text("reason"),
            planned_days=answers.number("days"),
            begins=matter.today,
            promise_only=chosen.promise_only,
        )
        return matter.doing(ActKind.STOP, body)

    names = tuple(special)
    first = special[names[0]] if len(names) == 1 else None
    asks = (
        choice("kind", _("种类"), names),
        text("basis", _("依据"), first.basis if first else "", needed=True),
        long("reason", _("原因"), needed=True),
        number("days", _("所需时间"), unit=_("工作日")),
    )
    return ActForm(
        "stop",
        act_word(ActKind.STOP),
        _("开始，停止计时"),
        asks,
        order,
        (("text", _("停止计时的时间不计入期限，书面告知申请人。")), *matter.article(ActKind.STOP)),
        {"kind": follow},
    )


def resume(matter: Matter) -> ActForm:
    """End a special procedure."""
    running = {
        _("{name}（{day} 起）").format(name=act.body.name, day=act.body.begins.isoformat()): act
        for act in open_stops(matter.view.acts)
        if isinstance(act.body, Stop)
    }

    def order(answers: Answers) -> Order:
        act = running.get(answers.text("stop"))
        if act is None:
            raise Unclear("stop", _("请选择要结束的特别程序。"))
        body = Resumption(act.id, answers.day("ends"), answers.text("result"))
        return matter.doing(ActKind.RESUME, body)

    asks = (
        choice("stop", _("特别程序"), tuple(running)),
        day("ends", _("结束日期"), matter.today),
        long("result", _("结果"), needed=True),
    )
    title = act_word(ActKind.RESUME)
    return ActForm("resume", title, title, asks, order, matter.article(ActKind.RESUME))


def extend(matter: Matter) -> ActForm:
    """Extend the legal limit once (AL 42)."""
    limit, rank = extension_of(matter.view.standing.ground)
    ranks = {_(words): one for one, words in _RANKS.items()}
    head = matter.actor.display_name if Role.HEAD in matter.actor.roles else ""

    def order(answers: Answers) -> Order:
        chosen = ranks.get(answers.text("rank"))
        if chosen is None:
            raise Unclear("rank", _("请选择由谁批准。"))
        body = Extension(
            days=answers.number("days"),
            reason=answers.text("reason"),
            rank=chosen,
            approver=answers.text("approver"),
            approval_no=answers.text("number"),
        )
        return matter.doing(ActKind.EXTEND, body)

    most = limit.value if limit is not None and limit.value else ""
    asks = (
        number("days", _("延长"), most, unit=_("工作日")),
        long("reason", _("延期理由"), needed=True, hint=_("将书面告知申请人")),
        choice("rank", _("批准人职级"), tuple(ranks), _(_RANKS[rank])),
        text("approver", _("批准人"), head, needed=True),
        text("number", _("批准文号"), hint=_("由政府负责人批准的必填")),
    )
    title = act_word(ActKind.EXTEND)
    return ActForm("extend", title, _("延期"), asks, order, matter.article(ActKind.EXTEND))


def hearing(matter: Matter) -> ActForm:
    """Tell of the right to state, defend and be heard (AL 36, 47)."""
    until = hearing_until(matter.view.standing, matter.today)
    column = _("姓名或名称")

    def order(answers: Answers) -> Order:
        names = (row.get(column, "").strip() for row in answers.rows("parties"))
        heard = answers.yes("hearing")
        body = HearingNotice(
            parties=tuple(name for name in names if name),
            matter=answers.text("matter"),
            hearing=heard,
            until=answers.day("until") if heard else None,
        )
        return matter.doing(ActKind.TELL_HEARING, body)

    parties = FieldSpec("parties", _("告知对象"), "table", columns=(Column(column, "text"),))
    asks = (
        Ask(parties, [{column: matter.view.seen.sitting.applicant.name}], needed=True),
        long("matter", _("事由"), needed=True),
        yes_no("hearing", _("可以要求听证"), value=True),
        day("until", _("提出期限"), until),
    )
    return ActForm(
        "hearing",
        act_word(ActKind.TELL_HEARING),
        _("告知"),
        asks,
        order,
        matter.article(ActKind.TELL_HEARING),
        shown={"until": lambda answers: answers.yes("hearing")},
    )


def field_check(matter: Matter) -> ActForm:
    """Record an inspection by at least two officers (AL 34(3))."""
    name, card = _("姓名"), _("执法证号")

    def order(answers: Answers) -> Order:
        rows = answers.rows("officers")
        officers = tuple(
            Officer(row.get(name, "").strip(), row.get(card, "").strip()) for row in rows
        )
        body = FieldCheck(
            officers=officers,
            place=answers.text("place"),
            began=answers.moment("day", "began"),
            ended=answers.moment("day", "ended"),
            findings=answers.text("findings"),
            passed=answers.yes("passed"),
            witness=answers.text("witness"),
        )
        return matter.doing(ActKind.FIELD_CHECK, body)

    columns = (Column(name, "text"), Column(card, "text"))
    address = matter.view.seen.sitting.applicant.address
    asks = (
        Ask(FieldSpec("officers", _("核查人员"), "table", columns=columns), [], needed=True),
        text("place", _("地点"), address, needed=True),
        day("day", _("日期"), matter.today),
        text("began", _("开始时间"), needed=True, hint="9:30"),
        text("ended", _("结束时间"), needed=True, hint="10:15"),
        long("findings", _("核查情况"), needed=True),
        yes_no("passed", _("是否符合要求")),
        text("witness", _("见证人")),
    )
    title = act_word(ActKind.FIELD_CHECK)
    return ActForm(
        "field-check", title, _("登记核查"), asks, order, matter.article(ActKind.FIELD_CHECK)
    )


def withdraw(matter: Matter) -> ActForm:
    """Let the applicant take the application back, signed."""
    return _ending(matter, ActKind.WITHDRAW, _listed(matter, "withdrawn"))


def terminate(matter: Matter) -> ActForm:
    """End the handling on a ground of the regime's list, of those that the case does not belie."""
    standing = matter.view.standing
    listed = _listed(matter, "terminated")
    so = tuple(one for one in listed if is_so(standing, one.code, standing.today))
    return _ending(matter, ActKind.TERMINATE, so)


def _listed(matter: Matter, change: str) -> tuple[LegalGround, ...]:
    return matter.view.standing.ground.regime.procedure.grounds.get(change, ())


def _ending(matter: Matter, kind: ActKind, listed: tuple[LegalGround, ...]) -> ActForm:
    grounds = {f"{one.name}（{one.article}）": one.code for one in listed}
    signed = kind is ActKind.WITHDRAW

    def order(answers: Answers) -> Order:
        code = grounds.get(answers.text("ground"), "")
        body = Ending(code, answers.text("why"), signed=answers.yes("signed"))
        return matter.doing(kind, body)

    asks: list[Ask] = []
    if grounds:
        asks.append(choice("ground", _("情形"), tuple(grounds)))
    asks.append(long("why", _("原因"), needed=not signed))
    if signed:
        asks.append(yes_no("signed", _("申请人已在撤回申请书上签字")))
    title = act_word(kind)
    notes = matter.article(kind)
    if signed:
        notes = (*notes, ("info", _("先按 Alt+O 打印撤回申请书，由申请人签字后再办。")))
    return ActForm(kind.value, title, title, tuple(asks), order, notes)


def demand_fee(matter: Matter) -> ActForm:
    """Tell what is to be paid, and on what basis."""
    rule = matter.view.standing.ground.rule
    amount = f"{rule.fee_fen / _CENTS:.2f}" if rule.fee_fen else ""

    def order(answers: Answers) -> Order:
        return matter.doing(ActKind.DEMAND_FEE, Fee(answers.fen("amount"), answers.text("basis")))

    return ActForm(
        "demand-fee",
        act_word(ActKind.DEMAND_FEE),
        _("开具通知"),
        (_amount(amount), text("basis", _("收费依据"), rule.fee_basis, needed=True)),
        order,
        matter.article(ActKind.DEMAND_FEE),
    )


def pay_fee(matter: Matter) -> ActForm:
    """Register the payment of what was demanded, with its receipt's number."""
    told = [act.body for act in matter.view.acts if act.kind is ActKind.DEMAND_FEE]
    fee = told[-1] if told else None
    notes = matter.article(ActKind.PAY_FEE)
    if isinstance(fee, Fee):
        words = _("应缴 {amount} 元，依据 {basis}")
        notes = (("text", words.format(amount=yuan(fee.amount), basis=fee.basis)), *notes)

    def order(answers: Answers) -> Order:
        return fees.pay, (matter.view.case.id, answers.text("receipt"))

    asks = (text("receipt", _("票据号码"), needed=True),)
    return ActForm("pay-fee", act_word(ActKind.PAY_FEE), _("登记缴费"), asks, order, notes)


def _amount(value: str) -> Ask:
    return Ask(FieldSpec("amount", _("金额"), "money", unit=_("元")), value, needed=True)
