"""The locked screen: the sitting stays as it is behind it, and nothing of it shows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.actor import Actor
from app.errors import Problem
from app.services import sign_in
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Rows, Verdict
from ui.shell.cover import Cover
from ui.shell.sign_in_page import PasswordEntry
from ui.tasks import Desk


class LockPage(Cover):
    """Unlocks by PIN, and by password when there is no PIN or it was wrong too often.

    Signals:
        unlocked(): the person is back.
        left(): the person signs out instead.
    """

    unlocked = Signal()
    left = Signal()

    def __init__(self, desk: Desk, actor: Actor, *, has_pin: bool) -> None:
        super().__init__()
        self._desk = desk
        self._actor = actor
        self._by_pin = has_pin
        self.secret = PasswordEntry()
        self.verdict = Verdict()
        self.button = Button(primary=True)
        self.leave = Button()
        self._rows = Rows()
        self._rows.add(self.secret)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.verdict)
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.secret.returnPressed.connect(self._unlock)
        self.button.clicked.connect(self._unlock)
        self.leave.clicked.connect(self.left)
        self.setFocusProxy(self.secret)
        self.speak()

    def speak(self) -> None:
        """Write every word of the page in the language in force."""
        super().speak()
        self.heading.setText(_("屏幕已锁定"))
        self.lead.setText(
            _("{name} 正在使用本机，正在办理的内容已保留。").format(name=self._actor.display_name)
        )
        self._rows.speak(_("解锁码") if self._by_pin else _("密码"))
        self.button.setText(_("解锁"))
        self.leave.setText(_("退出登录"))

    def _unlock(self) -> None:
        secret = self.secret.text()
        self.secret.clear()
        if not secret:
            return
        self.setEnabled(False)
        if self._by_pin:
            self._desk.do(
                sign_in.unlock,
                self._actor,
                secret,
                then=self._back,
                failed=self._refuse,
                ended=self._ended,
            )
        else:
            self._desk.do(
                sign_in.sign_in,
                self._actor.name,
                secret,
                self._actor.station,
                then=self._back,
                failed=self._refuse,
                ended=self._ended,
            )

    def _ended(self) -> None:
        """Let it be tried again, after a fault of ours too."""
        self.setEnabled(True)

    def _back(self, _answer: object) -> None:
        self.verdict.clear()
        self.unlocked.emit()

    def _refuse(self, problem: Problem) -> None:
        if problem.code == "pin.exhausted":
            self._by_pin = False
            self.speak()
        self.verdict.say(sentence(problem))
        self.secret.setFocus()
