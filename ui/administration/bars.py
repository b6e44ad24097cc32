"""Bars on applicants: who may not apply, or not by 容缺 and 告知承诺; put and lifted, never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.actor import Actor
from app.domain.certificate import Bar, BarGround
from app.errors import Problem
from app.services import bars, bureau, catalogue
from app.wording import N_, _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Choice, Entry, Rows, SpeakingPage, Verdict, Words
from ui.kit.panels import Panel, Scrolled
from ui.models.records import Column, LinesTable
from ui.tasks import Desk

if TYPE_CHECKING:  # the office's room is heavy and opens on the writer's thread
    from app.services.office import Office

GROUNDS = {
    BarGround.FALSE_MATERIALS: N_("隐瞒情况或提供虚假材料（限制一年）"),
    BarGround.FRAUD: N_("以欺骗等不正当手段取得许可（限制三年）"),
    BarGround.BAD_CREDIT: N_("失信未修复（不适用容缺和告知承诺）"),
}


@dataclass(frozen=True)
class Listed:
    """What the screen shows: all bars, the items that can be named (id, name, safety), and the day."""

    bars: tuple[Bar, ...]
    items: tuple[tuple[str, str, bool], ...]
    today: date


def listed(office: Office, actor: Actor) -> Listed:
    """Return all bars with the items they can be about. Raises Problem `right.missing`."""
    rules = bureau.current(office)
    items = catalogue.current(office).items.values()
    named = tuple((item.id, item.name, rules.rule(item.id).safety) for item in items)
    return Listed(bars.every(office, actor), named, office.today())


class BarsScreen(SpeakingPage):
    """All bars left; a new one, and the end of the chosen one, right."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._listed = Listed((), (), date.min)
        self.title = Words(size="title", bold=True)
        self.table: LinesTable[Bar] = LinesTable(self._columns(), lambda bar: bar.id)
        self.add_title = Words(size="title", bold=True)
        self.ground, self.item = Choice(), Choice()
        self.name, self.number, self.basis, self.begins = Entry(), Entry(), Entry(), Entry()
        self._add_rows, self._lift_rows = Rows(), Rows()
        for field in (
            self.ground,
            self.name,
            self.number,
            self.item,
            self.basis,
            self.begins,
        ):
            self._add_rows.add(field)
        self.add_button = Button(key="Alt+S")
        self.lift_title = Words(size="title", bold=True)
        self.why = Entry()
        self._lift_rows.add(self.why)
        self.lift_button = Button(key="Alt+L")
        self.verdict = Verdict(lines=3)
        self._lay_out()
        self.setFocusProxy(self.table)
        self._connect()
        self.speak()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the bars again."""
        self._desk.read(listed, self._actor, then=self._show, newest="bars.screen")

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        self.title.setText(_("申请限制"))
        self.table.setAccessibleName(_("申请限制"))
        self.table.speak(_("没有申请限制。"))
        self.add_title.setText(_("新增限制"))
        self._add_rows.speak(
            _("限制理由"), _("姓名（名称）"), _("证件号码"), _("有关事项"), _("依据"), _("自何日起")
        )
        self.begins.setPlaceholderText(_("不填为今天；例如 2027-01-01"))
        self.add_button.setText(_("新增限制"))
        self._lift_rows.speak(_("解除理由"))
        self.lift_button.setText(_("解除限制"))
        chosen = max(self.ground.currentIndex(), 0)
        self.ground.clear()
        for ground, words in GROUNDS.items():
            self.ground.addItem(_(words), ground)
        self.ground.setCurrentIndex(chosen)
        self._fit_to_ground()
        self._head(self.table.chosen())

    def _columns(self) -> tuple[Column[Bar], ...]:
        return (
            Column(lambda: _("姓名（名称）"), lambda bar: bar.name, 4),
            Column(lambda: _("证件号码"), lambda bar: bar.id_number, 4),
            Column(lambda: _("限制理由"), lambda bar: _(GROUNDS[bar.ground]), 5),
            Column(lambda: _("有关事项"), self._item_of, 4),
            Column(lambda: _("状态"), self._state_of, 4),
        )

    def _item_of(self, bar: Bar) -> str:
        names = {key: name for key, name, _safety in self._listed.items}
        return names.get(bar.item_id, bar.item_id) or _("全部事项")

    def _state_of(self, bar: Bar) -> str:
        today = self._listed.today
        if bar.lifted_on is not None:
            return _("{day} 解除").format(day=bar.lifted_on.isoformat())
        if bar.begins > today:
            return _("{day} 起").format(day=bar.begins.isoformat())
        if not bar.holds(today):
            return _("{day} 期满").format(day=bar.ends)
        return _("至 {day}").format(day=bar.ends) if bar.ends else _("至解除为止")

    def _lay_out(self) -> None:
        left, right = Panel(), Panel()
        right.setMinimumWidth(380)
        right.setMaximumWidth(560)
        list_column = QVBoxLayout(left)
        list_column.setContentsMargins(14, 12, 14, 14)
        list_column.addWidget(self.title)
        list_column.addWidget(self.table, 1)
        inside = QWidget()
        form = QVBoxLayout(inside)
        form.setContentsMargins(18, 14, 18, 4)
        form.setSpacing(10)
        form.addWidget(self.add_title)
        form.addLayout(self._add_rows)
        form.addLayout(_at_the_right(self.add_button))
        form.addSpacing(10)
        form.addWidget(self.lift_title)
        form.addLayout(self._lift_rows)
        form.addLayout(_at_the_right(self.lift_button))
        form.addStretch(1)
        around = QVBoxLayout(right)
        around.setContentsMargins(0, 0, 4, 10)
        around.addWidget(Scrolled(inside), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 0, 14, 0)
        foot.addWidget(self.verdict)
        around.addLayout(foot)
        self.lift_title.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(left, 5)
        row.addWidget(right, 3)

    def _connect(self) -> None:
        self.ground.currentIndexChanged.connect(self._fit_to_ground)
        self.table.picked.connect(self._head)
        self.table.opened.connect(self.why.setFocus)
        self.add_button.clicked.connect(self._add)
        self.lift_button.clicked.connect(self._lift)
        self.why.returnPressed.connect(self._lift)
        for field, after in (
            (self.name, self.number),
            (self.number, self.item),
            (self.basis, self.begins),
        ):
            field.returnPressed.connect(after.setFocus)
        self.begins.returnPressed.connect(self._add)
        self._desk.changed.connect(self._on_changed)

    def _show(self, found: Listed) -> None:
        self._listed = found
        self.table.show_lines(found.bars)
        self._head(self.table.chosen())
        self._fit_to_ground()

    def _chosen_ground(self) -> BarGround | None:
        """Return the chosen ground; Qt keeps its value only. None while the list is written anew."""
        value = self.ground.currentData()
        return BarGround(value) if value else None

    def _fit_to_ground(self) -> None:
        """Offer the items that the ground can bar from; only bad credit needs a basis and bars from all."""
        credit = self._chosen_ground() is BarGround.BAD_CREDIT
        chosen = self.item.currentData()
        self.item.clear()
        self.item.addItem(_("全部事项") if credit else _("请选择"), "")
        for key, name, safety in self._listed.items:
            if credit or safety:
                self.item.addItem(f"{name}\u3000{key}", key)
        self.item.setCurrentIndex(max(self.item.findData(chosen), 0))
        hint = _("例如失信认定文书的名称和文号") if credit else _("不填为法律条文")
        self.basis.setPlaceholderText(hint)

    def _head(self, bar: Bar | None) -> None:
        open_ = bar is not None and bar.lifted_on is None
        words = _("解除对 {name} 的限制").format(name=bar.name) if bar and open_ else _("解除限制")
        self.lift_title.setText(words)
        self.lift_button.setEnabled(open_)
        self.why.setEnabled(open_)

    def _add(self) -> None:
        text = self.begins.text().strip()
        try:
            begins = date.fromisoformat(text) if text else None
        except ValueError:
            self.verdict.say(_("起始日期不对，请按“年-月-日”输入，例如 2027-01-01。"))
            self.begins.setFocus()
            return
        verb = partial(
            bars.add,
            id_number=self.number.text(),
            name=self.name.text(),
            item_id=str(self.item.currentData() or ""),
            basis=self.basis.text(),
            begins=begins,
        )
        self._desk.do(
            verb, self._actor, self._chosen_ground(), then=self._added, failed=self._refuse
        )

    def _added(self, done: bars.Barred) -> None:
        for field in (self.name, self.number, self.basis, self.begins):
            field.clear()
        self.verdict.say(_("已限制 {name}。").format(name=done.bar.name), "ok")

    def _lift(self) -> None:
        bar = self.table.chosen()
        if bar is not None and bar.lifted_on is None:
            self._desk.do(
                bars.lift,
                self._actor,
                bar.id,
                self.why.text(),
                then=self._lifted,
                failed=self._refuse,
            )

    def _lifted(self, done: bars.Barred) -> None:
        self.why.clear()
        self.verdict.say(_("已解除对 {name} 的限制。").format(name=done.bar.name), "ok")

    def _refuse(self, problem: Problem) -> None:
        self.verdict.say(sentence(problem))

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases:
            self.refresh()


def _at_the_right(button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button)
    return row
