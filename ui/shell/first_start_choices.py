"""The steps of the first start that ask something: bureau, station, clerk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout

from app.domain.bureau import Bureau
from app.services import bureau as bureau_service
from app.services import sign_in
from app.services.accounts import NewAccount
from app.services.sign_in import StationChoice
from app.wording import _
from ui.kit.pages import Button, Choice, Entry, Rows, Tick
from ui.shell import first_steps
from ui.shell.first_start_steps import Made, Step
from ui.tasks import Desk


class BureauStep(Step):
    """The sample bureau for trying out, or the bureau's own file."""

    def __init__(self, desk: Desk, made: Made) -> None:
        super().__init__(desk, made)
        self.sample = Tick(round_=True)
        self.own = Tick(round_=True)
        self.sample.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.sample)
        group.addButton(self.own)
        self.path = Entry()
        self.path.textChanged.connect(self._choose_own)
        self.browse = Button(key="Alt+B")
        self.browse.clicked.connect(self._browse)
        self.column.addWidget(self.sample)
        self.column.addWidget(self.own)
        row = QHBoxLayout()
        row.addSpacing(24)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        self.column.addLayout(row)
        self.setFocusProxy(self.sample)

    def heading(self) -> str:
        """Return the step's heading."""
        return _("机构")

    def lead(self) -> str:
        """Return what the step is for."""
        return _("机构文件写明机构名称、大厅、窗口、决定机关和复议机关；以后可由系统管理员更换。")

    def missing(self) -> str:
        """Ask for the file where one was chosen."""
        chosen = self.sample.isChecked() or bool(self.path.text().strip())
        return "" if chosen else _("请输入机构文件的位置，或选用示例机构。")

    def has_next_field(self) -> bool:
        """Ask for the file's place only where a file was chosen."""
        return self.own.isChecked() and super().has_next_field()

    def submit(self) -> None:
        """Import the file; the sample is loaded already."""
        if self.sample.isChecked():
            self.done.emit()
            return
        source = Path(self.path.text().strip()).expanduser()
        self.desk.do(
            first_steps.import_bureau,
            self.made.first,
            source,
            then=self._imported,
            failed=self.refused.emit,
            ended=self.ended.emit,
        )

    def speak(self) -> None:
        """Write every word of the step in the language in force."""
        self.sample.setText(_("先用示例机构（文书都标“示例”）"))
        self.own.setText(_("导入本单位的机构文件"))
        self.path.setAccessibleName(_("机构文件"))
        self.path.setPlaceholderText(_("机构文件（.yaml）的位置"))
        self.browse.setText(_("浏览…"))

    def _choose_own(self) -> None:
        self.own.setChecked(True)

    def _browse(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("机构文件"), "", "YAML (*.yaml *.yml)")
        if name:
            self.path.setText(name)
            self._choose_own()

    def _imported(self, _answer: object) -> None:
        self.done.emit()


class StationStep(Step):
    """Which window this computer stands at: an existing station, or a new one."""

    def __init__(self, desk: Desk, made: Made) -> None:
        super().__init__(desk, made)
        self.station = Choice()
        self.window_ = Choice()
        self.number = Entry()
        self.name = Entry()
        self._rows = Rows()
        for field in (self.station, self.window_, self.number, self.name):
            self._rows.add(field)
        self.column.addLayout(self._rows)
        self.station.currentIndexChanged.connect(self._fit)
        self.window_.currentIndexChanged.connect(self._fit)
        self._bureau: Bureau | None = None
        self.setFocusProxy(self.station)
        desk.read(sign_in.stations, then=self._show_stations, failed=self.refused.emit)
        desk.read(bureau_service.current, then=self._show_windows, failed=self.refused.emit)

    def heading(self) -> str:
        """Return the step's heading."""
        return _("本机的工位")

    def lead(self) -> str:
        """Return what the step is for."""
        return _("选择这台电脑所在的窗口工位；文书和台账会记下是哪个窗口办理的。")

    def missing(self) -> str:
        """Ask for what a new station needs."""
        if self._bureau is None:
            return _("正在读取机构资料，请稍候。")
        if self.station.currentData():
            return ""
        if not self.window_.currentData() and not self.number.text().strip():
            return _("请输入新窗口的窗口号。")
        return "" if self.name.text().strip() else _("请输入工位名称，例如“1 号机”。")

    def submit(self) -> None:
        """Take the station chosen, or make the new one."""
        assert self._bureau is not None
        if self.station.currentData():
            self._have(str(self.station.currentData()))
            return
        number = self.number.text().strip()
        wanted = first_steps.NewStation(
            name=self.name.text().strip(),
            window=str(self.window_.currentData() or ""),
            hall=self._bureau.halls[0].id,
            number=number,
            window_name=_("{number} 号窗口").format(number=number),
        )
        self.desk.do(
            first_steps.add_station,
            self.made.first,
            wanted,
            then=self._have,
            failed=self.refused.emit,
            ended=self.ended.emit,
        )

    def speak(self) -> None:
        """Write every word of the step in the language in force."""
        self._rows.speak(_("工位"), _("窗口"), _("新窗口号"), _("工位名称"))
        for choice, text in ((self.station, _("新建工位…")), (self.window_, _("新建窗口…"))):
            if choice.count():
                choice.setItemText(choice.count() - 1, text)
        self._fit()

    def _show_stations(self, stations: tuple[StationChoice, ...]) -> None:
        for choice in stations:
            self.station.addItem(choice.label, choice.id)
        self.station.addItem("", "")
        self.station.setCurrentIndex(0)
        self.speak()

    def _show_windows(self, bureau: Bureau) -> None:
        self._bureau = bureau
        for window in bureau.windows:
            self.window_.addItem(window.name, window.id)
        self.window_.addItem("", "")
        self.window_.setCurrentIndex(0)
        self.speak()

    def _fit(self, *_index: object) -> None:
        """Show only the fields that the choice calls for."""
        new = self.station.count() > 0 and not self.station.currentData()
        self._rows.show_row(self.window_, shown=new)
        self._rows.show_row(self.name, shown=new)
        self._rows.show_row(self.number, shown=new and not self.window_.currentData())

    def _have(self, station: str) -> None:
        self.made.station = station
        self.done.emit()


class ClerkStep(Step):
    """The first clerk's account."""

    def __init__(self, desk: Desk, made: Made) -> None:
        super().__init__(desk, made)
        self.display_name = Entry()
        self.name = Entry()
        self.staff_no = Entry()
        self._rows = Rows()
        for field in (self.display_name, self.name, self.staff_no):
            self._rows.add(field)
        self.column.addLayout(self._rows)
        self.setFocusProxy(self.display_name)

    def heading(self) -> str:
        """Return the step's heading."""
        return _("第一位窗口人员")

    def lead(self) -> str:
        """Return what the step is for."""
        return _("姓名和工号印在文书上；登录名用于登录，由字母和数字组成。")

    def missing(self) -> str:
        """Ask for the two names."""
        if not self.display_name.text().strip():
            return _("请输入姓名。")
        return "" if self.name.text().strip() else _("请输入登录名。")

    def submit(self) -> None:
        """Make the account."""
        self.desk.do(
            first_steps.add_clerk,
            self.made.first,
            self.name.text().strip(),
            self.display_name.text(),
            self.staff_no.text(),
            then=self._have,
            failed=self.refused.emit,
            ended=self.ended.emit,
        )

    def speak(self) -> None:
        """Write every word of the step in the language in force."""
        self._rows.speak(_("姓名"), _("登录名"), _("工号"))

    def _have(self, clerk: NewAccount) -> None:
        self.made.clerk = clerk
        self.done.emit()
