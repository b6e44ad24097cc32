"""The table row by row against the statutes: who may do it, while a case stands where, to what end."""

import pytest

from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.domain.paper import PaperKind
from app.domain.procedure import TABLE
from tests.unit.domain.statute import HANDED, LAW, LEADS, RIGHTS

K, P = ActKind, PaperKind

PAPERS = {
    K.RECEIVE: P.RECEIPT,
    K.ASK_CORRECTION: P.CORRECTION,
    K.SUPPLEMENT: P.RECEIPT,
    K.ACCEPT: P.ACCEPTANCE,
    K.ACCEPT_OWING: P.ACCEPTANCE,
    K.ACCEPT_BY_LAW: P.ACCEPTANCE,
    K.NOT_ACCEPT: P.NOT_ACCEPTED,
    K.NOT_NEEDED: P.NOT_NEEDED,
    K.CHANGE_ITEM: P.RECEIPT,
    K.CHANGE_APPLICANT: P.RECEIPT,
    K.SUPPLY_OWED: P.RECEIPT,
    K.OWED_LAPSED: P.TERMINATION,
    K.CHECK_PROMISE: P.RECTIFY,
    K.HAND_OVER: P.TRANSFER,
    K.STOP: P.SPECIAL,
    K.EXTEND: P.EXTENSION,
    K.TELL_HEARING: P.HEARING,
    K.FIELD_CHECK: P.FIELD_CHECK,
    K.GRANT: P.GRANT,
    K.REFUSE: P.REFUSAL,
    K.WITHDRAW: P.WITHDRAWAL,
    K.TERMINATE: P.TERMINATION,
    K.SERVE: P.DELIVERY,
    K.DELIVER: P.DELIVERY,
    K.CLOSE: P.FILE,
    K.AMEND_CERTIFICATE: P.AMENDMENT,
    K.END_CERTIFICATE: P.ENDING,
    K.DEMAND_FEE: P.FEE,
}
"""What the law wants in writing (`domain` 2.4, 2.5); what is not named is told by no paper."""


@pytest.mark.parametrize("kind", ActKind)
def test_a_row_says_what_the_statutes_say(kind):
    row, (who, where) = TABLE[kind], RIGHTS[kind]
    assert row.kind is kind
    assert row.roles == who - {LAW}
    assert row.by_law is (LAW in who)
    assert row.sources == (where or HANDED)
    assert row.target is LEADS.get(kind)
    assert row.paper is PAPERS.get(kind)


def test_no_case_leaves_an_end():
    ended = set(CaseState) - {s for kind in LEADS for s in TABLE[kind].sources}
    assert {LEADS[K.WITHDRAW], LEADS[K.REFUSE], LEADS[K.TERMINATE], CaseState.ISSUED} <= ended
