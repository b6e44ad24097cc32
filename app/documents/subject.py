"""What a paper is made from: the facts of a case, never its looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.acts import Act
from app.domain.bureau import Bureau, Decider
from app.domain.case import Case, Sitting
from app.domain.catalogue import Column, ItemDefinition, Limit
from app.domain.certificate import Certificate
from app.domain.deadlines import Due
from app.domain.merged_form import MergedForm
from app.domain.paper import PaperKind, PaperState
from app.domain.regime import Regime


@dataclass(frozen=True)
class ApplicationRow:
    """One row of an item's own application form, in the department's wording.

    `type`: the field's type (`text`, `choice`, `multi`, `bool`, `date`, `table` …). `value` in the
    canonical shapes of `app.checks`: a text, number, truth value, list of chosen options, or for a
    table a list of rows (each a mapping by column label). `options`: what can be ticked.
    `declared`: a declaration, commitment or signature of this item alone, printed at the end.
    """

    section: str
    label: str
    type: str
    value: object = None
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    unit: str = ""
    declared: bool = False


@dataclass(frozen=True)
class ListedPaper:
    """One paper in a list of papers: in a case file, or handed over. `number` may be empty.

    `copies`: how many pieces there are of it (a certificate has its original and its duplicate).
    """

    title: str
    number: str
    day: date
    pages: int
    copies: int = 1


@dataclass(frozen=True)
class PaperSubject:
    """Everything one paper says.

    `decider`: whose letterhead, seal, remedies stand on it (the bureau's own decider for papers of
    a whole sitting). `case` for papers of one item, `cases` for those of the sitting; `items` by
    item id, in the version of the case. `regime` of the case; `regimes` by code for the others.
    `form`: the merged form, for the consultation list. `projected`: the rows of an application.
    `dues`: `promised`, `legal`, `notice`, `owed`, `resubmit`, `stop`, `issue` → the due date with
    its limit; where one is absent the case's own dates and the item's limits are used. `visits`: how often the applicant comes;
    `path`: the limits of the items that wait for one another, each in its own unit.
    `act`: the act that the paper witnesses; `acts` all of the case, in their order; `certificates`
    those of the case, oldest first. `listed`: the papers of a file, or those handed over.
    `part` of a file's sheets where they are bound apart: `front` (cover and catalogue, before the
    papers) or `notes` (after them). `number` as printed, `barcode` its ASCII form. `made_at` is an aware local time.
    """

    kind: PaperKind
    bureau: Bureau
    decider: Decider
    number: str
    barcode: str
    made_at: datetime
    clerk_name: str
    clerk_no: str
    regime: Regime | None = None
    sitting: Sitting | None = None
    case: Case | None = None
    cases: tuple[Case, ...] = ()
    items: Mapping[str, ItemDefinition] = field(default_factory=dict)
    regimes: Mapping[str, Regime] = field(default_factory=dict)
    form: MergedForm | None = None
    projected: tuple[ApplicationRow, ...] = ()
    dues: Mapping[str, Due] = field(default_factory=dict)
    visits: int = 1
    path: tuple[Limit, ...] = ()
    state: PaperState = PaperState.ORIGINAL
    practice: bool = False
    act: Act | None = None
    acts: tuple[Act, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    listed: tuple[ListedPaper, ...] = ()
    part: str = ""


@dataclass(frozen=True)
class RenderedPaper:
    """A finished PDF. `sha256`: lower-case hex; `layout` and `layout_version` say how it was set."""

    content: bytes
    sha256: str
    pages: int
    layout: str
    layout_version: int
