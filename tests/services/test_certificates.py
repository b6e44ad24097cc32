"""Certificates from the granted case to the drawer: drafted, sealed, printed once, changed, ended."""

import threading
from datetime import date, timedelta

import pytest

from app.domain.act_bodies import Decision
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import Outcome, OutcomeKind
from app.domain.certificate import BlankState, CertificateEntry, CertificateState
from app.domain.licence_id import check_licence_id
from app.errors import Problem
from app.services import blanks, certificates, outcomes
from app.services.certificate_verification import verify_file
from app.wording.sentences import sentence
from tests.documents.builders import joined_text
from tests.services.certified import FOOD, KIND, LICENCE
from tests.services.people import person, reviewed, with_rule
from tests.services.problems import problem


@pytest.fixture(autouse=True)
def unpacked_fonts(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("YICHUANG_CACHE", str(tmp_path_factory.getbasetemp() / "fonts"))


@pytest.fixture
def issuer(office):
    return person(office, "issuer", Role.ISSUER)


@pytest.fixture
def licence(office, people, issuer, cases):
    """The business licence, granted, sealed and in force."""
    reviewed(people, cases[LICENCE])
    made = certificates.make(office, issuer, cases[LICENCE].id)
    return certificates.seal(office, issuer, made.certificate.id).certificate


@pytest.fixture
def food_case(office, people, cases, licence):
    case = cases[FOOD]
    outcomes.decide(office, people.clerk, case.id, Outcome(FOOD, OutcomeKind.ACCEPT))
    return reviewed(people, case).case


@pytest.fixture
def draft(office, issuer, food_case):
    return certificates.make(office, issuer, food_case.id).certificate


@pytest.fixture
def food(office, issuer, draft):
    return certificates.seal(office, issuer, draft.id).certificate


def values(certificate):
    return {entry.key: entry.value for entry in certificate.entries}


def kinds_of(office, case_id):
    with office.store.read() as reader:
        return [act.kind for act in reader.acts.of_case("370902", case_id)]


def test_a_draft_bears_what_was_granted_and_its_number_is_reserved(office, issuer, draft):
    assert draft.state is CertificateState.DRAFT
    assert draft.kind == KIND
    assert draft.number.startswith("JY2370902000001")
    assert len(draft.number) == 16
    assert values(draft)["form"] == "餐饮服务经营者"
    assert (draft.valid_from, draft.valid_until) == (date(2026, 11, 24), date(2031, 11, 23))
    assert check_licence_id(draft.licence_id).version == 1
    again = certificates.make(office, issuer, draft.case_id)
    assert again.again
    assert again.certificate == draft


def test_the_credit_code_of_the_new_licence_stands_on_what_waited_for_it(licence, draft):
    assert licence.number.startswith("92370902YC")
    assert values(draft)["uscc"] == licence.number
    assert draft.holder_id == licence.number


def test_a_draft_can_be_looked_at_and_printed_only_with_its_watermark(
    office, issuer, draft, tmp_path
):
    picture = certificates.picture(office, issuer, draft.id)
    assert "草稿" in joined_text(picture, tmp_path)
    job = certificates.print_certificate(office, issuer, draft.id)
    assert job.print_id is None
    assert "草稿" in joined_text(job.content, tmp_path)
    assert certificates.prints(office, issuer, draft.id) == ()
    assert certificates.print_failed(office, issuer, job.print_id).any is False


def test_what_is_not_granted_gets_no_certificate(office, issuer, people, cases):
    with problem("case.") as refused:
        certificates.make(office, issuer, cases[FOOD].id)
    assert refused.value.params["article"]


def test_an_item_without_a_certificate_says_so(office, issuer, people, cases):
    with_rule(office, LICENCE, certificate_kind="无")
    reviewed(people, cases[LICENCE])
    assert not certificates.needs_certificate(office, issuer, cases[LICENCE].id)
    with problem("certificate.none-for-item"):
        certificates.make(office, issuer, cases[LICENCE].id)


def test_only_the_issue_desk_makes_and_seals(office, people, food_case, draft):
    with problem("right.missing"):
        certificates.make(office, people.clerk, food_case.id)
    with problem("right.missing"):
        certificates.seal(office, people.approver, draft.id)


def test_sealing_keeps_the_file_and_is_an_act_of_the_case(office, issuer, food, tmp_path):
    assert food.state is CertificateState.VALID
    assert food.sample
    assert kinds_of(office, food.case_id)[-1] is ActKind.CERTIFY
    content = certificates.picture(office, issuer, food.id)
    assert content.startswith(b"%PDF")
    assert "草稿" not in joined_text(content, tmp_path)
    assert certificates.seal(office, issuer, food.id).again
    (line,) = certificates.of_case(office, issuer, food.case_id)
    assert (line.number, line.originals, line.copies) == (food.number, 0, 0)


def test_a_refused_seal_leaves_the_draft_as_it_was(office, issuer, draft, monkeypatch):
    def broken(*_arguments):
        raise Problem("seal.not-applied", reason="no card")

    monkeypatch.setattr(office.paper_maker(), "seal_certificate", broken)
    with problem("seal.not-applied"):
        certificates.seal(office, issuer, draft.id)
    assert certificates.one(office, issuer, draft.id) == draft
    assert ActKind.CERTIFY not in kinds_of(office, draft.case_id)


def test_a_real_bureau_needs_a_registered_seal(office, issuer, draft):
    with office.store.begin() as unit:
        unit.bureau.put({**unit.bureau.current(), "sample": False}, office.now(), None)
        unit.commit()
    with problem("seal.none"):
        certificates.seal(office, issuer, draft.id)


def test_in_a_real_bureau_a_credit_code_is_typed_and_checked(office, issuer, people, cases):
    with office.store.begin() as unit:
        unit.bureau.put({**unit.bureau.current(), "sample": False}, office.now(), None)
        unit.commit()
    case = reviewed(people, cases[LICENCE]).case
    with problem("certificate.number-needed"):
        certificates.make(office, issuer, case.id)
    with problem("certificate.number-wrong"):
        certificates.make(office, issuer, case.id, number="92370902MA3N7QXY0B")
    made = certificates.make(office, issuer, case.id, number="92370902MA3N7QXY0J")
    assert made.certificate.number == "92370902MA3N7QXY0J"


def test_the_original_is_printed_once(office, issuer, food):
    job = certificates.print_certificate(office, issuer, food.id)
    assert (job.copy, job.blank) == (0, "")
    assert job.content == certificates.picture(office, issuer, food.id)
    with problem("certificate.printed-already") as refused:
        certificates.print_certificate(office, issuer, food.id)
    assert food.number in sentence(refused.value)


def test_two_presses_at_once_print_one_paper_on_one_blank(office, issuer, food):
    blanks.receive(office, issuer, KIND, "A001", "A005")
    office.paper_maker()  # opened before the race begins
    jobs, refused, gate = [], [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            jobs.append(certificates.print_certificate(office, issuer, food.id))
        except Problem as found:
            refused.append(found.code)

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [job.blank for job in jobs] == ["A001"]
    assert set(refused) <= {"certificate.printed-already", "certificate.printed-meanwhile"}
    assert len(refused) == 1
    (balance,) = blanks.balance(office, issuer, office.today())
    assert (balance.received, balance.used, balance.spoiled, balance.left) == (5, 1, 0, 4)


def test_a_copy_needs_a_reason_and_says_that_it_is_one(office, issuer, people, food, tmp_path):
    certificates.print_certificate(office, issuer, food.id)
    with problem("right.missing"):
        certificates.print_certificate(office, people.clerk, food.id, reason="遗失")
    first = certificates.print_certificate(office, people.approver, food.id, reason="遗失")
    second = certificates.print_certificate(office, issuer, food.id, reason="另一机关需要")
    assert (first.copy, second.copy) == (1, 2)
    assert "补打2" in joined_text(second.content, tmp_path)
    (line,) = certificates.of_case(office, issuer, food.case_id)
    assert (line.originals, line.copies) == (1, 2)


def test_a_spoiled_blank_is_void_and_the_next_one_is_used(office, issuer, food):
    blanks.receive(office, issuer, KIND, "A001", "A003")
    assert certificates.next_blank(office, issuer, food.id) == "A001"
    job = certificates.print_certificate(office, issuer, food.id)
    with problem("blank.no-reason"):
        certificates.spoil(office, issuer, job.print_id, " ")
    certificates.spoil(office, issuer, job.print_id, "卡纸")
    with problem("certificate.no-such-print"):
        certificates.spoil(office, issuer, job.print_id, "卡纸")
    again = certificates.print_certificate(office, issuer, food.id)
    assert (again.copy, again.blank) == (0, "A002")
    with office.store.read() as reader:
        spoiled = reader.blanks.get("370902", KIND, "A001")
    assert (spoiled.state, spoiled.reason) == (BlankState.SPOILED, "卡纸")
    (balance,) = blanks.balance(office, issuer, office.today())
    assert balance.before + balance.received == balance.used + balance.spoiled + balance.left


def test_a_blank_that_the_printer_never_took_serves_the_next_attempt(office, issuer, food):
    blanks.receive(office, issuer, KIND, "A001", "A003")
    job = certificates.print_certificate(office, issuer, food.id)
    certificates.print_failed(office, issuer, job.print_id)
    assert certificates.next_blank(office, issuer, food.id) == "A001"
    again = certificates.print_certificate(office, issuer, food.id)
    assert (again.copy, again.blank) == (0, "A001")


def test_a_blank_that_is_not_in_stock_is_refused(office, issuer, food):
    blanks.receive(office, issuer, KIND, "A001", "A001")
    with problem("blank.not-in-stock"):
        certificates.print_certificate(office, issuer, food.id, blank="A009")
    certificates.print_certificate(office, issuer, food.id)
    with problem("blank.none-left"):
        certificates.print_certificate(office, issuer, food.id, reason="损毁")


def test_on_a_blank_only_the_variable_data_are_printed(office, issuer, food, tmp_path):
    blanks.receive(office, issuer, KIND, "A001", "A003")
    text = joined_text(certificates.print_certificate(office, issuer, food.id).content, tmp_path)
    assert food.number in text
    assert "经营者名称" not in text


def test_a_change_makes_a_new_version_with_the_same_number(office, people, issuer, food):
    given = certificates.give_file(office, issuer, food.id).content
    changed = (CertificateEntry("legal_rep", "法定代表人（负责人）", "王㛃"),)
    made = certificates.amend(
        office, people.approver, food.id, "changed", "on-request", "负责人变更", changed
    ).certificate
    assert (made.number, made.version, made.replaces) == (food.number, 2, food.id)
    assert check_licence_id(made.licence_id).version == 2
    assert values(made)["legal_rep"] == "王㛃"
    assert values(made)["premises"] == values(food)["premises"]
    assert made.state is CertificateState.VALID
    old = certificates.one(office, issuer, food.id)
    assert old.state is CertificateState.REPLACED
    assert kinds_of(office, food.case_id)[-1] is ActKind.AMEND_CERTIFICATE
    with problem("certificate.not-valid"):
        certificates.print_certificate(office, issuer, food.id)
    assert verify_file(office, given).verdict == "revoked"
    assert verify_file(office, certificates.picture(office, issuer, made.id)).genuine


def test_a_renewal_begins_the_day_after_the_old_term(office, issuer, food):
    made = certificates.amend(office, issuer, food.id, "renewed", "on-request", "延续").certificate
    assert (made.valid_from, made.valid_until) == (date(2031, 11, 24), date(2036, 11, 23))
    assert values(made)["valid_until"] == "2036年11月23日"


@pytest.mark.parametrize(
    ("change", "ground", "code"),
    [
        ("stolen", "on-request", "case.certificate-change"),
        ("changed", "nothing", "case.ground-unknown"),
    ],
)
def test_a_change_without_a_ground_in_law_changes_nothing(
    office, issuer, food, change, ground, code
):
    with problem(code):
        certificates.amend(office, issuer, food.id, change, ground, "理由")
    assert certificates.one(office, issuer, food.id).state is CertificateState.VALID
    assert len(certificates.of_case(office, issuer, food.case_id)) == 1


def test_an_unknown_entry_is_refused(office, issuer, food):
    wrong = (CertificateEntry("colour", "颜色", "红"),)
    with problem("certificate.entry-unknown"):
        certificates.amend(office, issuer, food.id, "changed", "on-request", "理由", wrong)


@pytest.mark.parametrize(
    ("change", "ground", "state"),
    [
        ("revoked", "fraud", CertificateState.REVOKED),
        ("recalled", "law-changed", CertificateState.RECALLED),
        ("cancelled", "body-ended", CertificateState.CANCELLED),
    ],
)
def test_a_certificate_ends_on_a_ground_and_verifies_as_revoked(
    office, people, issuer, food, change, ground, state, tmp_path
):
    content = certificates.picture(office, issuer, food.id)
    assert verify_file(office, content).genuine
    ended = certificates.end(office, people.approver, food.id, change, ground, "查明事实")
    assert (ended.certificate.state, ended.certificate.ended_ground) == (state, ground)
    verdict = verify_file(office, content)
    assert verdict.verdict == "revoked"
    assert verdict.certificate.state == state
    marks = {"recalled": "已撤回", "revoked": "已撤销", "cancelled": "已注销"}
    assert marks[str(state)] in joined_text(certificates.picture(office, issuer, food.id), tmp_path)
    with problem("certificate.not-valid"):
        certificates.end(office, people.approver, food.id, change, ground, "查明事实")


def test_a_changed_certificate_can_end_too(office, people, issuer, food):
    made = certificates.amend(office, issuer, food.id, "replaced", "lost", "遗失").certificate
    ended = certificates.end(office, people.approver, made.id, "revoked", "fraud", "查明事实")
    assert ended.certificate.state is CertificateState.REVOKED


def test_licences_of_one_industry_become_one_certificate(office, people, issuer, food, cases):
    with problem("certificate.industry-too-few"):
        certificates.industry(office, issuer, cases[FOOD].sitting_id)
    with_rule(office, LICENCE, industry="餐饮业")
    made = certificates.industry(office, issuer, cases[FOOD].sitting_id).certificate
    assert made.kind == "行业综合许可证"
    assert len(made.stands_for) == 2
    assert made.state is CertificateState.VALID
    assert certificates.industry(office, issuer, cases[FOOD].sitting_id).again


def test_a_licence_stays_revocable_alone_and_the_industry_certificate_says_so(
    office, people, issuer, food, licence, cases, tmp_path
):
    with_rule(office, LICENCE, industry="餐饮业")
    whole = certificates.industry(office, issuer, cases[FOOD].sitting_id).certificate
    before = certificates.picture(office, issuer, whole.id)
    assert "已撤销" not in joined_text(before, tmp_path)
    certificates.end(office, people.approver, food.id, "revoked", "fraud", "查明事实")
    with office.store.read() as reader:
        newest = reader.certificates.by_number("370902", whole.number)[-1]
    assert (newest.version, newest.state) == (2, CertificateState.VALID)
    text = joined_text(certificates.picture(office, issuer, newest.id), tmp_path)
    assert "食品经营许可证（已撤销）" in text
    assert verify_file(office, before).verdict == "revoked"
    assert certificates.one(office, issuer, licence.id).state is CertificateState.VALID


def test_an_industry_certificate_is_changed_through_its_licences(
    office, people, issuer, food, cases
):
    with_rule(office, LICENCE, industry="餐饮业")
    whole = certificates.industry(office, issuer, cases[FOOD].sitting_id).certificate
    with problem("certificate.lists-others"):
        certificates.amend(office, issuer, whole.id, "changed", "on-request", "理由")
    with problem("case.ground-unknown"):
        certificates.end(office, people.approver, whole.id, "cancelled", "nothing", "理由")
    ended = certificates.end(office, people.approver, whole.id, "cancelled", "body-ended", "歇业")
    assert ended.certificate.state is CertificateState.CANCELLED


def test_the_waiting_list_holds_what_is_granted(office, issuer, food_case, licence):
    waiting = {line.item_id for line in certificates.waiting(office, issuer)}
    assert waiting == {FOOD, LICENCE}
    found = certificates.waiting(office, issuer, food_case.number)
    assert [line.case_id for line in found] == [food_case.id]


def test_the_decisions_own_term_goes_first(office, people, issuer, cases, licence):
    case = cases[FOOD]
    outcomes.decide(office, people.clerk, case.id, Outcome(FOOD, OutcomeKind.ACCEPT))
    begin = date(2026, 12, 1)
    end = begin + timedelta(days=364)
    own = Decision(content="准予", valid_from=begin, valid_until=end)
    reviewed(people, case, own)
    made = certificates.make(office, issuer, case.id).certificate
    assert (made.valid_from, made.valid_until) == (begin, end)
