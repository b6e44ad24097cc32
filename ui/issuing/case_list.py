"""A list of cases and the line that searches it: typed or scanned into, walked by the arrows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from app.ports.cases import CaseLine
from ui.kit.pages import Entry, Words
from ui.kit.panels import Panel
from ui.models.lines import Line, LineList

_TYPING_PAUSE_MS = 150


class _Search(Entry):
    """The line that is typed or scanned into; the arrows walk over the list below."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)


class CaseListPanel(Panel):
    """The parts of a queue; the panel that is made of it lays them out and gives them words.

    Signals:
        typed(): the search has another text (after a pause in typing).
        sought(str): Enter on a text that no case of the list answers to.
    """

    typed = Signal()
    sought = Signal(str)

    def __init__(self, name: Callable[[], str]) -> None:
        super().__init__()
        self.lines: tuple[CaseLine, ...] = ()
        self.title = Words(size="title", bold=True)
        self.search = _Search()
        self.list = LineList(name)
        self.empty = Words(colour="muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._enter)
        self.search.walked.connect(self.list.step)
        self._pause.timeout.connect(self.typed)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def take(self, lines: tuple[CaseLine, ...], entries: tuple[Line, ...]) -> None:
        """Show cases as entries, and tell nobody; the chosen one stays chosen, else the first is."""
        self.lines = lines
        with QSignalBlocker(self.list.selectionModel()):
            self.list.show_lines(entries)
        self.list.scheduleDelayedItemsLayout()  # nobody told it that another line is chosen
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)

    def _enter(self) -> None:
        if self.text and (self._pause.isActive() or not self.lines):
            self._pause.stop()
            self.sought.emit(self.text)
        elif self.lines:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
