"""How a state looks wherever it is listed: its shape and the colour token of its words."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.case import CaseState, HandedIn
from app.domain.certificate import CertificateState

Sign = tuple[str, str]
"""The name of a shape, and a colour token."""

CASE_SIGNS: Mapping[CaseState, Sign] = {
    CaseState.RECEIVED: ("sheet", "info"),
    CaseState.WAITING: ("link", "info"),
    CaseState.CORRECTION: ("warning", "warning"),
    CaseState.ACCEPTED: ("sheet", "info"),
    CaseState.ACCEPTED_OWING: ("clock", "warning"),
    CaseState.NOT_ACCEPTED: ("error", "error"),
    CaseState.NOT_NEEDED: ("dash", "muted"),
    CaseState.WITHDRAWN: ("cross", "muted"),
    CaseState.GRANTED: ("ok", "ok"),
    CaseState.REFUSED: ("error", "error"),
    CaseState.TERMINATED: ("cross", "muted"),
    CaseState.ISSUED: ("ok", "ok"),
}

CERTIFICATE_SIGNS: Mapping[CertificateState, Sign] = {
    CertificateState.DRAFT: ("open", "muted"),
    CertificateState.VALID: ("ok", "ok"),
    CertificateState.REPLACED: ("link", "muted"),
    CertificateState.RECALLED: ("error", "error"),
    CertificateState.REVOKED: ("error", "error"),
    CertificateState.CANCELLED: ("dash", "muted"),
    CertificateState.VOID: ("cross", "muted"),
}

MATERIAL_SIGNS: Mapping[HandedIn, Sign] = {
    HandedIn.HANDED_IN: ("ok", "ok"),
    HandedIn.LACKING: ("open", "muted"),
    HandedIn.DEFECTIVE: ("error", "error"),
    HandedIn.OWED: ("clock", "warning"),
    HandedIn.PROMISED: ("promise", "info"),
    HandedIn.PRODUCED: ("link", "info"),
    HandedIn.EXEMPT_LICENCE: ("sheet", "info"),
    HandedIn.EXEMPT_SHARING: ("sheet", "info"),
    HandedIn.GENERATED: ("sheet", "info"),
    HandedIn.NOT_APPLICABLE: ("dash", "muted"),
}
