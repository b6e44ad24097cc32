"""A paper is a record: kind, number, layout version, bytes kept with their hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class PaperKind(StrEnum):
    """The papers of a sitting. Values are the names of their layouts in `resources/layouts`."""

    RECEIPT = "receipt"
    """材料接收凭证"""
    ACCEPTANCE = "acceptance"
    """受理通知书"""
    CORRECTION = "correction"
    """补正材料一次性告知书"""
    NOT_ACCEPTED = "not-accepted"
    """不予受理决定书"""
    NOT_NEEDED = "not-needed"
    """不受理告知书"""
    TOLERANCE = "tolerance"
    """容缺受理承诺书"""
    COMMITMENT = "commitment"
    """告知承诺书"""
    AUTHORITY = "authority"
    """授权委托书"""
    APPLICATION = "application"
    """an item's own application form"""
    SLIP = "slip"
    """80 mm slip"""
    CONSULTATION = "consultation"
    """一次性告知清单"""


class PaperState(StrEnum):
    """Whether a paper may leave the hall."""

    DRAFT = "draft"
    ORIGINAL = "original"
    COPY = "copy"
    VOID = "void"


@dataclass(frozen=True)
class SeriesKey:
    """A number series: one counter per region, authority, kind of paper, year, and practice."""

    region: str
    authority: str
    kind: str
    year: int
    practice: bool


@dataclass(frozen=True)
class Paper:
    """A rendered paper. `content` is the PDF; `sha256` its lower-case hex digest.

    `case_id` is None for papers of the whole sitting; both ids are None for a consultation.
    `copy`: 0 for the original, n for the n-th printed copy.
    """

    region: str
    id: UUID
    kind: PaperKind
    number: str
    barcode: str
    sitting_id: UUID | None
    case_id: UUID | None
    layout: str
    layout_version: int
    state: PaperState
    made_at: datetime
    made_by: UUID
    content: bytes
    sha256: str
    pages: int
    copy: int = 0
    practice: bool = False
