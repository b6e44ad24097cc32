"""What the issue desk asks, today being the office's own day: this machine's clock may go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.domain.actor import Actor
from app.domain.certificate import BlankBalance
from app.services import blanks, certificates, hand_over, public_notice
from app.services.certificates import DeskQueue
from app.services.hand_over import HandOverView
from app.services.office import Office
from app.services.public_notice import NoticeLine

_NOTICE_DAYS = 7
"""A notice's term: what was decided before it has been published by now."""


@dataclass(frozen=True)
class DayBalance:
    """The blanks of a day, and which day it is today."""

    lines: tuple[BlankBalance, ...]
    day: date
    today: date


@dataclass(frozen=True)
class NoticeSpan:
    """The decisions of a span of days, and which day it is today."""

    lines: tuple[NoticeLine, ...]
    since: date
    until: date
    today: date


def desk_queue(office: Office, actor: Actor, text: str) -> tuple[DeskQueue, date]:
    """Return what lies at the issue desk, and today. Raises `right.missing`."""
    return certificates.desk_queue(office, actor, text), office.today()


def balance(office: Office, actor: Actor, day: date | None = None) -> DayBalance:
    """Return the blanks of a day, today's where none is named. Raises `right.missing`."""
    today = office.today()
    asked = min(day or today, today)
    return DayBalance(blanks.balance(office, actor, asked), asked, today)


def blanks_left(office: Office, actor: Actor) -> tuple[BlankBalance, ...]:
    """Return today's blanks. Raises `right.missing`."""
    return blanks.balance(office, actor, office.today())


def find(office: Office, actor: Actor, text: str) -> tuple[HandOverView, date]:
    """Return what a scanned number hands out, and today. Raises what `hand_over.find` raises."""
    return hand_over.find(office, actor, text), office.today()


def view(office: Office, actor: Actor, sitting_id: UUID) -> tuple[HandOverView, date]:
    """Return what is there for a sitting, and today. Raises what `hand_over.view` raises."""
    return hand_over.view(office, actor, sitting_id), office.today()


def notices(office: Office, actor: Actor, span: tuple[date, date] | None) -> NoticeSpan:
    """Return the decisions of a span of days, of the last seven where none is named.

    Raises what `public_notice.lines` raises.
    """
    today = office.today()
    since, until = span or (today - timedelta(days=_NOTICE_DAYS), today)
    return NoticeSpan(public_notice.lines(office, actor, since, until), since, until, today)
