"""What happens to certificates later: by the law itself, to industry certificates, and what may not."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.domain.case import CaseState
from app.domain.certificate import BarGround, CertificateEntry, CertificateState
from app.domain.licence_id import check_licence_id
from app.services import certificates, operation_of_law, papers
from app.services.certificate_verification import verify_file
from app.wording.sentences import sentence
from tests.services.builders import asked_for
from tests.services.certified import FOOD, LICENCE, hall, sealed_food
from tests.services.desk import delivered
from tests.services.people import with_rule
from tests.services.problems import problem


@pytest.fixture(autouse=True)
def unpacked_fonts(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("YICHUANG_CACHE", str(tmp_path_factory.getbasetemp() / "fonts"))


@pytest.fixture
def found(office):
    return hall(office)


@pytest.fixture
def food(office, found):
    return sealed_food(office, found)


def silently_renewed(office, found, certificate, clock):
    """Let the law renew a certificate whose renewal nobody decided (AL 50)."""
    last = datetime.combine(certificate.valid_until, time(15), clock.at.tzinfo)
    clock.set(last)
    asked_for(office, found.people.clerk, "延续")
    clock.set(last + timedelta(days=2))
    operation_of_law.run(office)


def test_what_the_law_renewed_is_drafted_with_its_new_term_and_then_sealed(
    office, found, food, clock
):
    old = certificates.picture(office, found.issuer, food.id)
    silently_renewed(office, found, food, clock)
    told = verify_file(office, old)
    assert (told.genuine, told.certificate.valid_until) == (True, date(2036, 11, 23))
    assert {one.code for one in told.reasons} == {"verification.sample", "verification.renewed"}
    draft = certificates.make(office, found.issuer, food.case_id).certificate
    assert (draft.state, draft.version, draft.number) == (CertificateState.DRAFT, 2, food.number)
    assert (draft.valid_from, draft.valid_until) == (date(2031, 11, 24), date(2036, 11, 23))
    assert certificates.make(office, found.issuer, food.case_id).again
    made = certificates.seal(office, found.issuer, draft.id).certificate
    assert certificates.one(office, found.issuer, food.id).state is CertificateState.REPLACED
    content = certificates.picture(office, found.issuer, made.id)
    assert verify_file(office, content).genuine
    ended = certificates.end(office, found.people.approver, made.id, "revoked", "fraud", "查明")
    assert ended.certificate.state is CertificateState.REVOKED


def test_a_grant_that_ends_in_a_certificate_is_not_delivered_without_it(office, found):
    """The catalogue's result alone says so: the bureau has no rule for it."""
    with_rule(office, FOOD, certificate_kind=None)
    papers.make_missing(office, found.people.clerk, found.food.sitting_id)
    with problem("case.certificate-missing"):
        delivered(office, found.people, found.food)
    sealed_food(office, found)
    assert delivered(office, found.people, found.food).state is CaseState.ISSUED


@pytest.mark.parametrize(("safety", "years"), [(True, 3), (False, 0)])
def test_a_licence_got_by_fraud_bars_for_three_years_where_safety_is_at_stake(
    office, found, food, safety, years
):
    with_rule(office, FOOD, safety=safety)
    certificates.end(office, found.people.approver, food.id, "revoked", "fraud", "查明")
    bars = of_the_applicant(office, found)
    assert [(bar.ground, bar.ends, bar.item_id) for bar in bars] == (
        [(BarGround.FRAUD, date(2029, 11, 24), FOOD)] if years else []
    )


def test_another_ground_of_revocation_bars_nobody(office, found, food):
    with_rule(office, FOOD, safety=True)
    certificates.end(office, found.people.approver, food.id, "revoked", "abuse", "查明")
    assert of_the_applicant(office, found) == ()


def of_the_applicant(office, found):
    with office.store.read() as reader:
        sitting = reader.cases.sitting(found.food.region, found.food.sitting_id)
        return reader.bars.of(sitting.region, sitting.applicant.id_number)


def test_a_renewal_by_silence_is_not_for_people_to_do(office, found, food):
    with problem("case.ground-unknown"):
        certificates.amend(office, found.issuer, food.id, "renewed", "silence", "逾期未决")


@pytest.mark.parametrize("key", ["number", "agency"])
def test_number_and_agency_are_not_changed(office, found, food, key):
    wrong = (CertificateEntry(key, "", "别的"),)
    with problem("certificate.entry-fixed") as refused:
        certificates.amend(office, found.issuer, food.id, "changed", "on-request", "理由", wrong)
    assert sentence(refused.value).endswith("。")


def test_all_entries_as_they_are_with_one_changed_is_a_change_of_one(office, found, food):
    entries = tuple(
        replace(entry, value="王㛃") if entry.key == "legal_rep" else entry
        for entry in food.entries
    )
    made = certificates.amend(
        office, found.issuer, food.id, "changed", "on-request", "负责人变更", entries
    ).certificate
    differing = {new.key for old, new in zip(food.entries, made.entries, strict=True) if old != new}
    assert differing == {"legal_rep"}


def test_what_a_certificate_must_bear_is_not_left_out(office, found, food):
    wrong = (CertificateEntry("premises", "", " "),)
    with problem("certificate.content-missing"):
        certificates.amend(office, found.issuer, food.id, "changed", "on-request", "理由", wrong)


def test_what_it_need_not_bear_comes_and_goes(office, found, food):
    def with_warehouse(certificate, value):
        entry = (CertificateEntry("warehouse", "", value),)
        return certificates.amend(
            office, found.issuer, certificate.id, "changed", "on-request", "仓库变更", entry
        ).certificate

    more = with_warehouse(food, "虚构路88号3号仓库")
    assert "warehouse" in {entry.key for entry in more.entries}
    less = with_warehouse(more, "")
    assert [entry.key for entry in less.entries] == [entry.key for entry in food.entries]


def test_a_term_does_not_run_backward(office, found, food):
    with problem("certificate.term-backward"):
        certificates.amend(
            office, found.issuer, food.id, "renewed", "on-request", "延续",
            valid_until=date(2030, 1, 1),
        )  # fmt: skip


def test_a_changed_licence_is_listed_in_its_new_version(office, found, food):
    with_rule(office, LICENCE, industry="餐饮业")
    sitting = found.food.sitting_id
    whole = certificates.industry(office, found.issuer, sitting).certificate
    made = certificates.amend(office, found.issuer, food.id, "replaced", "lost", "遗失").certificate
    with office.store.read() as reader:
        newest = reader.certificates.by_number(whole.region, whole.licence_id)
        (held,) = [
            one
            for one in reader.certificates.listing(whole.region, made.id)
            if one.state is CertificateState.VALID
        ]
    assert newest
    assert held.version == 2
    assert food.id not in held.stands_for
    assert check_licence_id(held.licence_id).version == 2
    assert certificates.industry(office, found.issuer, sitting).again


def test_an_industry_certificate_ends_with_its_last_licence(office, found, food):
    with_rule(office, LICENCE, industry="餐饮业")
    whole = certificates.industry(office, found.issuer, found.food.sitting_id).certificate
    for licence in (food, found.licence):
        certificates.end(office, found.people.approver, licence.id, "revoked", "fraud", "查明")
    with office.store.read() as reader:
        versions = reader.certificates.by_number(whole.region, whole.number)
    assert [one.state for one in versions] == [
        CertificateState.REPLACED, CertificateState.CANCELLED,
    ]  # fmt: skip
