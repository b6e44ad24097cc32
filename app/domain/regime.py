"""Regimes: which body of law a case moves under.

Only some items are administrative licences in the law's sense; titles of papers, legal bases,
clocks, deemed acceptance and remedies come from the regime and the item, never from one
hard-wired law. Regimes are data (`resources/law/regimes.yaml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.catalogue import Limit


@dataclass(frozen=True)
class SpecialProcedure:
    """A procedure whose time is not counted, with its basis as printed.

    `promise_only`: known to promise rules alone; it stops the promise, never the legal clock.
    """

    code: str
    name: str
    basis: str
    promise_only: bool = False


@dataclass(frozen=True)
class LegalGround:
    """A ground on which a case ends or a certificate changes, with its article as printed."""

    code: str
    name: str
    article: str


@dataclass(frozen=True)
class Procedure:
    """What follows the acceptance under a regime (`resources/law/procedure.yaml`).

    `extension`: days that the head of the agency may add; `unified_extension`: days that the head of
    government may add in unified handling. `issue`: limit for handing over what was granted.
    `hearing_request`: how long a hearing may be asked for. `special`: procedures whose time is not
    counted. `grounds`: by what happens (`recalled`, `revoked`, `cancelled`, `changed`, `renewed`,
    `replaced`, `terminated`, `withdrawn`, `not-accepted`). `articles`: kind of act → the article it rests on, with
    `*` for every other. `review_steps`: the review where the bureau's file names none.
    `renewed_by_silence`: an application for renewal that is not decided before expiry counts as
    granted (AL 50). `correction_returns`: defective papers are returned and handed in again.
    `bars`: on which grounds the law itself bars in matters of public safety (codes of `BarGround`).
    """

    extension: Limit | None = None
    unified_extension: Limit | None = None
    issue: Limit | None = None
    hearing_request: Limit | None = None
    special: tuple[SpecialProcedure, ...] = ()
    grounds: Mapping[str, tuple[LegalGround, ...]] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    review_steps: tuple[str, ...] = ()
    renewed_by_silence: bool = False
    correction_returns: bool = False
    bars: frozenset[str] = frozenset()

    def special_of(self, code: str) -> SpecialProcedure | None:
        """Return a special procedure by its code."""
        return next((one for one in self.special if one.code == code), None)

    def ground_of(self, change: str, code: str) -> LegalGround | None:
        """Return a ground by what happens and its code."""
        return next((one for one in self.grounds.get(change, ()) if one.code == code), None)

    def article(self, kind: str) -> str:
        """Return the article that an act of a kind rests on, as shown to the clerk."""
        return self.articles.get(kind, self.articles.get("*", ""))


@dataclass(frozen=True)
class Regime:
    """One regime.

    `titles`: paper kind → title as printed. `bases`: paper kind → the article it rests on, as
    printed. `correction`: the limit for telling all corrections at once (None: no such clock).
    `deemed_accepted`: silence after that limit counts as acceptance from the day of receipt.
    `legal_limit`: used when the item states none (None: no legal limit).
    `unified_limit`: for unified handling (45 + 15). `remedies`: refusals name 复议 and 诉讼.
    `subject_word`: what the applicant asks for on papers (行政许可申请, 登记申请 …). `procedure`: what
    follows the acceptance.
    """

    code: str
    name: str
    subject_word: str
    item_types: tuple[str, ...]
    titles: Mapping[str, str]
    bases: Mapping[str, str]
    correction: Limit | None
    deemed_accepted: bool
    legal_limit: Limit | None
    unified_limit: Limit | None
    remedies: bool
    procedure: Procedure = field(default_factory=Procedure)
