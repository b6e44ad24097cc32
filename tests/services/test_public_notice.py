"""双公示: licences granted and refused, within seven working days, without personal numbers."""

import csv
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.admin.notices import _answer
from app.admin.opening import open_office
from app.domain.act_bodies import Decision
from app.domain.actor import Role
from app.domain.case import Agent, ApplicantKind, Outcome, OutcomeKind
from app.domain.concept_keys import ORG_USCC
from app.services import certificates, outcomes, papers, public_notice
from app.services.command_line import acting
from app.services.spreadsheet import csv_bytes
from app.wording.hand_over import NOTICE_HEAD
from db.credentials import MemorySecrets
from tests.fakes.clock import CHINA, StandingClock
from tests.services.desk import FOOD, LICENCE, PLAIN, Desk, desk_of, opened, prepare
from tests.services.people import REFUSED, reviewed
from tests.services.problems import problem

PUBLIC, DRAINS = FOOD, "PS-01"
DECIDED = date(2026, 11, 24)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
OWNERS_ID = "370983199003159995"


class Reviewers:
    """Whoever leads a case through its review."""

    def __init__(self, office):
        self.office = office
        names = ("clerk1", "handler", "checker", "approver")
        self.clerk, self.handler, self.checker, self.approver = (
            acting(office, name, Role.CLERK) for name in names
        )


@pytest.fixture(scope="module")
def decided(started_store, tmp_path_factory):
    """A food licence granted with its certificate, drains refused, on one day."""
    folder = tmp_path_factory.mktemp("notices")
    home = prepare(started_store, folder)
    office = open_office(home, MemorySecrets(), clock=StandingClock())
    people, desk = Reviewers(office), desk_of(office)
    grant = Decision(content=f"准予经营，经营者证号{OWNERS_ID}", valid_from=DECIDED)
    for item, decision in ((PUBLIC, grant), (DRAINS, REFUSED)):
        case = desk.cases[item]
        outcomes.decide(office, desk.clerk, case.id, Outcome(item, OutcomeKind.ACCEPT))
        reviewed(people, case, decision)
    made = certificates.make(office, desk.issuer, desk.cases[PUBLIC].id)
    certificates.seal(office, desk.issuer, made.certificate.id)
    assert papers.make_missing(office, desk.clerk, desk.sitting_id).failures == ()
    office.store.close()
    return home


@pytest.fixture
def office(decided, tmp_path, clock):
    office = opened(decided, tmp_path / "home", clock)
    yield office
    office.store.close()


@pytest.fixture
def desk(office) -> Desk:
    return desk_of(office)


def noticed(office, desk, since=YEAR[0], until=YEAR[1]):
    return public_notice.lines(office, desk.supervisor, since, until)


def cells(line):
    return dict(zip(NOTICE_HEAD, line.cells, strict=True))


def test_licences_granted_and_refused_are_listed_and_nothing_else(office, desk):
    lines = {line.item: line for line in noticed(office, desk)}
    names = {desk.cases[item].item_name for item in (PUBLIC, DRAINS)}
    assert set(lines) == names
    assert desk.cases[LICENCE].item_name not in lines
    assert desk.cases[PLAIN].item_name not in lines
    assert lines[desk.cases[PUBLIC].item_name].granted
    assert not lines[desk.cases[DRAINS].item_name].granted


def the_line(office, desk, item):
    return next(one for one in noticed(office, desk) if one.case_id == desk.cases[item].id)


def test_a_granted_licence_fills_the_form(office, desk):
    certificate = certificates.of_case(office, desk.issuer, desk.cases[PUBLIC].id)[0]
    told = cells(the_line(office, desk, PUBLIC))
    assert told["许可证书名称"] == "食品经营许可证"
    assert told["许可编号"] == certificate.number
    assert told["许可决定日期"] == "2026/11/24"
    assert told["行政许可决定文书名称"] == "准予行政许可决定书"
    assert "〔2026〕" in told["行政许可决定文书号"]
    assert told["有效期自"] == "2026/11/24"
    assert told["有效期至"] > told["有效期自"]
    assert (told["当前状态"], told["决定结果"]) == ("有效", "准予")
    assert told["法定代表人"] == "李䶮"


