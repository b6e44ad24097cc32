"""Fees: what the bureau's rule names and no more; the day's total is the list's sum."""

import pytest

from app.domain.actor import Role
from app.domain.acts import ActKind
from app.services import fees, proceeding
from tests.services.builders import concluded
from tests.services.people import person, reviewed, with_rule
from tests.services.problems import problem


@pytest.fixture
def licence(office, people):
    with_rule(office, "SCJG-02", fee="12.50", fee_basis="某收费标准（示例）")
    cases = {case.item_id: case for case in concluded(office, people.clerk).cases}
    reviewed(people, cases["SCJG-02"])
    return cases["SCJG-02"]


def test_a_fee_is_demanded_paid_and_counted(office, people, licence, clock):
    done = fees.demand(office, people.clerk, licence.id)
    assert (done.act.body.amount, done.act.body.basis) == (1250, "某收费标准（示例）")
    with problem("case.payment-wrong"):
        fees.pay(office, people.clerk, licence.id, " ")
    paid = fees.pay(office, people.clerk, licence.id, "鲁财0001")
    assert paid.act.kind is ActKind.PAY_FEE
    total = fees.day_total(office, people.supervisor, office.today())
    assert total.total == 1250
    assert [(line.number, line.receipt_no) for line in total.lines] == [
        (licence.number, "鲁财0001")
    ]
    clock.move(days=1)
    assert fees.day_total(office, people.supervisor, office.today()).lines == ()


def test_nothing_is_paid_twice_or_without_demand(office, people, licence):
    with problem("fee.not-demanded"):
        fees.pay(office, people.clerk, licence.id, "鲁财0001")
    fees.demand(office, people.clerk, licence.id)
    fees.pay(office, people.clerk, licence.id, "鲁财0001")
    with problem("case.no-fee-demanded"):
        fees.pay(office, people.clerk, licence.id, "鲁财0002")
    assert fees.day_total(office, people.supervisor, office.today()).total == 1250


def test_a_free_item_has_no_fee(office, people):
    cases = {case.item_id: case for case in concluded(office, people.clerk).cases}
    with problem("case.no-fee"):
        fees.demand(office, people.clerk, cases["SCJG-02"].id)


def test_what_is_demanded_is_paid_before_the_certificate(office, people, licence):
    fees.demand(office, people.clerk, licence.id)
    desk = person(office, "issuer", Role.ISSUER)
    view = proceeding.view_case(office, desk, licence.id)
    assert view.possible[ActKind.CERTIFY].code == "case.fee-unpaid"
