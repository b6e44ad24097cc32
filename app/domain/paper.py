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
    SPECIAL = "special"
    """特别程序告知书 (AL 45)"""
    EXTENSION = "extension"
    """延期决定告知书 (AL 42)"""
    HEARING = "hearing"
    """陈述申辩、听证权利告知书 (AL 36, 47)"""
    FIELD_CHECK = "field-check"
    """现场核查记录 (AL 34)"""
    GRANT = "grant"
    """准予行政许可决定书 (AL 38(1)), titled by regime"""
    REFUSAL = "refusal"
    """不予行政许可决定书 (AL 38(2)), titled by regime"""
    REGISTRATION = "registration"
    """登记通知书: the decision under the regime of registration"""
    AMENDMENT = "amendment"
    """变更、延续决定书 (AL 49, 50)"""
    ENDING = "ending"
    """撤回、撤销、注销决定书 (AL 8, 69, 70)"""
    TERMINATION = "termination"
    """终止办理通知书"""
    WITHDRAWAL = "withdrawal"
    """撤回申请书, to be signed by the applicant"""
    DELIVERY = "delivery"
    """送达回证"""
    COLLECTION = "collection"
    """领证凭证 (取件单)"""
    TRANSFER = "transfer"
    """物料转移 (交接) 单"""
    FEE = "fee"
    """缴费通知书"""
    RECTIFY = "rectify"
    """责令限期改正通知书: a promise (告知承诺) that was not kept"""
    FILE = "file"
    """案卷封面、卷内目录、备考表"""
    CERTIFICATE = "certificate"
    """a certificate; its layout is one of `resources/certificates`"""


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
    `act_id`: the act that it witnesses, None for papers of a state. `copy`: 0 for the original, n
    for the n-th printed copy.
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
    act_id: UUID | None = None