def test_a_refusal_tells_why_and_claims_no_term(office, desk):
    told = cells(the_line(office, desk, DRAINS))
    assert told["许可内容"] == REFUSED.reasons
    assert told["决定结果"] == "不予"
    for name in ("许可编号", "有效期自", "有效期至", "当前状态"):
        assert told[name] == ""


def test_numbers_of_persons_are_never_shown(office, desk):
    for line in noticed(office, desk):
        assert OWNERS_ID not in "".join(line.cells)
    assert "*" * 18 in cells(the_line(office, desk, PUBLIC))["许可内容"]


@pytest.mark.parametrize(("id_type", "number", "kind", "code"), [
    ("统一社会信用代码", "91110000600037341L", "法人及非法人组织", "91110000600037341L"),
    ("统一社会信用代码", "92370902MA3TEST123", "个体工商户", "92370902MA3TEST123"),
    ("居民身份证", OWNERS_ID, "法人及非法人组织", ""),
])  # fmt: skip
def test_bodies_are_named_by_their_own_code_only(office, desk, id_type, number, kind, code):
    with office.store.begin() as unit:
        sitting = unit.cases.sitting(desk.clerk.region, desk.sitting_id)
        body = replace(sitting.applicant, id_type=id_type, id_number=number)
        values = {key: value for key, value in sitting.values.items() if key != ORG_USCC}
        unit.cases.put_sitting(replace(sitting, applicant=body, values=values))
        unit.commit()
    told = cells(the_line(office, desk, PUBLIC))
    assert (told["行政相对人类别"], told["行政相对人代码_1(统一社会信用代码)"]) == (kind, code)


def test_a_household_registered_in_the_same_sitting_is_named_by_its_new_code(office, desk):
    with office.store.begin() as unit:
        sitting = unit.cases.sitting(desk.clerk.region, desk.sitting_id)
        values = {**sitting.values, ORG_USCC: "92370902MA3TEST123"}
        unit.cases.put_sitting(replace(sitting, values=values))
        unit.commit()
    told = cells(the_line(office, desk, PUBLIC))
    assert told["行政相对人类别"] == "个体工商户"
    assert told["行政相对人代码_1(统一社会信用代码)"] == "92370902MA3TEST123"


def test_a_person_is_named_without_his_number(office, desk):
    with office.store.begin() as unit:
        sitting = unit.cases.sitting(desk.clerk.region, desk.sitting_id)
        person = replace(
            sitting.applicant, kind=ApplicantKind.PERSON, name="李䶮", id_number=OWNERS_ID
        )
        unit.cases.put_sitting(replace(sitting, applicant=person))
        unit.commit()
    told = cells(the_line(office, desk, PUBLIC))
    assert (told["行政相对人名称"], told["行政相对人类别"]) == ("李䶮", "自然人")
    assert (told["证件类型"], told["证件号码"]) == ("居民身份证", "")
    assert told["法定代表人"] == ""


def test_seven_working_days_and_not_one_more(office, desk, clock):
    line = the_line(office, desk, PUBLIC)
    assert line.due == date(2026, 12, 3)  # 25, 26, 27, 30 November, 1, 2, 3 December
    clock.set(datetime(2026, 12, 3, 23, 0, tzinfo=CHINA))
    assert not the_line(office, desk, PUBLIC).overdue
    clock.set(datetime(2026, 12, 4, 0, 0, tzinfo=CHINA))
    late = the_line(office, desk, PUBLIC)
    assert late.overdue
    assert cells(late)["是否逾期"] == "是"


