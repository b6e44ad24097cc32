"""What the draft hands out: the state of one material, and everything as it stood at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.actor import Channel
from app.domain.case import Agent, Applicant, HandedIn, MaterialRecord
from app.domain.catalogue import ItemDefinition
from app.domain.merged_form import MergedForm, Selection


class Origin(StrEnum):
    """Where a value came from."""

    CARD = "card"
    LICENCE = "licence"
    ANSWERED = "answered"
    DERIVED = "derived"
    DEFAULTED = "defaulted"
    SYSTEM = "system"
    TYPED = "typed"
    EARLIER = "earlier"
    """From an earlier sitting of the same applicant."""


@dataclass(frozen=True)
class MaterialEntry:
    """What became of a material. `note`: the defect in words; `standard`: what it must meet."""

    state: HandedIn
    originals: int
    copies: int
    note: str = ""
    standard: str = ""


@dataclass(frozen=True)
class DraftSnapshot:
    """A draft at one moment, frozen, as the services take it.

    `values`, `ticks`, `decisions`, `origins` hold only what belongs to the form. `selection` can be
    merged again with `values` and gives `form`. `materials` and `entries` follow the form's lines.
    `faults`: keys of fields that are empty, wrong or undecided, in the order of the form.
    """

    draft_id: UUID
    selection: Selection
    item_versions: Mapping[str, int]
    definitions: Mapping[str, ItemDefinition]
    form: MergedForm
    values: Mapping[str, object]
    ticks: Mapping[str, tuple[str, ...]]
    decisions: Mapping[str, str]
    origins: Mapping[str, Origin]
    materials: tuple[MaterialRecord, ...]
    entries: Mapping[str, MaterialEntry]
    applicant: Applicant | None
    agent: Agent | None
    ticket: str
    came_at: datetime
    channel: Channel
    faults: tuple[str, ...]
