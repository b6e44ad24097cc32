"""Certificate, fee, hand-over and archive after the decision."""

from dataclasses import replace
from uuid import UUID

from app.domain.act_bodies import (
    NOTHING,
    CertificateAct,
    DeliveryWay,
    Fee,
    Verdict,
)
from app.domain.acts import ActKind
from app.domain.bureau import ItemRule, OwedEnd
from app.domain.case import CaseState
from app.domain.paper import PaperKind
from app.domain.procedure import paper_of
from tests.unit.domain.builders import (
    APPROVER,
    CERTIFIED,
    CLERK,
    GRANT,
    HEAD,
    ISSUER,
    REFUSAL,
    Desk,
    delivery,
    ground,
)


def granted(rule=None):
    return Desk("09-18", ground(rule=rule or ItemRule())).accepted().granted()


def test_what_is_granted_with_a_certificate_is_handed_over_with_it():
    desk = granted(ItemRule(certificate_kind="某证"))
    assert desk.greyed(ActKind.DELIVER, ISSUER) == "case.certificate-missing"
    assert desk.refuses(ActKind.CERTIFY, CERTIFIED, CLERK) == "right.missing"
    assert desk.refuses(ActKind.CERTIFY, replace(CERTIFIED, change="changed"), ISSUER) == (
        "case.certificate-change"
    )
    assert desk.refuses(ActKind.CERTIFY, replace(CERTIFIED, number=""), ISSUER) == (
        "case.certificate-number"
    )
    desk.do(ActKind.CERTIFY, CERTIFIED, ISSUER)
    desk.do(ActKind.DELIVER, delivery(), CLERK)
    assert (desk.state, desk.case.delivered_at) == (CaseState.ISSUED, desk.now)


def test_the_catalogues_word_alone_asks_for_the_certificate():
    on = replace(ground(), certificate="某证")
    desk = Desk("09-18", on).accepted().granted()
    assert desk.greyed(ActKind.DELIVER, ISSUER) == "case.certificate-missing"


def test_a_renewal_that_silence_granted_ends_and_gives_no_certificate_of_its_own():
    silent = replace(CERTIFIED, change="renewed", ground="silence", why="逾期未决")
    desk = Desk("09-18").accepted()
    assert desk.refuses(ActKind.RENEW_BY_LAW, silent, ISSUER) == "right.missing"
    asked = replace(silent, ground="on-request")
    assert desk.refuses(ActKind.RENEW_BY_LAW, asked, None) == "case.no-renewal-by-law"
    filing = Desk("09-18", ground("filing")).accepted()
    assert filing.refuses(ActKind.RENEW_BY_LAW, silent, None) == "case.no-renewal-by-law"
    desk.do(ActKind.RENEW_BY_LAW, silent, None)
    assert (desk.state, desk.case.decided_at) == (CaseState.ISSUED, desk.now)
    assert desk.greyed(ActKind.REFUSE, APPROVER) == "case.not-after-issue"
    assert desk.greyed(ActKind.END_CERTIFICATE, HEAD) == "case.no-certificate"


def test_a_delivery_says_who_where_and_how_it_is_witnessed():
    desk = granted()
    faults = {
        "case.delivery-unclear": delivery(receiver_is="neighbour"),
        "case.no-signature": delivery(signature=""),
        "case.no-tracking": delivery(DeliveryWay.POST),
        "case.no-witness": delivery(DeliveryWay.LEFT, refusal="不认可"),
        "case.no-refusal-reason": delivery(DeliveryWay.LEFT, witness="赵六"),
        "case.no-relation": delivery(DeliveryWay.SUBSTITUTE),
        "case.no-entrusted": delivery(DeliveryWay.ENTRUSTED, entrusted="某街道办"),
        "case.no-consent": delivery(DeliveryWay.ELECTRONIC, address="a@b.cn"),
    }
    for code, body in faults.items():
        assert desk.refuses(ActKind.DELIVER, body, ISSUER) == code
    posted = delivery(DeliveryWay.POST, receiver_is="post", signature="", tracking_no="EMS1")
    assert desk.refuses(ActKind.DELIVER, posted, ISSUER) is None


def test_a_notice_is_served_at_any_time_and_leaves_the_case_as_it_is():
    desk = Desk("09-18", ground()).accepted()
    before = desk.case
    assert desk.greyed(ActKind.DELIVER) == "case.not-while-accepted"
    assert desk.refuses(ActKind.SERVE, delivery(signature="")) == "case.no-signature"
    desk.do(ActKind.SERVE, delivery())
    after = desk.case
    assert (after.state, after.delivered_at) == (before.state, None)
    assert after.legal_due == before.legal_due
    owing = granted(ItemRule(fee_fen=3500))
    owing.do(ActKind.DEMAND_FEE, Fee(3500, "依据"))
    assert owing.refuses(ActKind.SERVE, delivery()) is None
    assert owing.greyed(ActKind.DELIVER) == "case.fee-unpaid"


