"""The main window: places one page at a time, with the notice bar above it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.wording import _
from ui.styles.appearance import appearance

if TYPE_CHECKING:  # after the first paint
    from app.errors import Problem
    from ui.kit.notices import Notice

_FINDINGS = 3
"""So many single faults stand in a notice; a screen that imports shows them all."""


class MainWindow(QMainWindow):
    """One page at a time.

    Signals:
        painted(): the first paint is over; heavy things may load now.
        closed(): the person closed the window.
    """

    painted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._was_painted = False
        self._hidden_behind: list[QWidget] = []
        self.pages = QStackedWidget()
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self.setMinimumSize(960, 540)
        self.resize(1366, 728)
        appearance().changed.connect(self._speak)
        self._speak()

    @cached_property
    def notices(self) -> Notice:
        """The notice above the page; made when there is something to say."""
        from ui.kit.notices import Notice

        notice = Notice()
        self._column.insertWidget(0, notice)
        return notice

    def show_page(self, page: QWidget) -> None:
        """Place a page, new or known, and give it the focus."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.setFocus()

    def refuse(self, problem: Problem) -> None:
        """Say why something was refused, in a notice that stays until it is read."""
        from app.wording.sentences import sentence

        texts = [sentence(problem), *(sentence(each) for each in problem.findings[:_FINDINGS])]
        self.notices.say("\n".join(texts), "error", (_("知道了"), self.notices.quiet))

    def drop_page(self, page: QWidget) -> None:
        """Forget a page for good."""
        self.pages.removeWidget(page)
        page.deleteLater()

    def cover_all(self) -> None:
        """Hide every other window of the program, so that nothing shows beside a lock."""
        self.notices.quiet()
        self._hidden_behind = [
            each
            for each in QApplication.topLevelWidgets()
            if each is not self and each.isVisible() and each.isWindow()
        ]
        for each in self._hidden_behind:
            each.hide()
        self.activateWindow()

    def uncover(self) -> None:
        """Show again what a lock has hidden."""
        for each in self._hidden_behind:
            each.show()
        self._hidden_behind = []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint once it is on the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window is closed."""
        self.closed.emit()
        super().closeEvent(event)

    def _speak(self) -> None:
        self.setWindowTitle(_("一窗 · 综合窗口受理"))
