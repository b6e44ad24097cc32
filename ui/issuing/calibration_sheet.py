"""Overlay printing on pre-printed blanks: where this printer puts the ink, to a tenth of a millimetre."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.documents.certificate_layouts import CertificateLayout
from app.domain.actor import Actor
from app.domain.certificate import Calibration
from app.services import certificates
from app.wording import _
from ui.issuing.amounts import Amount
from ui.issuing.overlaid import overlaid
from ui.issuing.press import PressRoom, RulerOrder
from ui.issuing.sheet import DeskSheet
from ui.issuing.words import trays
from ui.kit.pages import Button, Choice, Rows, Words
from ui.printing.printer import printer_names
from ui.styles.appearance import appearance
from ui.tasks import Desk

_NOTHING = UUID(int=0)
_SHOWN_TIMES = 3
"""Shifts of a millimetre would not be seen on a small picture; it shows them larger."""


class Sketch(QWidget):
    """The blank's frame (dashed) and where the ink would come (solid), three times exaggerated."""

    def __init__(self) -> None:
        super().__init__()
        self.calibration = Calibration("", "", "")
        self.setFixedWidth(190)

    def show_calibration(self, calibration: Calibration) -> None:
        """Show where the ink would come."""
        self.calibration = calibration
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a small page."""
        return QSize(190, 260)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint page, frame and ink."""
        del event
        look, one = appearance(), self.calibration
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = min(self.height() - 2.0, self.width() * 297 / 210)
        page = QRectF(1, 1, height * 210 / 297 - 2, height)
        painter.setPen(look.colour("border"))
        painter.setBrush(look.colour("input"))
        painter.drawRect(page)
        scale = page.width() / 210
        inner = page.adjusted(30 * scale, 45 * scale, -30 * scale, -60 * scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(inner)
        place = QTransform()
        place.translate(
            page.left() + one.offset_x * scale * _SHOWN_TIMES,
            page.top() + one.offset_y * scale * _SHOWN_TIMES,
        )
        place.rotate(one.rotation * _SHOWN_TIMES)
        place.scale(1 + (one.scale_x - 1) * _SHOWN_TIMES, 1 + (one.scale_y - 1) * _SHOWN_TIMES)
        place.translate(-page.left(), -page.top())
        painter.setTransform(place)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawRect(inner)
        painter.end()


class CalibrationSheet(DeskSheet):
    """A layout × printer × tray, its five numbers, and a ruler page to measure them on."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        super().__init__(desk, actor, parent, lambda: _("套打校准"), size=(760, 520))
        self.layouts, self.printer, self.tray = Choice(), Choice(), Choice()
        self.left = Amount(step=0.1, decimals=1, least=-50, most=50)
        self.down = Amount(step=0.1, decimals=1, least=-50, most=50)
        self.wide = Amount(step=0.1, decimals=2, least=90, most=110)
        self.high = Amount(step=0.1, decimals=2, least=90, most=110)
        self.turn = Amount(step=0.05, decimals=2, least=-5, most=5)
        self._printers: tuple[str, ...] = ()
        self.amounts = (self.left, self.down, self.wide, self.high, self.turn)
        self.sketch = Sketch()
        self.rows = Rows()
        self.room = PressRoom(desk, actor, self)
        self.ruler = Button(key="Alt+R")
        self._hint = Words(size="small", colour="muted")
        self._hint.setWordWrap(True)
        for field in (self.layouts, self.printer, self.tray, *self.amounts):
            self.rows.add(field)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addLayout(self.rows, 1)
        row.addWidget(self.sketch)
        self.body.addLayout(row)
        self.body.addWidget(self._hint)
        self.body.addStretch(1)
        self.keys.insertWidget(self.keys.indexOf(self.go), self.ruler)
        for choice in (self.layouts, self.printer, self.tray):
            choice.currentIndexChanged.connect(self._read)  # by whatever means a person has
        for amount in self.amounts:
            amount.changed.connect(self._draw)
            amount.returnPressed.connect(self.focusNextChild)
        self.ruler.clicked.connect(self._print_ruler)
        self.room.said.connect(partial(self.verdict.say, kind="ok"))
        self.room.failed.connect(self.refuse)

    def ask(self, kind: str) -> None:
        """Read which certificates are printed on blanks, then open; `kind` is shown first."""
        self.desk.read(
            overlaid, then=partial(self._open, kind), failed=self.refuse, newest="calibration.kinds"
        )
        self.desk.make(printer_names, then=self._offer_printers, newest="calibration.printers")

    def _open(self, kind: str, found: tuple[CertificateLayout, ...]) -> None:
        self.rows.speak(
            _("证照版式"),
            _("打印机"),
            _("纸盒"),
            _("右移（毫米）"),
            _("下移（毫米）"),
            _("横向比例（%）"),
            _("纵向比例（%）"),
            _("顺时针旋转（度）"),
        )
        self._hint.setText(
            _("先打印标尺页，量出标尺与空白证边框的偏差再填入；↑↓ 增减一格，按住 Shift 增减十格。")
        )
        self.ruler.setText(_("打印标尺页"))
        with QSignalBlocker(self.layouts):
            self.layouts.clear()
            for layout in found:
                self.layouts.addItem(layout.kind, layout.name)
            self.layouts.setCurrentIndex(max(0, self.layouts.findText(kind)))
        self._offer_printers(self._printers)
        self._offer_trays()
        self._read()
        self.begin(self.left, _("保存"))

    def act(self) -> None:
        """Keep the calibration."""
        wrong = next((one for one in self.amounts if one.amount() is None), None)
        if wrong is not None:
            self.want(_("请输入范围内的数字。"), wrong)
            return
        self.wait(on=True)
        self.desk.do(
            certificates.calibrate,
            self.actor,
            self._calibration(),
            then=self._kept,
            failed=self.refuse,
            ended=self.answered,
        )

    def _kept(self, _changes: object) -> None:
        self.verdict.say(_("已保存，下一次打印就按它调整。"), "ok")

    def _offer_printers(self, names: tuple[str, ...]) -> None:
        self._printers, printer = names, self.printer.currentData()
        with QSignalBlocker(self.printer):
            self.printer.clear()
            self.printer.addItem(_("系统默认打印机"), "")
            for name in names:
                self.printer.addItem(name, name)
            self.printer.setCurrentIndex(max(0, self.printer.findData(printer)))
        if printer and self.printer.currentData() != printer:
            self._read()  # unplugged since: what it had is not shown

    def _offer_trays(self) -> None:
        tray = max(0, self.tray.currentIndex())
        with QSignalBlocker(self.tray):
            self.tray.clear()
            for name, caption in trays():
                self.tray.addItem(caption, name)
            self.tray.setCurrentIndex(tray)

    def _place(self) -> tuple[str, str, str]:
        return (
            str(self.layouts.currentData() or ""),
            str(self.printer.currentData() or ""),
            str(self.tray.currentData() or ""),
        )

    def _read(self, *_index: int) -> None:
        self.desk.read(
            certificates.calibration,
            self.actor,
            *self._place(),
            then=self._show,
            failed=self.refuse,
            newest="calibration",
        )

    def _show(self, one: Calibration) -> None:
        shown = (one.offset_x, one.offset_y, 100 * one.scale_x, 100 * one.scale_y, one.rotation)
        for amount, number in zip(self.amounts, shown, strict=True):
            amount.show_amount(number)

    def _calibration(self) -> Calibration:
        left, down, wide, high, turn = (amount.amount() or 0.0 for amount in self.amounts)
        return Calibration(
            *self._place(), left, down, (wide or 100) / 100, (high or 100) / 100, turn
        )

    def _draw(self) -> None:
        if all(amount.amount() is not None for amount in self.amounts):
            self.sketch.show_calibration(self._calibration())

    def _print_ruler(self) -> None:
        self.verdict.say(_("正在打印标尺页…"), "info")
        calibration = self._calibration()
        title = _("标尺 {layout}").format(layout=calibration.layout)
        self.room.press(RulerOrder(_NOTHING, title, calibration))
