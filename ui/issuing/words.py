"""Words and signs of the issue desk that several of its parts use."""

from __future__ import annotations

from datetime import date

from app.wording import _


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
