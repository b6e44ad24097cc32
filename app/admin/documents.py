"""`documents preview`: any paper with sample values, without a case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.documents import PAPER_KINDS, PaperMaker, verify_text
from app.domain.paper import PaperKind
from app.errors import WorldProblem
from app.services.signing import public_keys
from app.wording import _
from app.wording.terms import PAPERS


@yichuang_admin.group(help=_("文书"))
def documents() -> None:
    """Hold the commands about papers."""


@documents.command("verify", help=_("核验文书二维码里的签名文字；“-”表示从标准输入读取"))
@click.argument("text")
@json_option
@click.pass_obj
@answering
def verify(console: Console, text: str, as_json: bool) -> None:
    """Check the signed text of a paper's QR code against this store's keys, off-line."""
    given = sys.stdin.read().strip() if text == "-" else text
    found = verify_text(given, public_keys(console.office.store))
    answer = {
        "genuine": True,
        "kind": str(found.kind),
        "number": found.number,
        "day": found.day.isoformat(),
        "digest": found.digest,
        "key": found.key_id,
    }
    text = _("真实：{name} {number}，{day}")
    say(
        as_json,
        answer,
        text.format(name=_(PAPERS[str(found.kind)]), number=found.number, day=found.day),
    )


@documents.command("preview", help=_("用样例内容预览一种文书"))
@click.argument("kind", type=click.Choice([str(kind) for kind in PAPER_KINDS]))
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@json_option
@click.pass_obj
@answering
def preview(_console: Console, kind: str, out: Path, as_json: bool) -> None:
    """Set one paper with the sample values of its variables."""
    maker = PaperMaker(None)
    rendered = maker.make(maker.sample(PaperKind(kind)))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(rendered.content)
    except OSError as error:
        raise WorldProblem("file.unwritable", file=str(out)) from error
    answer = {
        "kind": kind,
        "file": str(out),
        "pages": rendered.pages,
        "bytes": len(rendered.content),
        "sha256": rendered.sha256,
        "layout": rendered.layout,
        "layout_version": rendered.layout_version,
    }
    say(as_json, answer, _("{name}：{file}").format(name=_(PAPERS[kind]), file=out))
