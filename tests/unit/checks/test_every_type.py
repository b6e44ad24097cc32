"""What holds for every field type: showing and reading are inverse, nothing raises, words exist."""

import ast
import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import checks
from app.checks import FIELD_TYPES, Spec, check_value
from app.domain.catalogue import Column
from app.wording import checks as checks_words
from app.wording import checks_identity, deadlines
from app.wording.sentences import sentence
from tests.unit.checks.builders import CONTEXT, credit_codes, field, id_numbers

CATALOGUE_TYPES = [
    "text",
    "longtext",
    "id_number",
    "uscc",
    "phone",
    "date",
    "datetime",
    "money",
    "integer",
    "decimal",
    "choice",
    "multi",
    "bool",
    "address",
    "person",
    "table",
    "region",
    "email",
    "file",
]
OPTIONS = ("自有", "租赁", "给水、排水", "CT(增强)", "2", "其他")
COLUMNS = (
    Column("姓名", "text"),
    Column("证件号码", "id_number"),
    Column("数量", "integer"),
    Column("面积", "decimal"),
    Column("日期", "date"),
    Column("方式", "choice", ("专职", "兼职")),
    Column("属实", "bool"),
)
decimals = (
    st.decimals(-(10**9), 10**9, places=3)
    .map(lambda n: f"{n.normalize():f}")
    .map(lambda text: "0" if text == "-0" else text)
)
days = st.dates(date(1850, 1, 1), date(2200, 12, 31)).map(date.isoformat)
rows = st.fixed_dictionaries(
    {
        "姓名": st.sampled_from(["李䶮", "周𠅤", "a b"]),
        "证件号码": st.one_of(st.none(), id_numbers()),
        "数量": st.one_of(st.none(), st.integers(-(10**6), 10**6)),
        "面积": st.one_of(st.none(), decimals),
        "日期": st.one_of(st.none(), days),
        "方式": st.sampled_from([None, "专职", "兼职"]),
        "属实": st.sampled_from([None, True, False]),
    }
)
CANONICAL = {
    "text": st.sampled_from(["䶮记面馆", "a  b", "ＡＢ", "甲（乙）"]),
    "longtext": st.sampled_from(["一\n二", "餐饮服务；食品销售"]),
    "address": st.just("山东省泰安市泰山区虚构街2号"),
    "person": st.sampled_from(["李䶮", "买买提·艾力", "NGUYEN THI"]),
    "email": st.just("p02@example.invalid"),
    "file": st.just("a.pdf"),
    "id_number": id_numbers(),
    "uscc": credit_codes(),
    "phone": st.sampled_from(["16600000001", "0537-2967000", "010-62345678-801", "+85223456789"]),
    "region": st.sampled_from(["370811", "371202", "370811001", "山东省济宁市任城区"]),
    "date": st.one_of(days, st.just("长期")),
    "datetime": st.tuples(days, st.times()).map(lambda t: f"{t[0]}T{t[1]:%H:%M}"),
    "integer": st.integers(-(10**14), 10**14),
    "decimal": decimals,
    "money": decimals,
    "choice": st.sampled_from(OPTIONS),
    "multi": st.sets(st.sampled_from(OPTIONS), min_size=1).map(
        lambda chosen: [option for option in OPTIONS if option in chosen]
    ),
    "bool": st.booleans(),
    "table": st.lists(rows, min_size=1, max_size=4),
}  # fmt: skip
SPEC = {
    "choice": {"options": OPTIONS},
    "multi": {"options": OPTIONS},
    "table": {"columns": COLUMNS},
    "money": {"unit": "万元"},
    "date": {"rules": {"rules": ["date_or_长期"]}},
}
anything = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.binary(max_size=5),
        st.decimals(), st.dates(), st.datetimes(), st.just(object()),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3),
        st.tuples(inner),
    ),
    max_leaves=5,
)  # fmt: skip
surroundings = st.sampled_from([{}, {"options": OPTIONS}, {"columns": COLUMNS}, {"unit": "㎡"}])


