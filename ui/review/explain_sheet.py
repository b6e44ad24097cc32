"""The reckoning of a case's due dates, one sentence for every day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.documents.words import printed
from app.domain.catalogue import Limit
from app.domain.deadlines import Due
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.deadlines import day_sentence
from ui.kit.overlay import Overlay
from ui.kit.signs import Caption
from ui.review.fact_list import Fact, FactList
from ui.review.words import dues_of

_NOT_COUNTED = "muted"
_WIDTH, _HIGHEST = 720, 600
_AROUND, _LINE = 120, 33
"""The sheet is as high as its lines, in pixels at 100 %."""


class ExplainSheet(Overlay):
    """Shows how each due date comes about."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lambda: _("期限说明"), width=_WIDTH, height=_HIGHEST)
        self.list = FactList(
            lambda: _("期限逐日说明"), lambda: _("这个办件现在没有在走的期限。"), share=0.1
        )
        self.box.addWidget(Caption(lambda: _("期限说明"), size="title", bold=True))
        self.box.addWidget(self.list, 1)
        self.box.addWidget(
            Caption(lambda: _("↑↓ 查看　Ctrl+C 复制　Esc 返回"), size="small", colour="muted")
        )

    def explain(self, view: CaseView) -> None:
        """Explain the due dates of a case."""
        facts = reckoning(view)
        self.list.show_facts(facts)
        self.want_size(_WIDTH, min(_HIGHEST, _AROUND + _LINE * len(facts)))
        self.open_over(self.list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by F6 as well, which opened it."""
        if event.key() == Qt.Key.Key_F6:
            self.shut()
        else:
            super().keyPressEvent(event)


def reckoning(view: CaseView) -> tuple[Fact, ...]:
    """Return every day of every due date in sentences, each after its rule and its basis."""
    clocks, limits = view.clocks, view.standing.ground.limits
    named: dict[int, Limit | None] = {
        id(clocks.notice): limits.correction,
        id(clocks.promised): limits.promised,
        id(clocks.legal): limits.legal,
    }
    facts: list[Fact] = []
    for name, due in dues_of(clocks, view.case):
        facts += _of_due(name, due, named.get(id(due)))
    if facts and clocks.legal_stopped + clocks.promise_stopped:
        words = _("停止计时的日子：法定期限 {law} 天，承诺期限 {promise} 天，不计入期限。")
        stopped = words.format(law=clocks.legal_stopped, promise=clocks.promise_stopped)
        facts.insert(0, Fact("", stopped, ink="warning", icon="dash"))
    return tuple(facts)


def _of_due(name: str, due: Due, limit: Limit | None) -> list[Fact]:
    heading = _("{name}　{day}").format(name=name, day=due.day.isoformat())
    rule = _("{amount} {unit}").format(amount=due.amount, unit=due.unit) if due.amount else ""
    basis = printed(limit.basis) if limit is not None else ""
    facts = [Fact(heading, heading=True), Fact(_("期限"), "　".join(filter(None, (rule, basis))))]
    if due.provisional:
        why = _("落在放假安排尚未公布的年份，日期是暂定的；公布并导入后自动重算。")
        facts.append(Fact("", why, ink="warning", icon="open"))
    facts += [
        Fact("", day_sentence(step), ink="text" if step.counted else _NOT_COUNTED)
        for step in due.steps
    ]
    return facts
