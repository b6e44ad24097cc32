"""The rows of fee, certificate, hand-over and archive (AL 8, 39, 44, 49, 50, 58, 69, 70)."""

from __future__ import annotations

from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.domain.paper import PaperKind
from app.domain.procedure import issue_guards as issue
from app.domain.procedure import promise_guards as promise
from app.domain.procedure.row import DESK, HELD, OPEN, OVER, RUNNING, STAFF, Stage, Transition

ISSUE_ROWS = (
    Transition(
        ActKind.DEMAND_FEE,
        RUNNING | frozenset({CaseState.GRANTED}),
        None,
        "AL 58",
        PaperKind.FEE,
        "case.fee-demanded",
        STAFF,
        Stage.ISSUING,
        guards=(issue.has_fee,),
        demands=(issue.fee_is_lawful,),
    ),
    Transition(
        ActKind.PAY_FEE,
        RUNNING | frozenset({CaseState.GRANTED}),
        None,
        "AL 58",
        None,
        "case.fee-paid",
        DESK,
        Stage.ISSUING,
        guards=(issue.fee_is_demanded,),
        demands=(issue.payment_is_whole,),
    ),
    Transition(
        ActKind.CERTIFY,
        frozenset({CaseState.GRANTED}),
        None,
        "AL 39",
        None,
        "case.certified",
        frozenset({Role.ISSUER}),
        Stage.ISSUING,
        guards=(issue.fee_is_paid,),
        demands=(issue.certificate_is_first,),
    ),
    Transition(
        ActKind.SERVE,
        OPEN | HELD | OVER,
        None,
        "AL 44",
        PaperKind.DELIVERY,
        "case.notice-served",
        DESK,
        Stage.ISSUING,
        demands=(issue.delivery_is_recorded,),
    ),
    Transition(
        ActKind.DELIVER,
        HELD | OVER,
        None,
        "AL 44",
        PaperKind.DELIVERY,
        "case.delivered",
        DESK,
        Stage.ISSUING,
        guards=(
            issue.certificate_made,
            issue.fee_is_paid,
        ),
        demands=(issue.delivery_is_recorded,),
    ),
    Transition(
        ActKind.AMEND_CERTIFICATE,
        HELD,
        None,
        "AL 49, 50",
        PaperKind.AMENDMENT,
        "case.certificate-amended",
        frozenset({Role.APPROVER, Role.ISSUER}),
        Stage.ISSUING,
        guards=(issue.has_certificate,),
        demands=(issue.amended_on_a_ground,),
        by_law=True,
    ),
    Transition(
        ActKind.END_CERTIFICATE,
        HELD,
        None,
        "AL 8, 69, 70",
        PaperKind.ENDING,
        "case.certificate-ended",
        frozenset({Role.APPROVER, Role.HEAD}),
        Stage.ISSUING,
        guards=(issue.has_certificate,),
        demands=(
            issue.ended_on_a_ground,
            promise.promise_stays_broken,
        ),
    ),
    Transition(
        ActKind.CLOSE,
        OVER | frozenset({CaseState.ISSUED}),
        None,
        "AL 40",
        PaperKind.FILE,
        "case.closed",
        frozenset({Role.CLERK, Role.ISSUER, Role.SUPERVISOR}),
        Stage.ISSUING,
    ),
)
