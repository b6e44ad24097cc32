"""Certificates, the blanks they are printed on, and the seals that make them hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class CertificateState(StrEnum):
    """What a certificate is worth."""

    DRAFT = "draft"
    """made, watermarked, not yet sealed"""
    VALID = "valid"
    REPLACED = "replaced"
    """by a changed, renewed or replaced one"""
    RECALLED = "recalled"
    """撤回 (AL 8)"""
    REVOKED = "revoked"
    """撤销 (AL 69)"""
    CANCELLED = "cancelled"
    """注销 (AL 70)"""
    VOID = "void"
    """made by mistake, never left the hall"""


ENDED = frozenset(
    {
        CertificateState.REPLACED,
        CertificateState.RECALLED,
        CertificateState.REVOKED,
        CertificateState.CANCELLED,
        CertificateState.VOID,
    }
)


@dataclass(frozen=True)
class CertificateEntry:
    """One line of a certificate as printed: key of its layout, label, value."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class Certificate:
    """One certificate (证照), the result of a case or, for an industry certificate, of several.

    `number`: the certificate's own (JY…, 泰审批…号); `licence_id`: the identifier after GB/T 36904
    with its check character. `kind`: name of the certificate (食品经营许可证); `layout`: its layout in
    `resources/certificates`. `version` counts changes of the same licence from 1; `replaces` the
    one before. `stands_for`: the licences that an industry certificate lists, each of which stays
    revocable alone. `paper_id`: the sealed PDF. `seal_id`: the seal on it. `sample`: sealed with a
    sample seal. `ended_at` and `ended_ground` where it holds no longer.
    """

    region: str
    id: UUID
    case_id: UUID
    kind: str
    layout: str
    number: str
    licence_id: str
    holder: str
    holder_id: str
    decider: str
    entries: tuple[CertificateEntry, ...]
    valid_from: date
    valid_until: date | None
    state: CertificateState
    made_at: datetime
    version: int = 1
    replaces: UUID | None = None
    stands_for: tuple[UUID, ...] = ()
    paper_id: UUID | None = None
    seal_id: UUID | None = None
    sample: bool = False
    ended_at: datetime | None = None
    ended_ground: str = ""
    practice: bool = False


class BlankState(StrEnum):
    """Where a pre-printed blank is."""

    STOCK = "stock"
    USED = "used"
    SPOILED = "spoiled"


@dataclass(frozen=True)
class Blank:
    """A pre-printed blank certificate with the number printed on it.

    `kind`: which certificates it is for. `certificate_id`, `copy`: what was printed on it (copy 0 is
    the original). `reason`: why it was spoiled.
    """

    region: str
    kind: str
    number: str
    state: BlankState
    received_at: datetime
    certificate_id: UUID | None = None
    copy: int = 0
    reason: str = ""
    used_at: datetime | None = None
    used_by: UUID | None = None


@dataclass(frozen=True)
class BlankBalance:
    """The balance of one kind of blank for a day: before + received = used + spoiled + left."""

    kind: str
    before: int
    received: int
    used: int
    spoiled: int
    left: int


@dataclass(frozen=True)
class CertificatePrint:
    """One printing of a certificate: copy 0 is the original, n the n-th copy with its reason.

    `blank`: number of the blank, empty for plain paper. `failed`: it did not come out (the blank was
    spoiled), so it does not count as a printing.
    """

    region: str
    id: UUID
    certificate_id: UUID
    copy: int
    blank: str
    reason: str
    at: datetime
    by: UUID
    failed: bool = False


@dataclass(frozen=True)
class Seal:
    """A seal of the register: one seal (一枚印章管审批) and what came before it.

    `decider`: whose seal; `kind`: name on it (行政审批专用章). `source`: where the key is:
    `pkcs12:FILE`, `pkcs11:LIBRARY?token=…`, or `sample`; never a password. `certificate`: the
    signer's X.509 certificate in PEM. Usable from `valid_from` to `valid_until` unless `retired_on`;
    a retired departmental seal stays as history. `sample`: everything sealed with it says 样章.
    """

    region: str
    id: UUID
    decider: str
    name: str
    kind: str
    source: str
    certificate: str
    valid_from: date
    valid_until: date
    retired_on: date | None = None
    sample: bool = False

    def usable(self, on: date) -> bool:
        """Tell whether the seal may be used on a day."""
        retired = self.retired_on is not None and on >= self.retired_on
        return self.valid_from <= on <= self.valid_until and not retired


@dataclass(frozen=True)
class Calibration:
    """Where a printer puts a blank: per layout × printer × tray; millimetres, degrees, factors."""

    layout: str
    printer: str
    tray: str
    offset_x: float = 0.0
    offset_y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    rotation: float = 0.0


class BarGround(StrEnum):
    """Why someone may not apply, or not by 容缺 and 告知承诺."""

    FALSE_MATERIALS = "false-materials"
    """AL 78: false materials in safety matters, no new application for one year"""
    FRAUD = "fraud"
    """AL 79, 69(2): licence by fraud, three years"""
    BAD_CREDIT = "bad-credit"
    """失信: no 容缺, no 告知承诺 until repaired"""


@dataclass(frozen=True)
class Bar:
    """A bar on a person or body. `item_id`: the matter that it is about, empty for all."""

    region: str
    id: UUID
    id_number: str
    name: str
    ground: BarGround
    basis: str
    begins: date
    ends: date | None
    item_id: str = ""
    lifted_on: date | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    def holds(self, on: date) -> bool:
        """Tell whether the bar holds on a day."""
        ended = self.ends is not None and on > self.ends
        lifted = self.lifted_on is not None and on >= self.lifted_on
        return self.begins <= on and not ended and not lifted


@dataclass(frozen=True)
class Scan:
    """A scanned page or file of a material. `content` is a PDF, JPEG or PNG; `media` its type."""

    region: str
    id: UUID
    sitting_id: UUID
    material: str
    name: str
    media: str
    content: bytes
    sha256: str
    pages: int
    added_at: datetime
    added_by: UUID
