"""`cases`: the queues, one case whole, and every act on it, from the command line."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.admin.answers import json_option, say
from app.admin.case_acts import Command, carry_out, role_for
from app.admin.console import Console, answering, yichuang_admin
from app.checks.untrusted_yaml import parse_yaml
from app.domain.actor import Role
from app.domain.acts import Act, ActKind
from app.domain.case import Case
from app.domain.deadlines import Due
from app.domain.procedure import Result
from app.errors import Problem, WorldProblem
from app.ports.cases import CaseLine
from app.services import papers, proceeding, review
from app.services.proceeding import CaseView, Done
from app.services.review import Queue
from app.services.rounds import Round, rounds_of
from app.wording import _
from app.wording.deadlines import day_sentence
from app.wording.proceeding import ACTS, awaited_words, clock_word
from app.wording.sentences import sentence
from app.wording.terms import CASE_STATES
from db.repositories import act_bodies


@yichuang_admin.group(help=_("办件"))
def cases() -> None:
    """Hold the commands about cases."""


@cases.command("list", help=_("列出办件，最近到期的在前"))
@click.option(
    "--queue",
    "which",
    type=click.Choice([str(one) for one in Queue]),
    default=str(Queue.ALL),
    show_default=True,
    help=_("哪一个队列"),
)
@click.option("--text", default="", help=_("编号、条码或者申请人"))
@json_option
@click.pass_obj
@answering
def cases_list(console: Console, which: str, text: str, as_json: bool) -> None:
    """List a queue of the account that acts."""
    lines = review.queue(console.office, console.actor(Role.SUPERVISOR), Queue(which), text)
    told = ["\t".join(_line_words(line)) for line in lines]
    say(as_json, [_line(line) for line in lines], "\n".join(told) or _("没有办件。"))


@cases.command("show", help=_("看一个办件：经过、期限逐日说明、现在能办什么"))
@click.argument("number")
@json_option
@click.pass_obj
@answering
def cases_show(console: Console, number: str, as_json: bool) -> None:
    """Show one case: what happened, what its clocks say, what may be done."""
    view = _view(console, number)
    rounds = rounds_of(console.office, console.actor(Role.SUPERVISOR), view.case.id)
    told = {**_described(view), "rounds": [_round(one) for one in rounds]}
    say(as_json, told, "\n".join((*_told(view), *_round_words(rounds))))


@cases.command("act", help=_("办理一步；内容用 JSON 或 YAML 给出"))
@click.argument("number")
@click.argument("kind", type=click.Choice([str(kind) for kind in ActKind]))
@click.option(
    "--body", type=click.Path(path_type=Path, allow_dash=True), help=_("内容文件，- 为标准输入")
)
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help=_("单项内容，可多次给出")
)
@click.option(
    "--at", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]), help=_("实际办理时间")
)
@json_option
@click.pass_obj
@answering
def cases_act(
    console: Console,
    number: str,
    kind: str,
    body: Path | None,
    settings: tuple[str, ...],
    at: datetime | None,
    as_json: bool,
) -> None:
    """Do one act on a case, then make the papers that it calls for."""
    office, view, wanted = console.office, _view(console, number), ActKind(kind)
    actor = console.actor(role_for(view, wanted))
    said = {**_said(body), **dict(map(_setting, settings))}
    moment = at.replace(tzinfo=office.now().tzinfo) if at else None
    done = carry_out(Command(office, view, wanted, said, moment), actor)
    made = papers.make_missing(office, actor, done.case.sitting_id)
    answer = {
        "case": _case(done.case),
        "act": _act(done.act),
        "also": [_case(one) for one in done.also],
        "papers": [{"kind": str(one.kind), "number": one.number} for one in made.papers],
        "paper_failures": [
            {"kind": str(paper), "sentence": sentence(why)} for paper, why in made.failures
        ],
    }
    lacking = [sentence(why) for _paper, why in made.failures]
    say(as_json, answer, "\n".join((*_done_words(done), *lacking)))


def _view(console: Console, number: str) -> CaseView:
    office, reader = console.office, console.actor(Role.SUPERVISOR)
    return proceeding.view_case(office, reader, proceeding.find_case(office, reader, number))


def _said(file: Path | None) -> dict[str, Any]:
    """Read what an act says from a file or the standard input."""
    if file is None:
        return {}
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise WorldProblem("act-file.unreadable", file=str(file)) from error
    text = parse_yaml(content, file.name)
    if text.findings or not isinstance(text.data, dict):
        raise Problem("act-file.wrong", why=file.name, findings=text.findings)
    return text.data


def _setting(pair: str) -> tuple[str, object]:
    """Read `name=value`; the value of a number is whole, true and false are truths, all else is text."""
    name, equals, value = pair.partition("=")
    if not equals:
        raise click.BadParameter(_("请写成 NAME=VALUE。"))
    if value in ("true", "false"):
        return name, value == "true"
    return name, int(value) if _WHOLE.fullmatch(value) and name in _NUMBERS else value


_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_NUMBERS = frozenset({"planned_days", "days", "amount"})


def _line(line: CaseLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "item": line.item_id,
        "name": line.item_name,
        "applicant": line.applicant,
        "state": str(line.state),
        "step": line.step,
        "team": line.team,
        "holder": line.holder_name,
        "received_at": line.received_at.isoformat(),
        "due": _day(line.due),
        "legal_due": _day(line.legal_due),
        "stopped": line.stopped,
        "provisional": line.provisional,
        "practice": line.practice,
    }


def _line_words(line: CaseLine) -> tuple[str, ...]:
    state = _(CASE_STATES[str(line.state)])
    return (
        line.number,
        state,
        _day(line.due) or "",
        line.holder_name,
        line.item_name,
        line.applicant,
    )


def _case(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "barcode": case.barcode,
        "item": case.item_id,
        "name": case.item_name,
        "state": str(case.state),
        "regime": case.regime,
        "decider": case.decider,
        "team": case.team,
        "holder": case.holder_name,
        "round": case.round,
        "corrections": case.corrections,
        "step": case.step,
        "stopped": case.stopped,
        "extended_days": case.extended_days,
        "provisional": case.provisional,
        "received_at": case.received_at.isoformat(),
        "handed_in_at": _moment(case.handed_in_at),
        "accepted_at": _moment(case.accepted_at),
        "decided_at": _moment(case.decided_at),
        "delivered_at": _moment(case.delivered_at),
        "closed_at": _moment(case.closed_at),
        "owed_due": _day(case.owed_due),
        "acts": case.acts,
    }


def _described(view: CaseView) -> dict[str, Any]:
    return {
        **_case(view.case),
        "sitting": view.seen.sitting.number,
        "applicant": view.seen.sitting.applicant.name,
        "steps": list(view.steps),
        "awaited": [
            {"number": one.case.number, "item": one.case.item_id, "result": str(one.result)}
            for one in view.awaited
        ],
        "clocks": {name: _clock(due) for name, due in _clocks(view).items()},
        "chronology": [_act(act) for act in view.acts],
        "possible": {str(kind): _refusal(why) for kind, why in view.possible.items()},
    }


def _clocks(view: CaseView) -> dict[str, Due | None]:
    clocks = view.clocks
    return {
        "notice": clocks.notice,
        "duty": clocks.duty,
        "promised": clocks.promised,
        "legal": clocks.legal,
        "issue": clocks.issue,
    }


def _clock(due: Due | None) -> dict[str, Any] | None:
    if due is None:
        return None
    days = [
        {
            "day": step.day.isoformat(),
            "counted": step.counted,
            "reason": step.reason,
            "sentence": day_sentence(step),
        }
        for step in due.steps
    ]
    return {
        "due": due.day.isoformat(),
        "amount": due.amount,
        "unit": due.unit,
        "provisional": due.provisional,
        "days": days,
    }


def _act(act: Act) -> dict[str, Any]:
    return {
        "seq": act.seq,
        "kind": str(act.kind),
        "at": act.at.isoformat(),
        "recorded_at": act.recorded_at.isoformat(),
        "by": act.by_name,
        "by_law": act.by is None,
        **act_bodies.written(act.body),
    }


def _refusal(why: Problem | None) -> dict[str, str] | None:
    return None if why is None else {"code": why.code, "sentence": sentence(why)}


def _told(view: CaseView) -> list[str]:
    case = view.case
    lines = [f"{case.number}\t{_(CASE_STATES[str(case.state)])}\t{case.item_name}", _("经过：")]
    lines += [_act_words(act) for act in view.acts]
    lines += [
        awaited_words(one.case.item_name, one.result)
        for one in view.awaited
        if one.result is not Result.GIVEN
    ]
    lines.append(_("期限："))
    for name, due in _clocks(view).items():
        if due is not None:
            lines.append(f"  {clock_word(name)}\t{due.day.isoformat()}")
            lines += [f"    {day_sentence(step)}" for step in due.steps]
    lines.append(_("现在能办："))
    for kind, why in view.possible.items():
        lines.append(f"  {kind}\t{_(ACTS[kind])}\t{sentence(why) if why else ''}")
    return lines


def _act_words(act: Act) -> str:
    at = act.at.isoformat(" ", "minutes")
    return f"  {act.seq}\t{at}\t{_(ACTS[act.kind])}\t{act.by_name}"


def _round(one: Round) -> dict[str, Any]:
    return {
        "number": one.number,
        "opened_at": one.opened_at.isoformat(),
        "asked": [vars(defect) for defect in one.asked],
        "materials": list(one.materials),
        "fields": list(one.fields),
        "scans": [{"name": scan.name, "sha256": scan.sha256} for scan in one.scans],
    }


def _round_words(rounds: tuple[Round, ...]) -> list[str]:
    """Return the rounds in words where there was more than the receipt."""
    if len(rounds) == 1:
        return []
    brought = ((one, "、".join((*one.materials, *one.fields))) for one in rounds)
    return [
        _("各次收件："),
        *(
            f"  {one.number}\t{one.opened_at.isoformat(' ', 'minutes')}\t{came}"
            for one, came in brought
        ),
    ]


def _done_words(done: Done) -> list[str]:
    return [
        f"{case.number}\t{_(CASE_STATES[str(case.state)])}\t{case.item_name}"
        for case in (done.case, *done.also)
    ]


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
