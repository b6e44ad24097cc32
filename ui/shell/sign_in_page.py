"""Signing in: name, password, station; one sentence when it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from app.wording import _
from ui.kit.pages import Button, Choice, Entry, Rows, Tick, Verdict
from ui.shell import doors
from ui.shell.cover import Cover
from ui.styles.appearance import appearance
from ui.tasks import Desk

if TYPE_CHECKING:  # this page is painted before the services are loaded
    from app.errors import Problem
    from app.services.sign_in import SignedIn, StationChoice


class PasswordEntry(Entry):
    """A hidden entry that notices when the letters come from a locked Shift.

    Signals:
        caps(bool): whether Caps Lock seems to be on, told with each letter typed.
    """

    caps = Signal(bool)

    def __init__(self) -> None:
        super().__init__(secret=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare the letter with the Shift key: no toolkit call tells the lock's state."""
        letter = event.text()
        if letter.isascii() and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)


class SignInPage(Cover):
    """Name, password and station by keyboard alone.

    Signals:
        signed_in(SignedIn, str): who signed in, and the password (for the change of a one-time one).
        station_chosen(str): the station to remember for this computer.
    """

    signed_in = Signal(object, str)
    station_chosen = Signal(str)

    def __init__(self, desk: Desk, station: str = "") -> None:
        super().__init__(540)
        self._desk = desk
        self._station = station
        self._waiting = True
        self.name = Entry()
        self.password = PasswordEntry()
        self.station = Choice()
        self.verdict = Verdict()
        self.practice = Tick()
        self.button = Button(primary=True)
        self._rows = Rows()
        for field in (self.name, self.password, self.station):
            self._rows.add(field)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.verdict)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.practice)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)
        self.column.addLayout(self.foot)
        self.name.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._sign_in)
        self.password.caps.connect(self._on_caps)
        self.button.clicked.connect(self._sign_in)
        desk.broken.connect(self._break_off)
        self.speak()
        self._wait(on=True)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the stations again."""
        self._desk.read(doors.stations, then=self._show_stations, newest="sign-in.stations")

    def open_up(self) -> None:
        """Show the fields, unless they are there already."""
        if self._waiting:
            self.welcome()

    def _wait(self, *, on: bool) -> None:
        """Show nothing to type into until it is known whether there is anybody to sign in."""
        self._waiting = on
        self.card.setVisible(not on)
        self.setAccessibleName(_("正在启动…") if on else "")

    def welcome(self, name: str = "", sentence_: str = "") -> None:
        """Make ready for the next person, with a good word about what went before."""
        self._wait(on=False)
        self.name.setText(name)
        self.password.clear()
        self._enable(on=True)
        if sentence_:
            self.verdict.say(sentence_, "ok")
        else:
            self.verdict.clear()
        self.setFocusProxy(self.password if name else self.name)
        self.setFocus()

    def speak(self) -> None:
        """Write every word of the page in the language in force."""
        super().speak()
        self.heading.setText(_("登录"))
        self.lead.setText(_("使用本人账户登录；离开座位前按 Ctrl+L 锁定屏幕。"))
        self._rows.speak(_("登录名"), _("密码"), _("工位"))
        self.practice.setText(_("练习（文书标“练习”，不占正式编号）"))
        self.button.setText(_("登录"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cover, and in the place of its card that the program is starting."""
        super().paintEvent(event)
        if self._waiting:
            painter = QPainter(self)
            painter.setFont(appearance().font("title"))
            painter.setPen(appearance().colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("正在启动…"))
            painter.end()

    def _show_stations(self, stations: tuple[StationChoice, ...]) -> None:
        self.station.clear()
        for choice in stations:
            self.station.addItem(choice.label, choice.id)
        at = self.station.findData(self._station)
        self.station.setCurrentIndex(max(at, 0) if stations else -1)
        if stations:  # a store that has them has people to sign in
            self.open_up()

    def remember(self, station: str) -> None:
        """Choose the station that this computer was last signed in at."""
        self._station = station
        at = self.station.findData(station)
        if at >= 0:
            self.station.setCurrentIndex(at)

    def _on_caps(self, on: bool) -> None:  # noqa: FBT001 - a signal's shape
        if on:
            self.verdict.say(_("大写锁定可能已打开，请检查 Caps Lock 键。"), "warning")
        else:
            self.verdict.clear()

    def _sign_in(self) -> None:
        for field, missing in (
            (self.name, _("请输入登录名。")),
            (self.password, _("请输入密码。")),
        ):
            if not field.text().strip():
                self.verdict.say(missing)
                field.setFocus()
                return
        self._enable(on=False)
        self.verdict.say(_("正在登录…"), "info")
        self._desk.do(
            doors.enter,
            self.name.text(),
            self.password.text(),
            self.station.currentData() or "",
            self.practice.isChecked(),
            then=self._welcome_in,
            failed=self._refuse,
        )

    def _welcome_in(self, answer: SignedIn) -> None:
        password = self.password.text()
        self.password.clear()
        self.verdict.clear()
        self._enable(on=True)
        self.station_chosen.emit(answer.actor.station)
        self.signed_in.emit(answer, password)

    def _refuse(self, problem: Problem) -> None:
        from app.wording.sentences import sentence

        self._enable(on=True)
        self.verdict.say(sentence(problem))
        self.password.setFocus()
        self.password.selectAll()

    def _break_off(self, _fault: object) -> None:
        """Let it be tried again: the fault itself is told by the crash dialog."""
        if not self.button.isEnabled():
            self._enable(on=True)
            self.verdict.say(_("登录没有完成，请再试一次。"))

    def _enable(self, *, on: bool) -> None:
        for field in (self.name, self.password, self.station, self.practice, self.button):
            field.setEnabled(on)
