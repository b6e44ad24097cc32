"""What an act says besides its kind: one frozen body per group of kinds.

Plain values only (texts, numbers, truth values, days, moments, ids, tuples of those and of other
bodies), so that a store can keep any body as JSON and give it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.case import Defect


@dataclass(frozen=True)
class Nothing:
    """The body of an act that says no more than that it was done."""


NOTHING = Nothing()


@dataclass(frozen=True)
class Arrival:
    """`result-arrived`: whose result came. `from_case`: the case that was decided."""

    from_case: UUID
    result: str


@dataclass(frozen=True)
class SpotCorrection:
    """`spot-correction`: what was corrected on the spot."""

    what: str


@dataclass(frozen=True)
class Correction:
    """`ask-correction`: everything that is to be corrected, told at once (AL 32(1)(4)).

    `round`: the submission round that it answers. `second`: a notice after the first, lawful for
    newly handed-in papers only, flagged to the supervisor; `why` says why it was needed. `returned`:
    keys of the defective materials, where the regime gives them back to be handed in again.
    """

    round: int
    defects: tuple[Defect, ...]
    second: bool = False
    why: str = ""
    returned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recall:
    """`recall-correction`: the notice that is taken back, and why."""

    correction: UUID
    why: str


@dataclass(frozen=True)
class Supplement:
    """`supplement`, `supply-owed`: what was handed in. `materials`: their keys."""

    round: int
    materials: tuple[str, ...]


@dataclass(frozen=True)
class Acceptance:
    """`accept`, `accept-owing`, `accept-by-law`.

    `counts_from`: the day that the decision's limits count from. `lost_days`: for an acceptance by
    law, the working days that had gone by unnoticed. `owed`: keys of materials to be supplied, until
    `owed_until`.
    """

    counts_from: date
    lost_days: int = 0
    owed: tuple[str, ...] = ()
    owed_until: date | None = None


@dataclass(frozen=True)
class NonAcceptance:
    """`not-accept`, `not-needed`: the reason, its basis, and the body that is competent.

    `false_materials`: facts were hidden or materials false (AL 78); in a matter of public safety
    that bars.
    """

    reason: str
    basis: str = ""
    competent: str = ""
    false_materials: bool = False


@dataclass(frozen=True)
class PromiseCheck:
    """`check-promise`: whether what was promised in a material's place holds.

    `materials`: keys of the promised ones looked at. `until`: for those not kept, the last day to put
    them right; None where they are kept.
    """

    materials: tuple[str, ...]
    kept: bool
    findings: str
    until: date | None = None


@dataclass(frozen=True)
class ItemChange:
    """`change-item`: the item that was taken by mistake, the right one, and why."""

    old_item: str
    new_item: str
    why: str


@dataclass(frozen=True)
class ApplicantChange:
    """`change-applicant`: digests of both identities (names stay in the sitting), and why."""

    old_digest: str
    new_digest: str
    why: str


@dataclass(frozen=True)
class Assignment:
    """`claim`, `hand-over`: from whom to whom (None: to the team), and why."""

    holder: UUID | None
    holder_name: str
    former: UUID | None = None
    why: str = ""


class Verdict(StrEnum):
    """What a step of the review says."""

    GRANT = "grant"
    """propose to grant; the last step grants"""
    REFUSE = "refuse"
    """propose to refuse; the last step refuses"""
    RETURN = "return"
    """back to the step before"""


@dataclass(frozen=True)
class Opinion:
    """`opine`: one step of the review. `step` counts from 0; `points`: review points ticked."""

    step: int
    step_name: str
    verdict: Verdict
    comment: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stop:
    """`stop`: time that is not counted (AL 45).

    `kind`: a code of the regime's list of special procedures. `promise_only`: stops the promise,
    never the legal clock (a reason that only a bureau's promise rule knows). `planned_days`:
    working days; `notice`: the applicant was told in writing (the paper is made with the act).
    """

    kind: str
    name: str
    basis: str
    reason: str
    planned_days: int
    begins: date
    promise_only: bool = False


@dataclass(frozen=True)
class Resumption:
    """`resume`: the stop that ended, on which day, with what result."""

    stop: UUID
    ends: date
    result: str


class Rank(StrEnum):
    """Who may extend a limit (AL 42)."""

    AGENCY_HEAD = "agency-head"
    """本行政机关负责人"""
    GOVERNMENT_HEAD = "government-head"
    """本级人民政府负责人"""


@dataclass(frozen=True)
class Extension:
    """`extend`: once, before the due date, approved by the right rank.

    `days`: working days added. `approver`: name of the head who approved; `approval_no`: number of
    the written approval (compulsory where the head of government approves).
    """

    days: int
    reason: str
    rank: Rank
    approver: str
    approval_no: str = ""
    new_due: date | None = None


@dataclass(frozen=True)
class HearingNotice:
    """`tell-hearing`: who was told of the right to be heard (AL 36, 47), in what matter, until when.

    `parties`: names of the applicant and of third parties. `hearing`: a right to a hearing, else
    only to state and defend. `until`: last day to ask for it.
    """

    parties: tuple[str, ...]
    matter: str
    hearing: bool
    until: date | None = None


@dataclass(frozen=True)
class Officer:
    """A person who inspects: name and number of the enforcement card (执法证号)."""

    name: str
    card_no: str


@dataclass(frozen=True)
class FieldCheck:
    """`field-check`: at least two officers (AL 34(3)), where, when, what they found."""

    officers: tuple[Officer, ...]
    place: str
    began: datetime
    ended: datetime
    findings: str
    passed: bool
    witness: str = ""


@dataclass(frozen=True)
class Decision:
    """`grant`, `refuse`: the decision in writing (AL 38).

    For a grant: `content` is what is granted, `conditions` what goes with it, `valid_from` and
    `valid_until` its term (`valid_until` None: without end). For a refusal `facts`, `reasons` and
    `basis` are compulsory; remedies come from the decider. `on_the_spot`: an instant item decided
    at the window (AL 34(2)). `false_materials`: refused for hidden facts or false materials (AL 78).
    """

    content: str = ""
    conditions: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    facts: str = ""
    reasons: str = ""
    basis: str = ""
    on_the_spot: bool = False
    false_materials: bool = False


@dataclass(frozen=True)
class Ending:
    """`withdraw`, `terminate`, `owed-lapsed`: why. `ground`: a code of the regime's list."""

    ground: str
    why: str
    signed: bool = False


class DeliveryWay(StrEnum):
    """How papers reach the applicant."""

    COUNTER = "counter"
    """直接送达（窗口领取）"""
    POST = "post"
    """邮寄送达"""
    LEFT = "left"
    """留置送达 (民事诉讼法 89): the receiver refused; left before a witness"""
    SUBSTITUTE = "substitute"
    """代收 (88): an adult of the household, or who takes in a body's post, signs"""
    ENTRUSTED = "entrusted"
    """委托送达 (91): another body hands over, on a letter"""
    ELECTRONIC = "electronic"
    """电子送达 (90): to an address to which the applicant consented"""


@dataclass(frozen=True)
class Delivery:
    """`deliver`, `serve`: papers handed over, the content of the delivery record (送达回证).

    `delivery_id`: one id for all cases handed out in one step. `receiver_is`: `applicant`,
    `agent`, `substitute`, `entrusted` or `post`. `id_tail`: last four characters of the number shown. `mismatch_reason`: why
    it was handed out although another number than recorded was shown. `papers`: numbers of the
    papers. `signature`: hash of the captured signature, or `on-paper`. `tracking_no`: number of the
    mail, or of the letter that entrusts. `witness`, `refusal`: for a refusal, who saw it and why.
    `relation`: how a substitute stands to the applicant. `entrusted`: the body that hands over.
    `address`, `consent`: where it was sent electronically, and how the applicant consented.
    """

    delivery_id: UUID
    way: DeliveryWay
    receiver: str
    receiver_is: str
    id_tail: str
    place: str
    papers: tuple[str, ...]
    signature: str
    mismatch_reason: str = ""
    tracking_no: str = ""
    witness: str = ""
    refusal: str = ""
    relation: str = ""
    entrusted: str = ""
    address: str = ""
    consent: str = ""


@dataclass(frozen=True)
class CertificateAct:
    """`certify`, `amend-certificate`, `end-certificate`, `renew-by-law`: which one, on what ground.

    `change`: `issued`, `changed`, `renewed`, `replaced`, `recalled` (撤回), `revoked` (撤销),
    `cancelled` (注销). `ground`: a code of the regime's list (AL 8, 49, 50, 69, 70).
    """

    certificate: UUID
    number: str
    change: str
    ground: str = ""
    why: str = ""


@dataclass(frozen=True)
class Fee:
    """`demand-fee`, `pay-fee`: what is to be paid in fen, on what basis; the receipt's number."""

    amount: int
    basis: str
    receipt_no: str = ""


Body = (
    Nothing
    | Arrival
    | SpotCorrection
    | Correction
    | Recall
    | Supplement
    | Acceptance
    | NonAcceptance
    | ItemChange
    | ApplicantChange
    | Assignment
    | Opinion
    | Stop
    | Resumption
    | Extension
    | HearingNotice
    | FieldCheck
    | Decision
    | Ending
    | PromiseCheck
    | Delivery
    | CertificateAct
    | Fee
)
