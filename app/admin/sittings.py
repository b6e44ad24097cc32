"""`sitting accept`: a filled sitting from a file, through the same verbs as the screen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.admin.filling import decide, fill
from app.admin.sitting_file import FilledSitting, read_sittings
from app.domain.actor import Actor, Role
from app.domain.case import Case
from app.domain.paper import Paper
from app.errors import WorldProblem
from app.services import drafts, intake, outcomes, papers
from app.services.intake import Received
from app.services.office import Office
from app.wording import _
from app.wording.sentences import sentence
from app.wording.terms import CASE_STATES, PAPERS

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@yichuang_admin.group(help=_("办理"))
def sitting() -> None:
    """Hold the commands about sittings."""


@sitting.command("accept", help=_("按文件收件、受理并生成文书"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help=_("文书 PDF 存放的文件夹"))
@json_option
@click.pass_obj
@answering
def accept(console: Console, file: Path, out: Path | None, as_json: bool) -> None:
    """Receive and conclude every sitting of a file, and make its papers."""
    filled = read_sittings(file)
    office, actor = console.office, console.actor(Role.CLERK)
    # Every sitting is filled in and looked at before the first is received.
    prepared = [(one, fill(drafts.begin(office, actor), one)) for one in filled]
    done = [_take(office, actor, one, draft.snapshot(), out) for one, draft in prepared]
    answer: Any = done[0] if len(done) == 1 else done
    say(as_json, answer, "\n\n".join(_told(one) for one in done))


def _take(
    office: Office, actor: Actor, one: FilledSitting, snapshot: Any, out: Path | None
) -> dict[str, Any]:
    received = intake.receive(office, actor, snapshot, one.received_at)
    at = received.sitting.received_at if one.received_at else None
    # The receipt witnesses the receiving, so it is made before anything is decided.
    first = papers.make_missing(office, actor, received.sitting.id)
    proposed = outcomes.propose(office, actor, received.sitting.id)
    decided = decide(proposed, one.corrections)
    concluded = outcomes.conclude(office, actor, received.sitting.id, decided, at)
    second = papers.make_missing(office, actor, received.sitting.id)
    made = (*first.papers, *second.papers)
    files = _written(made, out)
    return {
        "name": one.name,
        **_sitting_answer(received),
        "cases": [_case_answer(case) for case in concluded.cases],
        "papers": [
            {
                "kind": str(paper.kind),
                "number": paper.number,
                "barcode": paper.barcode,
                "pages": paper.pages,
                "sha256": paper.sha256,
                "file": path,
            }
            for paper, path in zip(made, files, strict=True)
        ],
        "paper_failures": [
            {"kind": str(kind), "sentence": sentence(problem)}
            for kind, problem in {**dict(first.failures), **dict(second.failures)}.items()
        ],
    }


def _sitting_answer(received: Received) -> dict[str, Any]:
    sitting_ = received.sitting
    return {
        "sitting": {
            "id": str(sitting_.id),
            "number": sitting_.number,
            "barcode": sitting_.barcode,
            "query_code": sitting_.query_code,
            "applicant": sitting_.applicant.name,
            "received_at": sitting_.received_at.isoformat(),
            "entry_mode": str(sitting_.entry_mode),
        },
        "savings": dict(sitting_.savings),
    }


def _case_answer(case: Case) -> dict[str, Any]:
    return {
        "item": case.item_id,
        "name": case.item_name,
        "version": case.item_version,
        "number": case.number,
        "barcode": case.barcode,
        "state": str(case.state),
        "regime": case.regime,
        "decider": case.decider,
        "received_at": case.received_at.isoformat(),
        "handed_in_at": case.handed_in_at.isoformat() if case.handed_in_at else None,
        "accepted_at": case.accepted_at.isoformat() if case.accepted_at else None,
        "notice_due": str(case.notice_due) if case.notice_due else None,
        "promised_due": str(case.promised_due) if case.promised_due else None,
        "legal_due": str(case.legal_due) if case.legal_due else None,
        "owed_due": str(case.owed_due) if case.owed_due else None,
        "provisional": case.provisional,
        "waits": bool(case.waits_for),
    }


def _written(made: tuple[Paper, ...], out: Path | None) -> list[str | None]:
    if out is None:
        return [None] * len(made)
    try:
        out.mkdir(parents=True, exist_ok=True)
        paths = [out / _file_name(paper) for paper in made]
        for paper, path in zip(made, paths, strict=True):
            path.write_bytes(paper.content)
    except OSError as error:
        raise WorldProblem("file.unwritable", file=str(out)) from error
    return [str(path) for path in paths]


def _file_name(paper: Paper) -> str:
    return _UNSAFE.sub("_", f"{PAPERS[str(paper.kind)]}_{paper.number}.pdf")


def _told(one: dict[str, Any]) -> str:
    lines = [
        _("收件：{number}（{applicant}），查询码 {query_code}").format(**one["sitting"]),
    ]
    for case in one["cases"]:
        state = _(CASE_STATES[case["state"]])
        lines.append(f"  {case['number']}\t{state}\t{case['promised_due'] or ''}\t{case['name']}")
    lines += [
        f"  {_(PAPERS[paper['kind']])}\t{paper['number']}\t{paper['file'] or ''}"
        for paper in one["papers"]
    ]
    lines += [f"  {failure['sentence']}" for failure in one["paper_failures"]]
    return "\n".join(lines)
