"""The actions of the intake screen, with their keys: the only list of them there is."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.forms.draft import Draft
from app.wording import _
from ui.intake.form_view import FormView
from ui.intake.head import Head
from ui.intake.items_panel import ItemsPanel
from ui.intake.materials_panel import MaterialsPanel
from ui.intake.visit import Visit
from ui.kit.actions import Action, Actions
from ui.kit.character_picker import CharacterPicker
from ui.kit.notices import Notice


class _Verbs(Protocol):
    """What the screen can do, as its actions need it."""

    draft: Draft | None
    form: FormView | None
    head: Head
    items: ItemsPanel
    materials: MaterialsPanel
    notice: Notice
    picker: CharacterPicker
    visit: Visit

    def take_typed(self) -> None: ...
    def open_chart(self) -> None: ...
    def open_palette(self) -> None: ...
    def go_to_section(self, number: int) -> None: ...
    def go_to_next_fault(self) -> None: ...
    def go_to_hindrance(self) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def hang_up(self) -> None: ...
    def offer_drafts(self) -> None: ...
    def discard(self) -> None: ...
    def consult(self) -> None: ...
    def ask_to_receive(self) -> None: ...
    def why_not_receive(self) -> str: ...


_SECTIONS = 20
_KEYS = 9
"""Sections with a key of their own; the palette finds the others."""


def make_actions(screen: _Verbs, widget: QWidget) -> Actions:
    """Return the actions of a screen, bound to their keys while `widget` has them."""
    actions = Actions(widget, lambda why: screen.notice.say(why, "warning"), screen.take_typed)
    for action in (*_on_bar(screen), *_beside(screen)):
        actions.add(action)
    for number in range(_SECTIONS):
        actions.add(_section(screen, number))
    return actions


def keys_of_fields() -> tuple[tuple[str, str], ...]:
    """Return the keys that belong to fields and lists, for the key chart."""
    return (
        ("Alt+1 … 9", _("到第几节")),
        ("Enter", _("下一个待填或有误的字段")),
        ("Shift+Enter", _("上一个字段")),
        ("Tab", _("下一个字段")),
        ("1 … 9", _("选项、材料状态")),
        ("Delete", _("移除选中的事项、清空选项")),
    )


def _on_bar(screen: _Verbs) -> tuple[Action, ...]:
    return (
        Action("keys", lambda: _("按键"), screen.open_chart, ("F1",), on_bar=True),
        Action("search", lambda: _("事项"), screen.items.search.take_keys, ("F2",), on_bar=True),
        Action(
            "materials",
            lambda: _("材料"),
            screen.materials.take_keys,
            ("F4",),
            reason=lambda: _no_items(screen),
            jump=screen.items.search.take_keys,
            on_bar=True,
        ),
        Action(
            "fault",
            lambda: _("下一处问题"),
            screen.go_to_next_fault,
            ("F6",),
            reason=lambda: _no_fault(screen),
            on_bar=True,
        ),
        Action("hang-up", lambda: _("挂起"), screen.hang_up, ("F7",), on_bar=True),
        Action(
            "consult",
            lambda: _("告知清单"),
            screen.consult,
            ("F8",),
            reason=lambda: _no_items(screen),
            jump=screen.items.search.take_keys,
            on_bar=True,
        ),
        Action("take-back", lambda: _("取回"), screen.offer_drafts, ("F10",), on_bar=True),
        Action(
            "receive",
            lambda: _("收件"),
            screen.ask_to_receive,
            ("F9",),
            reason=screen.why_not_receive,
            jump=screen.go_to_hindrance,
            on_bar=True,
            main=True,
        ),
    )


def _beside(screen: _Verbs) -> tuple[Action, ...]:
    return (
        Action(
            "undo",
            lambda: _("撤销"),
            screen.undo,
            ("Ctrl+Z",),
            reason=lambda: _("没有可撤销的操作") if not _can(screen, "can_undo") else "",
        ),
        Action(
            "redo",
            lambda: _("重做"),
            screen.redo,
            ("Ctrl+Y", "Ctrl+Shift+Z"),
            reason=lambda: _("没有可重做的操作") if not _can(screen, "can_redo") else "",
        ),
        Action(
            "palette",
            lambda: _("查找操作"),
            screen.open_palette,
            ("Ctrl+K",),
        ),
        Action("rare", lambda: _("输入生僻字"), screen.picker.open_picker, ("Ctrl+J",)),
        Action("ticket", lambda: _("填写排队号"), screen.head.ticket.setFocus, ("Ctrl+T",)),
        Action("channel", lambda: _("来访渠道"), screen.head.channel.setFocus, ("Ctrl+B",)),
        Action("agent", lambda: _("代理人"), screen.visit.ask_agent, ("Ctrl+G",)),
        Action(
            "discard",
            lambda: _("放弃本次填写"),
            screen.discard,
            reason=lambda: _no_items(screen),
        ),
    )


def _section(screen: _Verbs, number: int) -> Action:
    def caption() -> str:
        sections = screen.form.sections if screen.form is not None else ()
        title = sections[number].title if number < len(sections) else ""
        return _("到第 {n} 节 {title}").format(n=number + 1, title=title).strip()

    def reason() -> str:
        sections = screen.form.sections if screen.form is not None else ()
        return "" if number < len(sections) else _("没有第 {n} 节").format(n=number + 1)

    return Action(
        f"section-{number + 1}",
        caption,
        partial(screen.go_to_section, number),
        (f"Alt+{number + 1}",) if number < _KEYS else (),
        reason=reason,
        one_of_many=True,
    )


def _no_items(screen: _Verbs) -> str:
    there = screen.draft is not None and screen.draft.form.items
    return "" if there else _("还没有事项，请先用 F2 选择要办的事项")


def _no_fault(screen: _Verbs) -> str:
    draft = screen.draft
    there = draft is not None and (draft.faults() or draft.open_materials())
    return "" if there else _("没有待填或有误的内容")


def _can(screen: _Verbs, what: str) -> bool:
    return screen.draft is not None and bool(getattr(screen.draft, what))
