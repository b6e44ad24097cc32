"""Accounts: make them, change roles and teams, switch them off, give a new one-time password."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.actor import Account, Actor, Role
from app.domain.bureau import Team
from app.errors import Problem
from app.services import accounts, bureau
from app.wording import N_, _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Entry, Rows, SpeakingPage, Tick, Verdict, Words
from ui.kit.panels import Panel, Scrolled
from ui.models.records import Column, LinesTable
from ui.tasks import Desk

if TYPE_CHECKING:
    from app.services.office import Office

_ACROSS = 2
"""So many ticks stand side by side."""

ROLES = {
    Role.CLERK: N_("窗口人员"),
    Role.REVIEWER: N_("审核人员"),
    Role.APPROVER: N_("批准人员"),
    Role.HEAD: N_("行政机关负责人"),
    Role.ISSUER: N_("制证人员"),
    Role.SUPERVISOR: N_("督查人员"),
    Role.SYSTEM_ADMIN: N_("系统管理员"),
    Role.SECURITY_ADMIN: N_("安全管理员"),
    Role.AUDIT_ADMIN: N_("审计管理员"),
}


def roles_in_words(account: Account) -> str:
    """Return the names of an account's roles."""
    return "、".join(_(name) for role, name in ROLES.items() if role in account.roles)


def state_in_words(account: Account) -> str:
    """Return how an account stands."""
    if not account.active:
        return _("已停用")
    if account.locked_until:
        return _("密码错误过多，暂时锁定")
    return _("待改一次性密码") if account.must_change else _("正常")


def listed(office: Office) -> tuple[tuple[Account, ...], tuple[Team, ...]]:
    """Return all accounts with the teams that they may work for."""
    return accounts.all_accounts(office), bureau.current(office).teams


