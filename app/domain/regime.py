"""Regimes: which body of law a case moves under.

Only some items are administrative licences in the law's sense; titles of papers, legal bases,
clocks, deemed acceptance and remedies come from the regime and the item, never from one
hard-wired law. Regimes are data (`resources/law/regimes.yaml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.catalogue import Limit


@dataclass(frozen=True)
class Regime:
    """One regime.

    `titles`: paper kind → title as printed. `bases`: paper kind → the article it rests on, as
    printed. `correction`: the limit for telling all corrections at once (None: no such clock).
    `deemed_accepted`: silence after that limit counts as acceptance from the day of receipt.
    `legal_limit`: used when the item states none (None: no legal limit).
    `unified_limit`: for unified handling (45 + 15). `remedies`: refusals name 复议 and 诉讼.
    `subject_word`: what the applicant asks for on papers (行政许可申请, 登记申请 …).
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
