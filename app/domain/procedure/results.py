"""Whether a case has its result: what another case that waits for it may rest on.

A grant that ends in a certificate has its result when the certificate is made and sealed: only then
is there the licence, and its number (AL 39). A grant that ends in none is its own result (AL 38(1)).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app.domain.act_bodies import CertificateAct
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState
from app.domain.procedure.row import HELD, OVER


class Result(StrEnum):
    """How far the result of a case is."""

    OPEN = "open"
    """nothing is decided yet"""
    UNCERTIFIED = "uncertified"
    """granted, and the certificate is not made yet"""
    GIVEN = "given"
    """there, or none is needed"""
    LOST = "lost"
    """none will come, or the certificate holds no longer"""


def result_of(case: Case, acts: Sequence[Act], certificate: str) -> Result:
    """Return how far the result of a case is. `certificate`: what a grant ends in, empty: in none."""
    if case.state is CaseState.NOT_NEEDED:
        return Result.GIVEN
    if case.state in OVER:
        return Result.LOST
    if case.state not in HELD:
        return Result.OPEN
    told = [act.kind for act in acts if isinstance(act.body, CertificateAct)]
    if told and told[-1] is ActKind.END_CERTIFICATE:
        return Result.LOST
    # What silence renewed is certified in the licence's own case; what was handed over is there.
    made = case.state is CaseState.ISSUED or ActKind.CERTIFY in told
    return Result.GIVEN if made or not certificate else Result.UNCERTIFIED
