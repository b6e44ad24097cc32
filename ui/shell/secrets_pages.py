"""Replacing a one-time password, and setting the PIN that unlocks the screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.actor import Actor
from app.errors import Problem
from app.services import sign_in
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Entry, Rows, Verdict
from ui.shell.cover import Cover
from ui.shell.sign_in_page import PasswordEntry
from ui.tasks import Desk


class _TwiceTyped(Cover):
    """A new secret typed twice.

    Signals:
        done(): the secret is kept.
        left(): the person does not want to set one now.
    """

    done = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.first: Entry = PasswordEntry()
        self.second: Entry = PasswordEntry()
        self.verdict = Verdict()
        self.button = Button(primary=True)
        self.leave = Button()
        self._rows = Rows()
        self._rows.add(self.first)
        self._rows.add(self.second)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.verdict)
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._try)
        self.button.clicked.connect(self._try)
        self.leave.clicked.connect(self.left)
        self.setFocusProxy(self.first)

    def _try(self) -> None:
        if self.first.text() != self.second.text():
            self._refuse_with(_("两次输入不一致，请重新输入。"))
            return
        self.setEnabled(False)
        self._keep(self.first.text())

    def _keep(self, secret: str) -> None:
        raise NotImplementedError

    def _ended(self) -> None:
        """Let it be tried again, after a fault of ours too."""
        self.setEnabled(True)
        self.first.setFocus()

    def _kept(self, _answer: object) -> None:
        self._wipe()
        self.verdict.clear()
        self.done.emit()

    def _refuse(self, problem: Problem) -> None:
        self._refuse_with(sentence(problem))

    def _refuse_with(self, text: str) -> None:
        self._wipe()
        self.verdict.say(text)
        self.first.setFocus()

    def _wipe(self) -> None:
        self.first.clear()
        self.second.clear()


class PasswordPage(_TwiceTyped):
    """A one-time password is replaced by the person's own before anything else."""

    def __init__(self, desk: Desk, name: str, old: str) -> None:
        super().__init__(desk)
        self._name, self._old = name, old
        self.speak()

    def speak(self) -> None:
        """Write every word of the page in the language in force."""
        super().speak()
        self.heading.setText(_("设置本人密码"))
        self.lead.setText(
            _(
                "一次性密码只能用一次。新密码至少 8 位，"
                "含大写字母、小写字母、数字、符号中的三类，不含登录名。"
            )
        )
        self._rows.speak(_("新密码"), _("再输一次"))
        self.button.setText(_("确定"))
        self.leave.setText(_("返回登录"))

    def _keep(self, secret: str) -> None:
        self._desk.do(
            sign_in.change_password,
            self._name,
            self._old,
            secret,
            then=self._kept,
            failed=self._refuse,
            ended=self._ended,
        )


class PinPage(_TwiceTyped):
    """The PIN that unlocks the screen."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk)
        self._actor = actor
        self.speak()

    def speak(self) -> None:
        """Write every word of the page in the language in force."""
        super().speak()
        self.heading.setText(_("设置解锁码"))
        self.lead.setText(
            _("锁屏后用 4 至 8 位数字解锁，正在办理的内容保留不动；没有解锁码时用密码解锁。")
        )
        self._rows.speak(_("解锁码"), _("再输一次"))
        self.button.setText(_("确定"))
        self.leave.setText(_("以后再设"))

    def _keep(self, secret: str) -> None:
        self._desk.do(
            sign_in.set_pin,
            self._actor,
            secret,
            then=self._kept,
            failed=self._refuse,
            ended=self._ended,
        )
