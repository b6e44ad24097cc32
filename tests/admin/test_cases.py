"""A case led from the receipt to the decision by commands alone."""

import json
from contextlib import closing

import pytest

from app.admin.opening import open_office
from app.domain.concept_keys import ORG_PERSON
from db.credentials import MemorySecrets
from tests.services.builders import CASES


@pytest.fixture
def accepted(home, run):
    """The example restaurant, received and concluded by command; item → case as answered."""
    done = run("sitting", "accept", CASES, "--json").json
    first = done[0] if isinstance(done, list) else done
    return {case["item"]: case for case in first["cases"]}


@pytest.fixture
def licence(accepted):
    return accepted["SCJG-02"]["number"]


def act(run, number, kind, *more, code=0, stdin=None):
    done = run("cases", "act", number, kind, *more, "--json", stdin=stdin)
    assert done.code == code, done.text + done.errors
    return done.json


def opine(run, number, **said):
    return act(run, number, "opine", "--body", "-", stdin=json.dumps(said))


def granted(run, number):
    """Lead a case through all its steps."""
    steps = run("cases", "show", number, "--json").json["steps"]
    for step in range(len(steps)):
        last = step == len(steps) - 1
        decision = {"decision": {"content": "准予"}} if last else {}
        done = opine(run, number, verdict="grant", comment="同意", **decision)
    return done


def test_the_queue_lists_what_is_open(run, accepted, licence):
    listed = run("cases", "list", "--json").json
    assert {one["number"] for one in listed} >= {one["number"] for one in accepted.values()}
    assert [one["number"] for one in run("cases", "list", "--text", licence, "--json").json] == [
        licence
    ]


def test_a_case_shows_its_chronology_clocks_and_what_may_be_done(run, licence):
    shown = run("cases", "show", licence, "--json").json
    assert [one["kind"] for one in shown["chronology"]] == ["receive", "accept"]
    days = shown["clocks"]["legal"]["days"]
    assert days[0]["reason"] == "start"
    assert days[-1]["day"] == shown["clocks"]["legal"]["due"]
    assert all(day["sentence"] for day in days)
    assert any(why is None for why in shown["possible"].values())
    assert all(why["sentence"] for why in shown["possible"].values() if why)
    assert "经过" in run("cases", "show", licence).text


def test_what_comes_by_the_command_line_says_so_in_the_chronology(run, licence, tmp_path):
    run("account", "add", "wang", "--display-name", "王芳", "--role", "reviewer")
    act_as = ("--as", "wang", "cases", "act", licence, "claim")
    assert run(*act_as).code == 0
    shown = run("cases", "show", licence, "--json").json["chronology"]
    assert [one["by"] for one in shown] == ["命令行", "命令行", "王芳（命令行）"]
    assert "王芳（命令行）" in run("cases", "show", licence).text
    exported = run("file", "show", licence, "--json")
    assert exported.code == 0, exported.errors


def certified(run, number):
    """Lead a case to its certificate, sealed with the sample seal."""
    shown = granted(run, number)
    assert shown["case"]["state"] == "granted"
    assert shown["also"] == [], "no certificate yet, and no number"
    decider = run("cases", "show", number, "--json").json["decider"]
    assert run("seals", "register", "sample", "--decider", decider).code == 0
    return act(run, number, "certify")


def test_a_case_is_led_to_its_certificate_and_starts_what_waited(run, accepted, licence, tmp_path):
    done = certified(run, licence)
    assert {one["item"] for one in done["also"]} == set(accepted) - {"SCJG-02"}
    listed = run("certificates", "list", licence, "--json").json
    assert [one["state"] for one in listed] == ["valid"]
    file = tmp_path / "licence.pdf"
    assert run("certificates", "save", licence, "--out", file).code == 0
    assert run("verify", file, "--json").json["verdict"] == "genuine"
    assert done["paper_failures"] == []
    food = accepted["SCJG-03"]["number"]
    assert act(run, food, "accept")["case"]["state"] == "accepted"
    stop = act(run, food, "stop", "--set", "kind=testing", "--set", "reason=送检",
               "--set", "planned_days=5")  # fmt: skip
    assert stop["case"]["stopped"]
    assert stop["act"]["body"]["basis"]
    assert not act(run, food, "resume", "--set", "result=合格")["case"]["stopped"]
    extended = act(run, food, "extend", "--set", "days=5", "--set", "reason=情况复杂",
                   "--set", "approver=某局长")  # fmt: skip
    assert extended["case"]["extended_days"] == 5


