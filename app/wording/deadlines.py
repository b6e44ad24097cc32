"""Due dates in words: one sentence per day of the reckoning, and the faults of limits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from app.wording import N_, _

SENTENCES = {
    "calendar.no-files": N_("文件夹{folder}里没有节假日文件，请重新安装程序。"),
    "calendar.bad-file": N_("节假日文件{file}读不懂，请重新安装程序或换回正确的文件。"),
    "deadline.unknown-unit": N_(
        "不认识期限单位“{unit}”，请用工作日、日、周、月、年，或即时、当场、当日。"
    ),
    "deadline.negative": N_("期限不能是负数（{value}），请填0或正整数。"),
    "deadline.too-long": N_("期限{value}太长，算出的日期超出日历，请核对。"),
}

_WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))

_REASONS = {
    "start": N_("{day}（{weekday}）：起算的当天，不计入。"),
    "working": N_("{day}（{weekday}）：工作日，第{counted}个。"),
    "make-up": N_("{day}（{weekday}）：调休上班日，第{counted}个。"),
    "weekend": N_("{day}（{weekday}）：周末，不计。"),
    "holiday": N_("{day}（{weekday}）：法定节假日或调休放假，不计。"),
    "calendar": N_("{day}（{weekday}）：按自然时间，第{counted}个。"),
    "unpublished-working": N_(
        "{day}（{weekday}）：暂按工作日计，第{counted}个；当年放假安排尚未公布。"
    ),
    "unpublished-weekend": N_("{day}（{weekday}）：周末，暂不计；当年放假安排尚未公布。"),
    "stopped": N_("{day}（{weekday}）：特别程序期间，不计入。"),
    "moved": N_("{day}（{weekday}）：最后一天逢休息日，顺延到这一天。"),
}


class Step(Protocol):
    """One day of a reckoning (`app.domain.deadlines.DayStep`)."""

    @property
    def day(self) -> date:
        """The day."""
        ...

    @property
    def counted(self) -> int | None:
        """Which one of the limit it is; None when it does not count."""
        ...

    @property
    def reason(self) -> str:
        """Why, as a code."""
        ...


def day_sentence(step: Step) -> str:
    """Say in one sentence what a day is to the limit."""
    return _(_REASONS[step.reason]).format(
        day=step.day.isoformat(), weekday=_(_WEEKDAYS[step.day.weekday()]), counted=step.counted
    )


def explain(steps: Iterable[Step]) -> tuple[str, ...]:
    """Say a whole reckoning, one sentence per day, in order."""
    return tuple(day_sentence(step) for step in steps)
