"""`blanks`: pre-printed blanks received, and the day's balance."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.services import blanks as blank_service
from app.wording import _


@yichuang_admin.group(help=_("空白证：领入与日结"))
def blanks() -> None:
    """Hold the commands about blanks."""


@blanks.command("receive", help=_("领入一个号段的空白证；种类写证照名称"))
@click.argument("kind")
@click.argument("first")
@click.argument("last")
@json_option
@click.pass_obj
@answering
def receive(console: Console, kind: str, first: str, last: str, as_json: bool) -> None:
    """Receive a series, both ends included."""
    blank_service.receive(console.office, console.actor(Role.ISSUER), kind, first, last)
    count = len(blank_service.series(first, last))
    text = _("已领入 {kind} {first} 至 {last}，共 {count} 张。")
    answer = {"kind": kind, "first": first, "last": last, "count": count}
    say(as_json, answer, text.format(**answer))


@blanks.command("balance", help=_("某一天的结存：上日结存＋领入＝使用＋作废＋现存"))
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help=_("哪一天，默认当天"))
@json_option
@click.pass_obj
@answering
def balance(console: Console, day: datetime | None, as_json: bool) -> None:
    """Show the balance of every kind for a day."""
    office = console.office
    on = day.date() if day else office.today()
    lines = blank_service.balance(office, console.actor(Role.ISSUER), on)
    text = _("{kind}：上日结存 {before}，领入 {received}，使用 {used}，作废 {spoiled}，现存 {left}")
    said = "\n".join(text.format(**asdict(line)) for line in lines) or _("没有空白证。")
    say(as_json, [asdict(line) for line in lines], said)
