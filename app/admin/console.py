"""What every command shares: who acts, the office it opens, and how a refusal ends it."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any

import click

from app import __version__, paths, wording
from app.admin.answers import refuse
from app.admin.opening import open_office
from app.admin.usage import Commands
from app.calendar import load_calendar
from app.domain.actor import Actor, Role
from app.domain.working_days import WorkCalendar
from app.errors import Problem
from app.services.command_line import CONSOLES, acting
from app.services.office import Office
from app.services.rights import require
from app.wording import _
from db.credentials import CommandSecrets


class Console:
    """The state of one command run.

    The office is opened when a command first needs it, so that `check` and `due` need no store.
    """

    def __init__(self, account: str | None, station: str | None) -> None:
        self._account = account
        self._station = station

    @functools.cached_property
    def office(self) -> Office:
        """Open the office of this machine's data folder."""
        return open_office(paths.home(), CommandSecrets())

    def actor(self, role: Role) -> Actor:
        """Return the account that acts, for work that needs a role."""
        return acting(self.office, self._account, role, self._station)

    def own_actor(self, role: Role) -> Actor:
        """Return the command line's own account: for what must not be done in a person's name.

        Raises Problem `account.reset-in-borrowed-name` where one is named: nobody was asked for his
        password, and whoever gets a new one so shall stand in the journal as the command line.
        """
        if self._account not in {None, *CONSOLES.values()}:
            raise Problem("account.reset-in-borrowed-name")
        return self.actor(role)

    def allow(self, *roles: Role) -> None:
        """Refuse what the named account may not read (`right.missing`); writes nothing.

        Without a name it is whoever holds the store that reads.
        """
        if self._account is not None:
            require(acting(self.office, self._account, roles[0], self._station), *roles)

    def calendar(self) -> WorkCalendar:
        """Return the working days of this machine's store; those that ship where there is none."""
        kept = paths.store_file(paths.home()).is_file()
        return self.office.calendar if kept else load_calendar()

    def close(self) -> None:
        """Close the office if it was opened."""
        if "office" in self.__dict__:
            self.office.store.close()


def answering(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn a command's refusals into sentences and exit code 1."""

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except Problem as problem:
            return refuse(bool(options.get("as_json")), problem)

    return run


@click.group(cls=Commands, help=_("一窗 管理命令。数据目录由环境变量 YICHUANG_HOME 指定。"))
@click.version_option(__version__, prog_name="yichuang")
@click.option(
    "--as",
    "account",
    envvar="YICHUANG_ACCOUNT",
    help=_("以哪个账户的名义办理；不问密码，所办都记明“命令行”"),
)
@click.option("--station", envvar="YICHUANG_STATION", help=_("在哪个工位办理"))
@click.option(
    "--language",
    type=click.Choice(wording.LANGUAGES),
    envvar="YICHUANG_LANGUAGE",
    help=_("回答所用语言"),
)
@click.pass_context
def yichuang_admin(
    context: click.Context, account: str | None, station: str | None, language: str | None
) -> None:
    """Hold the commands together; see the help text above."""
    if language:
        wording.use(language)
    # Everything that a command writes into the data folder is the user's alone.
    os.umask(0o077)
    console = Console(account, station)
    context.obj = console
    context.call_on_close(console.close)
