"""`audit`: whether the journal is whole and every number accounted for."""

from __future__ import annotations

import click

from app.admin.answers import REFUSED, json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.services.audit import Audit, audit
from app.wording import _
from app.wording.sentences import sentence


@yichuang_admin.command("audit", help=_("核对日志链和编号：有断链或不平时以 1 退出"))
@json_option
@click.pass_context
@answering
def audit_store(context: click.Context, as_json: bool) -> None:
    """Walk every chain and balance every number series."""
    console: Console = context.obj
    console.allow(Role.AUDIT_ADMIN, Role.SUPERVISOR)
    found = audit(console.office)
    say(as_json, _answer(found), "\n".join(_lines(found)))
    if not found.clean:
        context.exit(REFUSED)


def _answer(found: Audit) -> dict[str, object]:
    return {
        "clean": found.clean,
        "chains": [
            {"station": head.station, "events": head.seq, "head": head.hash}
            for head in found.chains
        ],
        "broken": {station: sentence(problem) for station, problem in found.broken.items()},
        "series": [
            {
                "authority": one.key.authority,
                "kind": str(one.key.kind),
                "year": one.key.year,
                "practice": one.key.practice,
                "leased": one.leased,
                "issued": one.issued,
                "void": one.void,
                "free": one.free,
            }
            for one in found.series
        ],
        "outbox_waiting": found.waiting,
    }


def _lines(found: Audit) -> list[str]:
    lines = [_("日志和编号完好。") if found.clean else _("发现问题：")]
    lines += [f"{station}: {sentence(problem)}" for station, problem in found.broken.items()]
    lines += [
        _("编号不平：{authority} {kind} {year}").format(
            authority=key.authority, kind=key.kind, year=key.year
        )
        for key in found.unbalanced
    ]
    lines += [
        _("工位 {station}：{n} 条，链首 {hash}").format(
            station=head.station or "—", n=head.seq, hash=head.hash[:16]
        )
        for head in found.chains
    ]
    return lines
