"""`verify`: is a file a genuine certificate; off-line, with or without a store.

Exit codes: 0 genuine, 1 anything else, 2 no readable PDF.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app import paths
from app.admin.answers import REFUSED, json_option, say
from app.admin.console import Console, yichuang_admin
from app.errors import Problem
from app.services.certificate_verification import FileVerdict, Verdict, read_file, verify_file
from app.wording import _
from app.wording.certificates import SAMPLE, TERM_ENDLESS, TERM_SINCE, TERM_UNTIL, VERDICTS
from app.wording.sentences import sentence

_UNREADABLE = 2
_NOT_OURS = {"verification.no-seal", "verification.unknown-seal"}


@yichuang_admin.command(
    help=_("查验电子证照文件：真实有效时以 0 退出，其他情形 1，读不出 2；不联网")
)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def verify(context: click.Context, file: Path, as_json: bool) -> None:
    """Verify one file against this machine's register; without a store only samples are known."""
    console: Console = context.obj
    try:
        content = read_file(file)
        office = console.office if paths.store_file(paths.home()).is_file() else None
        found = verify_file(office, content)
    except Problem as problem:
        text = sentence(problem)
        answer = {"verdict": Verdict.UNKNOWN.value, "genuine": False, "refused": problem.code}
        say(as_json, {**answer, "sentence": text}, text)
        context.exit(_UNREADABLE)
    say(as_json, _answer(found), "\n".join((_verdict(found), *map(sentence, found.reasons))))
    if not found.genuine:
        context.exit(REFUSED)


def _verdict(found: FileVerdict) -> str:
    """Return the verdict in one sentence."""
    own = found.certificate
    codes = {one.code for one in found.reasons}
    known = found.verdict.value
    if found.verdict is Verdict.UNKNOWN and not codes & _NOT_OURS:
        known = "unproven"
    elif found.genuine and not found.in_force:
        known = "out-of-term"
    if own is None:
        return _(VERDICTS[known])
    until = own.valid_until
    term = _(TERM_UNTIL).format(until=until) if until else _(TERM_ENDLESS)
    if "verification.not-yet" in codes:
        term = _(TERM_SINCE).format(since=own.valid_from)
    said = _(VERDICTS[known]).format(
        kind=own.kind, number=own.number, holder=own.holder, agency=own.agency, term=term
    )
    return said + (_(SAMPLE) if found.sample and found.genuine else "")


def _answer(found: FileVerdict) -> dict[str, Any]:
    own = found.certificate
    return {
        "verdict": found.verdict.value,
        "genuine": found.genuine,
        "in_force": found.in_force,
        "sample": found.sample,
        "sentence": _verdict(found),
        "sealed_at": found.sealed_at.isoformat() if found.sealed_at else None,
        "certificate": {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in vars(own).items()
        }
        if own
        else None,
        "reasons": [{"code": one.code, "sentence": sentence(one)} for one in found.reasons],
    }
