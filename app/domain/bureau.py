"""What a catalogue cannot know: the bureau, its halls and windows, and who decides what.

Comes from the bureau file (`app.bureau` reads and checks it). The acceptor of a case is the
bureau; its decider may be another body (15 of the first 36 items are only stationed at the
window). Letterhead, seal kind, remedy body and court belong to the decider.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.catalogue import Limit


@dataclass(frozen=True)
class Hall:
    """A service hall."""

    id: str
    name: str
    address: str
    opening_hours: str


@dataclass(frozen=True)
class Window:
    """A window of a hall; `number` as it hangs above it."""

    id: str
    hall: str
    number: str
    name: str


@dataclass(frozen=True)
class Station:
    """A workplace (one computer) at a window."""

    id: str
    window: str
    name: str


@dataclass(frozen=True)
class Decider:
    """A body that decides cases: the bureau itself, or a department stationed at the window.

    `inside`: decides with the bureau's own power (copies are shared with it). `departments`: the
    former departments whose stationed items it decides. `seal_kind`: name of the seal on its
    papers; `acceptance_seal_kind`: on those about receipt and acceptance, where it is another one. `remedy_body`: 复议机关. `court`: 有管辖权的人民法院. `short`: the word in its paper numbers.
    `complaint_phone`: 监督电话.
    """

    id: str
    name: str
    short: str
    letterhead: str
    seal_kind: str
    remedy_body: str
    court: str
    phone: str
    complaint_phone: str
    address: str
    inside: bool
    departments: tuple[str, ...] = ()
    acceptance_seal_kind: str = ""


class Waiting(StrEnum):
    """How an item is handled that waits for another item's result."""

    CONDITIONAL = "conditional"
    """Handed in conditionally: its application counts as made when the result arrives."""
    CORRECTION = "correction"
    """An immediate correction notice naming the missing result."""
    UNIFIED = "unified"
    """Unified handling of all items under one long limit (45 + 15 working days)."""


class OwedEnd(StrEnum):
    """How a case ends whose owed materials, or whose promise, did not come (a local rule)."""

    WITHDRAWN = "withdrawn"
    """treated as withdrawn by the applicant"""
    REFUSED = "refused"
    """not granted, in writing, with remedies"""
    TERMINATED = "terminated"
    """the handling ends"""


@dataclass(frozen=True)
class Team:
    """A section of the bureau that works from one queue. `departments`, `items`: what comes to it."""

    id: str
    name: str
    departments: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemRule:
    """What the bureau decides about one item; None means the catalogue or the regime decides.

    `correction_limit`: the bureau's own stricter duty for the correction notice; it warns and never
    makes an acceptance by law. `instant`: decided at the window (即办件). `safety`: a matter of public
    safety (AL 78). `field_check`: a grant needs a field check. `industry`: listed in the industry
    certificate (一业一证) of this name. `fee_fen`: fee of the item in fen with `fee_basis`.
    `licence_kind`: 普通, 特许, 认可, 核准, 登记 or 其他 (AL 12), empty for an ordinary licence.
    `type_code`: the nationally defined code of the kind of licence (GB/T 36904), where it is known.
    """

    regime: str | None = None
    decider: str | None = None
    review_steps: tuple[str, ...] = ()
    four_eyes: bool = False
    promised_limit: Limit | None = None
    correction_limit: Limit | None = None
    certificate_kind: str | None = None
    instant: bool | None = None
    safety: bool = False
    field_check: bool = False
    industry: str | None = None
    fee_fen: int = 0
    fee_basis: str = ""
    licence_kind: str = ""
    type_code: str = ""


@dataclass(frozen=True)
class Bureau:
    """The bureau in force, as its file says.

    `region`: six-digit area code, first in every key. `short`: the word in its paper numbers.
    `share_copies`: one set of copies serves all items decided inside. `sample`: invented, every
    paper is marked 示例. `resubmit`: how long the applicant has to hand in what a correction notice
    asks for (None: the notice sets no term). `rest_day_next`: receipt on a rest day counts from the
    next working day. `teams`: the sections of the review; `owed_end`: how a case ends whose owed
    materials did not come; `organisation_code`: the bureau's own unified credit code, in licence
    identifiers (GB/T 36904).
    """

    region: str
    name: str
    short: str
    decider: str
    halls: tuple[Hall, ...]
    windows: tuple[Window, ...]
    stations: tuple[Station, ...]
    deciders: Mapping[str, Decider]
    item_rules: Mapping[str, ItemRule] = field(default_factory=dict)
    waiting: Waiting = Waiting.CONDITIONAL
    resubmit: Limit | None = None
    share_copies: bool = True
    rest_day_next: bool = True
    privacy_notice: str = ""
    pickup: str = ""
    verify_url: str = ""
    sample: bool = False
    teams: tuple[Team, ...] = ()
    owed_end: OwedEnd = OwedEnd.WITHDRAWN
    organisation_code: str = ""

    def rule(self, item_id: str) -> ItemRule:
        """Return the bureau's rule for an item (an empty one when it has none)."""
        return self.item_rules.get(item_id, ItemRule())
