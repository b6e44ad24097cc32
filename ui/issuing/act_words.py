"""What was done on a case, in words, for the chronology of its file."""

from __future__ import annotations

from app.domain.acts import Act, ActKind
from app.wording import N_, _

ACTS: dict[ActKind, str] = {
    ActKind.RECEIVE: N_("收件"),
    ActKind.RESULT_ARRIVED: N_("前项结果到达"),
    ActKind.SPOT_CORRECTION: N_("当场更正"),
    ActKind.ASK_CORRECTION: N_("一次性告知补正"),
    ActKind.RECALL_CORRECTION: N_("撤销补正告知"),
    ActKind.SUPPLEMENT: N_("补正材料收件"),
    ActKind.ACCEPT: N_("受理"),
    ActKind.ACCEPT_OWING: N_("容缺受理"),
    ActKind.ACCEPT_BY_LAW: N_("逾期未告知，视为受理"),
    ActKind.NOT_ACCEPT: N_("不予受理"),
    ActKind.NOT_NEEDED: N_("告知不需要办理"),
    ActKind.CHANGE_ITEM: N_("更正办理事项"),
    ActKind.CHANGE_APPLICANT: N_("更正申请人"),
    ActKind.SUPPLY_OWED: N_("容缺材料补齐"),
    ActKind.OWED_LAPSED: N_("容缺材料逾期未补"),
    ActKind.CLAIM: N_("领办"),
    ActKind.HAND_OVER: N_("移交"),
    ActKind.OPINE: N_("审查意见"),
    ActKind.STOP: N_("特别程序开始"),
    ActKind.RESUME: N_("特别程序结束"),
    ActKind.EXTEND: N_("延长期限"),
    ActKind.TELL_HEARING: N_("告知陈述申辩、听证权利"),
    ActKind.FIELD_CHECK: N_("现场核查"),
    ActKind.GRANT: N_("准予决定"),
    ActKind.REFUSE: N_("不予许可决定"),
    ActKind.WITHDRAW: N_("申请人撤回申请"),
    ActKind.TERMINATE: N_("终止办理"),
    ActKind.DELIVER: N_("送达"),
    ActKind.CLOSE: N_("归档"),
    ActKind.CERTIFY: N_("制证用印"),
    ActKind.AMEND_CERTIFICATE: N_("证照变更、延续、补发"),
    ActKind.END_CERTIFICATE: N_("证照撤回、撤销、注销"),
    ActKind.DEMAND_FEE: N_("缴费通知"),
    ActKind.PAY_FEE: N_("缴费登记"),
}
"""Kinds of act in the order of the procedure."""


def act_word(act: Act) -> str:
    """Return what was done."""
    return _(ACTS[act.kind])


def act_detail(act: Act) -> str:
    """Return when and by whom; when it was entered where that is another day."""
    who = act.by_name or _("依法自动")
    parts = [f"{act.at:%Y-%m-%d %H:%M}", who]
    if act.recorded_at.date() != act.at.date():
        parts.append(_("{day} 录入").format(day=act.recorded_at.date()))
    return "　".join(parts)
