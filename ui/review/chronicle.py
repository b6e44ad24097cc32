"""Acts in words: one sentence for what each says besides its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain import act_bodies as bodies
from app.domain.acts import Act, ActKind
from app.services.proceeding import CaseView
from app.wording import N_, _

_VERDICTS = {
    bodies.Verdict.GRANT: N_("同意"),
    bodies.Verdict.REFUSE: N_("不同意"),
    bodies.Verdict.RETURN: N_("退回上一步"),
}
_WAYS = {
    bodies.DeliveryWay.COUNTER: N_("窗口领取"),
    bodies.DeliveryWay.POST: N_("邮寄"),
    bodies.DeliveryWay.LEFT: N_("留置"),
    bodies.DeliveryWay.SUBSTITUTE: N_("代收"),
    bodies.DeliveryWay.ENTRUSTED: N_("委托送达"),
    bodies.DeliveryWay.ELECTRONIC: N_("电子送达"),
}
_CENTS = 100


def told(act: Act, view: CaseView) -> str:
    """Return what an act says, in one or a few clauses."""
    if act.kind is ActKind.RECEIVE:
        return _("收到申请材料")
    teller = _TELLERS.get(type(act.body))
    words = teller(act.body, view) if teller is not None else ""
    return words or _("已登记")


def joined(*parts: str) -> str:
    """Join clauses, leaving empty ones and their full stops out."""
    bare = (part.strip().rstrip("。；") for part in parts)
    return "；".join(part for part in bare if part)


def _why(words: str) -> str:
    return _("原因：{why}").format(why=words) if words else ""


def _basis(words: str) -> str:
    return _("依据：{basis}").format(basis=words) if words else ""


def _labels(view: CaseView, keys: tuple[str, ...]) -> str:
    names = {record.key: record.label for record in view.seen.sitting.materials}
    return "、".join(names.get(key, key) for key in keys)


def _of_correction(body: bodies.Correction, _view: CaseView) -> str:
    defects = "；".join(
        _("{n}. {subject}：{what}").format(n=n, subject=defect.subject, what=defect.what)
        for n, defect in enumerate(body.defects, 1)
    )
    again = _("再次告知，{why}").format(why=body.why) if body.second else ""
    return joined(again, defects)


def _of_acceptance(body: bodies.Acceptance, view: CaseView) -> str:
    counts = _("期限自 {day} 起算").format(day=body.counts_from.isoformat())
    lost = _("已过去 {n} 个工作日").format(n=body.lost_days) if body.lost_days else ""
    owed = _("待补：{materials}").format(materials=_labels(view, body.owed)) if body.owed else ""
    return joined(counts, lost, owed)


def _of_non_acceptance(body: bodies.NonAcceptance, _view: CaseView) -> str:
    competent = _("有权机关：{name}").format(name=body.competent) if body.competent else ""
    return joined(body.reason, _basis(body.basis), competent, _false(body.false_materials))


def _false(there: bool) -> str:  # noqa: FBT001 - a fact of the body
    return _("隐瞒情况或者提供虚假材料") if there else ""


def _of_promise_check(body: bodies.PromiseCheck, view: CaseView) -> str:
    kept = _("与承诺一致") if body.kept else _("与承诺不一致")
    until = _("限期整改至 {day}").format(day=body.until.isoformat()) if body.until else ""
    return joined(_labels(view, body.materials), kept, body.findings, until)


def _of_assignment(body: bodies.Assignment, _view: CaseView) -> str:
    to = _("由 {name} 办理").format(name=body.holder_name) if body.holder_name else _("交回本组")
    return joined(to, _why(body.why))


def _of_opinion(body: bodies.Opinion, _view: CaseView) -> str:
    step = _("{step}：{verdict}").format(step=body.step_name, verdict=_(_VERDICTS[body.verdict]))
    points = _("核对要点 {n} 条").format(n=len(body.points)) if body.points else ""
    return joined(step, body.comment, points)


def _of_stop(body: bodies.Stop, _view: CaseView) -> str:
    planned = _("{name}，自 {day} 起，预计 {n} 个工作日")
    words = planned.format(name=body.name, day=body.begins.isoformat(), n=body.planned_days)
    only = _("只停承诺期限") if body.promise_only else ""
    return joined(words, only, _why(body.reason), _basis(body.basis))


def _of_resumption(body: bodies.Resumption, _view: CaseView) -> str:
    return joined(_("至 {day} 止").format(day=body.ends.isoformat()), body.result)


def _of_extension(body: bodies.Extension, _view: CaseView) -> str:
    days = _("延长 {n} 个工作日").format(n=body.days)
    until = _("至 {day}").format(day=body.new_due.isoformat()) if body.new_due else ""
    approver = _("{name} 批准").format(name=body.approver) if body.approver else ""
    number = _("批准文号 {number}").format(number=body.approval_no) if body.approval_no else ""
    return joined(days, until, approver, number, _why(body.reason))


def _of_hearing(body: bodies.HearingNotice, _view: CaseView) -> str:
    parties = _("告知 {names}").format(names="、".join(body.parties))
    until = _("{day} 前可以要求听证").format(day=body.until.isoformat()) if body.until else ""
    right = until if body.hearing else _("可以陈述、申辩")
    return joined(parties, body.matter, right)


def _of_field_check(body: bodies.FieldCheck, _view: CaseView) -> str:
    officers = "、".join(f"{one.name}（{one.card_no}）" for one in body.officers)
    when = f"{body.began:%H:%M}–{body.ended:%H:%M}"
    passed = _("符合要求") if body.passed else _("不符合要求")
    return joined(officers, f"{body.place} {when}", body.findings, passed)


def _of_decision(body: bodies.Decision, _view: CaseView) -> str:
    term = ""
    if body.content and body.valid_from is not None:
        until = body.valid_until.isoformat() if body.valid_until else _("长期")
        words = _("有效期 {start} 至 {until}")
        term = words.format(start=body.valid_from.isoformat(), until=until)
    spot = _("当场决定") if body.on_the_spot else ""
    told_why = (body.facts, body.reasons, _basis(body.basis))
    false = _false(body.false_materials)
    return joined(spot, body.content, body.conditions, term, *told_why, false)


def _of_ending(body: bodies.Ending, _view: CaseView) -> str:
    return joined(body.why, _("申请人已签字") if body.signed else "")


def _of_delivery(body: bodies.Delivery, _view: CaseView) -> str:
    way = _("{way}，{receiver} 签收").format(way=_(_WAYS[body.way]), receiver=body.receiver)
    papers = _("文书 {papers}").format(papers="、".join(body.papers)) if body.papers else ""
    tracking = _("单号 {number}").format(number=body.tracking_no) if body.tracking_no else ""
    proof = (body.relation, body.entrusted, body.address, body.consent, body.refusal, body.witness)
    return joined(way, tracking, papers, body.mismatch_reason, *proof)


def _of_supplement(body: bodies.Supplement, view: CaseView) -> str:
    words = _("第 {n} 次提交：{materials}")
    return words.format(n=body.round, materials=_labels(view, body.materials))


def _of_item_change(body: bodies.ItemChange, view: CaseView) -> str:
    items = view.seen.catalogue.items
    names = [items[key].name if key in items else key for key in (body.old_item, body.new_item)]
    return joined(_("由「{old}」改为「{new}」").format(old=names[0], new=names[1]), _why(body.why))


def _of_fee(body: bodies.Fee, _view: CaseView) -> str:
    amount = _("{amount} 元").format(amount=f"{body.amount / _CENTS:.2f}")
    receipt = _("票据号 {number}").format(number=body.receipt_no) if body.receipt_no else ""
    return joined(amount, _basis(body.basis), receipt)


_TELLERS: Mapping[type, Callable[[Any, CaseView], str]] = {
    bodies.Arrival: lambda body, _view: _("等待的结果已作出：{result}").format(result=body.result),
    bodies.SpotCorrection: lambda body, _view: body.what,
    bodies.Correction: _of_correction,
    bodies.Recall: lambda body, _view: _why(body.why),
    bodies.Supplement: _of_supplement,
    bodies.Acceptance: _of_acceptance,
    bodies.NonAcceptance: _of_non_acceptance,
    bodies.PromiseCheck: _of_promise_check,
    bodies.ItemChange: _of_item_change,
    bodies.ApplicantChange: lambda body, _view: _why(body.why),
    bodies.Assignment: _of_assignment,
    bodies.Opinion: _of_opinion,
    bodies.Stop: _of_stop,
    bodies.Resumption: _of_resumption,
    bodies.Extension: _of_extension,
    bodies.HearingNotice: _of_hearing,
    bodies.FieldCheck: _of_field_check,
    bodies.Decision: _of_decision,
    bodies.Ending: _of_ending,
    bodies.Delivery: _of_delivery,
    bodies.CertificateAct: lambda body, _view: joined(body.number, body.why),
    bodies.Fee: _of_fee,
}
