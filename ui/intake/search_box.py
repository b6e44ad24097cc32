"""Search for items and bundles as one types: name, code, department, pinyin and initials."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ports.stored import SearchHit
from app.wording import _
from ui.kit.pages import Entry, Words
from ui.kit.panels import Panel
from ui.models.lines import Line, LineList
from ui.styles.appearance import appearance

_ROWS = 7
_SETTLE_MS = 90
_WIDTH = 430


class _Query(Entry):
    """The line typed into.

    Signals:
        moved(int): the arrows step through the hits.
        taken(): Enter.
        given_up(): Escape.
        went(): the keys left.
    """

    moved = Signal(int)
    taken = Signal()
    given_up = Signal()
    went = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, take, give up; type."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys left."""
        super().focusOutEvent(event)
        self.went.emit()


class SearchBox(QWidget):
    """The line, and the hits that open over the form below it.

    `ask(text)` sends a search; its answer comes back by `show_hits`. `preview(key)` says what taking
    a hit would bring, in one sentence.

    Signals:
        picked(str, str): kind and key of the hit that was taken.
        given_up(): Escape with nothing typed: the keys want back to the form.
    """

    picked = Signal(str, str)
    given_up = Signal()

    def __init__(
        self, ask: Callable[[str], object], preview: Callable[[str, str], str], over: QWidget
    ) -> None:
        super().__init__()
        self._ask, self._preview, self._over = ask, preview, over
        self._kinds: dict[str, str] = {}
        self.query = _Query()
        self._speak()
        self.query.textChanged.connect(self._on_edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.query)
        self.drop = Panel(over, edge="border")
        self.list = LineList(lambda: _("找到的事项"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._take)
        self._told = Words(size="small", colour="muted")
        self._told.setContentsMargins(8, 2, 8, 4)
        inner = QVBoxLayout(self.drop)
        inner.setContentsMargins(4, 4, 4, 4)
        inner.addWidget(self.list, 1)
        inner.addWidget(self._told)
        self.drop.hide()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._say_preview)
        self.query.moved.connect(self._move)
        self.query.taken.connect(self._take)
        self.query.given_up.connect(self._give_up)
        self.query.went.connect(self.drop.hide)

    def _speak(self) -> None:
        self.query.setAccessibleName(_("查找事项"))
        self.query.setPlaceholderText(_("F2 事项名、首字母、编码"))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def take_keys(self) -> None:
        """Give the keys to the line, everything in it selected."""
        self.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query.selectAll()
        if self.query.text():
            self._on_edited()

    def clear(self) -> None:
        """Forget what was typed and found."""
        self.query.clear()
        self.drop.hide()

    def show_hits(self, hits: tuple[SearchHit, ...]) -> None:
        """Show what was found, best first."""
        if not self.query.text().strip() or not self.query.hasFocus():
            return
        self._kinds = {hit.key: hit.kind for hit in hits}
        self.list.show_lines(tuple(_line(hit) for hit in hits))
        if hits:
            self.list.setCurrentIndex(self.list.entries.index(0))
        self._place(len(hits))
        self._told.setText("" if hits else _("没有找到，换一个词或拼音首字母试试"))
        self._settle.start()

    def _on_edited(self) -> None:
        text = self.query.text().strip()
        if text:
            # a screen reader sets it from afar
            self.query.setFocus(Qt.FocusReason.OtherFocusReason)
            self._ask(text)
        else:
            self.drop.hide()

    def _place(self, count: int) -> None:
        corner = self.query.mapTo(self._over, QPoint(0, self.query.height() + 2))
        line = self.list.sizeHintForRow(0) if count else 0
        height = min(max(count, 0), _ROWS) * line + appearance().size("control") + 14
        width = round(_WIDTH * appearance().step / 100)
        self.drop.setGeometry(
            corner.x(), corner.y(), width, min(height, self._over.height() - corner.y() - 8)
        )
        self.drop.show()
        self.drop.raise_()

    def _move(self, by: int) -> None:
        self.list.step(by)
        self._settle.start()

    def _say_preview(self) -> None:
        key = self.list.chosen()
        if self.drop.isVisible() and key:
            self._told.setText(self._preview(self._kinds[key], key))

    def _take(self) -> None:
        key = self.list.chosen()
        if self.drop.isVisible() and key:
            self.clear()
            self.picked.emit(self._kinds[key], key)

    def _give_up(self) -> None:
        if self.drop.isVisible() or self.query.text():
            self.clear()
        else:
            self.given_up.emit()


def _line(hit: SearchHit) -> Line:
    if hit.kind == "bundle":
        return Line(hit.key, hit.name, _("一件事"), "link", (), "info", hit.code)
    departments = (hit.department,) if hit.department else ()
    return Line(hit.key, hit.name, hit.code, "", departments)