def test_a_refused_act_says_why_and_leaves_the_case_as_it_was(run, licence):
    refused = act(run, licence, "withdraw", "--set", "why=不办了", code=1)
    assert refused["refused"] == "case.withdrawal-unsigned"
    assert refused["sentence"]
    done = act(run, licence, "withdraw", "--set", "why=不办了", "--set", "signed=true")
    assert done["case"]["state"] == "withdrawn"
    assert {one["state"] for one in done["also"]} == {"terminated"}


def test_a_certificate_is_replaced_and_revoked(run, accepted, licence, tmp_path):
    certified(run, licence)
    act(run, licence, "amend-certificate", "--set", "change=replaced", "--set", "ground=lost",
        "--set", "why=遗失")  # fmt: skip
    assert [one["state"] for one in run("certificates", "list", licence, "--json").json] == [
        "replaced",
        "valid",
    ]
    file = tmp_path / "licence.pdf"
    assert run("certificates", "save", licence, "--out", file).code == 0
    refused = act(run, licence, "end-certificate", "--set", "certificate=无此号", "--set",
                  "change=revoked", "--set", "ground=fraud", "--set", "why=骗取", code=1)  # fmt: skip
    assert refused["refused"] == "certificate.which"
    act(run, licence, "end-certificate", "--set", "change=revoked", "--set", "ground=fraud",
        "--set", "why=骗取")  # fmt: skip
    assert run("verify", file, "--json").json["verdict"] == "revoked"


def test_a_correction_is_asked_supplemented_and_accepted(run, accepted, licence):
    certified(run, licence)
    food = accepted["SCJG-03"]["number"]
    defects = {"defects": [{"subject": "布局图", "what": "不清楚", "standard": "清晰可辨"}]}
    asked = act(run, food, "ask-correction", "--body", "-", stdin=json.dumps(defects))
    assert asked["case"]["state"] == "correction"
    assert [one["kind"] for one in asked["papers"]] == ["correction"]
    recalled = act(run, food, "recall-correction", "--set", "why=误发")
    assert recalled["case"]["state"] == "received"
    act(run, food, "ask-correction", "--body", "-", stdin=json.dumps(defects))
    unknown = {"materials": {"no.such": "handed-in"}}
    act(run, food, "supplement", "--body", "-", stdin=json.dumps(unknown), code=1)
    mended = {"values": {"org.employee_count": "9"}}
    supplied = act(run, food, "supplement", "--body", "-", stdin=json.dumps(mended))
    assert (supplied["case"]["state"], supplied["case"]["round"]) == ("received", 2)
    assert supplied["case"]["number"] == food
    assert act(run, food, "accept")["case"]["state"] == "accepted"


@pytest.mark.parametrize(
    ("kind", "body"),
    [("stop", "[]"), ("stop", "{"), ("stop", '{"no": 1}'), ("extend", '{"days": "x"}')],
)
def test_a_body_that_is_none_is_one_sentence(run, licence, kind, body):
    refused = act(run, licence, kind, "--body", "-", stdin=body, code=1)
    assert refused["refused"] == "act-file.wrong"


def test_a_number_that_nobody_has_is_refused(run, home):
    assert run("cases", "show", "没有这个号", "--json").json["refused"] == "case.no-such-number"


def test_a_case_is_handed_from_one_named_person_to_another(run, licence):
    for name in ("wang", "zhao"):
        run("account", "add", name, "--role", "reviewer", "--team", "market", "--json")
    assert act(run, licence, "claim")["case"]["holder"]
    assert act(run, licence, "hand-over", "--set", "why=交班")["case"]["holder"] == ""
    done = run("--as", "wang", "cases", "act", licence, "claim", "--json").json
    assert done["case"]["holder"] == "wang"
    done = run("--as", "wang", "cases", "act", licence, "hand-over", "--set", "to=zhao",
               "--set", "why=请假", "--json")  # fmt: skip
    assert done.json["case"]["holder"] == "zhao"


def test_an_account_of_an_unknown_team_is_refused(run, home):
    refused = run("account", "add", "wang", "--role", "reviewer", "--team", "moon", "--json")
    assert refused.json["refused"] == "account.no-team"


def test_a_promise_is_checked_by_command_where_there_is_one(run, licence):
    told = {"kept": False, "findings": "现场没有", "until": "2099-12-31"}
    refused = act(run, licence, "check-promise", "--body", "-", stdin=json.dumps(told), code=1)
    assert refused["refused"] == "case.no-promise"


