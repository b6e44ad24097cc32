"""`sitting accept`: a filled sitting from a file, through the same verbs as the screen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from app.admin.answers import REFUSED, json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.admin.filling import decide, fill
from app.admin.sitting_file import FilledSitting, read_sittings
from app.domain.actor import Actor, Role
from app.domain.case import Case, OutcomeKind
from app.domain.paper import Paper
from app.errors import Problem, WorldProblem
from app.forms.snapshot import DraftSnapshot
from app.services import bureau as bureau_service
from app.services import drafts, intake, outcomes, papers
from app.services.intake import Received
from app.services.office import Office
from app.wording import _
from app.wording.sentences import sentence
from app.wording.terms import CASE_STATES, PAPERS

_TOLD = frozenset({OutcomeKind.CORRECT, OutcomeKind.REFUSE, OutcomeKind.NOT_NEEDED})
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@yichuang_admin.group(help=_("办理"))
def sitting() -> None:
    """Hold the commands about sittings."""


@sitting.command("accept", help=_("按文件收件、受理并生成文书"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help=_("文书 PDF 存放的文件夹"))
@json_option
@click.pass_context
@answering
def accept(context: click.Context, file: Path, out: Path | None, as_json: bool) -> None:
    """Receive and conclude every sitting of a file, and make its papers."""
    console: Console = context.obj
    filled = read_sittings(file)
    office, actor = console.office, console.actor(Role.CLERK)
    waiting = bureau_service.current(office).waiting
    _make_folder(out)
    # Every sitting is filled in and looked at before the first is received.
    prepared = [
        (one, fill(drafts.begin(office, actor, one.received_at), one, waiting)) for one in filled
    ]
    done = [_take(office, actor, one, draft.snapshot(), out) for one, draft in prepared]
    answer: Any = done[0] if len(done) == 1 else done
    say(as_json, answer, "\n\n".join(_told(one) for one in done))
    if any(one["refused"] for one in done):
        context.exit(REFUSED)


def _make_folder(out: Path | None) -> None:
    try:
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorldProblem("file.unwritable", file=str(out)) from error


def _take(
    office: Office, actor: Actor, one: FilledSitting, snapshot: DraftSnapshot, out: Path | None
) -> dict[str, Any]:
    """Take one sitting. A refused conclusion leaves it received; the answer says both."""
    received = intake.receive(office, actor, snapshot, one.received_at)
    # The receipt witnesses the receiving, so it is made before anything is decided.
    first = papers.make_missing(office, actor, received.sitting.id)
    refusal: Problem | None = None
    cases = received.cases
    try:
        cases = _conclude(office, actor, one, received)
    except Problem as problem:
        refusal = problem
    second = papers.make_missing(office, actor, received.sitting.id)
    made = (*first.papers, *second.papers)
    files = [_written(paper, out) for paper in made]
    failures = {**dict(first.failures), **dict(second.failures)}
    return {
        "name": one.name,
        "refused": sentence(refusal) if refusal else None,
        **_sitting_answer(received),
        "cases": [_case_answer(case) for case in cases],
        "papers": [_paper_answer(paper, path) for paper, path in zip(made, files, strict=True)],
        "paper_failures": [
            *({"kind": str(kind), "sentence": sentence(why)} for kind, why in failures.items()),
            *(
                {"kind": str(paper.kind), "sentence": sentence(_unwritable(paper, out))}
                for paper, path in zip(made, files, strict=True)
                if out is not None and path is None
            ),
        ],
    }


def _conclude(
    office: Office, actor: Actor, one: FilledSitting, received: Received
) -> tuple[Case, ...]:
    """Decide as proposed and as the file says.

    What was complete when it was received on an earlier day was accepted then; a correction or a
    refusal is told today.
    """
    decided = decide(outcomes.propose(office, actor, received.sitting.id), one.corrections)
    told_today = any(outcome.kind in _TOLD for outcome in decided)
    at = received.sitting.received_at if one.received_at and not told_today else None
    return outcomes.conclude(office, actor, received.sitting.id, decided, at).cases


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


def _paper_answer(paper: Paper, path: str | None) -> dict[str, Any]:
    return {
        "kind": str(paper.kind),
        "number": paper.number,
        "barcode": paper.barcode,
        "pages": paper.pages,
        "sha256": paper.sha256,
        "file": path,
    }


def _written(paper: Paper, out: Path | None) -> str | None:
    """Write a paper into the folder; None where there is none or it cannot be written."""
    if out is None:
        return None
    path = out / _file_name(paper)
    try:
        path.write_bytes(paper.content)
    except OSError:
        return None
    return str(path)


def _unwritable(paper: Paper, out: Path) -> WorldProblem:
    return WorldProblem("file.unwritable", file=str(out / _file_name(paper)))


def _file_name(paper: Paper) -> str:
    return _UNSAFE.sub("_", f"{PAPERS[str(paper.kind)]}_{paper.number}.pdf")


def _told(one: dict[str, Any]) -> str:
    lines = [
        _("收件：{number}（{applicant}），查询码 {query_code}").format(**one["sitting"]),
    ]
    for case in one["cases"]:
        named = CASE_STATES[case["state"]]
        state = _(named)
        lines.append(f"  {case['number']}\t{state}\t{case['promised_due'] or ''}\t{case['name']}")
    lines += map(_paper_line, one["papers"])
    lines += [f"  {failure['sentence']}" for failure in one["paper_failures"]]
    if one["refused"]:
        lines.append(_("  已收件，尚未作出处理：{why}").format(why=one["refused"]))
    return "\n".join(lines)


def _paper_line(paper: dict[str, Any]) -> str:
    name = PAPERS[paper["kind"]]
    return f"  {_(name)}\t{paper['number']}\t{paper['file'] or ''}"
