"""Halls, windows and stations: added and renamed; each change is a new version of the bureau."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.changes import Changes
from app.domain.actor import Actor
from app.domain.bureau import Bureau
from app.errors import Problem
from app.services import bureau
from app.wording import N_, _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Entry, Rows, SpeakingPage, Verdict, Words
from ui.kit.panels import Panel
from ui.models.records import Column, LinesTable
from ui.tasks import Desk

_PARTS = {"halls": N_("大厅"), "windows": N_("窗口"), "stations": N_("工位")}


@dataclass(frozen=True)
class Part:
    """A hall, window or station as a line. `hall` and `window`: ids of what it belongs to."""

    part: str
    id: str
    name: str
    place: str
    hall: str
    window: str = ""


def parts_of(current: Bureau) -> tuple[Part, ...]:
    """Return halls, each with its windows, each with its stations."""
    lines = []
    for hall in current.halls:
        lines.append(Part("halls", hall.id, hall.name, hall.address, hall.id))
        for window in (each for each in current.windows if each.hall == hall.id):
            lines.append(Part("windows", window.id, window.name, hall.name, hall.id, window.id))
            lines += [
                Part("stations", each.id, each.name, window.name, hall.id, window.id)
                for each in current.stations
                if each.window == window.id
            ]
    return tuple(lines)


def _indented(line: Part) -> str:
    return "\u3000" * 2 * list(_PARTS).index(line.part) + line.name


def _columns() -> tuple[Column[Part], ...]:
    return (
        Column(lambda: _("名称"), _indented, 5),
        Column(lambda: _("种类"), lambda line: _(_PARTS[line.part]), 2),
        Column(lambda: _("所在"), lambda line: line.place, 4),
        Column(lambda: _("代号"), lambda line: line.id, 2),
    )


class HallsScreen(SpeakingPage):
    """The tree of places left; renaming and adding right."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._bureau: Bureau | None = None
        self.title = Words(size="title", bold=True)
        self.table: LinesTable[Part] = LinesTable(_columns(), lambda line: (line.part, line.id))
        self.rename_title = Words(size="title", bold=True)
        self.name = Entry()
        self.rename_button = Button(key="Enter")
        self.add_title = Words(size="title", bold=True)
        self.new_name, self.number = Entry(), Entry()
        self.hall_button, self.window_button = Button(key="Alt+H"), Button(key="Alt+W")
        self.station_button = Button(key="Alt+S")
        self._rename_rows, self._add_rows = Rows(), Rows()
        self._rename_rows.add(self.name)
        self._add_rows.add(self.new_name)
        self._add_rows.add(self.number)
        self.verdict = Verdict(lines=3)
        self._lay_out()
        self.setFocusProxy(self.table)
        self._connect()
        self.speak()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the bureau again."""
        self._desk.read(bureau.current, then=self._show, newest="halls.screen")

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        self.title.setText(_("大厅与窗口"))
        self.table.setAccessibleName(_("大厅与窗口"))
        self.table.speak(_("还没有大厅。"))
        self.rename_title.setText(_("改名"))
        self._rename_rows.speak(_("名称"))
        self.rename_button.setText(_("改名"))
        self.add_title.setText(_("新增"))
        self._add_rows.speak(_("新名称"), _("窗口号"))
        self.number.setPlaceholderText(_("只有新增窗口时填写"))
        self.hall_button.setText(_("大厅"))
        self.window_button.setText(_("窗口"))
        self.station_button.setText(_("工位"))

    def _lay_out(self) -> None:
        left, right = Panel(), Panel()
        right.setMinimumWidth(350)
        right.setMaximumWidth(520)
        list_column = QVBoxLayout(left)
        list_column.setContentsMargins(14, 12, 14, 14)
        list_column.addWidget(self.title)
        list_column.addWidget(self.table, 1)
        form = QVBoxLayout(right)
        form.setContentsMargins(18, 14, 18, 14)
        form.setSpacing(10)
        form.addWidget(self.rename_title)
        form.addLayout(self._rename_rows)
        form.addLayout(self._row(self.rename_button))
        form.addSpacing(10)
        form.addWidget(self.add_title)
        form.addLayout(self._add_rows)
        form.addLayout(self._row(self.hall_button, self.window_button, self.station_button))
        form.addWidget(self.verdict)
        form.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(left, 5)
        row.addWidget(right, 3)

    def _row(self, *buttons: Button) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self.name.setFocus)
        self.name.returnPressed.connect(self._rename)
        self.rename_button.clicked.connect(self._rename)
        for button, add in (
            (self.hall_button, self._add_hall),
            (self.window_button, self._add_window),
            (self.station_button, self._add_station),
        ):
            button.clicked.connect(add)
        self._desk.changed.connect(self._on_changed)

    def _show(self, current: Bureau) -> None:
        self._bureau = current
        self.table.show_lines(parts_of(current))

    def _pick(self, line: Part | None) -> None:
        self.name.setText(line.name if line else "")

    def _rename(self) -> None:
        line = self.table.chosen()
        if line is not None:
            self._change(bureau.rename, line.part, line.id, self.name.text().strip())

    def _add_hall(self) -> None:
        if (name := self._new_name()) and self._bureau is not None:
            hall = bureau_id("h", {each.id for each in self._bureau.halls})
            first = self._bureau.halls[0] if self._bureau.halls else None
            address = first.address if first else ""
            hours = first.opening_hours if first else ""
            self._change(bureau.add_hall, hall, name, address, hours)

    def _add_window(self) -> None:
        line = self.table.chosen()
        if not (name := self._new_name()) or self._bureau is None or line is None:
            return
        number = self.number.text().strip()
        if not number:
            self.verdict.say(_("请输入挂在窗口上方的窗口号。"))
            self.number.setFocus()
            return
        window = bureau_id("w", {each.id for each in self._bureau.windows})
        self._change(bureau.add_window, window, line.hall, number, name)

    def _add_station(self) -> None:
        line = self.table.chosen()
        if not (name := self._new_name()) or self._bureau is None or line is None:
            return
        if not line.window:
            self.verdict.say(_("请先在左侧选中工位所在的窗口。"))
            self.table.setFocus()
            return
        station = bureau_id(f"{line.window}-", {each.id for each in self._bureau.stations})
        self._change(bureau.add_station, station, line.window, name)

    def _new_name(self) -> str:
        name = self.new_name.text().strip()
        if not name:
            self.verdict.say(_("请输入新名称。"))
            self.new_name.setFocus()
        return name

    def _change(self, verb: Callable[..., Changes], *facts: str) -> None:
        self._desk.do(verb, self._actor, *facts, then=self._changed, failed=self._refuse)

    def _changed(self, _changes: object) -> None:
        self.new_name.clear()
        self.number.clear()
        self.verdict.say(_("已保存。"), "ok")

    def _refuse(self, problem: Problem) -> None:
        texts = [sentence(problem), *(sentence(each) for each in problem.findings[:2])]
        self.verdict.say(" ".join(texts))

    def _on_changed(self, changes: Changes) -> None:
        if changes.bureau:
            self.refresh()


def bureau_id(prefix: str, taken: set[str]) -> str:
    """Return the first free id of the form prefix and number."""
    n = 1
    while f"{prefix}{n}" in taken:
        n += 1
    return f"{prefix}{n}"
