"""`init` and `account`: a new store and its people."""

from __future__ import annotations

import os
import sys

import click

from app import paths
from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import ADMINISTRATORS, Account, Role
from app.errors import Problem
from app.services import accounts, sign_in
from app.services import bureau as bureau_service
from app.wording import _
from app.wording.terms import ROLES


@yichuang_admin.command(
    help=_("建立数据：示例审批局、随附事项目录、三个管理员（一次性密码只显示这一次）")
)
@json_option
@click.pass_obj
@answering
def init(console: Console, as_json: bool) -> None:
    """Make a new store usable; a store that has been started is left as it is."""
    office = console.office
    if not sign_in.is_new(office):
        answer = {"home": str(paths.home()), "new": False, "accounts": []}
        say(as_json, answer, _("数据已经建立，没有改动：{home}").format(home=paths.home()))
        return
    started = sign_in.first_start(office)
    made = [
        {"name": one.name, "role": str(one.role), "one_time_password": one.password}
        for one in started.passwords
    ]
    lines = [
        _("数据已建立：{home}").format(home=paths.home()),
        _("下列一次性密码只显示这一次，首次登录须修改："),
    ]
    lines += [f"  {one.name}\t{one.display_name}\t{one.password}" for one in started.passwords]
    say(as_json, {"home": str(paths.home()), "new": True, "accounts": made}, "\n".join(lines))


@yichuang_admin.group(help=_("账户"))
def account() -> None:
    """Hold the commands about accounts."""


@account.command("add", help=_("新增账户，返回一次性密码"))
@click.argument("name")
@click.option("--display-name", default="", help=_("姓名"))
@click.option("--staff-no", default="", help=_("工号"))
@click.option(
    "--role",
    "roles",
    multiple=True,
    default=("clerk",),
    show_default=True,
    type=click.Choice([str(role) for role in Role]),
    help=_("角色，可多次给出"),
)
@click.option("--team", "teams", multiple=True, help=_("所在科室（编号），可多次给出；不给则不限"))
@click.option("--window", help=_("同时新增窗口（编号），已有则沿用"))
@click.option("--window-name", help=_("新增窗口的名称"))
@click.option("--hall", help=_("新增窗口所在的大厅，默认第一个"))
@click.option("--station", "new_station", help=_("同时在该窗口新增工位（编号），已有则沿用"))
@click.option("--password-stdin", is_flag=True, help=_("从标准输入读取初始密码"))
@json_option
@click.pass_obj
@answering
def account_add(
    console: Console,
    name: str,
    display_name: str,
    staff_no: str,
    roles: tuple[str, ...],
    teams: tuple[str, ...],
    as_json: bool,
    *,
    password_stdin: bool,
    **place: str | None,
) -> None:
    """Make an account, and where asked its window and station.

    The first password is given, or made and shown once.
    """
    if (window := place["window"]) is None and any(place.values()):
        raise Problem("account.place-without-window")
    if window is not None:
        name_of = place["window_name"] or window
        _place(console, window, name_of, place["hall"], place["new_station"])
    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    made = accounts.add(
        console.office,
        console.actor(Role.SECURITY_ADMIN),
        name,
        display_name or name,
        staff_no,
        frozenset(Role(role) for role in roles),
        given or os.environ.get("YICHUANG_SECRET_PASSWORD") or None,
        frozenset(teams),
    )
    shown = None if given else made.password
    answer = {**_described(made.account), "one_time_password": shown}
    text = _("已新增账户 {name}。").format(name=name)
    if shown:
        text += _("一次性密码（只显示这一次）：{password}").format(password=shown)
    say(as_json, answer, text)


def _place(console: Console, window: str, name: str, hall: str | None, station: str | None) -> None:
    """Make the window and the station that do not exist yet."""
    office = console.office
    actor = console.actor(Role.SYSTEM_ADMIN)
    present = bureau_service.current(office)
    if window not in {one.id for one in present.windows}:
        bureau_service.add_window(office, actor, window, hall or present.halls[0].id, window, name)
    if station is not None and station not in {one.id for one in present.stations}:
        bureau_service.add_station(office, actor, station, window, station)


@account.command("list", help=_("列出账户"))
@json_option
@click.pass_obj
@answering
def account_list(console: Console, as_json: bool) -> None:
    """List every account with its roles and state."""
    bureau_service.current(console.office)  # refused before `init`, as everywhere
    console.allow(*ADMINISTRATORS)
    found = accounts.all_accounts(console.office)
    lines = [
        "\t".join(
            (
                one.name,
                one.display_name,
                one.staff_no,
                "、".join(_(ROLES[str(role)]) for role in sorted(one.roles)),
                _("启用") if one.active else _("停用"),
            )
        )
        for one in found
    ]
    say(as_json, [_described(one) for one in found], "\n".join(lines))


@account.command("reset", help=_("重置密码并解锁，返回一次性密码"))
@click.argument("name")
@json_option
@click.pass_obj
@answering
def account_reset(console: Console, name: str, as_json: bool) -> None:
    """Give an account a new one-time password: for whoever is locked out of everything."""
    actor = console.own_actor(Role.SECURITY_ADMIN)
    found = {one.name: one for one in accounts.all_accounts(console.office)}
    if name not in found:
        raise Problem("account.unknown-name", name=name)
    made = accounts.reset(console.office, actor, found[name].id)
    answer = {**_described(made.account), "one_time_password": made.password}
    text = _("已重置 {name}，一次性密码（只显示这一次）：{password}")
    say(as_json, answer, text.format(name=name, password=made.password))


def _described(one: Account) -> dict[str, object]:
    return {
        "id": str(one.id),
        "name": one.name,
        "display_name": one.display_name,
        "staff_no": one.staff_no,
        "roles": sorted(str(role) for role in one.roles),
        "teams": sorted(one.teams),
        "active": one.active,
        "must_change": one.must_change,
    }
