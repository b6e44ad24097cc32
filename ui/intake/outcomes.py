"""After receiving: what becomes of each case. Proposed by the program, decided by the clerk.

Up and down walk over the cases, a digit sets what is decided, Tab goes into the details (defects
with the standard each must meet; reason and competent body of a refusal), F9 concludes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import Case, Defect, Outcome, OutcomeKind, Sitting
from app.domain.catalogue import Column
from app.errors import Problem
from app.wording import _
from app.wording.sentences import sentence
from ui.forms import FieldContext, FieldSpec
from ui.forms.tables import TableField
from ui.forms.ticks import tick
from ui.intake.offering import Offer
from ui.intake.words import OUTCOMES
from ui.kit.overlay import Overlay
from ui.kit.pages import Button, Entry, Verdict, Words
from ui.models.lines import Line, LineList

_KINDS = tuple(OUTCOMES)
_PER_LINE = 3
_ICONS = {
    OutcomeKind.ACCEPT: ("ok", "ok"),
    OutcomeKind.ACCEPT_OWING: ("clock", "warning"),
    OutcomeKind.CORRECT: ("warning", "warning"),
    OutcomeKind.REFUSE: ("error", "error"),
    OutcomeKind.NOT_NEEDED: ("dash", "muted"),
    OutcomeKind.WAIT: ("link", "info"),
}
_REFUSALS = (OutcomeKind.REFUSE, OutcomeKind.NOT_NEEDED)


class _Cases(LineList):
    """The list of cases; digits are handed to the sheet."""

    digit = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by digit, walk by Enter."""
        text = event.text()
        if text.isdigit() and 1 <= int(text) <= len(_KINDS):
            self.digit.emit(int(text) - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1)
        else:
            super().keyPressEvent(event)


