"""The settings of this computer and of the person at it: look, printing, lock, PIN, password."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.actor import Actor
from app.errors import Problem
from app.services import settings, sign_in
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Choice, Entry, Rows, SpeakingPage, Verdict, Words
from ui.kit.panels import Panel, Scrolled
from ui.printing.printer import printer_names
from ui.shell.look import FONT, LANGUAGE, THEME, Look
from ui.shell.sign_in_page import PasswordEntry
from ui.styles.appearance import appearance
from ui.tasks import Desk

_IDLE = "screen.idle-minutes"
_MODE, _PRINTER, _FOLDER = "print.mode", "print.printer", "print.folder"


class SettingsScreen(SpeakingPage):
    """Every change is kept at once; nothing needs to be saved by hand."""

    def __init__(self, desk: Desk, actor: Actor, look: Look) -> None:
        super().__init__()
        self._desk, self._actor, self._look = desk, actor, look
        self._printers: tuple[str, ...] = ()
        self.choices = {key: Choice() for key in (LANGUAGE, THEME, FONT, _MODE, _PRINTER, _IDLE)}
        self.folder = Entry()
        self.pin, self.pin_again = PasswordEntry(), PasswordEntry()
        self.old, self.new, self.new_again = PasswordEntry(), PasswordEntry(), PasswordEntry()
        self.pin_button, self.password_button = Button(), Button()
        self.verdict = Verdict(lines=1)
        self._look_rows = self._rows(
            self.choices[LANGUAGE], self.choices[THEME], self.choices[FONT]
        )
        self._print_rows = self._rows(self.choices[_MODE], self.choices[_PRINTER], self.folder)
        self._lock_rows = self._rows(self.choices[_IDLE], self.pin, self.pin_again)
        self._password_rows = self._rows(self.old, self.new, self.new_again)
        self._titles = [Words(size="title", bold=True) for _each in range(4)]
        self._lay_out()
        self.setFocusProxy(self.choices[LANGUAGE])
        self.speak()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the settings in force."""
        self._desk.read(settings.every, then=self._show, newest="settings.screen")
        self._desk.make(printer_names, then=self._offer_printers, newest="settings.printers")

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        titles = (_("显示"), _("打印"), _("锁屏"), _("本人密码"))
        for title, text in zip(self._titles, titles, strict=True):
            title.setText(text)
        self._look_rows.speak(_("语言"), _("深浅"), _("字号"))
        self._print_rows.speak(_("打印方式"), _("打印机"), _("PDF 文件夹"))
        self._lock_rows.speak(_("无操作几分钟后锁屏"), _("新解锁码"), _("再输一次"))
        self._password_rows.speak(_("原密码"), _("新密码"), _("再输一次"))
        self.pin_button.setText(_("设置 PIN"))
        self.password_button.setText(_("修改密码"))
        self.folder.setPlaceholderText(_("不填时存入数据文件夹的 papers"))
        self._fill(LANGUAGE, (("zh_CN", "中文"), ("en", "English")))
        self._fill(THEME, (("light", _("浅色")), ("dark", _("深色"))))
        self._fill(FONT, ((100, "100 %"), (115, "115 %"), (130, "130 %")))
        self._fill(
            _MODE,
            (
                ("silent", _("直接打印")),
                ("dialog", _("每次选择打印机")),
                ("folder", _("存为 PDF，不打印")),
            ),
        )
        minutes = _("{n} 分钟")
        self._fill(_IDLE, tuple((n, minutes.format(n=n)) for n in (3, 5, 10, 15, 30)))
        self._offer_printers(self._printers)

    def _rows(self, *fields: QWidget) -> Rows:
        rows = Rows()
        for field in fields:
            rows.add(field)
        return rows

    def _lay_out(self) -> None:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(24, 18, 24, 18)
        columns.setSpacing(18)
        left, right = QVBoxLayout(), QVBoxLayout()
        self._panel(left, self._titles[0], self._look_rows)
        self._panel(left, self._titles[1], self._print_rows)
        self._panel(right, self._titles[2], self._lock_rows, self.pin_button)
        self._panel(right, self._titles[3], self._password_rows, self.password_button)
        for column in (left, right):
            column.setSpacing(16)
            column.addStretch(1)
            columns.addLayout(column, 1)
        columns.addStretch(0)
        inside.setMaximumWidth(1100)
        area = Scrolled(inside)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 12)
        around.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addWidget(self.verdict)
        around.addLayout(foot)

    def _panel(
        self, column: QVBoxLayout, title: Words, rows: Rows, button: Button | None = None
    ) -> None:
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(20, 14, 20, 16)
        inside.setSpacing(12)
        inside.addWidget(title)
        inside.addLayout(rows)
        if button is not None:
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(button)
            inside.addLayout(row)
        column.addWidget(panel)

    def _connect(self) -> None:
        for key, choice in self.choices.items():
            choice.currentIndexChanged.connect(partial(self._chosen, key))
        self.folder.editingFinished.connect(self._keep_folder)
        self.pin_button.clicked.connect(self._set_pin)
        self.pin_again.returnPressed.connect(self._set_pin)
        self.password_button.clicked.connect(self._change_password)
        self.new_again.returnPressed.connect(self._change_password)
        appearance().changed.connect(self._mirror_look)

    def _fill(self, key: str, entries: tuple[tuple[object, str], ...]) -> None:
        """Fill a choice anew and keep what was chosen."""
        choice = self.choices[key]
        before = choice.currentData()
        with QSignalBlocker(choice):
            choice.clear()
            for value, text in entries:
                choice.addItem(text, value)
        self._show_chosen(key, before if before is not None else entries[0][0])

    def _offer_printers(self, names: tuple[str, ...]) -> None:
        self._printers = names
        every = (("", _("系统默认打印机")), *((name, name) for name in names))
        self._fill(_PRINTER, every)

    def _show(self, table: Mapping[str, object]) -> None:
        for key in self.choices:
            self._show_chosen(key, table[key])
        self.folder.setText(str(table[_FOLDER]))

    def _show_chosen(self, key: str, value: object) -> None:
        """Show what is in force, and tell nobody."""
        choice = self.choices[key]
        with QSignalBlocker(choice):
            if choice.findData(value) < 0:  # a printer not plugged in now, minutes set elsewhere
                choice.addItem(str(value), value)
            choice.setCurrentIndex(choice.findData(value))
        choice.update()

    def _mirror_look(self) -> None:
        for key in (LANGUAGE, THEME, FONT):
            self._show_chosen(key, self._look.now(key))

    def _chosen(self, key: str, _index: int) -> None:
        value = self.choices[key].currentData()
        if key in (LANGUAGE, THEME, FONT):
            self._look.choose(key, value)
        self._keep(key, value)

    def _keep_folder(self) -> None:
        if self.folder.isModified():
            self.folder.setModified(False)
            self._keep(_FOLDER, self.folder.text().strip())

    def _keep(self, key: str, value: object) -> None:
        self._desk.do(settings.put, self._actor, key, value, then=self._kept, failed=self._refuse)

    def _kept(self, _answer: object) -> None:
        self.verdict.say(_("设置已保存。"), "ok")

    def _set_pin(self) -> None:
        if self.pin.text() != self.pin_again.text():
            self._refuse_with(_("两次输入的 PIN 不一致，请重新输入。"), self.pin, self.pin_again)
            return
        self._desk.do(
            sign_in.set_pin,
            self._actor,
            self.pin.text(),
            then=partial(self._secret_kept, _("解锁码已设置，下次锁屏时生效。")),
            failed=self._refuse,
        )

    def _change_password(self) -> None:
        if self.new.text() != self.new_again.text():
            self._refuse_with(_("两次输入的新密码不一致，请重新输入。"), self.new, self.new_again)
            return
        self._desk.do(
            sign_in.change_password,
            self._actor.name,
            self.old.text(),
            self.new.text(),
            then=partial(self._secret_kept, _("密码已修改。")),
            failed=self._refuse,
        )

    def _secret_kept(self, text: str, _answer: object) -> None:
        for entry in (self.pin, self.pin_again, self.old, self.new, self.new_again):
            entry.clear()
        self.verdict.say(text, "ok")

    def _refuse(self, problem: Problem) -> None:
        self.verdict.say(sentence(problem))

    def _refuse_with(self, text: str, *wrong: Entry) -> None:
        for entry in wrong:
            entry.clear()
        wrong[0].setFocus()
        self.verdict.say(text)
