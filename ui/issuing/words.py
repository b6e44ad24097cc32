"""Words and signs of the issue desk that several of its parts use."""

from __future__ import annotations

from datetime import date

from app.domain.case import CaseState
from app.domain.certificate import CertificateState
from app.wording import N_, _

STATES: dict[CertificateState, tuple[str, str, str]] = {
    CertificateState.DRAFT: (N_("草稿"), "open", "muted"),
    CertificateState.VALID: (N_("有效"), "ok", "ok"),
    CertificateState.REPLACED: (N_("已被新证替代"), "link", "muted"),
    CertificateState.RECALLED: (N_("已撤回"), "error", "error"),
    CertificateState.REVOKED: (N_("已撤销"), "error", "error"),
    CertificateState.CANCELLED: (N_("已注销"), "dash", "muted"),
    CertificateState.VOID: (N_("已作废"), "cross", "muted"),
}
"""What a certificate is worth → its words, its shape, its colour."""

CHANGES: dict[str, str] = {
    "changed": N_("变更"),
    "renewed": N_("延续"),
    "replaced": N_("补发"),
    "recalled": N_("撤回"),
    "revoked": N_("撤销"),
    "cancelled": N_("注销"),
}
"""What may happen to a certificate that holds, in the order of its keys."""

AMENDMENTS = ("changed", "renewed", "replaced")

CASE_STATES: dict[CaseState, str] = {
    CaseState.RECEIVED: N_("已收件"),
    CaseState.WAITING: N_("等待前项结果"),
    CaseState.CORRECTION: N_("待补正"),
    CaseState.ACCEPTED: N_("已受理"),
    CaseState.ACCEPTED_OWING: N_("容缺受理"),
    CaseState.NOT_ACCEPTED: N_("不予受理"),
    CaseState.NOT_NEEDED: N_("依法不需要办理"),
    CaseState.WITHDRAWN: N_("申请人已撤回"),
    CaseState.GRANTED: N_("准予，待发证"),
    CaseState.REFUSED: N_("不予许可"),
    CaseState.TERMINATED: N_("终止办理"),
    CaseState.ISSUED: N_("已发证"),
}
"""Where a case stands."""


def state_word(state: CertificateState) -> str:
    """Return what a certificate is worth, in words."""
    return _(STATES[state][0])


def case_word(state: CaseState) -> str:
    """Return where a case stands, in words."""
    return _(CASE_STATES[state])


def short_day(day: date | None) -> str:
    """Return month and day, or nothing."""
    return f"{day:%m-%d}" if day is not None else ""


def copy_reasons() -> tuple[str, ...]:
    """Return why a certificate may be printed again as a copy."""
    return (_("遗失"), _("损毁"), _("向其他机关提交"))


def spoiling_reasons() -> tuple[str, ...]:
    """Return why a blank is void."""
    return (_("打印偏位"), _("卡纸"), _("打印不清"), _("内容有误"), _("纸张破损"), _("遗失"))


def trays() -> tuple[tuple[str, str], ...]:
    """Return the trays a printer may have: their name in the calibration, their caption."""
    return (
        ("", _("默认纸盒")),
        ("manual", _("手动进纸")),
        ("1", _("纸盒 {n}").format(n=1)),
        ("2", _("纸盒 {n}").format(n=2)),
        ("3", _("纸盒 {n}").format(n=3)),
    )
