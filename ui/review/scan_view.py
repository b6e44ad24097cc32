"""One scanned page, drawn off the UI thread at the width of the view; zoomed, turned, leafed by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from app.documents import page_sizes
from app.domain.actor import Actor
from app.domain.certificate import Scan
from app.errors import Problem
from app.services import scans
from app.wording import _
from app.wording.sentences import sentence
from ui.forms.field import clear_ground
from ui.printing.pictures import page_image
from ui.styles.appearance import appearance
from ui.styles.scroll import slim
from ui.tasks import Desk

if TYPE_CHECKING:
    from app.services.office import Office

_POINTS_PER_INCH = 72
_WIDEST = 4000
_SETTLE_MS = 80
_ZOOMS = (1.0, 1.5, 2.0, 3.0)
_RIGHT_ANGLE = 90
_PDF = "application/pdf"


def scan_page(
    office: Office, actor: Actor, scan_id: UUID, page: int, width: int, turn: int
) -> QImage:
    """Draw one page (from 0) of a scan so many dots wide, turned by degrees; for the papers' thread.

    Raises what `scans.content` does; an image that cannot be read gives an empty picture.
    """
    scan = scans.content(office, actor, scan_id)
    width = min(width, _WIDEST)
    if scan.media == _PDF:
        across, down = page_sizes(scan.content)[page]
        side = down if turn % (2 * _RIGHT_ANGLE) else across
        image = page_image(scan.content, page, max(1, round(width / side * _POINTS_PER_INCH)))
    else:
        image = _picture(scan.content)
    if turn:
        image = image.transformed(QTransform().rotate(turn))
    if image.isNull() or image.width() == width:
        return image
    return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def _picture(content: bytes) -> QImage:
    """Read an image the way its camera held it."""
    held = QByteArray(content)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader.read()


class _Sheet(QWidget):
    """The page."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QPixmap()
        self.words = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, or the words in its place."""
        painter = QPainter(self)
        if self.words or self.picture.isNull():
            painter.setPen(appearance().colour("muted"))
            flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), flags, self.words)
        else:
            ratio = self.picture.devicePixelRatio()
            across = self.picture.width() / ratio
            left = max(0.0, (self.width() - across) / 2)
            area = QRectF(left, 0, across, self.picture.height() / ratio)
            painter.setClipRect(event.rect())
            painter.drawPixmap(area, self.picture, QRectF(self.picture.rect()))
        painter.end()


class ScanView(QScrollArea):
    """Shows a scan. PgUp and PgDn leaf, plus and minus zoom, R turns.

    Signals:
        shown(int, int): this page (from 1) of so many is on the screen.
    """

    shown = Signal(int, int)

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._scan: Scan | None = None
        self._page = self._zoom = self._turn = 0
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        slim(self)
        clear_ground(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a steady width
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self.say("")

    def show_scan(self, scan: Scan) -> None:
        """Show a scan from its first page; the same one stays where it is."""
        if self._scan is not None and self._scan.id == scan.id:
            return
        self._scan = scan
        self._page = self._turn = 0
        self.setAccessibleName(_("扫描件 {name}").format(name=scan.name))
        self._draw()

    def say(self, words: str) -> None:
        """Show a sentence instead of a page."""
        self._scan = None
        self._put(words)
        self.setAccessibleName(words or _("扫描件"))

    def leaf(self, by: int) -> None:
        """Go to another page."""
        if self._scan is not None:
            page = max(0, min(self._scan.pages - 1, self._page + by))
            if page != self._page:
                self._page = page
                self.verticalScrollBar().setValue(0)
                self._draw()

    def zoom(self, by: int) -> None:
        """Look closer or from further off."""
        self._zoom = max(0, min(len(_ZOOMS) - 1, self._zoom + by))
        self._draw()

    def turn(self) -> None:
        """Turn the page to the right."""
        self._turn = (self._turn + _RIGHT_ANGLE) % (4 * _RIGHT_ANGLE)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaf, zoom, turn; the arrows scroll."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.leaf(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_R:
            self.turn()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again at the new width, once it has settled."""
        super().resizeEvent(event)
        if self._scan is None:
            self._sheet.resize(self.viewport().size())
        else:
            self._settle.start()

    def _draw(self) -> None:
        scan = self._scan
        if scan is None:
            return
        wide = round(self.viewport().width() * _ZOOMS[self._zoom] * self.devicePixelRatioF())
        self._desk.make(
            scan_page,
            self._actor,
            scan.id,
            self._page,
            max(80, wide),
            self._turn,
            then=self._show,
            failed=self._fail,
            newest="review.scan",
        )

    def _show(self, image: QImage) -> None:
        scan = self._scan
        if scan is None:
            return
        if image.isNull():
            self._put(_("扫描件读不出来，请重新扫描。"))
            return
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.words, self._sheet.picture = "", picture
        self._sheet.resize(picture.deviceIndependentSize().toSize())
        self._sheet.update()
        self.shown.emit(self._page + 1, scan.pages)

    def _fail(self, problem: Problem) -> None:
        self._put(sentence(problem))

    def _put(self, words: str) -> None:
        self._sheet.words = words
        self._sheet.picture = QPixmap()
        self._sheet.resize(self.viewport().size().expandedTo(QSize(80, 40)))
        self._sheet.update()
