"""`bars`: who may not apply, or not by 容缺 and 告知承诺; put by hand, and lifted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.domain.certificate import Bar, BarGround
from app.services import bars as bar_service
from app.services import catalogue as catalogue_service
from app.wording import _
from app.wording.sentences import sentence


@yichuang_admin.group(help=_("申请限制：隐瞒或虚假材料、欺诈取得许可、失信"))
def bars() -> None:
    """Hold the commands about bars."""


@bars.command("list", help=_("列出限制；给出证件号码时只列现在对其有效的"))
@click.option("--identity", default="", help=_("证件号码"))
@json_option
@click.pass_obj
@answering
def bars_list(console: Console, identity: str, as_json: bool) -> None:
    """List all bars, or those that hold on somebody today."""
    office, actor = console.office, console.actor(Role.SUPERVISOR)
    one = bar_service.of_applicant(office, actor, identity) if identity.strip() else None
    found = bar_service.every(office, actor) if one is None else one
    told = [_words(console, bar) for bar in found]
    say(as_json, [_line(bar) for bar in found], "\n".join(told) or _("没有限制。"))


@bars.command("add", help=_("登记一条限制；止日由法律确定"))
@click.argument("ground", type=click.Choice([str(one) for one in BarGround]))
@click.option("--identity", required=True, help=_("证件号码"))
@click.option("--name", required=True, help=_("姓名（名称）"))
@click.option("--item", default="", help=_("事项编号"))
@click.option("--basis", default="", help=_("依据"))
@click.option("--begins", type=click.DateTime(["%Y-%m-%d"]), help=_("起日，默认当天"))
@json_option
@click.pass_obj
@answering
def bars_add(
    console: Console,
    ground: str,
    identity: str,
    name: str,
    item: str,
    basis: str,
    begins: datetime | None,
    as_json: bool,
) -> None:
    """Put a bar on somebody."""
    office = console.office
    done = bar_service.add(
        office,
        console.actor(Role.SUPERVISOR),
        BarGround(ground),
        id_number=identity,
        name=name,
        item_id=item,
        basis=basis,
        begins=begins.date() if begins else None,
    )
    say(as_json, _line(done.bar), _words(console, done.bar))


@bars.command("lift", help=_("解除一条限制，自当天起"))
@click.argument("bar", type=click.UUID)
@click.option("--why", required=True, help=_("理由"))
@json_option
@click.pass_obj
@answering
def bars_lift(console: Console, bar: UUID, why: str, as_json: bool) -> None:
    """Lift a bar."""
    done = bar_service.lift(console.office, console.actor(Role.SUPERVISOR), bar, why)
    say(as_json, _line(done.bar), _("已解除。"))


def _words(console: Console, bar: Bar) -> str:
    items = catalogue_service.current(console.office).items
    return f"{bar.id}\t{sentence(bar_service.warning(bar, items))}"


def _line(bar: Bar) -> dict[str, Any]:
    return {
        "id": str(bar.id),
        "ground": str(bar.ground),
        "name": bar.name,
        "item": bar.item_id,
        "basis": bar.basis,
        "begins": str(bar.begins),
        "ends": _day(bar.ends),
        "lifted_on": _day(bar.lifted_on),
    }


def _day(day: date | None) -> str | None:
    return str(day) if day else None
