"""Certificates: draft, seal, one original on one blank, copies on a reason, spoiled blanks void."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor, Role
from app.domain.case import Case
from app.domain.certificate import CertificateState
from app.errors import Problem
from app.services import certificates, settings
from app.services.certificate_verification import verify_file
from app.services.office import Office
from tests.ui.issuing.builders import FIRST, case_of
from tests.ui.issuing.licensed import left, out, press, settled, shown
from tests.ui.shell.builders import Kept
from ui.issuing.certificates import CertificatesScreen
from ui.tasks import Desk

STATE = "licensed"


def test_one_key_makes_seals_and_prints_each_when_it_is_lawful(
    qtbot: QtBot, screen: CertificatesScreen, office: Office, issuer: Actor, kept: Kept
) -> None:
    button = screen.row.buttons["go-on"]
    assert button.text() == "制作草稿"
    with qtbot.waitSignal(screen.preview.shown, timeout=20_000):
        press(qtbot, screen)
    assert shown(screen).state is CertificateState.DRAFT
    assert button.text() == "用印"
    press(qtbot, screen)
    assert shown(screen).state is CertificateState.VALID
    assert button.text() == "打印正本"
    assert screen.panel.blank.text() == "A0001"
    press(qtbot, screen)
    assert (shown(screen).originals, shown(screen).copies) == (1, 0)
    assert button.text() == "打印副本"
    assert "A0001" in screen.panel.verdict.text
    assert len(out(kept)) == 1
    assert left(office, issuer) == (1, 0, 4)
    assert screen.waiting.balance.table.lines[0].used == 1


def test_a_copy_needs_a_reason_of_the_list_and_carries_its_number(
    qtbot: QtBot, sealed: CertificatesScreen, office: Office, issuer: Actor, kept: Kept
) -> None:
    press(qtbot, sealed)
    press(qtbot, sealed)
    assert "原因" in sealed.panel.verdict.text
    assert sealed.panel.reason.hasFocus()
    assert len(out(kept)) == 1
    sealed.panel.reason.setCurrentIndex(2)
    press(qtbot, sealed)
    assert (shown(sealed).originals, shown(sealed).copies) == (1, 1)
    last = certificates.prints(office, issuer, shown(sealed).id)[-1]
    assert (last.copy, last.blank, last.reason) == (1, "A0002", "损毁")
    assert sealed.panel.reason.currentIndex() == 0


def test_the_sealed_file_goes_into_the_folder_and_is_genuine(
    qtbot: QtBot, sealed: CertificatesScreen, office: Office, kept: Kept
) -> None:
    QTest.keyClick(sealed, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "电子证照已存入" in sealed.panel.verdict.text)
    (file,) = out(kept)
    assert verify_file(office, file.read_bytes()).genuine
    assert (shown(sealed).originals, shown(sealed).copies) == (0, 0)


def test_before_the_seal_there_is_no_file(screen: CertificatesScreen, kept: Kept) -> None:
    QTest.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert screen.panel.verdict.text
    assert out(kept) == []


@dataclass
class HeldSpooler:
    """A spooler that takes a paper and answers only when it is let go."""

    gate: Path
    begun: Path

    def let_go(self) -> None:
        """Let it answer; it has begun by now, so that somebody waits at the gate."""
        os.close(os.open(self.gate, os.O_WRONLY))
        self.begun.unlink()


@pytest.fixture
def spooler(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[HeldSpooler]:
    held = HeldSpooler(tmp_path / "gate", tmp_path / "begun")
    os.mkfifo(held.gate)
    program = tmp_path / "lp"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.stdin.buffer.read()\n"
        f"open({str(held.begun)!r}, 'w').close()\nopen({str(held.gate)!r}).read()\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    settings.put(office, None, "print.mode", "silent")
    yield held
    if held.begun.exists():
        held.let_go()


def test_the_next_blank_is_at_hand_for_the_copy_and_nothing_else_is_claimed_meanwhile(
    qtbot: QtBot, sealed: CertificatesScreen
) -> None:
    claimed: list[str] = []
    sealed.panel.blank.textChanged.connect(
        lambda text: claimed.append(text or sealed.panel.blank.placeholderText())
    )
    press(qtbot, sealed)
    assert sealed.panel.blank.text() == "A0002"
    assert "没有空白证" not in "".join(claimed)
    assert sealed.panel.blank.placeholderText() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no CUPS spooler")
def test_two_presses_with_a_slow_spooler_make_one_paper_on_one_blank(
    qtbot: QtBot,
    sealed: CertificatesScreen,
    office: Office,
    issuer: Actor,
    spooler: HeldSpooler,
) -> None:
    QTest.keyClick(sealed, Qt.Key.Key_F9)
    QTest.keyClick(sealed, Qt.Key.Key_F9)
    assert sealed.row.buttons["go-on"].off
    assert "请稍候" in sealed.panel.verdict.text
    qtbot.waitUntil(spooler.begun.exists)
    QTest.keyClick(sealed, Qt.Key.Key_F9)
    spooler.let_go()
    settled(qtbot, sealed)
    (printing,) = certificates.prints(office, issuer, shown(sealed).id)
    assert (printing.copy, printing.blank, printing.failed) == (0, "A0001", False)
    assert left(office, issuer) == (1, 0, 4)


def test_a_printer_that_refuses_costs_no_blank_and_no_original(
    qtbot: QtBot,
    sealed: CertificatesScreen,
    office: Office,
    issuer: Actor,
    kept: Kept,
    tmp_path: Path,
) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    settings.put(office, None, "print.folder", str(tmp_path / "taken"))
    press(qtbot, sealed)
    assert "taken" in sealed.panel.verdict.text
    assert shown(sealed).originals == 0
    assert sealed.panel.blank.text() == "A0001"
    settings.put(office, None, "print.folder", str(tmp_path / "out"))
    press(qtbot, sealed)
    assert shown(sealed).originals == 1
    assert left(office, issuer) == (1, 0, 4)


def test_a_spoiled_blank_is_void_with_its_reason_and_the_original_goes_on_the_next(
    qtbot: QtBot, sealed: CertificatesScreen, office: Office, issuer: Actor
) -> None:
    press(qtbot, sealed)
    press(qtbot, sealed, Qt.Key.Key_F4)
    sheet = sealed.spoil_sheet
    assert sheet.isVisible()
    assert "A0001" in sheet.list.entries.lines[0].title
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    assert "原因" in sheet.verdict.text
    assert sheet.reason.hasFocus()
    QTest.keyClick(sheet.reason, Qt.Key.Key_2)
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    settled(qtbot, sealed)
    assert sealed.row.buttons["go-on"].text() == "打印正本"
    assert sealed.panel.blank.text() == "A0002"
    assert left(office, issuer) == (0, 1, 4)
    press(qtbot, sealed)
    used = [one for one in certificates.prints(office, issuer, shown(sealed).id) if not one.failed]
    assert [(one.copy, one.blank) for one in used] == [(0, "A0002")]
    assert left(office, issuer) == (1, 1, 3)


def test_another_blank_than_the_next_is_asked_about_and_taken_on_f9(
    qtbot: QtBot, sealed: CertificatesScreen, office: Office, issuer: Actor
) -> None:
    sealed.panel.blank.selectAll()
    QTest.keyClicks(sealed.panel.blank, "A0004")
    QTest.keyClick(sealed.panel.blank, Qt.Key.Key_Return)
    assert "A0001" in sealed.panel.verdict.text
    assert not sealed.busy
    press(qtbot, sealed)
    (printing,) = certificates.prints(office, issuer, shown(sealed).id)
    assert printing.blank == "A0004"


def test_the_expected_blank_prints_at_once_when_it_is_scanned(
    qtbot: QtBot, sealed: CertificatesScreen
) -> None:
    sealed.panel.blank.selectAll()
    QTest.keyClicks(sealed.panel.blank, "A0001")
    QTest.keyClick(sealed.panel.blank, Qt.Key.Key_Return)
    settled(qtbot, sealed)
    assert shown(sealed).originals == 1


def test_a_blank_that_is_not_in_stock_is_refused_and_stays_typed(
    qtbot: QtBot, sealed: CertificatesScreen
) -> None:
    sealed.panel.blank.selectAll()
    QTest.keyClicks(sealed.panel.blank, "Z9999")
    press(qtbot, sealed)
    assert "Z9999" in sealed.panel.verdict.text
    assert sealed.panel.blank.text() == "Z9999"
    assert shown(sealed).originals == 0


def test_a_case_that_was_handed_over_is_found_by_its_number(
    qtbot: QtBot, screen: CertificatesScreen, office: Office, issuer: Actor, clerk: Actor
) -> None:
    first = case_of(office, clerk, FIRST)
    (line,) = certificates.of_case(office, issuer, first.id)
    screen.waiting.search.setFocus()
    screen.waiting.search.insert(line.number)
    screen.waiting.search.textEdited.emit(line.number)
    qtbot.waitUntil(lambda: screen.waiting.lines == ())
    assert "Enter" in screen.waiting.empty.text()
    QTest.keyClick(screen.waiting.search, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: screen.panel.chosen is not None and screen.panel.chosen.case_id == first.id
    )
    settled(qtbot, screen)
    assert shown(screen).number == line.number
    screen.refresh()
    settled(qtbot, screen)
    assert shown(screen).number == line.number


def test_who_may_only_look_is_told_whose_key_it_is(
    qtbot: QtBot, desk: Desk, clerk: Actor, case: Case
) -> None:
    watcher = replace(clerk, roles=frozenset({Role.CLERK}))
    screen = CertificatesScreen(desk, watcher)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: len(screen.waiting.lines) == 2)
    settled(qtbot, screen)
    for name in ("go-on", "spoil", "change", "industry", "calibrate"):
        assert screen.row.buttons[name].off, name
    QTest.keyClick(screen, Qt.Key.Key_F9)
    assert "发证人员" in screen.panel.verdict.text


def test_too_few_licences_make_no_industry_certificate(
    qtbot: QtBot, sealed: CertificatesScreen
) -> None:
    press(qtbot, sealed, Qt.Key.Key_F7)
    assert sealed.panel.verdict.text
    assert not sealed.busy


class OurFaultError(Exception):
    """Something that no verb foresees."""


def broken(*_arguments: object, **_options: object) -> None:
    raise OurFaultError


@pytest.mark.parametrize(
    ("module", "verb"),
    [(certificates, "print_certificate"), (settings, "every"), (certificates, "industry")],
)
def test_a_fault_of_ours_leaves_the_desk_usable(
    qtbot: QtBot,
    sealed: CertificatesScreen,
    office: Office,
    issuer: Actor,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    verb: str,
) -> None:
    with monkeypatch.context() as patch, qtbot.waitSignal(sealed.desk.broken, timeout=20_000):
        patch.setattr(module, verb, broken)
        QTest.keyClick(sealed, Qt.Key.Key_F7 if verb == "industry" else Qt.Key.Key_F9)
        assert sealed.busy
    assert not sealed.busy
    assert sealed.panel.verdict.text == ""
    press(qtbot, sealed)
    assert shown(sealed).originals == 1
    assert left(office, issuer) == (1, 0, 4)


def test_a_search_that_fails_does_not_let_a_second_press_through(
    qtbot: QtBot, sealed: CertificatesScreen
) -> None:
    sealed._wait(on=True)
    sealed._refuse(Problem("right.missing"))
    assert sealed.busy


@pytest.mark.parametrize("ends_in", [Problem("blank.no-kind"), OurFaultError()], ids=str)
def test_a_sheet_can_be_used_again_however_its_verb_came_out(
    qtbot: QtBot,
    sealed: CertificatesScreen,
    monkeypatch: pytest.MonkeyPatch,
    ends_in: Exception,
) -> None:
    def ended(*_arguments: object) -> None:
        raise ends_in

    told = sealed.desk.broken
    told.connect(lambda _fault: None)
    sheet = sealed.blanks_sheet
    sealed.receive_blanks()
    settled(qtbot, sealed)
    sheet.first.setText("C001")
    monkeypatch.setattr("app.services.blanks.receive", ended)
    sheet.act()
    assert not sheet.go.isEnabled()
    qtbot.waitUntil(sheet.go.isEnabled, timeout=20_000)
    assert sheet.first.text() == "C001"


def test_a_number_that_was_asked_for_is_no_longer_asked_for_once_it_is_there(
    qtbot: QtBot, sealed: CertificatesScreen
) -> None:
    sealed.panel.blank.clear()
    QTest.keyClick(sealed, Qt.Key.Key_F9)
    assert "空白证号" in sealed.panel.verdict.text
    sealed.panel.offer_blank("A0001")
    assert sealed.panel.verdict.text == ""
    sealed.panel.blank.clear()
    QTest.keyClick(sealed, Qt.Key.Key_F9)
    QTest.keyClicks(sealed.panel.blank, "A0002")
    assert sealed.panel.verdict.text == ""


def test_what_is_printed_waits_below_what_still_needs_work(
    qtbot: QtBot, sealed: CertificatesScreen, case: Case
) -> None:
    """The other case of the sitting, older and due earlier, has its original already."""
    first, second = sealed.waiting.lines
    assert first.case_id == case.id
    entries = sealed.waiting.list.entries
    printed = entries.lines[entries.row_of(str(second.case_id))]
    assert (printed.icon, printed.right) == ("ok", "已打印，待发证")
    assert sealed.waiting.count.text() == "1 件　待发证 1"
    press(qtbot, sealed)
    assert sealed.waiting.count.text() == "待发证 2"
    assert shown(sealed).originals == 1  # it stays on the screen


def test_every_part_that_has_the_keys_has_a_name(screen: CertificatesScreen) -> None:
    for sheet in (
        screen.spoil_sheet,
        screen.change_sheet,
        screen.blanks_sheet,
        screen.verify_sheet,
        screen.calibration_sheet,
    ):
        assert sheet.accessibleName()
    for entry in screen.waiting.findChildren(QLineEdit) + screen.panel.findChildren(QLineEdit):
        assert entry.accessibleName() or entry.parent().metaObject().className() == "QComboBox"


def test_the_screen_speaks_english_after_a_switch(screen: CertificatesScreen) -> None:
    from app import wording

    wording.use("en")
    try:
        screen.speak()
        assert screen.panel.certificate() is None
        assert screen.row.buttons["go-on"].text()
    finally:
        wording.use("zh_CN")
        screen.speak()
    assert screen.row.buttons["go-on"].text() == "制作草稿"
