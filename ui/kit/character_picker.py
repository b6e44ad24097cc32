"""The picker for rare characters: by pinyin, by radical and strokes, or by code point.

One line is typed into and understood by its shape: letters are pinyin, a Han character is a
radical (a number after it: the strokes beside it), `U+4DAE` or `4dae` a code point. The glyphs are large,
so that two that look alike can be told apart.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from app.wording import _
from ui.kit import characters
from ui.kit.overlay import Overlay
from ui.kit.pages import Entry, Words
from ui.kit.signs import Caption
from ui.styles.appearance import appearance
from ui.styles.scroll import slim

_MOST = 600
_RADICAL = re.compile(r"(\D)\s*(\d{1,2})?")


class _Query(Entry):
    """The line; the arrows walk over the glyphs once they go down."""

    def __init__(self, glyphs: QListWidget) -> None:
        super().__init__()
        self._glyphs = glyphs

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down to the glyphs."""
        if event.key() == Qt.Key.Key_Down and self._glyphs.count():
            self._glyphs.setFocus(Qt.FocusReason.TabFocusReason)
            self._glyphs.setCurrentRow(max(0, self._glyphs.currentRow()))
        else:
            super().keyPressEvent(event)


class _Glyphs(QListWidget):
    """The glyphs in a grid."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim(self)
        self.setAccessibleName(_("候选字"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the glyph with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class CharacterPicker(Overlay):
    """Finds a character and hands it over.

    Signals:
        picked(str): the character that was chosen.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lambda: _("输入生僻字"), width=640, height=460)
        self._glyphs = _Glyphs()
        self.query = _Query(self._glyphs)
        self._known = Words(colour="muted", size="small")
        self.query.textChanged.connect(self._find)
        self.query.returnPressed.connect(self._take_current)
        self._glyphs.itemActivated.connect(self._take)
        self._glyphs.itemClicked.connect(self._take)
        self._glyphs.currentItemChanged.connect(self._tell)
        self.box.addWidget(Caption(lambda: _("输入生僻字"), size="title", bold=True))
        self.box.addWidget(self.query)
        self.box.addWidget(self._glyphs, 1)
        self.box.addWidget(self._known)

    def open_picker(self) -> None:
        """Open empty."""
        font = appearance().font()
        font.setPixelSize(appearance().size("large") + 10)
        self._glyphs.setFont(font)
        side = appearance().size("large") + 28
        self._glyphs.setGridSize(QSize(side, side))
        self.query.setAccessibleName(_("拼音、部首或编码"))
        self.query.setPlaceholderText(_("拼音 yan　部首加笔画 龙4　编码 U+4DAE"))
        self.query.clear()
        self._show("")
        self.open_over(self.query)

    def _find(self, text: str) -> None:
        self._show(found(text))

    def _show(self, chars: str) -> None:
        self._glyphs.clear()
        for char in chars[:_MOST]:
            glyph = QListWidgetItem(char)
            glyph.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            glyph.setToolTip(described(char))
            self._glyphs.addItem(glyph)
        self._glyphs.setCurrentRow(0)
        if not chars:
            self._known.setText(_("部首可用任何一种写法；↓ 进入候选字，Enter 选用，Esc 返回"))

    def _tell(self, glyph: QListWidgetItem | None) -> None:
        if glyph is not None:
            self._known.setText(described(glyph.text()))

    def _take_current(self) -> None:
        if (glyph := self._glyphs.currentItem()) is not None:
            self._take(glyph)

    def _take(self, glyph: QListWidgetItem) -> None:
        char = glyph.text()
        self.shut()
        self.picked.emit(char)


def insert(char: str) -> None:
    """Write a character where the keys are, as if it had been typed."""
    target = QApplication.focusWidget()
    if isinstance(target, QLineEdit):
        target.insert(char)
        target.textEdited.emit(target.text())
    elif isinstance(target, QPlainTextEdit):
        target.insertPlainText(char)


def found(text: str) -> str:
    """Return the characters for what is typed, fewest strokes first."""
    typed = text.strip()
    if code := characters.by_code(typed):
        return code
    if match := _RADICAL.fullmatch(typed):
        radical = characters.radical_of(match[1])
        if radical is not None:
            places = characters.by_radical(radical)
            if match[2] is not None:
                return places.get(int(match[2]), "")
            return "".join(places[strokes] for strokes in sorted(places))
    by_sound = characters.by_pinyin(typed).values()
    return "".join(dict.fromkeys("".join(by_sound)))


def described(char: str) -> str:
    """Return what is known of a character: itself, readings, code point."""
    return f"{char}　{' '.join(characters.readings(char))}　U+{ord(char):04X}".replace("　　", "　")
