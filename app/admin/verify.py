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
from app.errors import Problem, WorldProblem
from app.services.certificate_verification import FileVerdict, verify_file
from app.wording import _
from app.wording.certificates import SAMPLE, TERM_ENDLESS, TERM_UNTIL, VERDICTS
from app.wording.sentences import sentence

_UNREADABLE = 2


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
        content = _content(file)
        office = console.office if paths.store_file(paths.home()).is_file() else None
        found = verify_file(office, content)
    except Problem as problem:
        text = sentence(problem)
        say(as_json, {"refused": problem.code, "sentence": text}, text)
        context.exit(_UNREADABLE)
    say(as_json, _answer(found), "\n".join((_verdict(found), *map(sentence, found.reasons))))
    if not found.genuine:
        context.exit(REFUSED)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise WorldProblem("file.unreadable", file=str(file)) from error


def _verdict(found: FileVerdict) -> str:
    """Return the verdict in one sentence."""
    own = found.certificate
    template = _(VERDICTS[found.verdict.value])
    if own is None:
        return template if "{" not in template else _(VERDICTS["unknown"])
    until = own.valid_until
    term = _(TERM_UNTIL).format(until=until) if until else _(TERM_ENDLESS)
    said = template.format(
        kind=own.kind, number=own.number, holder=own.holder, agency=own.agency, term=term
    )
    return said + (_(SAMPLE) if found.sample and found.genuine else "")


def _answer(found: FileVerdict) -> dict[str, Any]:
    own = found.certificate
    return {
        "verdict": found.verdict.value,
        "genuine": found.genuine,
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
