"""`seals`: the seal register. A password is asked for, or read from standard input, never an option."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.domain.certificate import Seal
from app.services import seals as seal_service
from app.wording import _

_DAY = click.DateTime(["%Y-%m-%d"])


@yichuang_admin.group(help=_("印章登记簿：一枚印章管审批"))
def seals() -> None:
    """Hold the commands about seals."""


@seals.command(
    "register", help=_("登记印章；来源写 pkcs12:文件、pkcs11:库文件?token=…&key=… 或 sample")
)
@click.argument("source")
@click.option("--decider", required=True, help=_("机构文件中决定机关的编号"))
@click.option("--kind", default="", help=_("印章名称，默认用机构文件写明的"))
@click.option("--from", "valid_from", type=_DAY, help=_("自哪一天起可用，默认当天"))
@click.option("--until", "valid_until", type=_DAY, help=_("可用到哪一天，默认证书到期日"))
@json_option
@click.pass_obj
@answering
def register(
    console: Console,
    source: str,
    decider: str,
    kind: str,
    valid_from: datetime | None,
    valid_until: datetime | None,
    as_json: bool,
) -> None:
    """Register a seal; its password goes into the keyring."""
    password = ""
    if source != seal_service.SAMPLE_SOURCE:
        password = click.prompt(_("印章口令"), hide_input=True, err=True)
    seal = seal_service.register(
        console.office,
        console.actor(Role.SYSTEM_ADMIN),
        source=source,
        password=password,
        decider=decider,
        kind=kind,
        valid_from=valid_from.date() if valid_from else None,
        valid_until=valid_until.date() if valid_until else None,
    )
    text = _("已登记：{line}").format(line=_line(seal))
    say(as_json, _answer(seal), text)


@seals.command("list", help=_("列出印章，包括已停用的"))
@json_option
@click.pass_obj
@answering
def listing(console: Console, as_json: bool) -> None:
    """List the register, the newest seal first."""
    found = seal_service.listing(console.office, console.actor(Role.SYSTEM_ADMIN))
    say(as_json, [_answer(seal) for seal in found], "\n".join(map(_line, found)) or _("没有印章。"))


@seals.command("retire", help=_("停用印章：自当天起不能再用印，以前盖的仍然有效"))
@click.argument("seal_id", type=click.UUID)
@json_option
@click.pass_obj
@answering
def retire(console: Console, seal_id: UUID, as_json: bool) -> None:
    """Retire a seal."""
    seal_service.retire(console.office, console.actor(Role.SYSTEM_ADMIN), seal_id)
    say(as_json, {"retired": str(seal_id)}, _("已停用。"))


def _line(seal: Seal) -> str:
    state = _("已停用 {on}").format(on=seal.retired_on) if seal.retired_on else ""
    term = f"{seal.valid_from} — {seal.valid_until}"
    sample = _("样章") if seal.sample else ""
    parts = (str(seal.id), seal.name, seal.kind, term, sample, state)
    return "\t".join(part for part in parts if part)


def _answer(seal: Seal) -> dict[str, Any]:
    return {
        "id": str(seal.id),
        "decider": seal.decider,
        "name": seal.name,
        "kind": seal.kind,
        "source": seal.source,
        "valid_from": seal.valid_from.isoformat(),
        "valid_until": seal.valid_until.isoformat(),
        "retired_on": seal.retired_on.isoformat() if seal.retired_on else None,
        "sample": seal.sample,
    }
