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
    assert len(found["papers"]) == 9
    assert len(list(out.glob("*.pdf"))) == 9
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


@pytest.mark.parametrize("word", ["不符合要求", "有缺陷", "defective"])
def test_a_material_that_does_not_meet_the_standard_is_told_in_the_screens_word(
    run, home, tmp_path, word
):
    def change(case):
        case["materials"] = {"material.id_legal_rep": {"state": word, "note": "照片模糊"}}

    answer = run("sitting", "accept", a_file(tmp_path, change), "--json")
    assert answer.code == 0
    assert states(answer.json)["SCJG-02"] == "correction"


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


AGENT = {"name": "周𠅤", "id_number": "371103198802299979", "phone": "16600000005"}


def test_an_agent_is_recorded_with_his_authority(run, home, tmp_path):
    answer = run("sitting", "accept", a_file(tmp_path, lambda c: c.update(agent=AGENT)), "--json")
    assert answer.code == 0, answer.json
    assert "authority" in [paper["kind"] for paper in answer.json["papers"]]
    assert states(answer.json)["SCJG-02"] == "accepted"


@pytest.mark.parametrize(
    ("agent", "reason"),
    [
        ({**AGENT, "id_number": "371103198802299970"}, "agent.id_number"),
        ({**AGENT, "nom": "x"}, "nom"),
        ({"name": "周𠅤"}, "agent.id_number"),
        ({"id_number": "371103198802299979"}, "agent.name"),
    ],
)
def test_a_wrong_agent_is_refused(run, home, tmp_path, agent, reason):
    answer = run("sitting", "accept", a_file(tmp_path, lambda c: c.update(agent=agent)), "--json")
    assert answer.code == 1
    assert any(reason in one for one in answer.json["reasons"]), answer.json
    assert sittings_in(home) == ()


def test_a_back_entry_is_accepted_on_its_own_day(run, home, tmp_path):
    at = (TUESDAY - timedelta(days=11)).isoformat()
    path = a_file(tmp_path, lambda case: case.update(received_at=at))
    answer = run("sitting", "accept", path, "--json")
    assert states(answer.json)["SCJG-02"] == "accepted"
    (first,) = [case for case in answer.json["cases"] if case["item"] == "SCJG-02"]
    assert first["accepted_at"] == at
    assert first["legal_due"] == "2026-11-18"


def test_a_correction_of_a_back_entry_is_told_today(run, home, tmp_path):
    def change(case):
        case["received_at"] = (TUESDAY - timedelta(days=2)).isoformat()
        case["materials"] = {"material.id_legal_rep": "lacking"}

    answer = run("sitting", "accept", a_file(tmp_path, change), "--json")
    assert states(answer.json)["SCJG-02"] == "correction"


def test_the_standard_names_the_counts_that_are_demanded(run, home, tmp_path):
    def change(case):
        case["materials"] = {"material.id_legal_rep": {"state": "lacking", "originals": 0}}

    out = tmp_path / "out"
    assert run("sitting", "accept", a_file(tmp_path, change), "--out", out).code == 0
    office = open_office(home, MemorySecrets())
    with office.store.read() as reader:
        (line,) = reader.cases.lines("370902", day=None, text="", limit=9)
        cases = reader.cases.cases_of("370902", line.sitting_id)
    office.store.close()
    (defect,) = next(c.outcome.defects for c in cases if c.item_id == "SCJG-02")
    assert "原件1份" in defect.standard


def test_several_sittings_are_answered_one_by_one(run, home, tmp_path):
    second = copy.deepcopy(EXAMPLE["cases"][0])
    path = tmp_path / "two.yaml"
    path.write_text(
        yaml.safe_dump({"cases": [EXAMPLE["cases"][0], second]}, allow_unicode=True), "utf-8"
    )
    answer = run("sitting", "accept", path, "--json")
    assert answer.code == 0
    numbers = [one["sitting"]["number"] for one in answer.json]
    assert len(set(numbers)) == 2


def test_a_fault_in_the_second_sitting_takes_none(run, home, tmp_path):
    second = copy.deepcopy(EXAMPLE["cases"][0])
    second["values_by_concept"]["org.legal_rep.id_number"] = "370983199003159990"
    path = tmp_path / "two.yaml"
    path.write_text(
        yaml.safe_dump({"cases": [EXAMPLE["cases"][0], second]}, allow_unicode=True), "utf-8"
    )
    assert run("sitting", "accept", path).code == 1
    assert sittings_in(home) == ()


def test_a_folder_that_cannot_be_made_is_refused_before_anything_is_received(run, home, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    answer = run("sitting", "accept", CASES, "--out", tmp_path / "file" / "out")
    assert answer.code == 1
    assert sittings_in(home) == ()


def test_a_paper_that_cannot_be_written_does_not_hide_the_numbers(run, home, tmp_path):
    out = tmp_path / "out"
    for path in ("材料接收凭证_泰审批收〔2026〕1号.pdf",):
        (out / path).mkdir(parents=True)
    answer = run("sitting", "accept", CASES, "--out", out, "--json")
    assert answer.code == 0
    assert answer.json["sitting"]["number"]
    assert [one["kind"] for one in answer.json["paper_failures"]] == ["receipt"]


def test_what_only_waiting_items_need_may_come_later(run, home):
    """The newborn's number exists only after the household registration of the same sitting."""
    answer = run("sitting", "accept", CASES.parent.parent / "sittings" / "newborn.yaml", "--json")
    assert answer.code == 0, answer.json
    found = states(answer.json)
    assert found["WJ-03"] == "accepted"
    assert found["YB-01"] == "waiting"


def test_a_disagreement_is_decided_in_the_file(run, home, tmp_path):
    package = CASES.parent.parent / "packages" / "disagreeing"
    assert run("catalogue", "import", package).code == 0
    case = {
        "items": ["D-1", "D-2", "D-3"],
        "values_by_concept": {
            "test.area": 60,
            "test.capital": "100",
            "test.colour": "红",
            "test.declaration": True,
            "test.name": "某某",
            "test.size": "中",
        },
    }
    path = tmp_path / "case.yaml"
    path.write_text(yaml.safe_dump(case, allow_unicode=True), "utf-8")
    undecided = run("sitting", "accept", path, "--json")
    assert undecided.code == 1
    assert any("decisions" in reason for reason in undecided.json["reasons"])


def test_unknown_items_in_corrections_are_refused(run, home, tmp_path):
    path = a_file(tmp_path, lambda case: case.update(corrections={"NO-1": ["x"]}))
    answer = run("sitting", "accept", path, "--json")
    assert answer.code == 1
    assert any("NO-1" in reason for reason in answer.json["reasons"])


def test_a_word_where_a_table_belongs_is_refused(run, home, tmp_path):
    path = a_file(tmp_path, lambda case: case["values_by_concept"].update({"staff.list": "x"}))
    answer = run("sitting", "accept", path, "--json")
    assert answer.code == 1
    assert any("staff.list" in reason for reason in answer.json["reasons"])
