"""Every command: its answer, its JSON, its exit code."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile

import numpy as np
import pytest
import yaml
import zxingcpp

from app.documents import page_picture
from app.paths import ROOT
from app.services.bureau import SAMPLE
from app.services.catalogue import SHIPPED
from tests.services.builders import CASES


def test_init_makes_the_store_and_says_the_passwords_once(run):
    first = run("init", "--json")
    assert first.code == 0
    assert first.json["new"]
    assert {one["name"] for one in first.json["accounts"]} == {"sysadmin", "secadmin", "auditadmin"}
    again = run("init", "--json")
    assert again.code == 0
    assert again.json == {"home": first.json["home"], "new": False, "accounts": []}


def test_nothing_works_before_init_but_says_what_to_do(run):
    answer = run("catalogue", "report")
    assert answer.code == 1
    assert answer.errors.strip().endswith("。")


def test_accounts_are_added_and_listed(run, home):
    made = run("account", "add", "li.yan", "--display-name", "李䶮", "--staff-no", "7", "--json")
    assert made.code == 0
    assert made.json["one_time_password"]
    assert made.json["roles"] == ["clerk"]
    listed = {one["name"]: one for one in run("account", "list", "--json").json}
    assert listed["li.yan"]["display_name"] == "李䶮"
    assert "password" not in str(listed)


def test_the_first_clerk_comes_with_window_and_station(run, home):
    place = ("--window", "W88", "--window-name", "88号窗口", "--station", "W88-1")
    assert run("account", "add", "li.yan", *place).code == 0
    assert run("--station", "W88-1", "sitting", "accept", CASES).code == 0
    assert run("account", "add", "wang.fang", *place).code == 0


def test_a_window_in_an_unknown_hall_is_refused_and_no_account_stays(run, home):
    answer = run("account", "add", "li.yan", "--window", "W89", "--hall", "nowhere")
    assert answer.code == 1
    assert "li.yan" not in {one["name"] for one in run("account", "list", "--json").json}


def test_a_given_password_comes_from_standard_input(run, home):
    made = run("account", "add", "li.yan", "--password-stdin", "--json", stdin="Gutes-Wetter9\n")
    assert made.code == 0
    assert made.json["one_time_password"] is None


def test_a_weak_given_password_is_refused(run, home):
    made = run("account", "add", "li.yan", "--password-stdin", stdin="kurz\n")
    assert made.code == 1
    assert "密码太简单" in made.errors


def test_an_unknown_acting_account_is_refused(run, home):
    answer = run("--as", "nobody", "account", "add", "li.yan")
    assert answer.code == 1
    assert "nobody" in answer.errors


def test_acting_as_an_account_without_the_right_is_refused(run, home):
    answer = run("--as", "auditadmin", "account", "add", "li.yan")
    assert answer.code == 1
    assert run("--as", "secadmin", "account", "add", "li.yan").code == 0


def test_a_bureau_file_is_imported(run, home, tmp_path):
    data = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    data["name"] = "某区行政审批服务局"
    path = tmp_path / "bureau.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    answer = run("bureau", "import", path, "--json")
    assert answer.code == 0
    assert answer.json["name"] == "某区行政审批服务局"
    assert answer.json["version"] == 2


def test_every_fault_of_a_bureau_file_is_named_with_its_line(run, home, tmp_path):
    path = tmp_path / "bureau.yaml"
    path.write_text("region: '37'\nname: 某局\n", encoding="utf-8")
    answer = run("bureau", "import", path, "--json")
    assert answer.code == 1
    assert answer.json["refused"] == "bureau.file-faulty"
    assert all(reason.startswith("bureau.yaml:") for reason in answer.json["reasons"])


def test_a_missing_file_is_one_sentence(run, home, tmp_path):
    for words in (
        ("bureau", "import", tmp_path / "none.yaml"),
        ("catalogue", "import", tmp_path / "none"),
        ("sitting", "accept", tmp_path / "none.yaml"),
    ):
        answer = run(*words)
        assert answer.code == 1
        assert "none" in answer.errors


def test_a_package_is_imported_from_a_zip(run, home, tmp_path):
    archive = tmp_path / "package.zip"
    text = (SHIPPED / "items" / "CG-01.yaml").read_text(encoding="utf-8")
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("items/CG-01.yaml", text.replace("门店招牌", "店铺招牌"))
    answer = run("catalogue", "import", archive, "--from", "2026-12-01", "--json")
    assert answer.code == 0
    assert answer.json["new"] == [
        {"kind": "item", "key": "CG-01", "version": 2, "valid_from": "2026-12-01"}
    ]
    listed = [one for one in run("catalogue", "list", "--json").json if one["key"] == "CG-01"]
    assert [one["version"] for one in listed] == [1, 2]


def test_a_faulty_package_names_every_fault_and_changes_nothing(run, home, tmp_path):
    items = tmp_path / "items"
    items.mkdir()
    text = (SHIPPED / "items" / "CG-01.yaml").read_text(encoding="utf-8")
    broken = text.replace("concept: org.name\n", "concept: org.nonsense\n", 1)
    (items / "CG-01.yaml").write_text(broken + "surprise: 1\n", encoding="utf-8")
    answer = run("catalogue", "import", tmp_path, "--json")
    assert answer.code == 1
    assert any(
        "CG-01.yaml:" in reason and "org.nonsense" in reason for reason in answer.json["reasons"]
    )
    listed = [one for one in run("catalogue", "list", "--json").json if one["key"] == "CG-01"]
    assert [one["version"] for one in listed] == [1]


@pytest.mark.parametrize("text", ["spjy", "食品经营", "shipinjingying", "SCJG-03"])
def test_search_finds_the_food_licence(run, home, text):
    assert run("catalogue", "search", text, "--json").json[0]["key"] == "SCJG-03"


def test_the_report_has_every_profile(run, home):
    answer = run("catalogue", "report", "--json").json
    assert len(answer) == 19
    assert answer[0]["fields_separate"] == 117
    assert answer[0]["fields_to_type"] == 59
    assert answer[0]["materials_physical"] == 14


@pytest.mark.parametrize(
    ("kind", "value", "code", "repaired"),
    [
        ("id_number", "37010219900118997x", 0, "37010219900118997X"),
        ("id_number", "370102199001019971", 1, None),
        ("id_number", "370102900101997", 1, None),
        ("uscc", "11370800MB28559184", 0, "11370800MB28559184"),
        ("uscc", "91370102MAXXXX015A", 1, None),
        ("name", "阿卜杜热西提•买买提 ", 0, "阿卜杜热西提·买买提"),
        ("phone", "166 0000 0002", 0, "16600000002"),
    ],
)
def test_check_judges_repairs_and_explains(run, kind, value, code, repaired):
    answer = run("check", kind, value, "--json")
    assert answer.code == code
    assert answer.json["ok"] == (code == 0)
    assert answer.json["repaired"] == repaired
    if code:
        assert answer.json["sentence"].endswith("。")


def test_an_unknown_kind_is_wrong_usage(run):
    answer = run("check", "horoscope", "x")
    assert answer.code == 2
    assert "id_number" in answer.errors
    assert run("check", "id-number", "370102199001019970").code == 0


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-09-18", 20, "2026-10-22"),
        ("2026-02-14", 5, "2026-02-28"),
        ("2024-02-07", 5, "2024-02-20"),
        ("2026-11-24", 20, "2026-12-22"),
    ],
)
def test_due_counts_working_days(run, start, n, expected):
    answer = run("due", start, n, "--json")
    assert answer.code == 0
    assert answer.json["due"] == expected
    assert "days" not in answer.json


def test_due_explains_itself_day_by_day(run):
    answer = run("due", "2026-09-18", "5", "--explain", "--json").json
    counted = [day["counted"] for day in answer["days"] if day["counted"]]
    assert counted == [1, 2, 3, 4, 5]
    assert any(day["day"] == "2026-09-20" and day["reason"] == "make-up" for day in answer["days"])


def test_due_in_other_units(run):
    assert run("due", "2026-11-24", "15", "--unit", "日", "--json").json["due"] == "2026-12-09"
    assert run("due", "2026-11-30", "3", "--unit", "月", "--json").json["due"] == "2027-02-28"
    assert run("due", "2026-11-24", "3", "--unit", "旬").code == 1
    assert run("due", "yesterday", "3").code == 2


def test_a_paper_is_previewed_without_a_case(run, tmp_path):
    out = tmp_path / "preview" / "receipt.pdf"
    answer = run("documents", "preview", "receipt", "--out", out, "--json")
    assert answer.code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert answer.json["bytes"] == out.stat().st_size


def test_english_answers(run, home):
    answer = run("--language", "en", "sitting", "accept", CASES.with_name("none.yaml"))
    assert answer.code == 1
    assert answer.errors.isascii() or "none.yaml" in answer.errors
    assert "无法读取" not in answer.errors


def test_the_command_line_runs_as_a_process_without_qt():
    code = (
        "import sys\n"
        "sys.argv = ['x', '--help']\n"
        "from app.admin.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "loaded = [m for m in sys.modules if m.partition('.')[0] in ('PySide6', 'ui')]\n"
        "sys.exit(len(loaded))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "YICHUANG_NO_VENV": "1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_a_locked_out_account_is_reset(run, home):
    answer = run("account", "reset", "sysadmin", "--json")
    assert answer.code == 0
    assert answer.json["one_time_password"]
    assert run("account", "reset", "nobody").code == 1


def test_no_password_is_reset_in_a_persons_name(run, home):
    before = {one["name"]: one for one in run("account", "list", "--json").json}
    answer = run("--as", "secadmin", "account", "reset", "sysadmin", "--json")
    assert (answer.code, answer.json["refused"]) == (1, "account.reset-in-borrowed-name")
    assert {one["name"]: one for one in run("account", "list", "--json").json} == before
    assert run("account", "reset", "sysadmin").code == 0
    assert run("--as", "console-security", "account", "reset", "sysadmin").code == 0


def test_a_station_without_its_window_is_refused_and_no_account_stays(run, home):
    answer = run("account", "add", "w4", "--station", "s98", "--json")
    assert (answer.code, answer.json["refused"]) == (1, "account.place-without-window")
    assert "w4" not in {one["name"] for one in run("account", "list", "--json").json}


def test_accounts_and_audit_are_not_for_everybody(run, home):
    run("account", "add", "wang")
    run("account", "add", "boss", "--role", "supervisor")
    for words in (("account", "list"), ("audit",)):
        answer = run("--as", "wang", *words, "--json")
        assert (answer.code, answer.json["refused"]) == (1, "right.missing")
        assert run(*words).code == 0
    assert run("--as", "auditadmin", "audit").code == 0
    assert run("--as", "boss", "audit").code == 0
    assert run("--as", "secadmin", "account", "list").code == 0
    assert run("--as", "boss", "account", "list").code == 1


def test_a_store_that_was_not_started_answers_everywhere_alike(run):
    for words in (("account", "list"), ("cases", "list"), ("audit",)):
        answer = run(*words, "--json")
        assert (answer.code, answer.json["refused"]) == (1, "bureau.none")


def test_due_counts_with_an_imported_notice(run, home, tmp_path):
    notice = tmp_path / "2027.json"
    days = ["2027-01-01", "2027-01-02", "2027-01-03"]
    notice.write_text(json.dumps({"year": 2027, "off": days, "work": []}), encoding="utf-8")
    asked = ("due", "2026-11-24", "45", "--json")
    before = run(*asked).json
    assert (before["due"], before["provisional"]) == ("2027-01-26", True)
    assert run("calendar", "import", notice).code == 0
    after = run(*asked).json
    assert (after["due"], after["provisional"]) == ("2027-01-27", False)


def test_a_notice_that_ships_already_changes_nothing(run, home, tmp_path):
    run("sitting", "accept", CASES)
    answer = run("calendar", "import", ROOT / "resources" / "calendar" / "2025.json", "--json")
    assert answer.code == 0
    assert (answer.json["again"], answer.json["recounted"]) == (True, 0)
    notice = tmp_path / "list.json"
    notice.write_text("[]", encoding="utf-8")
    refused = run("calendar", "import", notice, "--json")
    assert refused.code == 1
    assert refused.json["reasons"][0].startswith("list.json:1")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("due", "2026-11-24", "-3"), 2, "“N”应为 0 至 5000 的整数。"),
        (("due",), 2, "缺少“DATE”"),
        (("due", "2026-13-01", "3"), 2, "例如 2026-11-24"),
        (("due", "2026-11-24", "3", "4"), 2, "多出“4”"),
        (("chek",), 2, "没有命令“chek”"),
        (("--nope",), 2, "没有选项“--nope”"),
        (("account", "add", "li", "--role", "king"), 2, "“--role”只能是下列之一："),
        (("account", "add", "li", "--role"), 2, "选项“--role”的写法不对"),
        (("account", "frob"), 2, "没有命令“frob”"),
    ],
)
def test_wrong_usage_is_told_in_the_language_in_use(run, words, code, said):
    answer = run(*words)
    assert (answer.code, said in answer.errors) == (code, True), answer.errors
    assert "Error" not in answer.errors


def test_a_negative_value_is_a_value(run):
    answer = run("check", "money", "-5")
    assert answer.code == 1
    assert "现为-5" in answer.text


def test_wrong_usage_in_english(run):
    answer = run("--language", "en", "due", "2026-11-24", "-3")
    assert answer.code == 2
    assert "0<=x<=5000" in answer.errors


def test_the_help_of_check_names_the_kinds(run):
    assert " id_number " in " ".join(run("check", "--help").text.split())


def test_the_audit_walks_every_chain_and_balances_every_number(run, home):
    run("sitting", "accept", CASES)
    answer = run("audit", "--json")
    assert answer.code == 0
    assert answer.json["clean"]
    assert sum(chain["events"] for chain in answer.json["chains"]) > 20
    for one in answer.json["series"]:
        assert one["issued"] + one["void"] + one["free"] == one["leased"]


def test_the_audit_finds_a_changed_event(run, home):
    run("sitting", "accept", CASES)
    with sqlite3.connect(home / "yichuang.db") as connection:
        connection.execute("update journal set kind = 'case.refused' where kind = 'case.accepted'")
    connection.close()
    answer = run("audit", "--json")
    assert answer.code == 1
    assert not answer.json["clean"]
    assert answer.json["broken"]


def test_the_code_of_a_paper_is_verified_off_line(run, home, tmp_path):
    out = tmp_path / "out"
    run("sitting", "accept", CASES, "--out", out)
    (receipt,) = out.glob("材料接收凭证*.pdf")
    text = code_on(receipt)
    answer = run("documents", "verify", text, "--json")
    assert answer.code == 0
    assert answer.json["genuine"]
    assert answer.json["kind"] == "receipt"
    assert run("documents", "verify", "-", stdin=text + "\n").code == 0
    forged = text.replace("2026000001", "2026000002")
    assert forged != text
    assert run("documents", "verify", forged).code == 1
    assert run("documents", "verify", "hello").code == 1


def code_on(paper):
    """Read the QR code from a picture of a paper's first page."""
    picture = page_picture(paper.read_bytes(), 0, 200 / 72)
    pixels = np.frombuffer(picture.rgba, np.uint8).reshape(picture.height, picture.width, 4)
    found = zxingcpp.read_barcodes(np.ascontiguousarray(pixels[:, :, :3]))
    return next(code.text for code in found if code.format == zxingcpp.BarcodeFormat.QRCode)
