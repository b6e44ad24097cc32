"""A pad to sign on, by pen, finger or mouse; what is written becomes a small picture."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from app.wording import _
from ui.styles.appearance import appearance

_WIDTH, _HEIGHT = 600, 200
"""Size of the picture that is kept, in pixels."""
_EDGE = 8
_NEAR = 1.5
"""Points nearer than this, in pixels, are one."""
_LEAST = 12
"""A mark narrower than this, in pixels, is a slip of the pen and no signature."""


class SignaturePad(QWidget):
    """Takes strokes.

    Signals:
        signed(): a stroke was added, or all were wiped.
    """

    signed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[list[QPointF]] = []
        self._drawing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        appearance().changed.connect(self._measure)
        self._measure()
        self.speak()

    def speak(self) -> None:
        """Be named in the language in force."""
        self.setAccessibleName(_("签名板"))
        self.setAccessibleDescription(_("用笔或鼠标签名，Delete 清除"))
        self.update()

    @property
    def empty(self) -> bool:
        """Tell whether nothing worth the name of a signature stands there."""
        area = self._path().boundingRect()
        return max(area.width(), area.height()) < _LEAST

    def clear(self) -> None:
        """Wipe it."""
        self._strokes.clear()
        self._drawing = False
        self.update()
        self.signed.emit()

    def content(self) -> bytes | None:
        """Return the signature as PNG, black on white, None where there is none."""
        if self.empty:
            return None
        image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_Grayscale8)
        image.fill(QColor("white"))
        path = self._path()
        area = path.boundingRect()
        scale = min(
            (_WIDTH - 2 * _EDGE) / max(area.width(), 1),
            (_HEIGHT - 2 * _EDGE) / max(area.height(), 1),
        )
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_WIDTH / 2, _HEIGHT / 2)
        painter.scale(scale, scale)
        painter.translate(-area.center())
        painter.strokePath(path, _pen(QColor("black"), 2.4))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes here
        return bytes(buffer.data().data())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        del event
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Take strokes of a pen like those of a mouse."""
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.type() == QEvent.Type.TabletMove:
            self._go_on(event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wipe by Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room a signature is comfortable in."""
        return QSize(380, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, base line and strokes."""
        del event
        look = appearance()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(look.colour("focus" if focused else "border"), 2 if focused else 1))
        painter.setBrush(look.colour("input" if self.isEnabled() else "input_off"))
        radius = look.size("radius")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        base = round(self.height() * 0.78)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(20, base, self.width() - 20, base)
        if self._strokes:
            painter.strokePath(self._path(), _pen(look.colour("text"), 2.4))
        else:
            painter.setPen(look.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("请领取人在此签名"))
        painter.end()

    def _measure(self) -> None:
        self.setMinimumHeight(3 * appearance().size("control"))
        self.setMaximumHeight(7 * appearance().size("control"))

    def _begin(self, point: QPointF) -> None:
        self._drawing = True
        self._strokes.append([QPointF(point)])
        self.update()

    def _go_on(self, point: QPointF) -> None:
        if not self._drawing:
            return
        stroke = self._strokes[-1]
        if (point - stroke[-1]).manhattanLength() >= _NEAR:
            stroke.append(QPointF(point))
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self.signed.emit()

    def _path(self) -> QPainterPath:
        """Return the strokes, their corners rounded through the middles between points."""
        path = QPainterPath()
        for stroke in self._strokes:
            path.moveTo(stroke[0])
            for here, after in pairwise(stroke[1:]):
                path.quadTo(here, QPointF((here.x() + after.x()) / 2, (here.y() + after.y()) / 2))
            path.lineTo(stroke[-1] + (QPointF(0.1, 0) if len(stroke) == 1 else QPointF()))
        return path


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
