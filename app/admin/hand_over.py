"""`hand-over show|give|authorise|end-authority`: the issue desk from the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.act_bodies import DeliveryWay
from app.domain.actor import Role
from app.domain.authority_terms import AuthorityEnd, Consent
from app.domain.case import Agent, Case
from app.errors import Problem, WorldProblem
from app.forms.parties import RESIDENT_CARD
from app.services import hand_over, helping
from app.services.collectors import AGENT, APPLICANT, ENTRUSTED, POST, SUBSTITUTE, Collector
from app.services.hand_over import HandedOver, HandOverView
from app.wording import _
from app.wording.sentences import sentence

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_WAYS = {
    POST: DeliveryWay.POST,
    SUBSTITUTE: DeliveryWay.SUBSTITUTE,
    ENTRUSTED: DeliveryWay.ENTRUSTED,
}
"""The way where it goes without saying; the window is any other's."""


@yichuang_admin.group("hand-over", help=_("发证与送达"))
def handing_over() -> None:
    """Hold the commands of the issue desk."""


@handing_over.command("show", help=_("扫凭证：可以领取的、还不能领取的及日期"))
@click.argument("text")
@json_option
@click.pass_obj
@answering
def show(console: Console, text: str, as_json: bool) -> None:
    """Show what is there for whoever shows a receipt, a slip, any paper or number."""
    seen = hand_over.find(console.office, console.actor(Role.ISSUER), text)
    answer = _seen(seen)
    told = [f"+\t{one['item']}\t{'、'.join(one['numbers'])}" for one in answer["ready"]]
    told += [f"-\t{one['item']}\t{one['due'] or ''}\t{one['why']}" for one in answer["not_ready"]]
    say(as_json, answer, "\n".join(told) or _("没有可以领取的文书和证照。"))


def _seen(seen: HandOverView) -> dict[str, Any]:
    refused = seen.agent_refusal
    return {
        "sitting": seen.sitting.number,
        "void": seen.void,
        "ready": [
            {
                "case": one.case.number,
                "item": one.case.item_name,
                "result": one.result,
                "numbers": [
                    *(paper.number for paper in one.papers),
                    *(certificate.number for certificate in one.certificates),
                ],
            }
            for one in seen.ready
        ],
        "not_ready": [
            {
                "case": case.number,
                "item": case.item_name,
                "due": due.isoformat() if due else None,
                "why": sentence(seen.why[case.id]),
            }
            for case, due in seen.not_ready
        ],
        "handed_over": [case.number for case in seen.handed_over],
        "agent_refusal": sentence(refused) if refused else None,
    }


def _told_of_the_collector(command: Callable[..., None]) -> Callable[..., None]:
    """Add what may be told of who receives, and of the proof of each way."""
    words = {
        "--name": _("姓名"),
        "--id-type": _("证件类型"),
        "--id-number": _("证件号码"),
        "--mismatch-reason": _("号码或者姓名与登记不一致的说明"),
        "--tracking-no": _("邮件单号，委托送达为委托函文号"),
        "--witness": _("留置送达的见证人"),
        "--refusal": _("留置送达的拒收事由"),
        "--relation": _("代收人与受送达人的关系"),
        "--entrusted": _("受托机关"),
        "--address": _("电子送达地址"),
        "--consent": _("同意电子送达的方式"),
    }
    for name, told in words.items():
        command = click.option(name, default="", help=told)(command)
    return command


@handing_over.command("give", help=_("发放：一次办理中可以领取的全部，或者其中几件"))
@click.argument("text")
@click.option("--case", "cases", multiple=True, help=_("只发这一件，可多次给出"))
@click.option(
    "--who",
    type=click.Choice([APPLICANT, AGENT, SUBSTITUTE, POST, ENTRUSTED]),
    default=APPLICANT,
    show_default=True,
    help=_("领取人"),
)
@click.option("--way", type=click.Choice([str(way) for way in DeliveryWay]), help=_("送达方式"))
@click.option("--on-paper", is_flag=True, help=_("已在纸上签名"))
@click.option("--signature", type=click.Path(path_type=Path, dir_okay=False), help=_("签名图像"))
@_told_of_the_collector
@json_option
@click.pass_obj
@answering
def give(
    console: Console,
    text: str,
    cases: tuple[str, ...],
    who: str,
    way: str | None,
    on_paper: bool,
    signature: Path | None,
    as_json: bool,
    **told: str,
) -> None:
    """Hand out what is ready in one step, and make the records of delivery."""
    office, actor = console.office, console.actor(Role.ISSUER)
    seen = hand_over.find(office, actor, text)
    collector = Collector(
        is_=who,
        way=DeliveryWay(way) if way else _WAYS.get(who, DeliveryWay.COUNTER),
        signature=_picture(signature),
        on_paper=on_paper,
        **told,
    )
    done = hand_over.hand_over(office, actor, seen.sitting.id, _chosen(seen, cases), collector)
    answer = {
        "delivery": str(done.delivery_id),
        "again": done.again,
        "cases": [{"case": case.number, "state": str(case.state)} for case in done.cases],
        "records": [paper.number for paper in done.papers],
        "paper_failures": [sentence(why) for _kind, why in done.failures],
    }
    say(as_json, answer, _given_words(done))


