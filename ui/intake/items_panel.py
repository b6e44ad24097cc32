"""The items: search, what is chosen, and what the merge saves, always in view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.catalogue import Limit
from app.domain.merged_form import Savings
from app.forms.draft import Draft, Preview
from app.wording import _
from ui.intake.search_box import SearchBox
from ui.kit.pages import Words
from ui.kit.panels import Panel
from ui.kit.signs import Caption
from ui.models.lines import Line, LineList
from ui.styles.appearance import appearance


def told(preview: Preview) -> str:
    """Return what a change would bring, in one sentence: `增加 1 个事项、8 个字段、2 份材料`."""
    added = (len(preview.items_added), preview.fields_added, preview.materials_added)
    removed = (len(preview.items_removed), preview.fields_removed, preview.materials_removed)
    parts = (
        _("增加 {what}").format(what=_counted(added)) if any(added) else "",
        _("减少 {what}").format(what=_counted(removed)) if any(removed) else "",
    )
    return "，".join(filter(None, parts)) or _("字段和材料都不变")


def _counted(counts: tuple[int, int, int]) -> str:
    words = (_("{n} 个事项"), _("{n} 个字段"), _("{n} 份材料"))
    pairs = zip(words, counts, strict=True)
    return "、".join(template.format(n=number) for template, number in pairs if number)


class SavingsBox(Panel):
    """Asked separately → merged → to type, for fields and for materials."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground="ok_soft", edge="ok")
        self._savings = Savings()

    def show_savings(self, savings: Savings) -> None:
        """Show the counts of the merge."""
        self._savings = savings
        self.setAccessibleName(_("合并效果"))
        self.setAccessibleDescription("；".join(" ".join(row) for row in self._rows()))
        self.update()

    def _rows(self) -> tuple[tuple[str, str, str, str], ...]:
        s = self._savings
        return (
            (_("字段"), str(s.fields_separate), str(s.fields_merged), str(s.fields_to_type)),
            (
                _("材料"),
                str(s.materials_separate),
                str(s.materials_merged),
                str(s.materials_physical),
            ),
        )

    def sizeHint(self) -> QSize:
        """Return the room of three lines."""
        return QSize(120, 3 * (appearance().size("font") + 8) + 16)

    def minimumSizeHint(self) -> QSize:
        """Return the room of three lines."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a head line and two rows of figures with arrows between."""
        super().paintEvent(event)
        colours = appearance()
        painter = QPainter(self)
        line = (self.height() - 14) / 3
        columns = [10.0, *(self.width() * part for part in (0.335, 0.585, 0.81))]
        heads = ("", _("分别"), _("合并后"), _("须填交"))
        for number, (left, head) in enumerate(zip(columns, heads, strict=True)):
            painter.setFont(colours.font("small"))
            painter.setPen(colours.colour("muted"))
            _cell(painter, left, 6, line, head)
            for row, cells in enumerate(self._rows()):
                top = 6 + line * (row + 1)
                figure = number > 0
                painter.setFont(colours.font("font" if figure else "small", bold=figure))
                painter.setPen(colours.colour("ok" if figure else "text"))
                _cell(painter, left, top, line, cells[number])
                if number > 1:
                    painter.setFont(colours.font())
                    _cell(painter, left - colours.size("font") * 1.15, top, line, "→")
        painter.end()


def _cell(painter: QPainter, left: float, top: float, height: float, text: str) -> None:
    painter.drawText(QRectF(left, top, 90, height), Qt.AlignmentFlag.AlignVCenter, text)


class ItemsPanel(Panel):
    """The left side of the screen.

    Signals:
        removal_wanted(str): the item with this id is to be taken out.
        left(): the keys want back to the form.
    """

    removal_wanted = Signal(str)
    left = Signal()

    def __init__(
        self,
        ask: Callable[[str], object],
        preview: Callable[[str, str], str],
        over: QWidget,
    ) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._count = Words(size="small", colour="muted")
        self.search = SearchBox(ask, preview, over)
        self.search.given_up.connect(self.left)
        self.list = LineList(lambda: _("已选事项"))
        self.list.selectionModel().currentChanged.connect(lambda *_args: self._say_removal())
        self.empty = Caption(
            lambda: _("用 F2 查找事项或一件事，输入名称、编码或拼音首字母。"), colour="muted"
        )
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(10, 6, 10, 6)
        self._hint = Words(size="small", colour="muted")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(10, 0, 8, 0)
        self.savings = SavingsBox()
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(Caption(lambda: _("事项"), size="title", bold=True))
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 8, 2, 8)
        column.setSpacing(6)
        column.addLayout(head)
        for part, margin in ((self.search, 8), (self.empty, 0), (self.list, 0)):
            column.addLayout(_inset(part, margin), 1 if part is self.list else 0)
        column.addWidget(self._hint)
        column.addLayout(_inset(self.savings, 8))

    def show_draft(self, draft: Draft) -> None:
        """Show the items of another draft."""
        self._draft = draft
        self.search.clear()
        self.refresh()

    def refresh(self) -> None:
        """Show items and savings as the draft has them now."""
        if self._draft is None:
            return
        form = self._draft.form
        self.list.show_lines(item_lines(self._draft))
        self.empty.setVisible(not form.items)
        self.list.setVisible(bool(form.items))
        count = _("{items} 项 · {departments} 部门").format(
            items=len(form.items), departments=len({item.department for item in form.items})
        )
        self._count.setText(count if form.items else "")
        self.savings.show_savings(form.savings)
        self.savings.setVisible(bool(form.items))
        self._say_removal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the selected item out with Delete; go back with Escape or Enter."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.list.chosen():
            self.removal_wanted.emit(self.list.chosen())
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Tab goes from the search to the chosen items and back."""
        to_list = self.search.query.hasFocus() and self.list.isVisible()
        target = self.list if to_list else self.search.query
        target.setFocus(Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason)
        self._say_removal()
        return True

    def _say_removal(self) -> None:
        chosen = self.list.chosen()
        if self._draft is None or not chosen or not self.list.hasFocus():
            self._hint.setText("")
            return
        preview = self._draft.preview_remove(chosen)
        self._hint.setText(_("Delete 移除：将{what}").format(what=told(preview)))


def item_lines(draft: Draft) -> tuple[Line, ...]:
    """Return the chosen items as entries, in the order they can be worked on."""
    form = draft.form
    names = {item.item_id: item.short_name for item in form.items}
    lines = []
    for item in form.items:
        promised = draft.catalogue.items[item.item_id].promised_limit
        waits = "、".join(names[before] for before in item.waits_for if before in names)
        parts = (
            _promise(promised),
            _("待「{items}」").format(items=waits) if waits else "",
        )
        detail = "　".join(filter(None, parts))
        lines.append(Line(item.item_id, item.short_name, detail, "", (item.department,)))
    return tuple(lines)


def _promise(limit: Limit) -> str:
    """Return a promised limit in words; nothing to wait for means at once."""
    if limit.value is None:
        return ""
    if limit.value == 0:
        return _("当场办结")
    return _("承诺 {n} {unit}").format(n=limit.value, unit=limit.unit)


def _inset(part: QWidget, margin: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(margin, 0, margin, 0)
    row.addWidget(part)
    return row