def test_what_was_written_in_time_stays_in_time(office, desk, clock, tmp_path):
    done = public_notice.write(office, desk.supervisor, tmp_path / "公示.csv", *YEAR)
    assert (done.lines, done.overdue) == (2, 0)
    clock.move(days=30)
    public_notice.write(office, desk.supervisor, tmp_path / "再.csv", *YEAR)
    line = the_line(office, desk, PUBLIC)
    assert line.published_on == DECIDED
    assert not line.overdue
    assert cells(line)["公示日期"] == "2026/11/24"


def test_what_is_written_late_is_late_for_good(office, desk, clock, tmp_path):
    clock.set(datetime(2026, 12, 4, 9, 0, tzinfo=CHINA))
    assert public_notice.write(office, desk.supervisor, tmp_path / "公示.csv", *YEAR).overdue == 2
    assert the_line(office, desk, PUBLIC).overdue


def test_the_file_opens_in_a_spreadsheet(office, desk, tmp_path):
    path = tmp_path / "公示.csv"
    public_notice.write(office, desk.supervisor, path, *YEAR)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == NOTICE_HEAD
    assert [tuple(row) for row in rows] == [line.cells for line in noticed(office, desk)]


def test_text_that_looks_like_a_formula_starts_none(office, desk, tmp_path):
    with office.store.begin() as unit:
        sitting = unit.cases.sitting(desk.clerk.region, desk.sitting_id)
        named = replace(sitting.applicant, name="=HYPERLINK(1)")
        unit.cases.put_sitting(replace(sitting, applicant=named))
        unit.commit()
    path = tmp_path / "公示.csv"
    public_notice.write(office, desk.supervisor, path, *YEAR)
    assert "'=HYPERLINK(1)," in path.read_text(encoding="utf-8-sig")


def test_both_days_of_a_time_count(office, desk):
    assert len(noticed(office, desk, DECIDED, DECIDED)) == 2
    after = DECIDED + timedelta(days=1)
    assert noticed(office, desk, after, YEAR[1]) == ()
    assert noticed(office, desk, YEAR[0], DECIDED - timedelta(days=1)) == ()
    with problem("notice.period-wrong"):
        noticed(office, desk, after, DECIDED)


def test_practice_is_not_published(office, desk):
    practising = replace(desk.supervisor, practice=True)
    assert public_notice.lines(office, practising, *YEAR) == ()


def test_the_kind_of_licence_is_the_bureaus_word_or_an_ordinary_one(office, desk):
    assert cells(the_line(office, desk, DRAINS))["许可类别"] == "普通"
    with office.store.begin() as unit:
        data = dict(unit.bureau.current())
        rules = dict(data["item_rules"])
        rules[DRAINS] = {**rules.get(DRAINS, {}), "licence_kind": "核准"}
        unit.bureau.put({**data, "item_rules": rules}, office.now(), desk.clerk.account_id)
        unit.commit()
    assert cells(the_line(office, desk, DRAINS))["许可类别"] == "核准"
    assert cells(the_line(office, desk, PUBLIC))["许可类别"] == "普通"


@pytest.mark.parametrize("written", [
    OWNERS_ID,
    "370983 19900315 999X",
    "370983-1990-0315-9995",
    "３７０９８３１９９００３１５９９９５",
])  # fmt: skip
def test_a_persons_number_is_hidden_however_it_is_written(office, desk, written):
    with office.store.begin() as unit:
        case = unit.cases.case(desk.clerk.region, desk.cases[PUBLIC].id)
        sitting = unit.cases.sitting(desk.clerk.region, desk.sitting_id)
        named = replace(sitting.applicant, name=f"某店{written}")
        unit.cases.put_sitting(replace(sitting, applicant=named))
        unit.cases.put_cases([case])
        unit.commit()
    assert cells(the_line(office, desk, PUBLIC))["行政相对人名称"] == "某店" + "*" * 18