def _given_words(done: HandedOver) -> str:
    words = _("已发放 {n} 项，送达回证 {numbers}。")
    return words.format(n=len(done.cases), numbers="、".join(one.number for one in done.papers))


def _picture(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError as error:
        raise WorldProblem("file.unreadable", file=str(path)) from error


def _chosen(seen: HandOverView, numbers: tuple[str, ...]) -> tuple[UUID, ...]:
    """Return the cases named, or else all that are ready (after a hand-over: those of it)."""
    ready = tuple(one.case for one in seen.ready) or seen.handed_over
    if not numbers:
        return tuple(case.id for case in ready)
    known = {case.number: case.id for case in _all_cases(seen)}
    for number in numbers:
        if number not in known:
            raise Problem("hand-over.not-of-sitting")
    return tuple(dict.fromkeys(known[number] for number in numbers))


def _all_cases(seen: HandOverView) -> tuple[Case, ...]:
    ready, waiting = (one.case for one in seen.ready), (case for case, _due in seen.not_ready)
    return (*ready, *waiting, *seen.handed_over)


@handing_over.command("authorise", help=_("登记授权委托：代理人、权限、期限"))
@click.argument("text")
@click.option("--name", required=True, help=_("代理人姓名"))
@click.option("--id-type", default=RESIDENT_CARD, show_default=True, help=_("证件类型"))
@click.option("--id-number", required=True, help=_("证件号码"))
@click.option("--phone", default="", help=_("电话"))
@click.option("--power", "powers", multiple=True, required=True, help=_("权限，可多次给出"))
@click.option("--case", "cases", multiple=True, help=_("只委托这一件，可多次给出"))
@click.option("--until", type=_DAY, help=_("期限的最后一天"))
@click.option(
    "--consent",
    type=click.Choice([str(one) for one in Consent]),
    default=str(Consent.PRINCIPAL),
    show_default=True,
    help=_("由谁授权"),
)
@json_option
@click.pass_obj
@answering
def authorise(
    console: Console,
    text: str,
    powers: tuple[str, ...],
    cases: tuple[str, ...],
    until: datetime | None,
    consent: str,
    as_json: bool,
    **told: str,
) -> None:
    """Record an authority that was shown at the window."""
    office, actor = console.office, console.actor(Role.ISSUER)
    seen = hand_over.find(office, actor, text)
    agent = Agent(powers=powers, until=until.date() if until else None, **told)
    every = {case.id: case.item_id for case in _all_cases(seen)}
    matters = {every[case] for case in _chosen(seen, cases)} if cases else None
    helping.authorise(office, actor, seen.sitting.id, agent, Consent(consent), matters)
    _say_authority(console, text, as_json=as_json)


@handing_over.command("end-authority", help=_("登记授权委托的终止（民法典第一百七十三条）"))
@click.argument("text")
@click.option(
    "--ground", required=True, type=click.Choice([str(one) for one in AuthorityEnd]), help=_("原因")
)
@click.option("--on", "day", type=_DAY, help=_("哪一天，不写为今天"))
@json_option
@click.pass_obj
@answering
def end_authority(
    console: Console, text: str, ground: str, day: datetime | None, as_json: bool
) -> None:
    """Record that an authority has ended before its time."""
    office, actor = console.office, console.actor(Role.ISSUER)
    seen = hand_over.find(office, actor, text)
    on: date = day.date() if day else office.today()
    helping.end_authority(office, actor, seen.sitting.id, AuthorityEnd(ground), on)
    _say_authority(console, text, as_json=as_json)


def _say_authority(console: Console, text: str, *, as_json: bool) -> None:
    """Answer whether the agent may collect now."""
    seen = hand_over.find(console.office, console.actor(Role.ISSUER), text)
    refused = seen.agent_refusal
    agent = seen.sitting.agent.name if seen.sitting.agent else ""
    answer = {"agent": agent, "agent_refusal": sentence(refused) if refused else None}
    say(as_json, answer, sentence(refused) if refused else _("代理人可以领取。"))
