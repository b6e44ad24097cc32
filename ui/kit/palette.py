"""The command palette (Ctrl+K): any action by a few letters of its name, pinyin initials included."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.wording import _
from ui.kit.actions import Action, Actions
from ui.kit.characters import has_initials
from ui.kit.overlay import Overlay
from ui.kit.pages import Entry
from ui.styles.appearance import appearance
from ui.styles.scroll import slim


class _Query(Entry):
    """The line that is typed into; up, down and Enter go to the list below."""

    def __init__(self, hits: QListWidget) -> None:
        super().__init__()
        self._hits = hits

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list by the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif self._hits.count():
            self._hits.setCurrentRow((self._hits.currentRow() + step) % self._hits.count())


class CommandPalette(Overlay):
    """Finds an action and does it."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent, lambda: _("查找操作"), width=520, height=420)
        self._actions = actions
        self.hits = QListWidget()
        self.hits.setFrameShape(QFrame.Shape.NoFrame)
        slim(self.hits)
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setAccessibleName(_("找到的操作"))
        self.query = _Query(self.hits)
        self.query.textChanged.connect(self._find)
        self.query.returnPressed.connect(self._run)
        self.hits.itemClicked.connect(self._run)
        self.box.addWidget(self.query)
        self.box.addWidget(self.hits, 1)

    def open_palette(self) -> None:
        """Open with everything there is to do."""
        self.query.setPlaceholderText(_("输入操作名称或拼音首字母"))
        self.query.setAccessibleName(_("查找操作"))
        self.hits.setAccessibleName(_("找到的操作"))
        self.query.clear()
        self._find("")
        self.open_over(self.query)

    def _find(self, text: str) -> None:
        self.hits.clear()
        wanted = text.strip().lower()
        for action in self._actions.all.values():
            if _matches(action, wanted) and not (action.one_of_many and action.reason()):
                keys = f"    {action.keys[0]}" if action.keys else ""
                line = QListWidgetItem(f"{action.caption()}{keys}")
                line.setData(Qt.ItemDataRole.UserRole, action.name)
                line.setSizeHint(QSize(0, appearance().size("control")))
                line.setToolTip(action.reason())
                self.hits.addItem(line)
        self.hits.setCurrentRow(0)

    def _run(self) -> None:
        line = self.hits.currentItem()
        if line is not None:
            name = str(line.data(Qt.ItemDataRole.UserRole))
            self.shut()
            self._actions.run(name)


def _matches(action: Action, wanted: str) -> bool:
    caption = action.caption()
    return (
        wanted in caption.lower()
        or any(key.lower() == wanted for key in action.keys)
        or has_initials(caption, wanted)
    )
