"""Visit, sitting, case, submission round, and what happens to them.

A visit (到访) is one person's coming; a sitting (本次办理) is one merged intake; a case (办件) is one
item of it; a submission round is one handing-in for a case. "Received" (收件) and "accepted" (受理)
are two moments with two times.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.actor import Channel, EntryMode


class CaseState(StrEnum):
    """Where a case stands in law; `app.domain.procedure` says what leads from one to the other."""

    RECEIVED = "received"
    WAITING = "waiting"
    """Handed in conditionally: waits for another item's result."""
    CORRECTION = "correction"
    ACCEPTED = "accepted"
    ACCEPTED_OWING = "accepted-owing"
    """Accepted with materials owed (容缺)."""
    NOT_ACCEPTED = "not-accepted"
    NOT_NEEDED = "not-needed"
    WITHDRAWN = "withdrawn"
    """撤回申请 by the applicant"""
    GRANTED = "granted"
    """准予, the certificate not yet handed over"""
    REFUSED = "refused"
    """不予"""
    TERMINATED = "terminated"
    """终止办理"""
    ISSUED = "issued"
    """办结: granted and handed over"""


class ApplicantKind(StrEnum):
    """Who applies."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Applicant:
    """The applicant as identified at the window. `read_by`: `card`, `typed`, `licence`."""

    kind: ApplicantKind
    name: str
    id_type: str
    id_number: str
    phone: str = ""
    address: str = ""
    read_by: str = "typed"


@dataclass(frozen=True)
class Agent:
    """Who acts for the applicant: matters, powers and term of the authority (AL 29, CC 165)."""

    name: str
    id_type: str
    id_number: str
    phone: str = ""
    powers: tuple[str, ...] = ()
    until: date | None = None


class HandedIn(StrEnum):
    """What became of a material at the window."""

    HANDED_IN = "handed-in"
    PRODUCED = "produced"
    EXEMPT_LICENCE = "exempt-licence"
    EXEMPT_SHARING = "exempt-sharing"
    GENERATED = "generated"
    PROMISED = "promised"
    """Replaced by a promise (告知承诺)."""
    OWED = "owed"
    """To be supplied later (容缺)."""
    LACKING = "lacking"
    DEFECTIVE = "defective"
    NOT_APPLICABLE = "not-applicable"
    """Optional and not handed in."""


@dataclass(frozen=True)
class MaterialRecord:
    """One material of a sitting as taken. `items`: the item ids it serves."""

    key: str
    label: str
    state: HandedIn
    originals: int
    copies: int
    items: tuple[str, ...]
    owed_until: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Visit:
    """One person's coming to the hall."""

    region: str
    id: UUID
    ticket: str
    came_at: datetime
    hall: str
    window: str
    channel: Channel = Channel.WINDOW
    entry_mode: EntryMode = EntryMode.LIVE
    practice: bool = False


@dataclass(frozen=True)
class Sitting:
    """One merged intake: one applicant, one form, several cases.

    `draft_id`: unique, so that a second press is harmless. `values`: form values by field key.
    `ticks`: never-shared field key → item ids ticked. `answers`: question group key → value.
    `decisions`: disputed field key → item id whose demand was chosen. `savings`: what the merge
    saved. `number` and `barcode` exist from the commit of the receipt on. `versions`: the catalogue
    versions it was taken under, `kind:key` → version.
    """

    region: str
    id: UUID
    visit_id: UUID
    draft_id: UUID
    number: str
    barcode: str
    applicant: Applicant
    agent: Agent | None
    bundle_id: str | None
    bundle_answers: Mapping[str, str]
    answers: Mapping[str, str]
    values: Mapping[str, object]
    ticks: Mapping[str, tuple[str, ...]]
    decisions: Mapping[str, str]
    materials: tuple[MaterialRecord, ...]
    received_at: datetime
    recorded_at: datetime
    hall: str
    window: str
    station: str
    clerk_id: UUID
    clerk_name: str
    clerk_no: str
    query_code: str
    savings: Mapping[str, int] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    registered: bool = False
    concluded_at: datetime | None = None
    channel: Channel = Channel.WINDOW
    entry_mode: EntryMode = EntryMode.LIVE
    practice: bool = False