class _Ticks(QGridLayout):
    """Ticks in two columns, each for one value."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(10)
        self.setVerticalSpacing(7)
        for column in range(_ACROSS):
            self.setColumnStretch(column, 1)

    def put(self, ticks: Sequence[Tick]) -> None:
        """Put ticks in their places, in place of those that are there."""
        while self.count():
            self.takeAt(0).widget().deleteLater()
        for place, tick in enumerate(ticks):
            self.addWidget(tick, place // _ACROSS, place % _ACROSS)


class AccountsScreen(SpeakingPage):
    """All accounts left, the chosen or new one right."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._account: Account | None = None
        self._made: UUID | None = None
        self.title = Words(size="title", bold=True)
        self.table: LinesTable[Account] = LinesTable(self._columns(), lambda account: account.id)
        self.new_button = Button(key="Alt+N")
        self.form_title = Words(size="title", bold=True)
        self.display_name, self.name, self.staff_no = Entry(), Entry(), Entry()
        self._rows = Rows()
        for field in (self.display_name, self.name, self.staff_no):
            self._rows.add(field)
        self._roles_title = Words(size="small", colour="muted")
        self.roles = {role: Tick() for role in ROLES}
        self._teams_title = Words(size="small", colour="muted")
        self._team_ticks = _Ticks()
        self._known: tuple[Team, ...] = ()
        self.teams: dict[str, Tick] = {}
        self.active = Tick()
        self.verdict = Verdict(lines=3)
        self.save_button = Button(primary=True, key="Alt+S")
        self.reset_button = Button()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.picked.connect(self._show)
        self.table.opened.connect(self.display_name.setFocus)
        self.new_button.clicked.connect(self.begin_new)
        self.save_button.clicked.connect(self._save)
        self.reset_button.clicked.connect(self._reset)
        desk.changed.connect(self._on_changed)
        self.speak()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the accounts again."""
        self._desk.read(listed, then=self._show_all, newest="accounts")

    def begin_new(self) -> None:
        """Empty the form for a new account."""
        self.table.setCurrentIndex(QModelIndex())
        self._fill(None)
        self.verdict.clear()
        self.display_name.setFocus()

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        self.title.setText(_("账户"))
        self.new_button.setText(_("新建账户"))
        self._rows.speak(_("姓名"), _("登录名"), _("工号"))
        self._roles_title.setText(_("角色（系统、安全、审计三员不能由同一账户兼任）"))
        for role, box in self.roles.items():
            box.setText(_(ROLES[role]))
        self._speak_of_teams()
        self.active.setText(_("可以登录"))
        self.save_button.setText(_("保存"))
        self.reset_button.setText(_("重发一次性密码"))
        self.table.setAccessibleName(_("账户"))
        self.table.speak(_("还没有账户。"))
        self._head()

    def _columns(self) -> tuple[Column[Account], ...]:
        return (
            Column(lambda: _("姓名"), lambda account: account.display_name, 3),
            Column(lambda: _("登录名"), lambda account: account.name, 3),
            Column(lambda: _("工号"), lambda account: account.staff_no, 2),
            Column(lambda: _("角色"), roles_in_words, 4),
            Column(lambda: _("所在组"), self._teams_in_words, 3),
            Column(lambda: _("状态"), state_in_words, 3),
        )

    def _teams_in_words(self, account: Account) -> str:
        """Return the names of an account's teams; none means it works from every queue."""
        names = {team.id: team.name for team in self._known}
        return "、".join(names.get(team, team) for team in sorted(account.teams)) or _("全部")

    def _speak_of_teams(self) -> None:
        there = _("所在组（领办本组的办件；都不选为全部组）")
        self._teams_title.setText(
            there if self._known else _("机构文件没有分组，人人领办全部办件。")
        )

    def _lay_out(self) -> None:
        left = Panel()
        list_column = QVBoxLayout(left)
        list_column.setContentsMargins(14, 12, 14, 14)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.new_button)
        list_column.addLayout(head)
        list_column.addWidget(self.table, 1)
        right = Panel()
        right.setMinimumWidth(330)
        right.setMaximumWidth(520)
        form = QVBoxLayout(right)
        form.setContentsMargins(18, 14, 18, 14)
        form.setSpacing(9)
        form.addWidget(self.form_title)
        form.addWidget(self._scrolled(), 1)
        form.addWidget(self.verdict)
        buttons = QHBoxLayout()
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        form.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(left, 5)
        row.addWidget(right, 3)

    def _scrolled(self) -> Scrolled:
        """Return what an account says of itself, scrolled where the screen is low."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(9)
        ticks = _Ticks()
        ticks.put(tuple(self.roles.values()))
        column.addLayout(self._rows)
        column.addWidget(self._roles_title)
        column.addLayout(ticks)
        column.addWidget(self._teams_title)
        column.addLayout(self._team_ticks)
        column.addWidget(self.active)
        column.addStretch(1)
        for title in (self._roles_title, self._teams_title):
            title.setWordWrap(True)
        return Scrolled(inside)

    def _show_all(self, found: tuple[tuple[Account, ...], tuple[Team, ...]]) -> None:
        lines, teams = found
        if teams != self._known:
            self._know(teams)
        self.table.show_lines(lines)
        new, self._made = self._made, None
        if new is not None:
            self.table.pick(new)

    def _know(self, teams: tuple[Team, ...]) -> None:
        """Offer other teams: the bureau file has been read, or replaced."""
        self._known = teams
        self.teams = {team.id: Tick() for team in teams}
        for team in teams:
            self.teams[team.id].setText(team.name)
        self._team_ticks.put(tuple(self.teams.values()))
        self._speak_of_teams()
        self._tick_teams()

    def _tick_teams(self) -> None:
        held = self._account.teams if self._account else frozenset()
        for team, box in self.teams.items():
            box.setChecked(team in held)

    def _show(self, account: Account | None) -> None:
        if account is None or self._made is not None:
            return
        if self._account is None or account.id != self._account.id:
            self.verdict.clear()
        self._fill(account)

    def _fill(self, account: Account | None) -> None:
        """Put an account into the form, or nothing for a new one."""
        self._account = account
        self.display_name.setText(account.display_name if account else "")
        self.name.setText(account.name if account else "")
        self.name.setReadOnly(account is not None)
        self.staff_no.setText(account.staff_no if account else "")
        held = account.roles if account else frozenset({Role.CLERK})
        for role, box in self.roles.items():
            box.setChecked(role in held)
        self._tick_teams()
        self.active.setChecked(account.active if account else True)
        self.active.setEnabled(account is not None)
        self.reset_button.setVisible(account is not None)
        self._head()

    def _head(self) -> None:
        self.form_title.setText(self._account.display_name if self._account else _("新账户"))

    def _chosen_roles(self) -> frozenset[Role]:
        return frozenset(role for role, box in self.roles.items() if box.isChecked())

    def _chosen_teams(self) -> frozenset[str]:
        return frozenset(team for team, box in self.teams.items() if box.isChecked())

    def _save(self) -> None:
        if self._account is None:
            self._desk.do(
                partial(accounts.add, teams=self._chosen_teams()),
                self._actor,
                self.name.text().strip(),
                self.display_name.text(),
                self.staff_no.text(),
                self._chosen_roles(),
                then=self._added,
                failed=self._refuse,
            )
            return
        verb = partial(
            accounts.change,
            display_name=self.display_name.text(),
            staff_no=self.staff_no.text(),
            roles=self._chosen_roles(),
            active=self.active.isChecked(),
            teams=self._chosen_teams(),
        )
        self._desk.do(verb, self._actor, self._account.id, then=self._changed, failed=self._refuse)

    def _reset(self) -> None:
        if self._account is not None:
            self._desk.do(
                accounts.reset,
                self._actor,
                self._account.id,
                then=self._added,
                failed=self._refuse,
            )

    def _added(self, made: accounts.NewAccount) -> None:
        """Show the one-time password; it stays until another account is worked on."""
        self._fill(made.account)
        self._made = made.account.id
        self.verdict.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text = _("{name} 的一次性密码：{password}，只显示这一次，请交给本人。")
        self.verdict.say(text.format(name=made.account.name, password=made.password), "ok")

    def _changed(self, _changes: Changes) -> None:
        self.verdict.say(_("账户已保存。"), "ok")

    def _refuse(self, problem: Problem) -> None:
        self.verdict.say(sentence(problem))

    def _on_changed(self, changes: Changes) -> None:
        if changes.accounts or changes.bureau:
            self.refresh()
