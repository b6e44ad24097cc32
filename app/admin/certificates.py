"""`certificates list|save`: what certificates a case has, and the sealed file of the one in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.admin.answers import json_option, say
from app.admin.certificate_acts import held
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.domain.certificate import Certificate
from app.services import certificates as certificate_service
from app.services import proceeding
from app.services.file_writing import write_file
from app.wording import _
from app.wording.terms import certificate_word


@yichuang_admin.group(help=_("证照：制证用 cases act 办件 certify，存电子证照用 save"))
def certificates() -> None:
    """Hold the commands about certificates."""


@certificates.command("list", help=_("列出一个办件的证照，包括已失效的"))
@click.argument("number")
@json_option
@click.pass_obj
@answering
def listing(console: Console, number: str, as_json: bool) -> None:
    """List the certificates of a case, found by any of its numbers."""
    office, actor = console.office, console.actor(Role.ISSUER)
    lines = certificate_service.of_case(office, actor, proceeding.find_case(office, actor, number))
    found = [certificate_service.one(office, actor, line.id) for line in lines]
    told = "\n".join(map(_line, found)) or _("这个办件还没有证照。")
    say(as_json, [_answer(each) for each in found], told)


@certificates.command("save", help=_("把一个办件有效证照的电子证照存为 PDF 文件"))
@click.argument("number")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--certificate", default="", help=_("证照编号，有几张时写"))
@json_option
@click.pass_obj
@answering
def save(console: Console, number: str, out: Path, certificate: str, as_json: bool) -> None:
    """Write the sealed file of the certificate in force."""
    office, actor = console.office, console.actor(Role.ISSUER)
    case_id = proceeding.find_case(office, actor, number)
    one = held(office, actor, case_id, certificate)
    given = certificate_service.give_file(office, actor, one.id)
    write_file(out, given.content)
    answer = {**_answer(one), "file": str(out), "bytes": len(given.content)}
    say(as_json, answer, _("电子证照 {number} 已存为 {file}。").format(number=one.number, file=out))


def _line(one: Certificate) -> str:
    until = one.valid_until.isoformat() if one.valid_until else ""
    return "\t".join((one.number, one.kind, one.holder, certificate_word(one.state), until))


def _answer(one: Certificate) -> dict[str, Any]:
    return {
        "number": one.number,
        "licence_id": one.licence_id,
        "kind": one.kind,
        "holder": one.holder,
        "state": one.state.value,
        "version": one.version,
        "valid_from": one.valid_from.isoformat(),
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "sample": one.sample,
    }
