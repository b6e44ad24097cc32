"""The preview: a paper's pages as they will be printed, one below the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.wording import _
from ui.printing.pictures import page_images
from ui.styles.appearance import appearance
from ui.styles.marks import paint_stamp
from ui.styles.scroll import slim
from ui.tasks import Desk

_DPI = 144
_MARGIN = 14


class Preview(QScrollArea):
    """Pages of a PDF, drawn on the papers' thread, at the width of the view.

    Signals:
        shown(int): the pages of the paper asked for are on the screen; how many there are.
    """

    shown = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pictures: list[QPixmap] = []
        self._labels: list[QLabel] = []
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(_MARGIN)
        self._hint = QLabel()
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(self._hint)
        self._column.addStretch(1)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        slim(self)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("文书预览"))

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._pictures)

    def show_paper(self, content: bytes, stamp: str = "") -> None:
        """Draw a paper's pages; of several asked for quickly only the last is shown.

        `stamp`: a word across each page on the screen, for a paper that holds no longer.
        """
        shown = partial(self._show, stamp)
        self._desk.make(page_images, content, _DPI, then=shown, newest="preview")

    def say(self, text: str) -> None:
        """Show a sentence instead of pages."""
        self._clear()
        self._hint.setText(text)
        self._hint.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaf through by Home and End besides the scroll area's own keys."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _show(self, stamp: str, images: tuple[QImage, ...]) -> None:
        self._clear()
        self._hint.hide()
        self._pictures = [QPixmap.fromImage(image) for image in images]
        for n, picture in enumerate(self._pictures, 1):
            if stamp:
                paint_stamp(picture, stamp)
            label = QLabel()
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setAccessibleName(_("第 {n} 页").format(n=n) + stamp)
            self._column.insertWidget(n, label)
            self._labels.append(label)
        self._fit()
        self.verticalScrollBar().setValue(0)
        self.shown.emit(len(images))

    def _clear(self) -> None:
        for label in self._labels:
            self._column.removeWidget(label)
            label.deleteLater()
        self._labels.clear()
        self._pictures.clear()

    def _fit(self) -> None:
        """Show every page as wide as the view allows, but not wider than life at this font step."""
        widest = round(820 * appearance().step / 100)
        room = min(self.viewport().width() - 2 * _MARGIN, widest)
        ratio = self.devicePixelRatioF()
        for label, picture in zip(self._labels, self._pictures, strict=True):
            fitted = picture.scaledToWidth(
                max(80, round(room * ratio)), Qt.TransformationMode.SmoothTransformation
            )
            fitted.setDevicePixelRatio(ratio)
            label.setPixmap(fitted)
