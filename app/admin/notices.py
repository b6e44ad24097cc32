"""`notices list|write`, `helping counts` and `fees day`: what a bureau tells of a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.errors import WorldProblem
from app.services import fees, helping, public_notice
from app.services.public_notice import NoticeLine
from app.wording import _
from app.wording.hand_over import NOTICE_HEAD, OUTCOME_WORDS

_DAY = click.DateTime(formats=["%Y-%m-%d"])


def _time(command: Callable[..., None]) -> Callable[..., None]:
    """Add the two days that a time is told by, both included."""
    until = click.option("--until", required=True, type=_DAY)
    return click.option("--since", required=True, type=_DAY)(until(command))


@yichuang_admin.group("notices", help=_("双公示"))
def notices() -> None:
    """Hold the commands about the public notice of decisions."""


@notices.command("list", help=_("列出准予和不予许可的决定及公示期限"))
@_time
@json_option
@click.pass_obj
@answering
def listing(console: Console, since: datetime, until: datetime, as_json: bool) -> None:
    """List the decisions of a time with their last day for publishing."""
    office, actor = console.office, console.actor(Role.SUPERVISOR)
    lines = public_notice.lines(office, actor, since.date(), until.date())
    told = (
        f"{line.decided_on}\t{line.due}\t{_overdue(line)}\t{_(OUTCOME_WORDS[line.outcome])}"
        f"\t{line.number}\t{line.item}"
        for line in lines
    )
    say(as_json, [_answer(line) for line in lines], "\n".join(told))


def _overdue(line: NoticeLine) -> str:
    return _("逾期") if line.overdue else ""


def _answer(line: NoticeLine) -> dict[str, object]:
    plain = asdict(line) | {"cells": dict(zip(NOTICE_HEAD, line.cells, strict=True))}
    days = (name for name, value in plain.items() if isinstance(value, date))
    return {
        **plain,
        "case_id": str(line.case_id),
        "act_id": str(line.act_id) if line.act_id else None,
        **{name: str(plain[name]) for name in tuple(days)},
    }


@notices.command("write", help=_("写出双公示表（CSV），并记为已公示"))
@_time
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", "replacing", is_flag=True, help=_("覆盖同名的文件"))
@json_option
@click.pass_obj
@answering
def write(
    console: Console, since: datetime, until: datetime, out: Path, replacing: bool, as_json: bool
) -> None:
    """Write the notice of a time in the form's columns."""
    if out.exists() and not replacing:
        raise WorldProblem("case-file.exists", path=str(out))
    office, actor = console.office, console.actor(Role.SUPERVISOR)
    done = public_notice.write(office, actor, out, since.date(), until.date())
    answer = {"path": str(done.path), "lines": done.lines, "overdue": done.overdue}
    text = _("已写出 {lines} 条，其中逾期 {overdue} 条：{path}")
    say(as_json, answer, text.format(**answer))


@yichuang_admin.group("helping", help=_("帮办代办"))
def helping_group() -> None:
    """Hold the commands about those who act for applicants."""


@helping_group.command("counts", help=_("帮办代办工作量"))
@_time
@json_option
@click.pass_obj
@answering
def counts(console: Console, since: datetime, until: datetime, as_json: bool) -> None:
    """Count the helpers' sittings, cases, and the visits that applicants were spared."""
    office, actor = console.office, console.actor(Role.SUPERVISOR)
    found = helping.counts(office, actor, since.date(), until.date())
    answer = [asdict(one) | {"account_id": str(one.account_id)} for one in found]
    text = _("{name}：办理 {sittings} 次，办件 {cases} 件，减少跑动 {visits_saved} 次")
    say(as_json, answer, "\n".join(text.format(**one) for one in answer))


@yichuang_admin.group("fees", help=_("收费"))
def fees_group() -> None:
    """Hold the commands about fees."""


@fees_group.command("day", help=_("一天的缴费明细与合计"))
@click.option("--on", "day", type=_DAY, help=_("哪一天，不写为今天"))
@json_option
@click.pass_obj
@answering
def fees_day(console: Console, day: datetime | None, as_json: bool) -> None:
    """List what was paid on a day, with its sum in fen."""
    office, actor = console.office, console.actor(Role.SUPERVISOR)
    found = fees.day_total(office, actor, day.date() if day else office.today())
    answer = {
        "day": found.day.isoformat(),
        "lines": [asdict(line) | {"case_id": str(line.case_id)} for line in found.lines],
        "total": found.total,
    }
    told = [f"{line.number}\t{line.receipt_no}\t{line.amount / 100:.2f}" for line in found.lines]
    total = _("{day} 合计 {total} 元").format(day=found.day, total=f"{found.total / 100:.2f}")
    say(as_json, answer, "\n".join([*told, total]))
