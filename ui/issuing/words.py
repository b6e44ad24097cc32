"""Words and signs of the issue desk that several of its parts use."""

from __future__ import annotations

from datetime import date

from app.services.certificates import CertificateMade
from app.wording import _
from ui.issuing.press import Pressed


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


def made_words(made: CertificateMade) -> str:
    """Return what is said of a draft."""
    words = _("已有草稿，请核对右侧样张。") if made.again else _("草稿已做成，请核对右侧样张。")
    return words + _("核对无误后按 F9 用印。")


def merged_words(made: CertificateMade) -> str:
    """Return what is said of an industry certificate."""
    words = _("综合许可证 {number} 已做成并用印。")
    if made.again:
        words = _("综合许可证 {number} 已经列全各项许可，不需要重做。")
    return words.format(number=made.certificate.number)


def sealed_words(made: CertificateMade) -> str:
    """Return what is said of a certificate that was just sealed."""
    words = _("已用印，证照编号 {number}。按 F9 打印正本。")
    if made.certificate.sample:
        words = _("已用样章，证照编号 {number}，不得对外使用。按 F9 打印正本。")
    told = words.format(number=made.certificate.number)
    also = "、".join(case.item_name for case in made.also)
    return _("{told}结果已转入：{also}。").format(told=told, also=also) if also else told


def pressed_words(done: Pressed) -> str:
    """Return what is said of something that went out."""
    if done.job is None:
        return _("电子证照已存入 {place}，可以交给申请人。").format(place=done.place)
    what = _("副本 {n}").format(n=done.job.copy) if done.job.copy else _("正本")
    place = done.place or _("默认打印机")
    words = _("{what}已送往 {place}。")
    if done.job.blank:
        words = _("{what}已打印在空白证 {blank} 上，送往 {place}。印坏了按 F4 作废。")
    return words.format(what=what, blank=done.job.blank, place=place)
