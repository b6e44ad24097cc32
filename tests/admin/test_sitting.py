"""`sitting accept`: a file becomes a sitting, with the same rows as the screen's."""

import copy
from datetime import timedelta

import pytest
import yaml

from app.admin.opening import open_office
from db.credentials import MemorySecrets
from tests.fakes.clock import TUESDAY
from tests.services.builders import CASES

EXAMPLE = yaml.safe_load(CASES.read_text(encoding="utf-8"))


def a_file(tmp_path, change=None):
    data = copy.deepcopy(EXAMPLE)
    if change is not None:
        change(data["cases"][0])
    path = tmp_path / "sitting.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def states(answer):
    return {case["item"]: case["state"] for case in answer["cases"]}


def sittings_in(home):
    office = open_office(home, MemorySecrets())
    try:
        with office.store.read() as reader:
            return reader.cases.lines("370902", day=None, text="", limit=9)
    finally:
        office.store.close()


def test_the_example_is_accepted_with_numbers_dates_and_papers(run, home, tmp_path):
    out = tmp_path / "out"
    answer = run("sitting", "accept", CASES, "--out", out, "--json")
    assert answer.code == 0
    found = answer.json
    assert states(found)["SCJG-02"] == "accepted"
    assert sorted(states(found).values()) == ["accepted", *["waiting"] * 4]
    assert found["savings"]["fields_to_type"] == 59
    assert len(found["papers"]) == 8
    assert len(list(out.glob("*.pdf"))) == 8
    numbers = [found["sitting"]["number"], *(case["number"] for case in found["cases"])]
    assert all("〔" in number and "〕" in number for number in numbers)
    assert found["paper_failures"] == []


def test_without_a_clerk_the_console_account_acts_and_is_recorded(run, home):
    run("sitting", "accept", CASES)
    listed = {one["name"]: one for one in run("account", "list", "--json").json}
    assert listed["console"]["roles"] == ["clerk"]
    assert sittings_in(home)[0].clerk_name == "命令行"


def test_a_named_clerk_acts(run, home):
    run("account", "add", "wang.fang", "--display-name", "王芳")
    assert run("--as", "wang.fang", "sitting", "accept", CASES).code == 0
    assert sittings_in(home)[0].clerk_name == "王芳"


def test_lacking_materials_become_one_correction(run, home, tmp_path):
    def change(case):
        case["materials"] = {"material.id_legal_rep": "lacking"}

    answer = run("sitting", "accept", a_file(tmp_path, change), "--json")
    assert answer.code == 0
    assert states(answer.json)["SCJG-02"] == "correction"
    assert "correction" in [paper["kind"] for paper in answer.json["papers"]]


def test_named_corrections_are_asked_for(run, home, tmp_path):
    def change(case):
        case["corrections"] = {
            "SCJG-02": [
                {"subject": "经营场所证明", "what": "租赁合同缺出租方签字", "standard": "双方签字"}
            ]
        }

    answer = run("sitting", "accept", a_file(tmp_path, change), "--json")
    assert answer.code == 0
    assert states(answer.json)["SCJG-02"] == "correction"


def test_a_back_entry_keeps_its_time(run, home, tmp_path):
    at = (TUESDAY - timedelta(days=11)).isoformat()

    def change(case):
        case["received_at"] = at

    answer = run("sitting", "accept", a_file(tmp_path, change), "--json")
    assert answer.code == 0
    assert answer.json["sitting"]["received_at"] == at
    assert answer.json["sitting"]["entry_mode"] == "back-entry"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda c: c["values_by_concept"].update({"org.nonsense": 1}), "org.nonsense"),
        (lambda c: c["values_by_item"]["XF-01"].update({"nonsense": 1}), "nonsense"),
        (
            lambda c: c["values_by_concept"].update(
                {"org.legal_rep.id_number": "370983199003159990"}
            ),
            "org.legal_rep.id_number",
        ),
        (lambda c: c["values_by_concept"].pop("site.operating_area"), "site.operating_area"),
        (lambda c: c.update(items=["NO-99"]), "NO-99"),
        (lambda c: c.update(bundle="B99", items=[]), "B99"),
        (lambda c: c.update(materials={"material.nonsense": "lacking"}), "material.nonsense"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_stays(run, home, tmp_path, change, reason):
    answer = run("sitting", "accept", a_file(tmp_path, change), "--json")
    assert answer.code == 1
    assert any(reason in one for one in answer.json["reasons"]), answer.json
    assert sittings_in(home) == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda c: c.update(surprise=1), "surprise"),
        (lambda c: c.update(received_at="gestern"), "gestern"),
        (lambda c: c.update(materials={"material.id_legal_rep": "eaten"}), "eaten"),
        (lambda c: c.update(items="SCJG-02"), "items"),
        (lambda c: c.update(values_by_concept=[1]), "values_by_concept"),
        (lambda c: c.update(items=[], bundle=None), "items"),
    ],
)
def test_a_badly_shaped_file_is_refused_with_its_line(run, home, tmp_path, change, reason):
    answer = run("sitting", "accept", a_file(tmp_path, change), "--json")
    assert answer.code == 1
    assert answer.json["refused"] == "sitting-file.faulty"
    assert any(one.startswith("sitting.yaml:") and reason in one for one in answer.json["reasons"])


@pytest.mark.parametrize("text", ["", "[]", "cases: []", "3", "a: &x [*x]", "\x00", "cases: [3]"])
def test_no_file_breaks_the_command(run, home, tmp_path, text):
    path = tmp_path / "sitting.yaml"
    path.write_text(text, encoding="utf-8")
    assert run("sitting", "accept", path).code == 1


def test_a_receipt_of_the_future_is_refused(run, home, tmp_path):
    path = a_file(tmp_path, lambda case: case.update(received_at="2199-01-01T08:00:00+08:00"))
    assert run("sitting", "accept", path).code == 1
