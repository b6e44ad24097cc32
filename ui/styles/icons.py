"""Icons and shapes painted with the tokens' colours: every state has a shape of its own.

Colour is never the only sign: tick in a disc, cross in a square, triangle, dashed ring, sheet,
clock, hand. All drawing happens in a square of 16 units scaled to the rectangle given.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from ui.styles.appearance import appearance

_UNIT = 16.0


def paint(painter: QPainter, name: str, area: QRectF, colour: QColor | None = None) -> None:
    """Paint the icon `name` into a square area. KeyError for a name that does not exist."""
    draw, ink = _ICONS[name]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / _UNIT, area.height() / _UNIT)
    draw(painter, colour or appearance().colour(ink))
    painter.restore()


def icon(name: str, side: int = 16, colour: QColor | None = None) -> QIcon:
    """Return an icon for a button or action, sharp on double-density screens."""
    picture = QPixmap(QSize(side * 2, side * 2))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, QRectF(0, 0, side * 2, side * 2), colour)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)


def names() -> tuple[str, ...]:
    """Return the names of all icons."""
    return tuple(_ICONS)


def _pen(colour: QColor, width: float = 1.6) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _stroke(painter: QPainter, colour: QColor, *points: tuple[float, float]) -> None:
    painter.setPen(_pen(colour, 1.9))
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _solid(painter: QPainter, colour: QColor) -> QColor:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour))
    return appearance().colour("surface")


def _ok(painter: QPainter, colour: QColor) -> None:
    paper = _solid(painter, colour)
    painter.drawEllipse(QRectF(1, 1, 14, 14))
    _stroke(painter, paper, (4.6, 8.3), (7.1, 10.8), (11.5, 5.6))


def _error(painter: QPainter, colour: QColor) -> None:
    paper = _solid(painter, colour)
    painter.drawRoundedRect(QRectF(1, 1, 14, 14), 2.5, 2.5)
    _stroke(painter, paper, (5.2, 5.2), (10.8, 10.8))
    _stroke(painter, paper, (10.8, 5.2), (5.2, 10.8))


def _warning(painter: QPainter, colour: QColor) -> None:
    paper = _solid(painter, colour)
    painter.drawPolygon(QPolygonF([QPointF(8, 1), QPointF(15.6, 14.6), QPointF(0.4, 14.6)]))
    _stroke(painter, paper, (8, 6), (8, 9.6))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paper)
    painter.drawEllipse(QPointF(8, 12.3), 1.1, 1.1)


def _open(painter: QPainter, colour: QColor) -> None:
    pen = _pen(colour)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.4, 1.7])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.8, 1.8, 12.4, 12.4))


def _sheet(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(2.6, 1.4, 10.8, 13.2), 1.6, 1.6)
    for height in (5.0, 8.0, 11.0):
        painter.drawLine(QPointF(5.4, height), QPointF(10.6, height))


def _clock(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.6, 1.6, 12.8, 12.8))
    _stroke(painter, colour, (8, 4.6), (8, 8.2), (10.8, 9.8))


def _promise(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    diamond = [QPointF(8, 0.8), QPointF(15.2, 8), QPointF(8, 15.2), QPointF(0.8, 8)]
    painter.drawPolygon(QPolygonF(diamond))
    _stroke(painter, colour, (5.2, 8.2), (7.3, 10.2), (10.8, 6))


def _link(painter: QPainter, colour: QColor) -> None:
    _stroke(painter, colour, (2, 8), (13.4, 8))
    _stroke(painter, colour, (9.4, 4), (13.6, 8), (9.4, 12))


def _dash(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.8, 1.8, 12.4, 12.4))
    _stroke(painter, colour, (5, 8), (11, 8))


def _cross(painter: QPainter, colour: QColor) -> None:
    _stroke(painter, colour, (4, 4), (12, 12))
    _stroke(painter, colour, (12, 4), (4, 12))


def _down(painter: QPainter, colour: QColor) -> None:
    _stroke(painter, colour, (4, 6.2), (8, 10.2), (12, 6.2))


def _search(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(2, 2, 8.6, 8.6))
    painter.drawLine(QPointF(9.6, 9.6), QPointF(14, 14))


def _info(painter: QPainter, colour: QColor) -> None:
    paper = _solid(painter, colour)
    painter.drawEllipse(QRectF(1, 1, 14, 14))
    _stroke(painter, paper, (8, 7.4), (8, 11.4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paper)
    painter.drawEllipse(QPointF(8, 4.7), 1.1, 1.1)


_ICONS: dict[str, tuple[Callable[[QPainter, QColor], None], str]] = {
    "ok": (_ok, "ok"),
    "error": (_error, "error"),
    "warning": (_warning, "warning"),
    "open": (_open, "muted"),
    "sheet": (_sheet, "info"),
    "clock": (_clock, "warning"),
    "promise": (_promise, "info"),
    "link": (_link, "info"),
    "dash": (_dash, "muted"),
    "cross": (_cross, "muted"),
    "down": (_down, "muted"),
    "search": (_search, "muted"),
    "info": (_info, "info"),
}
