"""The demonstration is a journey: the same command, the same keys, the same papers."""

import os
import re
import sqlite3
import subprocess
import sys

import pytest

from app.admin.opening import open_office
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.paths import ROOT
from app.services import intake, outcomes
from app.services.certificate_verification import Verdict, verify_file
from app.services.command_line import acting
from db.credentials import MemorySecrets
from tests.documents.builders import joined_text
from tests.services.builders import a_draft, started

PICTURES = (
    "01-sign-in",
    "02-search",
    "03-filled",
    "04-materials",
    "05-receive",
    "06-outcomes",
    "07-papers",
    "08-printed",
    "09-decision",
    "10-certificate",
    "11-second-decision",
    "12-second-certificate",
    "13-hand-over",
)


class Played:
    """One play of the demonstration: what it said and what it left."""

    def __init__(self, folder, *words, environment=None):
        self.home = folder / "home"
        self.out = folder / "out"
        self.process = subprocess.run(
            [sys.executable, "-m", "app", *words, "--out", str(self.out)],
            cwd=ROOT,
            env={
                **{k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")},
                "YICHUANG_HOME": str(self.home),
                **(environment or {}),
            },
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        self.said = self.process.stdout

    @property
    def store(self):
        return self.home / "demo"


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The demonstration, played once for all tests of this file."""
    return Played(tmp_path_factory.mktemp("demonstration"), "--demo")


def the_sitting(home):
    office = open_office(home, MemorySecrets())
    try:
        with office.store.read() as reader:
            (line,) = reader.cases.lines("370902", day=None, text="", limit=9)
            sitting = reader.cases.sitting("370902", line.sitting_id)
            return sitting, reader.cases.cases_of("370902", line.sitting_id)
    finally:
        office.store.close()


def the_acts(home, cases):
    """What was done on each case, by its item."""
    office = open_office(home, MemorySecrets())
    try:
        with office.store.read() as reader:
            return {
                case.item_id: [act.kind for act in reader.acts.of_case("370902", case.id)]
                for case in cases
            }
    finally:
        office.store.close()


def test_it_ends_well_and_says_nothing_else(played):
    assert played.process.returncode == 0, played.said + played.process.stderr
    assert "Traceback" not in played.process.stderr
    assert "warning" not in played.process.stderr.lower(), played.process.stderr
    assert "QAbstractItemView" not in played.process.stderr, played.process.stderr


def test_the_summary_counts_fields_materials_keys_and_seconds(played):
    assert "分别填 117 → 合并后 79 → 须填 59" in played.said
    assert "分别交 24 → 去重 16 → 须交 14" in played.said
    keys, committed = re.search(r"按键 (\d+) 次，输入法上屏 (\d+) 字", played.said).groups()
    assert 300 < int(keys) < 1300
    assert "分别填 5 份表、签 5 次、到 4 个部门交件 5 次 → 1 份表、签 1 次" in played.said
    assert "承诺时限：逐项依次办 13 天 → 并联办 5 天，少 8 天" in played.said
    assert int(committed) > 50
    assert str(played.out) in played.said


def test_it_leaves_pictures_and_papers(played):
    assert sorted(path.stem for path in played.out.glob("*.png")) == list(PICTURES)
    papers = list(played.out.glob("*.pdf"))
    assert len(papers) == 17, "fifteen printed, and the files of both certificates"
    assert all(path.read_bytes().startswith(b"%PDF") for path in papers)


def test_the_licence_comes_first_and_then_the_one_that_waited_for_it(played):
    _sitting, cases = the_sitting(played.store)
    states = {case.item_id: case.state for case in cases}
    assert states.pop("SCJG-02") is CaseState.ISSUED
    assert states.pop("SCJG-03") is CaseState.ISSUED
    assert set(states.values()) == {CaseState.RECEIVED}, "the result started their clocks"
    registered = next(case for case in cases if case.item_id == "SCJG-02")
    food = next(case for case in cases if case.item_id == "SCJG-03")
    assert food.handed_in_at >= registered.decided_at, "its clock began with the result"
    acts = the_acts(played.store, cases)
    assert acts["SCJG-03"][:3] == [ActKind.RECEIVE, ActKind.RESULT_ARRIVED, ActKind.ACCEPT]
    for item, opinions in (("SCJG-02", 2), ("SCJG-03", 3)):
        assert acts[item].count(ActKind.OPINE) == opinions
        assert acts[item][-3:] == [ActKind.GRANT, ActKind.CERTIFY, ActKind.DELIVER]


def test_the_certificates_are_genuine_and_say_that_their_seal_is_a_sample(played):
    _sitting, cases = the_sitting(played.store)
    office = open_office(played.store, MemorySecrets())
    try:
        with office.store.read() as reader:
            made = [one for c in cases for one in reader.certificates.of_case(c.region, c.id)]
            sealed = [reader.papers.get(one.region, one.paper_id).content for one in made]
        verdicts = [verify_file(office, content) for content in sealed]
    finally:
        office.store.close()
    assert {one.kind for one in made} == {"营业执照", "食品经营许可证"}
    assert [(one.verdict, one.sample) for one in verdicts] == [(Verdict.GENUINE, True)] * 2


def test_the_saved_certificates_are_genuine_without_any_store(played):
    files = [path for path in played.out.glob("*.pdf") if path.stem in saved(played.said)]
    assert len(files) == 2
    for file in files:
        verdict = verify_file(None, file.read_bytes())
        assert (verdict.verdict, verdict.sample) == (Verdict.GENUINE, True)


def saved(said):
    """Return the names of the files that the demonstration has saved and let verify."""
    return re.findall(r"查验电子证照 (\S+)\.pdf：真实，但盖的是样章", said)


def test_what_was_printed_says_what_was_decided(played, tmp_path):
    texts = [joined_text(path.read_bytes(), tmp_path) for path in played.out.glob("*.pdf")]
    for title, more in (
        ("登记通知书", "个体工商户"),
        ("准予行政许可决定书", "食品经营许可"),
        ("送达回证", "食品经营许可"),
    ):
        assert any(title in text and more in text for text in texts), title


def test_everything_was_handed_out_in_one_step(played):
    assert "已发放" in played.said
    assert "送达回证" in played.said


def test_the_screen_writes_the_same_rows_as_a_file_does(played, tmp_path):
    """Typed by keys or read from a file: the same values, materials, cases and states."""
    typed, typed_cases = the_sitting(played.store)
    folder = tmp_path / "other"
    started(folder)
    office = open_office(folder, MemorySecrets())
    clerk = acting(office, None, Role.CLERK)
    done = intake.receive(office, clerk, a_draft(office, clerk).snapshot())
    proposed = outcomes.propose(office, clerk, done.sitting.id)
    concluded = outcomes.conclude(office, clerk, done.sitting.id, proposed)
    office.store.close()
    filed = concluded.sitting
    # The file states its own day of application; at the window the date is the system's.
    # The credit code came with the licence, after the window.
    later = {"doc.apply_date": None, "org.uscc": None}
    assert {**typed.values, **later} == {**filed.values, **later}
    assert dict(typed.ticks) == dict(filed.ticks)
    assert typed.answers == filed.answers or set(typed.answers) >= set(filed.answers)
    assert [vars(record) for record in typed.materials] == [vars(r) for r in filed.materials]
    assert typed.applicant == filed.applicant
    assert typed.savings == filed.savings
    assert [(c.item_id, c.regime, c.decider, c.number) for c in typed_cases] == [
        (c.item_id, c.regime, c.decider, c.number) for c in concluded.cases
    ]
    filed_acts = the_acts(folder, concluded.cases)
    for item, acts in the_acts(played.store, typed_cases).items():
        assert acts[: len(filed_acts[item])] == filed_acts[item]


def test_nothing_typed_stands_in_the_journal_or_the_outbox(played):
    with sqlite3.connect(played.store / "yichuang.db") as connection:
        told = "".join(
            repr(connection.execute(f"select * from {table}").fetchall())
            for table in ("journal", "outbox", "chain_heads")
        )
    connection.close()
    assert "case.accepted" in told
    for secret in ("370983199003159995", "16600000002", "䶮"):
        assert secret not in told


def test_without_any_display_the_plain_command_plays_it_too(tmp_path):
    environment = {"QT_QPA_PLATFORM": ""}
    done = Played(tmp_path, environment=environment)
    assert done.process.returncode == 0, done.process.stderr
    assert "没有可用的显示屏" in done.said
    assert "演示结束" in done.said
