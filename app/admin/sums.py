"""`check` and `due`: one value checked, one due date worked out; a store is used where there is one."""

from __future__ import annotations

from datetime import datetime

import click

from app.admin.answers import REFUSED, json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.checks import KINDS, check_kind
from app.domain.catalogue import Limit
from app.domain.working_days import due as due_day
from app.errors import Problem
from app.ports.clock import SystemClock
from app.wording import _
from app.wording.deadlines import day_sentence
from app.wording.sentences import sentence

_MINUS_IS_A_SIGN = {"ignore_unknown_options": True}
"""Lets `-5` be a value: what is wrong with it is then said in words."""


def _kind(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Read the kind of a value; hyphens are as good as underscores."""
    name = value.strip().lower().replace("-", "_")
    if name not in KINDS:
        known = "、".join(sorted(KINDS))
        raise click.BadParameter(
            _("没有“{kind}”这一种，可用：{known}").format(kind=value, known=known)
        )
    return name


@yichuang_admin.command(
    help=_("检查一个值：证件号码、信用代码、电话、姓名等"),
    epilog=_("KIND 的种类：{known}").format(known=" ".join(sorted(KINDS))),
    context_settings=_MINUS_IS_A_SIGN,
)
@click.argument("kind", callback=_kind)
@click.argument("value")
@json_option
@click.pass_context
@answering
def check(context: click.Context, kind: str, value: str, as_json: bool) -> None:
    """Check one value; repaired or merely warned is still good (exit code 0)."""
    result = check_kind(kind, value, SystemClock().now().date())
    findings = [
        {"code": one.code, "severity": str(one.severity), "sentence": sentence(one)}
        for one in result.findings
    ]
    sentences = [str(one["sentence"]) for one in findings]
    answer = {
        "kind": kind,
        "value": value,
        "ok": result.ok,
        "verdict": "ok" if result.ok else "refused",
        "repaired": result.value if result.ok else None,
        "sentence": " ".join(sentences),
        "findings": findings,
    }
    verdict = _("可以使用：{value}").format(value=result.value) if result.ok else _("不能使用。")
    say(as_json, answer, "\n".join([verdict, *sentences]))
    if not result.ok:
        context.exit(REFUSED)


@yichuang_admin.command(
    help=_("推算期限：从 DATE 的次日起第 N 个工作日（或日、月）；导入过的放假安排也算在内"),
    context_settings=_MINUS_IS_A_SIGN,
)
@click.argument("date", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("n", metavar="N", type=click.IntRange(0, 5000))
@click.option("--unit", default="工作日", show_default=True, help=_("单位：工作日、日、月"))
@click.option("--explain", is_flag=True, help=_("逐日说明"))
@json_option
@click.pass_obj
@answering
def due(console: Console, date: datetime, n: int, unit: str, explain: bool, as_json: bool) -> None:
    """Work out a due date and, when asked, explain every day of it."""
    found = due_day(date.date(), Limit(n, unit), console.calendar())
    if found is None:
        raise Problem("due.unit-unknown", unit=unit)
    days = [
        {
            "day": step.day.isoformat(),
            "counted": step.counted,
            "reason": step.reason,
            "sentence": day_sentence(step),
        }
        for step in found.steps
    ]
    answer: dict[str, object] = {
        "start": date.date().isoformat(),
        "amount": n,
        "unit": unit,
        "due": found.day.isoformat(),
        "provisional": found.provisional,
    }
    lines = [found.day.isoformat()]
    if found.provisional:
        lines.append(_("所涉年份的放假安排尚未公布，日期为暂定。"))
    if explain:
        answer["days"] = days
        lines += [str(one["sentence"]) for one in days]
    say(as_json, answer, "\n".join(lines))
