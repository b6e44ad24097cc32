"""Who is in: from sign-in to workplace, lock and back, and out again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.wording import _
from ui.shell import doors
from ui.shell.cover import Cover
from ui.shell.idle import IdleWatch
from ui.shell.look import Look
from ui.shell.sign_in_page import SignInPage
from ui.shell.window import MainWindow
from ui.tasks import Desk

if TYPE_CHECKING:  # the later pages load after the first paint
    from app.changes import Changes
    from app.services.sign_in import SignedIn
    from ui.shell.lock_page import LockPage
    from ui.shell.workplace import Workplace


class Entrance(QObject):
    """Leads one person at a time through the pages of the main window.

    Signals:
        came_in(Actor): somebody has signed in and stands before the workplace.
    """

    came_in = Signal(object)

    def __init__(self, desk: Desk, window: MainWindow, look: Look, idle: IdleWatch) -> None:
        super().__init__(window)
        self._desk, self._window, self._look = desk, window, look
        self.idle_watch = idle
        self._bureau = ""
        self._passing: Cover | None = None
        self._signed_in: SignedIn | None = None
        self.workplace: Workplace | None = None
        self.lock_page: LockPage | None = None
        self.sign_in = SignInPage(desk)
        self.sign_in.signed_in.connect(self._on_signed_in)
        self.sign_in.station_chosen.connect(self._remember_station)
        idle.idle.connect(self.lock)
        desk.changed.connect(self._on_changed)
        window.show_page(self.sign_in)

    def begin(self) -> None:
        """Open the office and find out what kind of start this is; call it after the first paint."""
        self._desk.open()
        self._ask_settings()
        self._desk.read(doors.is_new, then=self._choose_start, ended=self.sign_in.open_up)
        self._ask_bureau()

    def lock(self) -> None:
        """Hide the work behind a lock; what was being done stays as it is."""
        if self.workplace is None or self._signed_in is None or self.lock_page is not None:
            return
        from ui.shell.lock_page import LockPage

        page = LockPage(self._desk, self._signed_in.actor, has_pin=self._signed_in.has_pin)
        page.unlocked.connect(self._unlock)
        page.left.connect(self.sign_out)
        self.lock_page = page
        page.place(self._bureau)
        self.idle_watch.watch(0)
        self._window.cover_all()
        self._window.show_page(page)

    def sign_out(self) -> None:
        """Leave; unfinished sittings stay saved as drafts."""
        self.idle_watch.watch(0)
        self._pass_by(None)
        for page in (self.lock_page, self.workplace):
            if page is not None:
                self._window.drop_page(page)
        self.lock_page = self.workplace = self._signed_in = None
        self.sign_in.refresh()
        self.sign_in.welcome()
        self._window.show_page(self.sign_in)

    def _take_settings(self, settings: Mapping[str, object]) -> None:
        self._look.adopt(settings)
        self.sign_in.remember(str(settings["station.id"]))
        minutes = settings["screen.idle-minutes"]
        if self.workplace is not None and self.lock_page is None and isinstance(minutes, int):
            self.idle_watch.watch(minutes)

    def _choose_start(self, is_new: bool) -> None:  # noqa: FBT001 - an answer comes by place
        if not is_new:
            return
        from ui.shell.first_start_page import FirstStartPage

        page = FirstStartPage(self._desk)
        page.finished.connect(self._start_is_over)
        self._pass_by(page)

    def _start_is_over(self, name: str, station: str) -> None:
        self._remember_station(station)
        self.sign_in.remember(station)
        self.sign_in.refresh()
        self.sign_in.welcome(name, _("首次启动已完成，请用新账户登录。"))
        self._pass_by(None)
        self._window.show_page(self.sign_in)

    def _on_signed_in(self, answer: SignedIn, password: str) -> None:
        self._signed_in = answer
        if answer.must_change:
            self._replace_password(answer, password)
        else:
            self._ask_pin(answer)

    def _replace_password(self, answer: SignedIn, password: str) -> None:
        from ui.shell.secrets_pages import PasswordPage

        page = PasswordPage(self._desk, answer.actor.name, password)
        page.done.connect(partial(self._ask_pin, answer))
        page.left.connect(self.sign_out)
        self._pass_by(page)

    def _ask_pin(self, answer: SignedIn) -> None:
        if answer.has_pin:
            self._go_to_work(answer)
            return
        from dataclasses import replace

        from ui.shell.secrets_pages import PinPage

        page = PinPage(self._desk, answer.actor)
        page.done.connect(partial(self._go_to_work, replace(answer, has_pin=True)))
        page.left.connect(partial(self._go_to_work, answer))
        self._pass_by(page)

    def _go_to_work(self, answer: SignedIn) -> None:
        from ui.shell.workplace import Workplace

        self._signed_in = answer
        self.workplace = Workplace(self._desk, answer.actor, self._look)
        self.workplace.lock_wanted.connect(self.lock)
        self.workplace.leave_wanted.connect(self.sign_out)
        self.workplace.visited.connect(self._ask_settings)
        self._pass_by(None)
        self._window.show_page(self.workplace)
        self.workplace.resume()  # the screen was not there yet to be given the keys
        self._ask_settings()
        self._ask_bureau()
        self.came_in.emit(answer.actor)

    def _unlock(self) -> None:
        page, self.lock_page = self.lock_page, None
        if page is None or self.workplace is None:
            return
        self._window.show_page(self.workplace)
        self._window.uncover()
        self.workplace.resume()
        self._window.drop_page(page)  # last: a page that goes with the keys gives them to anybody
        self._ask_settings()

    def _pass_by(self, page: Cover | None) -> None:
        """Show a page that is passed once, in place of the one before."""
        if self._passing is not None:
            self._window.drop_page(self._passing)
        self._passing = page
        if page is not None:
            page.place(self._bureau)
            self._window.show_page(page)

    def _ask_settings(self) -> None:
        self._desk.read(doors.settings, then=self._take_settings, newest="entrance.settings")

    def _ask_bureau(self) -> None:
        self._desk.read(
            doors.facts, self._station(), then=self._take_facts, newest="entrance.facts"
        )

    def _station(self) -> str:
        return self._signed_in.actor.station if self._signed_in is not None else ""

    def _take_facts(self, facts: doors.Facts) -> None:
        self._bureau = facts.bureau
        self.sign_in.place(facts.bureau)
        if self.workplace is not None:
            self.workplace.facts(facts.station, sample=facts.sample)

    def _remember_station(self, station: str) -> None:
        if station:
            self._desk.do(doors.keep_setting, "station.id", station)

    def _on_changed(self, changes: Changes) -> None:
        if changes.bureau:
            self._ask_bureau()