class OutcomesSheet(Overlay):
    """Shows the cases of a received sitting with their outcomes.

    Signals:
        decided(tuple[Outcome, ...]): conclude the sitting so.
    """

    decided = Signal(tuple)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lambda: _("受理结果"), width=980, height=620)
        self._cases: tuple[Case, ...] = ()
        self._outcomes: dict[str, Outcome] = {}
        self._refused: Mapping[str, Mapping[OutcomeKind, Problem]] = {}
        self._showing = ""
        self._head = Words(size="title", bold=True)
        self._under = Words(colour="muted", size="small")
        self.list = _Cases(lambda: _("各事项的受理结果"))
        self.list.digit.connect(self.set_kind)
        self.list.selectionModel().currentChanged.connect(lambda *_args: self._show_case())
        self.kinds = [Button() for _kind in _KINDS]
        self.defects = TableField(FieldContext(date.min))
        self.defects.edited.connect(self._take_details)
        self.reason, self.basis, self.competent = Entry(), Entry(), Entry()
        self._labels = [Words(size="small", colour="muted") for _part in range(4)]
        self._hint = Words(size="small", colour="muted")
        self.verdict = Verdict()
        self.conclude = Button(primary=True, key="F9")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, button in enumerate(self.kinds):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.toggled.connect(lambda _on, number=number: self.set_kind(number))
            grid.addWidget(button, number // _PER_LINE, number % _PER_LINE)
        right.addLayout(grid)
        parts = (self.defects, self.reason, self.basis, self.competent)
        for label, part in zip(self._labels, parts, strict=True):
            label.setBuddy(part.entry() if isinstance(part, TableField) else part)
            right.addWidget(label)
            right.addWidget(part, 1 if part is self.defects else 0)
        right.addStretch(0)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        self.list.setFixedWidth(290)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        below = QHBoxLayout()
        below.addWidget(self._hint, 1)
        below.addWidget(self.conclude)
        self.box.addWidget(self._head)
        self.box.addWidget(self._under)
        self.box.addLayout(middle, 1)
        self.box.addWidget(self.verdict)
        self.box.addLayout(below)

    def _wire(self) -> None:
        for line in (self.reason, self.basis, self.competent):
            line.textChanged.connect(self._take_details)
        self.conclude.clicked.connect(self._decide)
        key = QShortcut(Qt.Key.Key_F9, self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._decide)

    def speak(self) -> None:
        """Write every caption."""
        for number, (button, kind) in enumerate(zip(self.kinds, _KINDS, strict=True)):
            button.setText(f"{number + 1} {_(OUTCOMES[kind])}")
        kinds = ("text", "longtext", "longtext")
        columns = tuple(map(Column, self._columns(), kinds))
        self.defects.set_up(FieldSpec("defects", _("补正内容"), "table", columns=columns))
        captions = (_("补正内容"), _("理由"), _("依据"), _("有权受理的机关"))
        parts = (self.defects.entry(), self.reason, self.basis, self.competent)
        for label, part, caption in zip(self._labels, parts, captions, strict=True):
            label.setText(caption)
            part.setAccessibleName(caption)
        self._hint.setText(_("↑↓ 换事项　数字键选结果　Tab 进入内容　F9 确定全部结果"))
        self.conclude.setText(_("确定受理结果"))

    def ask(self, sitting: Sitting, cases: tuple[Case, ...], offer: Offer) -> None:
        """Show the proposals for a received sitting and let the clerk decide."""
        self.speak()
        self._cases = cases
        self._outcomes = {outcome.item_id: outcome for outcome in offer.proposed}
        self._refused = offer.refused
        words = _("已收件　{number}　{applicant}")
        self._head.setText(words.format(number=sitting.number, applicant=sitting.applicant.name))
        self._under.setText(_("下面是建议的受理结果，请逐项确认。"))
        self.verdict.clear()
        self.conclude.setEnabled(True)
        self._showing = ""
        self._show_list()
        self._show_case()
        self.open_over(self.list)

    def refuse(self, sentence: str) -> None:
        """Say why the sitting could not be concluded; it can be tried again."""
        self.verdict.say(sentence)
        self.conclude.setEnabled(True)

    def set_kind(self, number: int) -> None:
        """Decide the selected case; say why where the law forbids it."""
        outcome = self._outcomes.get(self.list.chosen())
        if outcome is not None and self._lawful(outcome.item_id, _KINDS[number]):
            self._outcomes[outcome.item_id] = replace(outcome, kind=_KINDS[number])
            self._showing = ""
            self._show_list()
            self._show_case()

    def _lawful(self, item_id: str, kind: OutcomeKind) -> bool:
        """Tell whether a case may be decided so; else its reason is said."""
        problem = self._refused.get(item_id, {}).get(kind)
        if problem is None:
            self.verdict.clear()
            return True
        self.verdict.say(sentence(problem), "warning")
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list: a received sitting is decided before the next begins."""
        if event.key() == Qt.Key.Key_Escape:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stay: see `keyPressEvent`."""

    def _show_list(self) -> None:
        lines = []
        for case in self._cases:
            outcome = self._outcomes[case.item_id]
            icon, ink = _ICONS[outcome.kind]
            count = len(outcome.defects) if outcome.kind is OutcomeKind.CORRECT else 0
            more = _("，{n} 处").format(n=count) if count else ""
            words = f"{_(OUTCOMES[outcome.kind])}{more}"
            lines.append(Line(case.item_id, case.item_name, words, icon, (case.department,), ink))
        self.list.show_lines(tuple(lines))

    def _show_case(self) -> None:
        outcome = self._outcomes.get(self.list.chosen())
        if outcome is None or outcome.item_id == self._showing:
            return
        self._showing = outcome.item_id
        refused = self._refused.get(outcome.item_id, {})
        for button, kind in zip(self.kinds, _KINDS, strict=True):
            tick(button, on=kind is outcome.kind)
            button.setEnabled(kind not in refused)
        self._lawful(outcome.item_id, outcome.kind)
        correct, shut_out = outcome.kind is OutcomeKind.CORRECT, outcome.kind in _REFUSALS
        parts = (self.defects, self.reason, self.basis, self.competent)
        for number, (label, part) in enumerate(zip(self._labels, parts, strict=True)):
            label.setVisible(shut_out if number else correct)
            part.setVisible(shut_out if number else correct)
        subject, what, standard = self._columns()
        rows = [
            {subject: defect.subject, what: defect.what, standard: defect.standard}
            for defect in outcome.defects
        ]
        self.defects.show_value(rows, "")
        texts = (outcome.reason, outcome.basis, outcome.competent)
        for line, text in zip((self.reason, self.basis, self.competent), texts, strict=True):
            with QSignalBlocker(line):
                line.setText(text)

    def _take_details(self) -> None:
        outcome = self._outcomes.get(self._showing)
        if outcome is None:
            return
        rows = self.defects.read()
        assert isinstance(rows, list)  # a table reads as rows
        columns = self._columns()
        self._outcomes[outcome.item_id] = replace(
            outcome,
            defects=tuple(Defect(*(row.get(column, "") for column in columns)) for row in rows),
            reason=self.reason.text().strip(),
            basis=self.basis.text().strip(),
            competent=self.competent.text().strip(),
        )
        self._show_list()

    def _decide(self) -> None:
        if not self.conclude.isEnabled():
            return
        self.conclude.setEnabled(False)
        self.verdict.clear()
        outcomes = (self._outcomes[case.item_id] for case in self._cases)
        self.decided.emit(tuple(_plain(outcome) for outcome in outcomes))

    @staticmethod
    def _columns() -> tuple[str, str, str]:
        return _("补正事项"), _("问题"), _("应达到的标准")


def _plain(outcome: Outcome) -> Outcome:
    """Return an outcome with only what its kind needs."""
    if outcome.kind is not OutcomeKind.CORRECT:
        outcome = replace(outcome, defects=())
    if outcome.kind not in _REFUSALS:
        outcome = replace(outcome, reason="", basis="", competent="")
    return outcome
