"""The steps of the first start that tell something: what a step is, welcome, one-time passwords."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.changes import Changes
from app.services import sign_in
from app.services.accounts import NewAccount
from app.services.sign_in import FirstStart, OneTime
from app.wording import _
from ui.kit.pages import Button, Entry, Tick, Words
from ui.styles.appearance import appearance
from ui.tasks import Desk


@dataclass
class Made:
    """What the steps have made so far."""

    first: FirstStart = field(default_factory=lambda: FirstStart((), Changes()))
    station: str = ""
    clerk: NewAccount | None = None


class Step(QWidget):
    """One step: says what it is, what is missing, and does its work when told.

    Signals:
        done(): the work is done.
        refused(Problem): it was refused; the step can be tried again.
        ended(): its work is over, however it came out.
    """

    done = Signal()
    refused = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk, made: Made) -> None:
        super().__init__()
        self.desk, self.made = desk, made
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def heading(self) -> str:
        """Return the step's heading."""
        raise NotImplementedError

    def lead(self) -> str:
        """Return what the step is for."""
        raise NotImplementedError

    def button(self) -> str:
        """Return the caption of the button that ends the step."""
        return _("下一步")

    def missing(self) -> str:
        """Return why the step cannot end yet, in one sentence; empty when it can."""
        return ""

    def has_next_field(self) -> bool:
        """Move to the next empty field and tell so; False when Enter ends the step."""
        for entry in self.findChildren(Entry):
            if entry.isVisible() and not entry.hasFocus() and not entry.text().strip():
                entry.setFocus()
                return True
        return False

    def submit(self) -> None:
        """Do the step's work."""
        self.done.emit()

    def speak(self) -> None:
        """Write every word of the step in the language in force."""


class WelcomeStep(Step):
    """Explains what is to come, and thinks of the administrators' passwords."""

    def __init__(self, desk: Desk, made: Made) -> None:
        super().__init__(desk, made)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def heading(self) -> str:
        """Return the step's heading."""
        return _("欢迎使用一窗")

    def lead(self) -> str:
        """Return what the step is for."""
        return _(
            "本机还没有数据。接下来装入随程序提供的事项目录，"
            "建立系统、安全、审计三位管理员，再设好窗口工位和第一位窗口人员，随即可以受理。"
        )

    def button(self) -> str:
        """Return the caption of the button that ends the step."""
        return _("开始")

    def submit(self) -> None:
        """Make nothing yet: passwords that nobody has seen must not be in force."""
        self.made.first = FirstStart(sign_in.first_passwords(), Changes())
        self.done.emit()


class _OneTimeWords(QLabel):
    """A password in letters that cannot be taken for one another."""

    def __init__(self, password: str) -> None:
        super().__init__(password)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        appearance().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(appearance().size("title"))
        self.setFont(fixed)


class _PasswordList(Step):
    """One-time passwords, shown once: name, role, password; the person confirms having them."""

    def __init__(self, desk: Desk, made: Made, passwords: tuple[OneTime, ...]) -> None:
        super().__init__(desk, made)
        self._passwords = passwords
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(8)
        self._heads = [Words(size="small", colour="muted") for _each in range(3)]
        for n, head in enumerate(self._heads):
            grid.addWidget(head, 0, n)
        for row, one in enumerate(passwords, 1):
            grid.addWidget(Words(one.display_name), row, 0)
            grid.addWidget(Words(one.name, bold=True), row, 1)
            grid.addWidget(_OneTimeWords(one.password), row, 2)
        grid.setColumnStretch(2, 1)
        self.column.addLayout(grid)
        self.copy_button = Button(key="Alt+C")
        self.copy_button.clicked.connect(self._copy)
        self.confirm = Tick()
        row_below = QHBoxLayout()
        row_below.addWidget(self.confirm)
        row_below.addStretch(1)
        row_below.addWidget(self.copy_button)
        self.column.addLayout(row_below)
        self.setFocusProxy(self.confirm)

    def missing(self) -> str:
        """Insist on the tick: nobody can show these passwords again."""
        return "" if self.confirm.isChecked() else _("请先记下密码，并按空格键勾选确认。")

    def speak(self) -> None:
        """Write every word of the step in the language in force."""
        texts = (_("姓名"), _("登录名"), _("一次性密码"))
        for head, text in zip(self._heads, texts, strict=True):
            head.setText(text)
        self.copy_button.setText(_("复制名单"))
        self.confirm.setText(_("已记下，密码不会再次显示"))

    def _copy(self) -> None:
        lines = (f"{one.display_name}\t{one.name}\t{one.password}" for one in self._passwords)
        QGuiApplication.clipboard().setText("\n".join(lines))


class AdministratorsStep(_PasswordList):
    """The three administrators' one-time passwords; once written down, the store is made with them.

    Whoever leaves before finds the first start again, with other passwords.
    """

    def __init__(self, desk: Desk, made: Made) -> None:
        super().__init__(desk, made, made.first.passwords)

    def heading(self) -> str:
        """Return the step's heading."""
        return _("三位管理员的一次性密码")

    def lead(self) -> str:
        """Return what the step is for."""
        return _(
            "请抄下并分别交给三个人；三项职责不能由同一人兼任，首次登录时各自改成本人密码。"
            "密码在进入下一步时生效，此前关闭程序，下次启动重新生成。"
        )

    def submit(self) -> None:
        """Make the store usable: catalogue, sample bureau, and administrators with these passwords."""
        self.desk.do(
            sign_in.first_start,
            self.made.first.passwords,
            then=self._made,
            failed=self.refused.emit,
            ended=self.ended.emit,
        )

    def _made(self, first: FirstStart) -> None:
        self.made.first = first
        self.done.emit()


class HandOverStep(_PasswordList):
    """The first clerk's one-time password."""

    def __init__(self, desk: Desk, made: Made) -> None:
        assert made.clerk is not None
        account = made.clerk.account
        one = OneTime(
            account.name, account.display_name, next(iter(account.roles)), made.clerk.password
        )
        super().__init__(desk, made, (one,))

    def heading(self) -> str:
        """Return the step's heading."""
        return _("窗口人员的一次性密码")

    def lead(self) -> str:
        """Return what the step is for."""
        return _(
            "请交给本人；下一步回到登录页，用它登录并改成本人密码后即可受理。"
            "没有记下就关闭了程序的，由安全管理员在“账户”选中此人，按“重发一次性密码”。"
        )

    def button(self) -> str:
        """Return the caption of the button that ends the step."""
        return _("完成")