def test_a_refusal_is_handed_over_and_stays_a_refusal():
    desk = Desk("09-18", ground(rule=ItemRule(review_steps=("批准",)))).accepted()
    desk.reviewed(APPROVER, verdict=Verdict.REFUSE).do(ActKind.REFUSE, REFUSAL, APPROVER)
    desk.do(ActKind.DELIVER, delivery(), CLERK)
    assert (desk.state, desk.case.delivered_at) == (CaseState.REFUSED, desk.now)
    desk.do(ActKind.CLOSE, NOTHING, CLERK)
    assert desk.case.closed_at == desk.now
    assert desk.greyed(ActKind.CLOSE, CLERK) == "case.closed"


def test_only_what_law_allows_is_charged_once_and_paid_whole():
    free = granted()
    assert free.greyed(ActKind.DEMAND_FEE) == "case.no-fee"
    desk = granted(ItemRule(fee_fen=3500))
    assert desk.greyed(ActKind.PAY_FEE) == "case.no-fee-demanded"
    assert desk.refuses(ActKind.DEMAND_FEE, Fee(3501, "依据")) == "case.fee-wrong"
    assert desk.refuses(ActKind.DEMAND_FEE, Fee(3500, " ")) == "case.fee-wrong"
    desk.do(ActKind.DEMAND_FEE, Fee(3000, "依据"))
    assert desk.greyed(ActKind.DEMAND_FEE) == "case.fee-open"
    assert desk.greyed(ActKind.DELIVER) == "case.fee-unpaid"
    assert desk.refuses(ActKind.PAY_FEE, Fee(3500, "依据", "票1")) == "case.payment-wrong"
    assert desk.refuses(ActKind.PAY_FEE, Fee(3000, "依据")) == "case.payment-wrong"
    desk.do(ActKind.PAY_FEE, Fee(3000, "依据", "票1"))
    assert desk.refuses(ActKind.DELIVER, delivery()) is None


def test_a_certificate_changes_and_ends_on_the_laws_grounds():
    desk = granted()
    renewed = CertificateAct(UUID(int=8), "证号2", "renewed", "on-request", "申请延续")
    assert desk.greyed(ActKind.AMEND_CERTIFICATE, ISSUER) == "case.no-certificate"
    desk.do(ActKind.CERTIFY, CERTIFIED, ISSUER)
    desk.do(ActKind.DELIVER, delivery(), ISSUER)
    faults = {
        "case.certificate-change": replace(renewed, change="issued"),
        "case.ground-unknown": replace(renewed, ground="silence"),
        "case.why-missing": replace(renewed, why=""),
        "case.certificate-number": replace(renewed, number=""),
    }
    for code, body in faults.items():
        assert desk.refuses(ActKind.AMEND_CERTIFICATE, body, ISSUER) == code
    desk.do(ActKind.CLOSE, NOTHING, CLERK)
    desk.do(ActKind.AMEND_CERTIFICATE, renewed, ISSUER)
    revoked = CertificateAct(UUID(int=8), "证号2", "revoked", "fraud", "虚假材料")
    unknown = replace(revoked, certificate=UUID(int=77))
    assert desk.refuses(ActKind.END_CERTIFICATE, unknown, HEAD) == "case.certificate-unknown"
    assert desk.refuses(ActKind.END_CERTIFICATE, replace(revoked, ground="lost"), HEAD) == (
        "case.ground-unknown"
    )
    desk.do(ActKind.END_CERTIFICATE, revoked, HEAD)
    assert desk.refuses(ActKind.END_CERTIFICATE, revoked, HEAD) == "case.certificate-unknown"


def test_silence_renews_a_licence_by_law_and_nothing_else():
    desk = granted()
    desk.do(ActKind.CERTIFY, CERTIFIED, ISSUER)
    silent = CertificateAct(UUID(int=8), "证号2", "renewed", "silence")
    assert desk.refuses(ActKind.AMEND_CERTIFICATE, silent, None) is None
    assert desk.refuses(ActKind.AMEND_CERTIFICATE, silent, ISSUER) == "case.ground-unknown"
    asked = replace(silent, ground="on-request", why="申请")
    assert desk.refuses(ActKind.AMEND_CERTIFICATE, asked, None) == "case.ground-unknown"


def test_papers_follow_the_regime_and_the_bureaus_rule():
    desk = Desk("09-18")
    act = desk.act(ActKind.GRANT, GRANT)
    assert paper_of(act, ground()) is PaperKind.GRANT
    assert paper_of(act, ground("registration")) is PaperKind.REGISTRATION
    lapsed = desk.act(ActKind.OWED_LAPSED, NOTHING, None)
    assert paper_of(lapsed, ground()) is PaperKind.TERMINATION
    refused = replace(ground(), owed_end=OwedEnd.REFUSED)
    assert paper_of(lapsed, refused) is PaperKind.REFUSAL
    assert paper_of(desk.act(ActKind.CLAIM, NOTHING), ground()) is None
