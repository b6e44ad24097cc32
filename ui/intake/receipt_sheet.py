"""The last look before receiving: what will be taken in, and what is still open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.case import HandedIn
from app.forms.draft import Draft
from app.wording import _
from ui.intake.state_words import materials_words
from ui.intake.words import masked
from ui.kit.numbers import public_number
from ui.kit.overlay import Overlay
from ui.kit.pages import Button, Words
from ui.kit.signs import Caption

_NOT_THERE = (HandedIn.LACKING, HandedIn.DEFECTIVE)


class ReceiptSheet(Overlay):
    """Asks once whether to receive.

    Signals:
        confirmed(): receive now.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lambda: _("确认收件"), width=560, height=400)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.receive = Button(primary=True, key="Enter")
        self.back = Button(key="Esc")
        self.receive.clicked.connect(self._confirm)
        self.back.clicked.connect(self.shut)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.receive)
        self.box.addWidget(Caption(lambda: _("确认收件"), size="title", bold=True))
        self.box.addLayout(self._grid)
        self.box.addStretch(1)
        self.box.addLayout(buttons)

    def ask(self, draft: Draft, open_fields: int) -> None:
        """Show what would be received and ask."""
        for _number in range(self._grid.count()):
            taken = self._grid.takeAt(0)
            assert taken is not None  # the count was asked just before
            taken.widget().deleteLater()
        for row, (caption, words, ink) in enumerate(_summary(draft, open_fields)):
            label = Words(caption, colour="muted")
            value = Words(words, colour=ink)
            value.setWordWrap(True)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label, row, 0, top)
            self._grid.addWidget(value, row, 1, top)
        self.receive.setText(_("确认收件"))
        self.back.setText(_("返回修改"))
        self.receive.setEnabled(True)
        self.open_over(self.receive)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Receive with Enter wherever the keys are, go back with Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        if self.receive.isEnabled():
            self.receive.setEnabled(False)
            self.shut()
            self.confirmed.emit()


def _summary(draft: Draft, open_fields: int) -> list[tuple[str, str, str]]:
    snapshot = draft.snapshot()
    applicant = snapshot.applicant
    number = public_number(applicant.id_type, applicant.id_number, masked) if applicant else ""
    name = f"{applicant.name}　{number}" if applicant else ""
    materials = snapshot.materials
    missing = [record.label for record in materials if record.state in _NOT_THERE]
    owed = [record.label for record in materials if record.state is HandedIn.OWED]
    lines = [
        (_("申请人"), name, "text"),
        (_("事项"), "、".join(item.short_name for item in draft.form.items), "text"),
        (_("材料"), materials_words(draft)[2], "text"),
    ]
    if missing:
        lines.append((_("未交或不符"), "、".join(missing), "error"))
    if owed:
        lines.append((_("容缺后补"), "、".join(owed), "warning"))
    if open_fields:
        words = _("{n} 处待填或有误，收件后一次性告知补正").format(n=open_fields)
        lines.append((_("表单"), words, "error"))
    return lines
