"""Fields that contradict each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import check_form
from app.domain.catalogue import Column
from app.errors import Severity
from app.wording.sentences import sentence
from tests.unit.checks.builders import TODAY, field, form, id_numbers

MAN = "370983199003159995"  # born 1990-03-15
WOMAN = "370703199507229982"


def person(prefix="applicant", word="申请人"):
    return [
        field("text", f"{prefix}.name", f"{word}姓名", rules={"rules": ["name"]}),
        field("choice", f"{prefix}.id_type", f"{word}证件类型"),
        field("id_number", f"{prefix}.id_number", f"{word}证件号码"),
        field("choice", f"{prefix}.gender", "性别", rules={"check": "id_number"}),
        field("date", f"{prefix}.birth_date", "出生日期", rules={"check": "id_number"}),
        field("date", f"{prefix}.id_valid_until", "证件有效期止"),
    ]


def organisation():
    return [
        field("choice", "applicant.kind", "申请人类型"),
        field("uscc", "org.uscc", "统一社会信用代码"),
        field("choice", "org.kind", "主体类别"),
        field("choice", "org.type", "市场主体类型"),
        field("choice", "org.economic_nature", "经济性质"),
    ]


def found(fields, **values):
    given_values = {key.replace("__", "."): value for key, value in values.items()}
    findings = check_form(form(*fields), given_values, TODAY)
    assert all(one.where == key for key, many in findings.items() for one in many)
    return {key: [one.code for one in many] for key, many in findings.items()}


def words(fields, values):
    [[finding]] = check_form(form(*fields), values, TODAY).values()
    return sentence(finding)


def test_sex_and_number_that_disagree_are_both_named():
    said = words(person(), {"applicant.id_number": MAN, "applicant.gender": "女"})
    assert said == f"性别填“女”，而申请人证件号码（{MAN}）表明是“男”，请核对证件。"
    assert found(person(), applicant__id_number=MAN, applicant__gender="男") == {}


def test_birth_date_and_number():
    values = {"applicant__id_number": MAN, "applicant__birth_date": "1990-03-16"}
    assert found(person(), **values) == {"applicant.birth_date": ["contradiction.birth-date"]}
    values["applicant__birth_date"] = "1990-03-15"
    assert found(person(), **values) == {}


def test_the_time_of_birth_of_a_child_is_held_against_its_number():
    child = [
        field("id_number", "child.id_number", "新生儿公民身份号码"),
        field("datetime", "child.birth_datetime", "出生时间"),
    ]
    values = {"child__id_number": MAN, "child__birth_datetime": "1990-03-16T08:00"}
    assert found(child, **values) == {"child.birth_datetime": ["contradiction.birth-date"]}
    assert found(child, **values | {"child__birth_datetime": "1990-03-15T08:00"}) == {}


@pytest.mark.parametrize(
    ("kind", "number", "wrong"),
    [
        ("居民身份证", MAN, False),
        ("居民身份证", "820000199109309989", True),
        ("居民身份证", "937704199405199986", True),
        ("港澳居民居住证", "820000199109309989", False),
        ("港澳居民居住证", "830000198712259995", True),
        ("台湾居民居住证", "830000198712259995", False),
        ("台湾居民居住证", MAN, True),
        ("外国人永久居留身份证", "937704199405199986", False),
        ("其他", MAN, False),
        ("没见过的证件", MAN, False),
    ],
)
def test_the_kind_of_document_and_the_number(kind, number, wrong):
    expected = {"applicant.id_number": ["contradiction.id-kind"]} if wrong else {}
    assert found(person(), applicant__id_type=kind, applicant__id_number=number) == expected


@pytest.mark.parametrize(
    ("key", "kind", "code", "wrong"),
    [
        ("org.kind", "个体工商户", "91370102MAXXXX015T", True),
        ("org.kind", "个体工商户", "92370902MAXXXX023U", False),
        ("org.kind", "企业", "91370102MAXXXX015T", False),
        ("org.kind", "企业", "92370902MAXXXX023U", True),
        ("org.kind", "农民专业合作社", "93370983MAXXXX111H", False),
        ("org.kind", "社会团体", "51370000MAXXXX103B", False),
        ("org.kind", "基金会", "51370000MAXXXX103B", True),
        ("org.kind", "事业单位", "12371521MAXXXX138J", False),
        ("org.kind", "机关", "12371521MAXXXX138J", True),
        ("org.kind", "其他组织", "12371521MAXXXX138J", False),
        ("org.type", "有限责任公司（自然人独资）", "92370902MAXXXX023U", True),
        ("org.type", "分支机构", "91371426MAXXXX197K", False),
        ("applicant.kind", "农村集体经济组织", "N2371122MAXXXX12XN", False),
        ("applicant.kind", "企业法人", "92370902MAXXXX023U", True),
        ("applicant.kind", "自然人", "92370902MAXXXX023U", False),
        ("applicant.kind", "事业单位/机关", "12371521MAXXXX138J", False),
        ("applicant.kind", "社会组织法人", "51370000MAXXXX103B", False),
    ],
)
def test_the_kind_of_applicant_and_the_credit_code(key, kind, code, wrong):
    values = {key: kind, "org.uscc": code}
    findings = check_form(form(*organisation()), values, TODAY)
    assert {one: [f.code for f in many] for one, many in findings.items()} == (
        {"org.uscc": ["contradiction.credit-code"]} if wrong else {}
    )


def test_the_economic_nature_is_only_a_warning():
    values = {"org.economic_nature": "个体", "org.uscc": "91370102MAXXXX015T"}
    [[finding]] = check_form(form(*organisation()), values, TODAY).values()
    assert finding.severity is Severity.WARNING
    said = sentence(finding)
    assert "经济性质填“个体”" in said
    assert "应以92开头" in said


def site():
    return [
        field("decimal", "site.area", "场所建筑面积", unit="㎡"),
        field("decimal", "site.operating_area", "经营面积", unit="㎡", rules={"rules": ["<=site.area"]}),
        field("date", "site.lease_from", "租赁期限起"),
        field("date", "site.lease_until", "租赁期限止", rules={"rules": [">site.lease_from"]}),
        field("datetime", "event.start", "活动开始时间"),
        field("datetime", "event.end", "活动结束时间", rules={"rules": [">event.start"]}),
        field("integer", "staff.count", "从业人员数"),
        field("integer", "staff.health_count", "持证人数", rules={"rules": ["<=staff.count"]}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"site.area": "300", "site.operating_area": "300"}, {}),
        ({"site.area": "300", "site.operating_area": "300.5"},
         {"site.operating_area": ["contradiction.number-le"]}),
        ({"site.operating_area": "300.5"}, {}),
        ({"site.lease_from": "2026-01-01", "site.lease_until": "2026-01-01"},
         {"site.lease_until": ["contradiction.date-gt"]}),
        ({"site.lease_from": "2026-01-01", "site.lease_until": "长期"}, {}),
        ({"event.start": "2026-12-01T09:00", "event.end": "2026-12-01T08:59"},
         {"event.end": ["contradiction.date-gt"]}),
        ({"event.start": "2026-12-01T09:00", "event.end": "2026-12-01T09:01"}, {}),
        ({"staff.count": 8, "staff.health_count": 9},
         {"staff.health_count": ["contradiction.number-le"]}),
        ({"staff.count": "八", "staff.health_count": 9}, {}),
    ],
)  # fmt: skip
def test_the_catalogues_rules_between_two_fields(values, expected):
    findings = check_form(form(*site()), values, TODAY)
    assert {key: [one.code for one in many] for key, many in findings.items()} == expected


def test_the_sentence_about_areas_names_both():
    said = words(site(), {"site.area": "300", "site.operating_area": "301"})
    assert said == "经营面积（301）不应大于场所建筑面积（300），请核对两处。"


def test_fields_in_different_units_are_not_compared():
    fields = [
        field("decimal", "site.area", "面积", unit="公顷"),
        field("decimal", "site.operating_area", "经营面积", unit="㎡", rules={"rules": ["<=site.area"]}),
    ]  # fmt: skip
    assert found(fields, site__area="3", site__operating_area="300") == {}


def test_the_sum_of_the_shares_is_the_capital():
    fields = [
        field("money", "org.registered_capital", "注册资本", unit="万元"),
        field("table", "org.shareholders", "股东", columns=(Column("认缴出资额", "money"),),
              rules={"rules": ["sum(认缴出资额)==org.registered_capital"]}),
    ]  # fmt: skip
    rows = [{"认缴出资额": "30"}, {"认缴出资额": "19.9"}, {"认缴出资额": None}, "odd"]
    values = {"org.registered_capital": "50", "org.shareholders": rows}
    assert words(fields, values) == (
        "股东的认缴出资额合计49.9，与注册资本（50）不一致，请核对两处。"
    )
    rows[2]["认缴出资额"] = "0.1"
    assert check_form(form(*fields), values, TODAY) == {}


@pytest.mark.parametrize(
    ("number", "until", "expected"),
    [
        (MAN, "长期", ["contradiction.card-forever"]),  # 36 years old
        ("370102196810019977", "长期", []),  # 58
        (MAN, "2035-01-01", []),
        (MAN, "2046-11-24", []),
        (MAN, "2046-11-25", ["contradiction.card-too-long"]),
        (MAN, "2026-11-23", ["contradiction.card-expired"]),
        (MAN, "2026-11-24", []),
        ("371702200807019987", "2036-11-25", ["contradiction.card-too-long"]),  # 18
        ("371702200807019987", "2036-11-24", []),
        ("370402200011249990", "2046-11-24", []),  # 26 today
        ("370402200011259996", "2036-11-25", ["contradiction.card-too-long"]),  # 26 tomorrow
        (MAN, "乱", []),
    ],
)
def test_how_long_a_card_can_be_valid_at_an_age(number, until, expected):
    values = {"applicant.id_number": number, "applicant.id_valid_until": until}
    findings = check_form(form(*person()), values, TODAY)
    many = findings.get("applicant.id_valid_until", ())
    assert [one.code for one in many] == expected
    assert all(one.severity is Severity.WARNING for one in many)


def test_one_number_under_two_names():
    fields = person() + person("agent", "受委托人")
    values = {
        "applicant.name": "李䶮", "applicant.id_number": MAN,
        "agent.name": "李龑", "agent.id_number": MAN,
    }  # fmt: skip
    said = words(fields, values)
    assert "申请人姓名（李䶮）和受委托人姓名（李龑）" in said
    assert check_form(form(*fields), values | {"agent.name": "李䶮"}, TODAY) == {}


def test_a_number_that_is_refused_contradicts_nothing():
    values = {"applicant__id_number": "370983199003159994", "applicant__gender": "女"}
    assert found(person(), **values) == {}
    assert found(organisation(), org__uscc="92370902MAXXXX023A", org__kind="企业") == {}


def test_a_field_of_one_item_alone_has_no_partners():
    fields = [field("id_number", "ITEM/manager", "项目经理证件号码"), *person()]
    assert found(fields, **{"ITEM/manager": MAN, "applicant__gender": "女"}) == {}


@given(id_numbers())
def test_every_number_agrees_with_what_it_says_itself(number):
    from app.checks import derive_from_id

    said = derive_from_id(number, TODAY)
    values = {
        "applicant.id_number": number,
        "applicant.gender": said["gender"],
        "applicant.birth_date": said["birth_date"],
    }
    assert check_form(form(*person()), values, TODAY) == {}
    other = "女" if said["gender"] == "男" else "男"
    assert "applicant.gender" in check_form(
        form(*person()), values | {"applicant.gender": other}, TODAY
    )


@given(
    st.dictionaries(
        st.sampled_from([one.key for one in person() + organisation() + site()]),
        st.one_of(st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(),
                  st.lists(st.text(max_size=3)), st.sampled_from([MAN, WOMAN, "长期", "2026-11-24"])),
    )
)  # fmt: skip
def test_no_values_raise(values):
    findings = check_form(form(*person(), *organisation(), *site()), values, TODAY)
    assert all(isinstance(sentence(one), str) for many in findings.values() for one in many)
