"""The bureau file: read, checked, and refused with file and line."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.bureau import BureauFile, bureau_from_data, read_bureau
from app.domain.bureau import OwedEnd, Waiting
from app.domain.catalogue import Limit
from app.errors import Problem, Severity
from app.paths import RESOURCES
from app.wording.sentences import sentence

SAMPLE = RESOURCES / "bureau" / "sample.yaml"
TEXT = SAMPLE.read_text(encoding="utf-8")


def refused(text: str) -> Problem:
    with pytest.raises(Problem) as caught:
        read_bureau(text.encode())
    return caught.value


def test_the_sample_is_marked_and_without_findings():
    file = read_bureau(SAMPLE)
    assert file.warnings == ()
    bureau = bureau_from_data(file.data)
    assert bureau.sample
    assert "示例" in bureau.name
    assert all("示例" in decider.name for decider in bureau.deciders.values())
    assert all("示例" in hall.name for hall in bureau.halls)


def test_the_sample_says_in_domain_terms_what_its_file_says():
    bureau = bureau_from_data(read_bureau(SAMPLE).data)
    raw = yaml.safe_load(TEXT)
    assert (bureau.region, bureau.waiting, bureau.share_copies) == (
        "370902",
        Waiting.CONDITIONAL,
        True,
    )
    for part in ("halls", "windows", "stations"):
        assert [entry.id for entry in getattr(bureau, part)] == [entry["id"] for entry in raw[part]]
    assert list(bureau.deciders) == [entry["id"] for entry in raw["deciders"]]
    food = bureau.rule("SCJG-03")
    assert food.four_eyes
    assert food.promised_limit == Limit(5, "工作日", "本局公开承诺（示例）")
    assert food.review_steps == ("承办", "审核", "批准")
    assert (food.safety, food.field_check, food.industry, food.instant) == (
        True,
        False,
        "餐饮业",
        None,
    )
    assert [team.id for team in bureau.teams] == [entry["id"] for entry in raw["teams"]]
    assert bureau.owed_end is OwedEnd.WITHDRAWN
    assert bureau.organisation_code == raw["organisation_code"]
    assert bureau.rule("SCJG-01").regime == "registration"
    assert bureau.rule("NONE-1").regime is None


def test_what_is_optional_has_its_default():
    data = copy.deepcopy(dict(read_bureau(SAMPLE).data))
    kept = ("region", "name", "short", "decider", "halls", "windows", "stations", "deciders")
    bureau = bureau_from_data(read_bureau({key: data[key] for key in kept}).data)
    assert (bureau.waiting, bureau.share_copies, bureau.rest_day_next, bureau.sample) == (
        Waiting.CONDITIONAL,
        True,
        True,
        False,
    )


def test_a_fee_is_written_in_yuan_and_counted_in_fen():
    text = TEXT.replace(
        "    safety: true", "    safety: true\n    fee: '35.5'\n    fee_basis: 某规定", 1
    )
    rule = bureau_from_data(read_bureau(text.encode()).data).rule("SCJG-03")
    assert (rule.fee_fen, rule.fee_basis) == (3550, "某规定")


def test_json_data_and_bytes_say_the_same(tmp_path: Path):
    data = read_bureau(SAMPLE).data
    file = tmp_path / "bureau.json"
    file.write_text(json.dumps(data, ensure_ascii=True, indent="\t"), encoding="utf-8")
    assert read_bureau(file) == read_bureau(data) == read_bureau(TEXT.encode())
    assert isinstance(read_bureau(file), BureauFile)


FAULTS = [
    ("yaml.not-parsed", "short: 泰审批", "short: ] #!"),
    ("yaml.key-twice", "short: 泰审批", "short: 泰审批\nshort: 又 #!"),
    ("shape.not-text", "region: '370902'", "region: 370902 #!"),
    ("shape.bad-text", "region: '370902'", "region: '37090' #!"),
    ("shape.unknown-word", "waiting: conditional", "waiting: 等 #!"),
    ("shape.not-truth", "share_copies: true", "share_copies: 1 #!"),
    ("shape.bad-text", "verify_url: ''", "verify_url: javascript:alert(1) #!"),
    ("shape.bad-text", "  phone: 0538-0000001", "  phone: 打电话 #!"),
    ("shape.part-missing", "  address: 山东省泰安市泰山区虚构街1号\n  opening", "  opening"),
    ("shape.unknown-word", "unit: 工作日, basis: 本局公开", "unit: 旬, basis: 本局公开"),
    ("bureau.id-twice", "- id: fire", "- id: bureau #!"),
    ("bureau.id-twice", "- {id: S02, window", "- {id: S01, window"),
    ("bureau.hall-unknown", "hall: H2, number", "hall: H3, number"),
    ("bureau.window-unknown", "window: H2-01", "window: H2-02"),
    ("bureau.decider-unknown", "decider: bureau", "decider: office #!"),
    ("bureau.decider-unknown", "    decider: fire", "    decider: water #!"),
    ("bureau.own-decider-outside", "  inside: true", "  inside: false"),
    ("bureau.department-twice", "departments: [公安]", "departments: [消防救援] #!"),
    ("bureau.regime-unknown", "    regime: registration", "    regime: customs #!"),
    ("bureau.four-eyes-alone", "review_steps: [承办, 审核, 批准]", "review_steps: [承办]"),
    ("bureau.remedies-missing", "  court: 泰山区人民法院（示例）", "  court: ''"),
    ("uscc.check-digit", "11370902MB0000000D'", "11370902MB0000000E' #!"),
    ("bureau.id-twice", "- id: society", "- id: market #!"),
    ("bureau.team-twice", "卫生健康, 人力", "卫生健康, 市场监管, 人力"),
    ("shape.unknown-word", "owed_end: withdrawn", "owed_end: forgotten #!"),
    (
        "bureau.instant-excluded",
        "    field_check: true",
        "    field_check: true\n    instant: true #!",
    ),
    ("bureau.fee-basis-missing", "    safety: true", "    safety: true\n    fee: '35.00' #!"),
    ("shape.bad-text", "    safety: true", "    safety: true\n    fee: 35元 #!"),
]


@pytest.mark.parametrize(("code", "old", "new"), FAULTS)
def test_a_fault_is_named_with_its_line_and_a_whole_sentence(code, old, new):
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    problem = refused(text)
    assert problem.code == "bureau.file-faulty"
    own = [finding for finding in problem.findings if finding.code == code]
    assert own, problem.findings
    lines = [n for n, line in enumerate(text.splitlines(), 1) if "#!" in line]
    assert not lines or f"bureau:{lines[0]}" in [finding.where for finding in own]
    for finding in problem.findings:
        assert "没有说明文字" not in sentence(finding)
        assert "“…”" not in sentence(finding)


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("bureau.phones-equal", "complaint_phone: 0538-0000012", "complaint_phone: 0538-0000011"),
        ("bureau.complaint-phone-missing", "complaint_phone: 0538-0000012", "complaint_phone: ''"),
        (
            "bureau.remedies-missing",
            "  court: 泰山区人民法院（示例）\n  phone: 0538-0000011",
            "  phone: 0538-0000011",
        ),
        ("bureau.organisation-code-missing", "organisation_code: '11370902MB0000000D'", ""),
        ("shape.unknown-key", "short: 泰审批\ndecider", "short: 泰审批\nmotto: 快\ndecider"),
    ],
)
def test_what_is_only_doubtful_is_a_warning(code, old, new):
    assert old in TEXT
    warnings = read_bureau(TEXT.replace(old, new, 1).encode()).warnings
    assert [(w.code, w.severity) for w in warnings] == [(code, Severity.WARNING)]
    assert "没有说明文字" not in sentence(warnings[0])


def test_all_faults_are_told_at_once():
    text = TEXT.replace("hall: H2, number", "hall: H3, number").replace(
        "decider: bureau", "decider: x"
    )
    text = text.replace("waiting: conditional", "waiting: 等")
    codes = {finding.code for finding in refused(text).findings}
    assert codes == {"bureau.hall-unknown", "bureau.decider-unknown", "shape.unknown-word"}


def test_a_missing_file_says_so(tmp_path: Path):
    with pytest.raises(Problem) as caught:
        read_bureau(tmp_path / "none.yaml")
    assert caught.value.code == "bureau.file-missing"


def test_faults_of_parsed_data_have_no_line():
    data = copy.deepcopy(dict(read_bureau(SAMPLE).data))
    data["windows"][0]["hall"] = "H9"
    with pytest.raises(Problem) as caught:
        read_bureau(data)
    assert [(f.code, f.where) for f in caught.value.findings] == [("bureau.hall-unknown", "")]


PLACES = st.integers(0, len(TEXT))


@given(PLACES, st.integers(0, 30), st.sampled_from(["", ":", "- ", "[", "}", "'", "\n", "null", "1", "&a ", "*a"]))  # fmt: skip
def test_a_randomly_spoilt_file_is_read_or_refused(place, cut, put):
    try:
        bureau_from_data(read_bureau((TEXT[:place] + put + TEXT[place + cut :]).encode()).data)
    except Problem as problem:
        assert problem.code == "bureau.file-faulty"  # noqa: PT017 - whether it is refused is open