def test_the_law_runs_by_command_and_twice_is_once(run, accepted):
    first = run("law", "run", "--json").json
    assert (first["failures"], first["broken"]) == ([], [])
    assert run("law", "run", "--json").json["acted"] == []
    assert isinstance(run("law", "tomorrow", "--json").json, list)


def test_a_holiday_notice_is_imported_by_command(run, home, tmp_path):
    file = tmp_path / "notice.json"
    notice = {"year": 2028, "off": ["2028-01-01"], "work": ["2028-01-02"], "notices": ["示例"]}
    file.write_text(json.dumps(notice), encoding="utf-8")
    done = run("calendar", "import", file, "--json").json
    assert (done["year"], done["off"], done["again"]) == (2028, 1, False)
    assert run("calendar", "import", file, "--json").json["again"]
    file.write_text("{}", encoding="utf-8")
    assert run("calendar", "import", file, "--json").json["refused"] == "calendar.notice-faulty"


@pytest.mark.parametrize(
    ("kind", "body"),
    [("supplement", {"materials": ["a"]}), ("supplement", {"values": 5}),
     ("spot-correction", {"materials": 5}), ("supply-owed", {"materials": "x"}),
     ("change-applicant", {"name": 5, "why": "x"}), ("opine", {"points": 5}), ("opine", {"decision": 5}), ("ask-correction", {"defects": 5})],
)  # fmt: skip
def test_a_body_of_another_shape_is_one_sentence(run, accepted, kind, body):
    number = accepted["SCJG-02"]["number"]
    refused = act(run, number, kind, "--body", "-", stdin=json.dumps(body), code=1)
    assert refused["refused"] == "act-file.wrong"


def test_another_applicant_brings_the_person_behind_along(run, home, licence):
    changed = act(run, licence, "change-applicant", "--set", "name=泰山区王记面馆",
                  "--set", "id_number=370102198805071227", "--set", "person=王芳",
                  "--set", "why=读错证件")  # fmt: skip
    assert changed["case"]["number"] == licence
    with closing(open_office(home, MemorySecrets()).store) as store, store.read() as reader:
        region = str(reader.bureau.current()["region"])
        case = reader.cases.case_by_number(region, licence)
        sitting = reader.cases.sitting(region, case.sitting_id)
    assert sitting.applicant.name == "泰山区王记面馆"
    assert sitting.values[f"{ORG_PERSON}.name"] == "王芳"


def test_a_change_of_item_names_the_item(run, licence):
    refused = act(run, licence, "change-item", "--set", "why=误选", code=1)
    assert refused["refused"] == "repair.item-missing"
    assert "“”" not in refused["sentence"]


def test_the_rounds_of_a_case_are_shown(run, licence):
    (first,) = run("cases", "show", licence, "--json").json["rounds"]
    assert (first["number"], first["asked"], first["scans"]) == (1, [], [])
    assert first["materials"]


def test_what_people_must_see_to_is_listed(run, accepted):
    assert run("law", "outstanding", "--json").json == []
    assert run("law", "outstanding").text == "没有办件。\n"


def test_a_field_check_without_a_zone_was_here(run, licence):
    said = {
        "officers": [{"name": "张三", "card_no": "1"}, {"name": "李四", "card_no": "2"}],
        "place": "现场", "findings": "符合", "passed": True,
        "began": "2026-11-24T09:00", "ended": "2026-11-24T09:30",
    }  # fmt: skip
    refused = act(run, licence, "field-check", "--body", "-", stdin=json.dumps(said), code=1)
    assert refused["refused"] == "case.field-check-time"  # before the receipt of this very moment


def test_bars_are_put_listed_and_lifted(run, home):
    identity = ("--identity", "370902199001011234", "--name", "阿卜杜热西提·买买提")
    refused = run("bars", "add", "bad-credit", *identity, "--json").json
    assert refused["refused"] == "bar.no-basis"
    basis = ("--basis", "某失信认定〔2026〕1号")
    put = run("bars", "add", "bad-credit", *identity, *basis, "--json").json
    fraud = run("bars", "add", "fraud", *identity, "--item", "SCJG-03", "--begins", "2026-11-01")
    assert "到 2029-11-01 为止不得再次申请“食品经营许可" in fraud.text
    listed = run("bars", "list", *identity[:2], "--json").json
    assert {one["ground"] for one in listed} == {"bad-credit", "fraud"}
    assert run("bars", "lift", put["id"], "--why", "已修复", "--json").json["lifted_on"]
    (left,) = run("bars", "list", *identity[:2], "--json").json
    assert left["ground"] == "fraud"
    assert len(run("bars", "list", "--json").json) == 2
