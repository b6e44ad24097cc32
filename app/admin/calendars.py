"""`calendar import`: the next year's holiday notice."""

from __future__ import annotations

from pathlib import Path

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.services import calendars, operation_of_law
from app.wording import _


@yichuang_admin.group("calendar", help=_("工作日历"))
def calendar() -> None:
    """Hold the commands about the calendar of working days."""


@calendar.command("import", help=_("导入一年的放假安排，并重算受影响的期限；有错则不改动任何内容"))
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
@answering
def calendar_import(console: Console, file: Path, as_json: bool) -> None:
    """Import a notice and count the days of the open cases again."""
    office = console.office
    done = calendars.import_notice(office, console.actor(Role.SYSTEM_ADMIN), file)
    counted = () if done.again else operation_of_law.run(office).recounted
    answer = {
        "year": done.notice.year,
        "off": len(done.notice.off),
        "work": len(done.notice.work),
        "again": done.again,
        "recounted": len(counted),
    }
    text = _(
        "已导入 {year} 年放假安排：放假 {off} 天，调休上班 {work} 天，重算期限 {recounted} 件。"
    )
    if done.again:
        text = _("{year} 年放假安排与现有的相同，没有改动。")
    say(as_json, answer, text.format(**answer))