class OutcomeKind(StrEnum):
    """What the clerk decides about a received case at the window."""

    ACCEPT = "accept"
    ACCEPT_OWING = "accept-owing"
    CORRECT = "correct"
    REFUSE = "refuse"
    NOT_NEEDED = "not-needed"
    WAIT = "wait"


@dataclass(frozen=True)
class Defect:
    """One thing to be corrected: what, why, and the standard that it must meet."""

    subject: str
    what: str
    standard: str


@dataclass(frozen=True)
class Outcome:
    """The clerk's decision about one case. Refusals need `reason` and `competent`.

    `false_materials`: not accepted for hidden facts or false materials (AL 78).
    """

    item_id: str
    kind: OutcomeKind
    defects: tuple[Defect, ...] = ()
    reason: str = ""
    basis: str = ""
    competent: str = ""
    false_materials: bool = False


@dataclass(frozen=True)
class Case:
    """One item of a sitting (办件).

    `handed_in_at`: when the application counts as made (None while it waits for another's result).
    `notice_due`: last day for the one-time correction notice by law, `duty_due`: the bureau's own
    stricter day, a duty without effect in law. `promised_due` and `legal_due`: None where there is no
    such limit or it does not run yet; `owed_due`: until when owed materials are to come, or a broken
    promise is to be put right; `issue_due`: last day for handing over what was granted.
    `provisional`: a due date lies in a year whose holidays are not published. `waits_for`: ids of the
    cases whose results it needs.

    `round`: the submission round it is in; `corrections`: notices so far. `step`: index of the review
    step that is to speak; `team`: who may claim it; `holder`: who has it. `stopped`: a clock of it
    stands still. `extended_days`: working days added by an extension (0: none). `acts`: how many
    acts it has, the last one's `seq`.
    """

    region: str
    id: UUID
    sitting_id: UUID
    item_id: str
    item_version: int
    item_hash: str
    item_name: str
    department: str
    decider: str
    regime: str
    number: str
    barcode: str
    state: CaseState
    received_at: datetime
    handed_in_at: datetime | None
    accepted_at: datetime | None = None
    waits_for: tuple[UUID, ...] = ()
    notice_due: date | None = None
    promised_due: date | None = None
    legal_due: date | None = None
    owed_due: date | None = None
    provisional: bool = False
    outcome: Outcome | None = None
    practice: bool = False
    duty_due: date | None = None
    round: int = 1
    corrections: int = 0
    step: int = 0
    team: str = ""
    holder: UUID | None = None
    holder_name: str = ""
    stopped: bool = False
    extended_days: int = 0
    decided_at: datetime | None = None
    issue_due: date | None = None
    delivered_at: datetime | None = None
    closed_at: datetime | None = None
    acts: int = 0


@dataclass(frozen=True)
class SubmissionRound:
    """One handing-in for a case; the first is made by the receipt, later ones follow corrections."""

    region: str
    id: UUID
    case_id: UUID
    number: int
    opened_at: datetime
    materials: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """One entry of the journal: ids, hashes, counts; never the form's values.

    `kind`: dotted past (`case.accepted`). `occurred_at`: when it happened; `recorded_at`: when it was
    entered. `data`: ids, codes, hashes and counts only.
    """

    region: str
    id: UUID
    kind: str
    subject: UUID
    occurred_at: datetime
    recorded_at: datetime
    hall: str
    window: str
    station: str
    clerk_id: UUID
    department: str
    channel: Channel
    entry_mode: EntryMode
    practice: bool
    entry: str = "screen"
    savings: Mapping[str, int] = field(default_factory=dict)
    data: Mapping[str, object] = field(default_factory=dict)
