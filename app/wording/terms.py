"""Names of kinds, states and roles by their codes, for screens and the command line.

Keys are the codes of `app.domain`; the value goes through `_` when it is shown.
"""

from __future__ import annotations

from app.wording import N_, _

ROLES = {
    "system-admin": N_("系统管理员"),
    "security-admin": N_("安全管理员"),
    "audit-admin": N_("审计管理员"),
    "clerk": N_("窗口人员"),
    "reviewer": N_("审核人员"),
    "approver": N_("批准人员"),
    "head": N_("机关负责人"),
    "issuer": N_("出证人员"),
    "supervisor": N_("督查人员"),
}

CASE_STATES = {
    "received": N_("已收件"),
    "waiting": N_("等待前项结果"),
    "correction": N_("待补正"),
    "accepted": N_("已受理"),
    "accepted-owing": N_("容缺受理"),
    "not-accepted": N_("不予受理"),
    "not-needed": N_("依法不需要办理"),
    "withdrawn": N_("已撤回"),
    "granted": N_("准予"),
    "refused": N_("不予"),
    "terminated": N_("已终止"),
    "issued": N_("已办结"),
}
"""Where a case stands."""

CERTIFICATE_STATES = {
    "draft": N_("草稿"),
    "valid": N_("有效"),
    "replaced": N_("已被新证替代"),
    "recalled": N_("已撤回"),
    "revoked": N_("已撤销"),
    "cancelled": N_("已注销"),
    "void": N_("已作废"),
}
"""What a certificate is worth."""

CERTIFICATE_CHANGES = {
    "changed": N_("变更"),
    "renewed": N_("延续"),
    "replaced": N_("补发"),
    "recalled": N_("撤回"),
    "revoked": N_("撤销"),
    "cancelled": N_("注销"),
}
"""What may happen to a certificate that holds."""

OUTCOMES = {
    "accept": N_("受理"),
    "accept-owing": N_("容缺受理"),
    "correct": N_("一次性告知补正"),
    "refuse": N_("不予受理"),
    "not-needed": N_("依法不需要办理"),
    "wait": N_("等待前项结果"),
}

HANDED_IN = {
    "handed-in": N_("已收"),
    "produced": N_("本次办理产生"),
    "exempt-licence": N_("电子证照免交"),
    "exempt-sharing": N_("数据共享免交"),
    "generated": N_("系统生成"),
    "promised": N_("告知承诺"),
    "owed": N_("容缺后补"),
    "lacking": N_("未交"),
    "defective": N_("不符合要求"),
    "not-applicable": N_("不需要"),
}

PAPERS = {
    "receipt": N_("材料接收凭证"),
    "acceptance": N_("受理通知书"),
    "correction": N_("补正材料一次性告知书"),
    "not-accepted": N_("不予受理决定书"),
    "not-needed": N_("不受理告知书"),
    "tolerance": N_("容缺受理承诺书"),
    "commitment": N_("告知承诺书"),
    "authority": N_("授权委托书"),
    "application": N_("申请表"),
    "slip": N_("收件小票"),
    "consultation": N_("一次性告知清单"),
    "special": N_("特别程序告知书"),
    "extension": N_("延期决定告知书"),
    "hearing": N_("陈述申辩、听证权利告知书"),
    "field-check": N_("现场核查记录"),
    "grant": N_("准予决定书"),
    "refusal": N_("不予决定书"),
    "registration": N_("登记通知书"),
    "amendment": N_("变更、延续决定书"),
    "ending": N_("撤回、撤销、注销决定书"),
    "termination": N_("终止办理通知书"),
    "withdrawal": N_("撤回申请书"),
    "delivery": N_("送达回证"),
    "collection": N_("领证凭证"),
    "transfer": N_("物料转移单"),
    "fee": N_("缴费通知书"),
    "rectify": N_("责令限期改正通知书"),
    "file": N_("案卷"),
    "certificate": N_("证照"),
}

CHANNELS = {
    "window": N_("窗口"),
    "online-pre-check": N_("网上预审"),
    "cross-province": N_("跨省通办"),
    "helper": N_("帮办代办"),
    "fallback": N_("办不成事反映"),
    "booking": N_("预约"),
    "out-of-hours": N_("延时服务"),
}


def case_word(state: str) -> str:
    """Return where a case stands, in the language in force."""
    return _(CASE_STATES[state])


def certificate_word(state: str) -> str:
    """Return what a certificate is worth, in the language in force."""
    return _(CERTIFICATE_STATES[state])
