"""`law`: what happens by operation of law, done now; and what it will do tomorrow."""

from __future__ import annotations

from typing import Any

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.ports.cases import CaseLine
from app.services import calendars, clock_confirmation, operation_of_law
from app.services.right_time import require_right_time
from app.wording import _
from app.wording.proceeding import ACTS
from app.wording.sentences import sentence


@yichuang_admin.group(help=_("依法自动发生的事"))
def law() -> None:
    """Hold the commands about what the law does by itself."""


@law.command(
    "run", help=_("立即处理到期事项：视为受理、容缺逾期、视为延续、暂定日期重算；可反复运行")
)
@json_option
@click.pass_obj
@answering
def law_run(console: Console, as_json: bool) -> None:
    """Do what is due by now; a second run does nothing."""
    office = console.office
    done = operation_of_law.run(office)
    with office.store.read() as reader:
        named = {
            act.case_id: case.number
            for act in done.acted
            if (case := reader.cases.case(act.region, act.case_id)) is not None
        }
    missing = calendars.missing(office)
    answer = {
        "acted": [
            {"number": named[act.case_id], "kind": str(act.kind), "at": act.at.isoformat()}
            for act in done.acted
        ],
        "warned": [_line(line) for line in done.warned],
        "broken": [case.number for case in done.broken],
        "recounted": len(done.recounted),
        "failures": [{"case": str(case), "sentence": sentence(why)} for case, why in done.failures],
        "calendar": sentence(missing) if missing else None,
    }
    lines = [f"{named[act.case_id]}\t{_(ACTS[act.kind])}" for act in done.acted]
    told = _("{number}\t承诺逾期未改正，请决定是否撤销")
    lines += [told.format(number=case.number) for case in done.broken]
    lines += [sentence(why) for _case, why in done.failures]
    if done.recounted:
        lines.append(_("重算期限 {count} 件。").format(count=len(done.recounted)))
    lines += [sentence(missing)] if missing else []
    say(as_json, answer, "\n".join(lines) or _("没有到期事项。"))


@law.command("clock", help=_("核对这台电脑的时间与已有记录；--confirm 确认现在的时间是对的"))
@click.option("--confirm", is_flag=True, help=_("原先的时间走快了，以现在的时间为准"))
@click.pass_obj
@answering
def law_clock(console: Console, confirm: bool) -> None:
    """Say whether the clock is behind what is recorded, or that it is right now."""
    office = console.office
    if confirm:
        clock_confirmation.confirm(office, lambda: console.actor(Role.SYSTEM_ADMIN))
    with office.store.read() as reader:
        require_right_time(office, reader)
    click.echo(_("时间与已有记录相符。"))


@law.command("tomorrow", help=_("今天是补正告知最后一天、明天将视为受理的办件"))
@json_option
@click.pass_obj
@answering
def law_tomorrow(console: Console, as_json: bool) -> None:
    """List what silence accepts tomorrow."""
    lines = operation_of_law.tomorrow(console.office, console.actor(Role.SUPERVISOR))
    told = [f"{line.number}\t{line.item_name}" for line in lines]
    say(as_json, [_line(line) for line in lines], "\n".join(told) or _("没有办件。"))


@law.command("outstanding", help=_("须由人处理的：承诺逾期未改正、依法事项受阻、明天将视为受理"))
@json_option
@click.pass_obj
@answering
def law_outstanding(console: Console, as_json: bool) -> None:
    """List what people must see to."""
    found = operation_of_law.outstanding(console.office, console.actor(Role.SUPERVISOR))
    answer = [
        {
            **_line(one.line),
            "why": str(one.why),
            "day": str(one.day),
            "sentence": sentence(one.said),
        }
        for one in found
    ]
    told = [sentence(one.said) for one in found]
    say(as_json, answer, "\n".join(told) or _("没有办件。"))


def _line(line: CaseLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "item": line.item_id,
        "name": line.item_name,
        "due": str(line.due) if line.due else None,
    }