def test_a_passport_on_record_is_hidden_and_a_bodys_code_is_not(office, desk):
    with office.store.begin() as unit:
        sitting = unit.cases.sitting(desk.clerk.region, desk.sitting_id)
        agent = Agent("王代理", "护照", "E12345678", powers=("领取结果",))
        code = "113700000045030270"
        named = replace(
            sitting.applicant, name=f"{code}由e12345678", id_type="统一社会信用代码", id_number=code
        )
        unit.cases.put_sitting(replace(sitting, applicant=named, agent=agent))
        unit.commit()
    told = cells(the_line(office, desk, PUBLIC))
    assert told["行政相对人名称"] == f"{code}由" + "*" * 18
    assert told["行政相对人代码_1(统一社会信用代码)"] == code


def test_a_code_of_digits_alone_stays_text_in_a_spreadsheet():
    table = csv_bytes(("码",), [("113700000045030270",), ("＝1+1",), (12,)]).decode("utf-8-sig")
    assert table.splitlines() == ["码", "\t113700000045030270", "'＝1+1", "12"]


def test_what_is_decided_about_a_licence_later_is_published_too(office, desk, clock, tmp_path):
    public_notice.write(office, desk.supervisor, tmp_path / "一.csv", *YEAR)
    clock.move(days=10)
    made = certificates.of_case(office, desk.issuer, desk.cases[PUBLIC].id)[0]
    approver = acting(office, "approver", Role.APPROVER)
    certificates.end(office, approver, made.id, "cancelled", "expired", "期满未延续")
    papers.make_missing(office, approver, desk.sitting_id)
    own = [one for one in noticed(office, desk) if one.case_id == desk.cases[PUBLIC].id]
    assert [one.outcome for one in own] == ["granted", "cancelled"]
    first, later = map(cells, own)
    assert (first["当前状态"], later["当前状态"]) == ("无效", "无效")
    assert (later["决定结果"], later["许可内容"]) == ("注销", "期满未延续")
    assert later["许可决定日期"] == "2026/12/04"
    assert later["行政许可决定文书名称"] == "注销行政许可决定书"
    assert later["行政许可决定文书号"]
    assert (own[0].published_on, own[1].published_on) == (DECIDED, None)
    assert own[1].due == date(2026, 12, 15)
    alone = noticed(office, desk, date(2026, 12, 1), YEAR[1])
    assert [one.outcome for one in alone] == ["cancelled"]
    public_notice.write(office, desk.supervisor, tmp_path / "二.csv", date(2026, 12, 1), YEAR[1])
    again = noticed(office, desk, date(2026, 12, 1), YEAR[1])
    assert [one.published_on for one in again] == [date(2026, 12, 4)]


def test_a_licence_that_was_changed_keeps_its_first_decision_and_holds(office, desk):
    made = certificates.of_case(office, desk.issuer, desk.cases[PUBLIC].id)[0]
    approver = acting(office, "approver", Role.APPROVER)
    certificates.amend(office, approver, made.id, "changed", "on-request", "变更法定代表人")
    own = [one for one in noticed(office, desk) if one.case_id == desk.cases[PUBLIC].id]
    assert [one.outcome for one in own] == ["granted", "changed"]
    assert [cells(one)["当前状态"] for one in own] == ["有效", "有效"]
    assert cells(own[1])["许可内容"] == "变更法定代表人"


def test_a_certificate_that_holds_no_longer_is_said_to(office, desk):
    made = certificates.of_case(office, desk.issuer, desk.cases[PUBLIC].id)[0]
    approver = acting(office, "approver", Role.APPROVER)
    certificates.end(office, approver, made.id, "cancelled", "expired", "期满未延续")
    assert cells(the_line(office, desk, PUBLIC))["当前状态"] == "无效"


def test_what_cannot_be_written_is_not_published(office, desk, tmp_path):
    with problem("case-file.unwritable"):
        public_notice.write(office, desk.supervisor, tmp_path / "无" / "公示.csv", *YEAR)
    assert the_line(office, desk, PUBLIC).published_on is None


def test_the_command_lists_what_the_screen_lists(office, desk):
    line = the_line(office, desk, PUBLIC)
    told = _answer(line)
    assert told["decided_on"] == "2026-11-24"
    assert told["cells"]["许可决定日期"] == "2026/11/24"
    assert told["published_on"] is None
