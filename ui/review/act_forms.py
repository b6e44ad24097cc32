"""What an act asks for before it is done: fields, notes, and the order to the desk.

A form is plain data, put together when its sheet opens; the law is asked by doing the act, so that a
sheet never knows better than the table of `app.domain.procedure`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from app.checks.kinds import check_kind
from app.domain.act_bodies import NOTHING, Body
from app.domain.actor import Actor
from app.domain.acts import ActKind
from app.domain.case import Defect
from app.domain.catalogue import ItemDefinition
from app.forms.faults import Fault
from app.services import proceeding
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.sentences import sentence
from ui.forms import FieldSpec

Order = tuple[Callable[..., Any], tuple[object, ...]]
"""A verb of the services and its arguments after office and actor."""

FALSE_MATERIALS = "false"
MOST_DAYS = 999
_TIME_PARTS = 2


class Unclear(ValueError):  # noqa: N818 - said to the person, not raised further
    """What stands in a field cannot be read; `key` names the field, `words` say why."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key, self.words = key, words


@dataclass(frozen=True)
class Ask:
    """One field of a form. `value`: what stands in it at first. `needed`: marked with a star."""

    spec: FieldSpec
    value: object = ""
    needed: bool = False


@dataclass(frozen=True)
class Answers:
    """What stands in the fields, as typed; read as what it is to be."""

    raw: Mapping[str, object]
    now: datetime

    def text(self, key: str) -> str:
        """Return a text."""
        return str(self.raw.get(key) or "").strip()

    def yes(self, key: str) -> bool:
        """Return a yes or no; not answered is no."""
        return self.raw.get(key) is True

    def chosen(self, key: str) -> tuple[str, ...]:
        """Return the options that are ticked."""
        value = self.raw.get(key)
        return tuple(map(str, value)) if isinstance(value, list | tuple) else ()

    def rows(self, key: str) -> tuple[Mapping[str, str], ...]:
        """Return the rows of a table."""
        value = self.raw.get(key)
        return tuple(value) if isinstance(value, list | tuple) else ()

    def number(self, key: str) -> int:
        """Return a whole number of days from 1 to `MOST_DAYS`. Raises Unclear."""
        found = int(str(self._checked(key, "integer")))
        if not 1 <= found <= MOST_DAYS:
            raise Unclear(key, _("请写 1 至 {most} 之间的整数。").format(most=MOST_DAYS))
        return found

    def fen(self, key: str) -> int:
        """Return an amount of money in fen. Raises Unclear."""
        return int(Decimal(str(self._checked(key, "money"))) * 100)

    def day(self, key: str) -> date:
        """Return a day. Raises Unclear."""
        return date.fromisoformat(str(self._checked(key, "date")))

    def day_or_none(self, key: str) -> date | None:
        """Return a day, None where none is given. Raises Unclear."""
        return self.day(key) if self.text(key) else None

    def moment(self, day: str, hour: str) -> datetime:
        """Return a moment out of two fields, day and time. Raises Unclear."""
        typed = self.text(hour).replace("：", ":").replace(".", ":").split(":")
        try:
            parts = [int(part) for part in typed]
            clock = time(parts[0], parts[1]) if len(parts) == _TIME_PARTS else None
        except ValueError:
            clock = None
        if clock is None:
            raise Unclear(hour, _("时间请写成 9:30 这样的形式。"))
        return datetime.combine(self.day(day), clock, self.now.tzinfo)

    def _checked(self, key: str, kind: str) -> object:
        checked = check_kind(kind, self.text(key), self.now.date())
        if not checked.ok:
            raise Unclear(key, sentence(checked.findings[0]))
        return checked.value


Following = Callable[[str], Mapping[str, str]]
"""From the text of one field to the texts of others that go with it."""


@dataclass(frozen=True)
class ActForm:
    """What a sheet shows. `notes`: (colour, sentence) above the fields.

    `follows`: field key → what its text fills in elsewhere. `shown`: field key → whether it is asked,
    given the texts of the others. `confirm`: what is asked once before it is done, empty for nothing.
    """

    key: str
    title: str
    button: str
    asks: tuple[Ask, ...]
    order: Callable[[Answers], Order]
    notes: tuple[tuple[str, str], ...] = ()
    follows: Mapping[str, Following] = field(default_factory=dict)
    shown: Mapping[str, Callable[[Answers], bool]] = field(default_factory=dict)
    confirm: str = ""


@dataclass(frozen=True)
class Matter:
    """What forms are made of: the case, who acts, and what was read for it.

    `points`: review points ticked now. `colleagues`: who may take the case over. `defects`: what the
    papers and the form suggest for a correction notice. `faults`: what the form still lacks.
    `items`: everything that can be asked for.
    """

    view: CaseView
    actor: Actor
    points: tuple[str, ...] = ()
    colleagues: tuple[tuple[UUID, str], ...] = ()
    defects: tuple[Defect, ...] = ()
    faults: tuple[Fault, ...] = ()
    items: tuple[ItemDefinition, ...] = ()

    @property
    def today(self) -> date:
        """Return the present day."""
        return self.view.standing.today

    def article(self, kind: ActKind) -> tuple[tuple[str, str], ...]:
        """Return the note that names what a kind of act rests on."""
        named = self.view.standing.ground.regime.procedure.article(kind.value)
        return (("muted", _("依据 {article}").format(article=named)),) if named else ()

    def doing(self, kind: ActKind, body: Body = NOTHING) -> Order:
        """Return the order to do an act, refused where another came between."""
        verb = partial(proceeding.do, expected=self.view.case.acts)
        return verb, (self.view.case.id, kind, body)


def text(
    key: str, caption: str, value: object = "", *, needed: bool = False, hint: str = ""
) -> Ask:
    """Return a line of text."""
    return Ask(FieldSpec(key, caption, "text", hint=hint), value, needed)


def long(
    key: str, caption: str, value: object = "", *, needed: bool = False, hint: str = ""
) -> Ask:
    """Return several lines of text."""
    return Ask(FieldSpec(key, caption, "longtext", hint=hint), value, needed)


def day(key: str, caption: str, value: date | None = None, *, hint: str = "") -> Ask:
    """Return a day."""
    return Ask(FieldSpec(key, caption, "date", hint=hint), value.isoformat() if value else "")


def choice(key: str, caption: str, options: tuple[str, ...], value: str = "") -> Ask:
    """Return one of several; the only one is chosen already."""
    only = options[0] if len(options) == 1 else ""
    return Ask(FieldSpec(key, caption, "choice", options=options), value or only, needed=True)


def yes_no(key: str, caption: str, *, value: bool | None = None) -> Ask:
    """Return a yes or no."""
    return Ask(FieldSpec(key, caption, "bool"), value, needed=True)


def false_materials() -> Ask:
    """Return whether facts were hidden or materials false, which may bar from applying again."""
    return yes_no(FALSE_MATERIALS, _("隐瞒情况或者提供虚假材料"), value=False)


def number(key: str, caption: str, value: object = "", *, unit: str = "") -> Ask:
    """Return a number with its unit."""
    return Ask(FieldSpec(key, caption, "integer", unit=unit), str(value), needed=True)
