"""`file show|score|export`: one case's file, as it lies, as an inspector sees it, and handed out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.errors import WorldProblem
from app.services import case_file, proceeding
from app.wording import N_, _

_MARKS = {True: N_("齐"), False: N_("缺"), None: N_("不适用")}


@yichuang_admin.group("file", help=_("案卷"))
def files() -> None:
    """Hold the commands about case files."""


@files.command("show", help=_("卷内目录"))
@click.argument("number")
@json_option
@click.pass_obj
@answering
def show(console: Console, number: str, as_json: bool) -> None:
    """List what lies in the file of a case, found by any of its numbers."""
    office, actor = console.office, console.actor(Role.SUPERVISOR)
    case_id = proceeding.find_case(office, actor, number)
    entries = case_file.contents(office, actor, case_id)
    answer = [asdict(entry) | {"day": entry.day.isoformat()} for entry in entries]
    say(
        as_json,
        answer,
        "\n".join(f"{e.first_page}\t{e.title}\t{e.number}\t{e.day}" for e in entries),
    )


@files.command("score", help=_("按案卷评查标准检查"))
@click.argument("number")
@json_option
@click.pass_obj
@answering
def score(console: Console, number: str, as_json: bool) -> None:
    """Check the file of a case as inspectors do, with what is missing."""
    office, actor = console.office, console.actor(Role.SUPERVISOR)
    case_id = proceeding.find_case(office, actor, number)
    lines = case_file.score(office, actor, case_id)
    words = _("评查表共 {lines} 项 {points} 分，本案涉及 {asked} 项 {whole} 分。")
    asked = [line for line in lines if line.passed is not None]
    told = [
        words.format(
            lines=len(lines),
            points=sum(line.points for line in lines),
            asked=len(asked),
            whole=sum(line.points for line in asked),
        )
    ]
    for line in lines:
        told.append(f"{_(_MARKS[line.passed])}\t{line.points}\t{line.title}")
        told += [f"\t\t{gap}" for gap in line.missing]
    say(as_json, [asdict(line) for line in lines], "\n".join(told))


@files.command("export", help=_("整卷导出：文件夹，或者带页码的一个 PDF"))
@click.argument("number")
@click.option("--out", required=True, type=click.Path(path_type=Path))
@click.option("--one-pdf", is_flag=True, help=_("装订成一个 PDF"))
@click.option("--replace", "replacing", is_flag=True, help=_("覆盖同名的 PDF"))
@click.option(
    "--received-on",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help=_("收到行政复议申请书副本的日期，不写为今天；据此给出答复期限"),
)
@json_option
@click.pass_obj
@answering
def export(
    console: Console,
    number: str,
    out: Path,
    one_pdf: bool,
    replacing: bool,
    received_on: datetime | None,
    as_json: bool,
) -> None:
    """Hand out the file of a case whole."""
    if out.exists() and not replacing:
        raise WorldProblem("case-file.exists", path=str(out))
    office, actor = console.office, console.actor(Role.SUPERVISOR)
    case_id = proceeding.find_case(office, actor, number)
    done = case_file.export(office, actor, case_id, out, one_pdf=one_pdf)
    came = received_on.date() if received_on else office.today()
    answer = {
        "path": str(done.path),
        "papers": done.papers,
        "pages": done.pages,
        "answer_due": case_file.answer_due(office, came).isoformat(),
    }
    text = _("已导出 {papers} 件 {pages} 页：{path}\n行政复议答复期限：{answer_due}")
    say(as_json, answer, text.format(**answer))