def spec_of(kind):
    return Spec(kind, **SPEC.get(kind, {}))


def test_the_registry_has_every_type_of_the_catalogue_format():
    assert sorted(FIELD_TYPES) == sorted(CATALOGUE_TYPES)
    assert all(name == kind.name for name, kind in FIELD_TYPES.items())


@pytest.mark.parametrize("name", CATALOGUE_TYPES)
@given(data=st.data())
def test_reading_what_is_shown_gives_the_same_value(name, data):
    kind, spec = FIELD_TYPES[name], spec_of(name)
    value = data.draw(CANONICAL[name])
    direct = kind.read(value, spec, CONTEXT)
    assert direct.ok
    assert direct.value == value
    again = kind.read(kind.show(value, spec), spec, CONTEXT)
    assert again.value == value
    assert again.ok
    assert json.loads(json.dumps(value)) == value


@pytest.mark.parametrize("name", CATALOGUE_TYPES)
@given(raw=anything, around=surroundings)
def test_nothing_raises_whatever_is_given_and_a_read_value_stays(name, raw, around):
    kind, spec = FIELD_TYPES[name], Spec(name, **around)
    once = kind.read(raw, spec, CONTEXT)
    assert isinstance(kind.show(once.value, spec), str)
    assert isinstance(kind.is_empty(raw), bool)
    assert all(sentence(one) for one in once.findings)
    if once.ok:
        twice = kind.read(once.value, spec, CONTEXT)
        assert twice.value == once.value
        assert twice.ok


@pytest.mark.parametrize("name", CATALOGUE_TYPES)
@pytest.mark.parametrize("nothing", [None, "", "  ", "\u3000", [], {}])
def test_nothing_given_is_nothing_read_and_no_fault(name, nothing):
    read = FIELD_TYPES[name].read(nothing, spec_of(name), CONTEXT)
    assert (read.value, read.findings) == (None, ())
    assert FIELD_TYPES[name].is_empty(nothing)
    assert FIELD_TYPES[name].show(None, spec_of(name)) == ""


def test_an_unknown_type_is_read_as_text():
    assert check_value(field("hologram"), " 甲 ", CONTEXT).value == "甲"


def raised_codes():
    """Find every finding code that the room raises, in its source."""
    for file in Path(checks.__path__[0]).glob("*.py"):
        if file.name == "untrusted_yaml.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", "")
                if name in {"error", "warning", "repaired", "Finding", "Problem", "make"}:
                    yield node.args[0].value


def test_every_code_has_a_sentence_that_ends_as_one():
    known = checks_words.SENTENCES | checks_identity.SENTENCES | deadlines.SENTENCES
    codes = set(raised_codes())
    assert len(codes) > 60
    assert codes <= set(known)
    for code, text in known.items():
        assert text.count("。") <= 1, code
        assert text.endswith(("。", "{fixed}")), code


@pytest.mark.parametrize("name", [name for name in CATALOGUE_TYPES if name != "table"])
def test_checking_a_value_never_takes_a_millisecond(name):
    samples = {
        "id_number": "370983199003159995", "uscc": "91370102MAXXXX015T", "phone": "16600000001",
        "date": "20261231", "datetime": "1231 14:30", "money": "5万", "integer": "8人",
        "decimal": "300.5", "choice": "租", "multi": "自有、其他", "bool": "是", "region": "370811",
        "email": "p02@example.invalid", "person": "古丽扎尔·阿不都克里木",
    }  # fmt: skip
    subject = field(name, **SPEC.get(name, {}))
    raw = samples.get(name, "泰山区䶮记面馆")
    check_value(subject, raw, CONTEXT)
    best = 1.0
    for _ in range(5):
        begun = time.process_time()
        for _ in range(100):
            check_value(subject, raw, CONTEXT)
        best = min(best, (time.process_time() - begun) / 100)
    assert best <= 0.001  # typically 0.02 ms; this is the alarm for a slip, not the measure
