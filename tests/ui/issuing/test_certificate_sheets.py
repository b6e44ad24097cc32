"""The sheets of the certificates screen: stock, changes, verifying, calibration."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.case import Case
from app.domain.certificate import CertificateState
from app.services import certificates
from app.services.office import Office
from tests.ui.issuing.licensed import KIND, left, out, press, settled, shown
from tests.ui.shell.builders import Kept
from ui.issuing.certificate_panel import Stage
from ui.issuing.certificates import CertificatesScreen
from ui.tasks import Desk

STATE = "licensed"


def test_a_torn_blank_of_the_stock_is_void_by_its_number(
    qtbot: QtBot, sealed: CertificatesScreen, office: Office, issuer: Actor
) -> None:
    press(qtbot, sealed, Qt.Key.Key_F4)
    sheet = sealed.spoil_sheet
    QTest.keyClick(sheet.reason, Qt.Key.Key_5)
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    assert sheet.number.hasFocus()
    QTest.keyClicks(sheet.number, "A0003")
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert left(office, issuer) == (0, 1, 4)


def test_a_series_is_received_by_keys_and_the_strip_shows_it(
    qtbot: QtBot, screen: CertificatesScreen, office: Office, issuer: Actor
) -> None:
    press(qtbot, screen, Qt.Key.Key_F5)
    sheet = screen.blanks_sheet
    assert sheet.first.hasFocus()
    sheet.kind.setEditText(KIND)
    QTest.keyClicks(sheet.first, "A0006")
    QTest.keyClick(sheet.first, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.last, "A0025")
    assert sheet.count.text() == "共 20 张"
    QTest.keyClick(sheet.last, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "已领入" in sheet.verdict.text)
    settled(qtbot, screen)
    assert left(office, issuer)[2] == 25
    assert screen.waiting.balance.table.lines[0].left == 25
    QTest.keyClicks(sheet.first, "A0006")
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    settled(qtbot, screen)
    assert "A0006" in sheet.verdict.text
    assert sheet.first.text() == "A0006"
    QTest.keyClick(sheet, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: sheet.day < office.today())  # Qt shows the button pressed for a while
    settled(qtbot, screen)


def change(qtbot: QtBot, screen: CertificatesScreen, kind: Qt.Key) -> None:
    """Open the sheet of changes and choose one."""
    press(qtbot, screen, Qt.Key.Key_F6)
    assert screen.change_sheet.isVisible()
    QTest.keyClick(screen.change_sheet.kind, kind)


def test_a_change_makes_a_new_version_and_the_old_one_holds_no_longer(
    qtbot: QtBot, sealed: CertificatesScreen, office: Office, issuer: Actor, case: Case
) -> None:
    press(qtbot, sealed)
    change(qtbot, sealed, Qt.Key.Key_1)
    sheet = sealed.change_sheet
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    assert sheet.verdict.text
    sheet.ground.setCurrentIndex(sheet.ground.count() - 1)
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    assert sheet.why.hasFocus()
    sheet.why.insert("经营项目减少")
    key, line = next(iter(sheet.entries.items()))
    line.setText("阿卜杜热西提·买买提面馆")
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=20_000)
    settled(qtbot, sealed)
    states = [line.state for line in certificates.of_case(office, issuer, case.id)]
    assert states == [CertificateState.REPLACED, CertificateState.VALID]
    newest = certificates.one(office, issuer, shown(sealed).id)
    assert newest.version == 2
    assert next(one.value for one in newest.entries if one.key == key) == "阿卜杜热西提·买买提面馆"
    assert sealed.panel.stage() is Stage.PRINT


def test_a_revocation_needs_ground_and_facts_and_ends_the_certificate(
    qtbot: QtBot, sealed: CertificatesScreen, office: Office, issuer: Actor
) -> None:
    change(qtbot, sealed, Qt.Key.Key_5)
    sheet = sealed.change_sheet
    assert sheet.ground.count() > 1
    assert "第六十九条" in sheet.ground.itemText(1)
    sheet.ground.setCurrentIndex(1)
    sheet.why.insert("作出决定时超越法定职权")
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=20_000)
    settled(qtbot, sealed)
    assert shown(sealed).state is CertificateState.REVOKED
    qtbot.waitUntil(sealed.panel.over.isVisible)
    told = sealed.panel.over.text()
    assert told.startswith("已撤销")
    assert str(office.today()) in told
    assert "第六十九条" in told
    qtbot.waitUntil(
        lambda: any("已撤销" in each.accessibleName() for each in sealed.preview._labels)
    )
    paper = sealed.preview._pictures[0].toImage()
    middle = [paper.pixelColor(x, paper.height() // 2) for x in range(paper.width())]
    assert any(ink.red() > ink.blue() + 60 for ink in middle), "the stamp is on the picture"
    press(qtbot, sealed)
    assert "失效" in sealed.panel.verdict.text


def test_a_refused_change_keeps_what_was_typed(
    qtbot: QtBot, desk: Desk, sealed: CertificatesScreen
) -> None:
    change(qtbot, sealed, Qt.Key.Key_2)
    sheet = sealed.change_sheet
    sheet.ground.setCurrentIndex(sheet.ground.count() - 1)
    sheet.why.insert("申请延续")
    sheet.until.line.setText("2020-01-01")
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    settled(qtbot, sealed)
    qtbot.waitUntil(lambda: sheet.verdict.text != "")
    assert sheet.isVisible()
    assert sheet.go.isEnabled()
    assert (sheet.why.text(), sheet.until.line.text()) == ("申请延续", "2020-01-01")


def test_a_file_is_verified_in_one_word(
    qtbot: QtBot, sealed: CertificatesScreen, office: Office, issuer: Actor, tmp_path: Path
) -> None:
    genuine, altered = tmp_path / "genuine.pdf", tmp_path / "altered.pdf"
    content = certificates.picture(office, issuer, shown(sealed).id)
    genuine.write_bytes(content)
    altered.write_bytes(content[:2000] + bytes([content[2000] ^ 1]) + content[2001:])
    press(qtbot, sealed, Qt.Key.Key_F3)
    sheet = sealed.verify_sheet
    words = []
    for path in (genuine, altered):
        sheet.path.setText(str(path))
        QTest.keyClick(sheet.path, Qt.Key.Key_Return)
        qtbot.waitUntil(sheet.go.isEnabled, timeout=20_000)
        words.append((sheet.word.text(), sheet.sign.name))
    assert words == [("真实，但盖的是样章", "warning"), ("已被改动", "error")]
    sheet.path.setText(str(tmp_path / "gone.pdf"))
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "gone.pdf" in sheet.verdict.text)
    assert (
        sheet.word.text() == "拖入或选择要查验的 PDF"
    )  # neither the last verdict nor a promise of one


def test_a_dropped_file_is_verified_at_once(
    qtbot: QtBot, sealed: CertificatesScreen, office: Office, issuer: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(certificates.picture(office, issuer, shown(sealed).id))
    press(qtbot, sealed, Qt.Key.Key_F3)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    sealed.verify_sheet.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: "样章" in sealed.verify_sheet.word.text(), timeout=20_000)


def test_a_calibration_is_kept_in_tenths_and_its_ruler_page_is_printed(
    qtbot: QtBot, screen: CertificatesScreen, office: Office, issuer: Actor, kept: Kept
) -> None:
    press(qtbot, screen, Qt.Key.Key_F8)
    sheet = screen.calibration_sheet
    qtbot.waitUntil(sheet.isVisible)
    qtbot.waitUntil(lambda: sheet.layouts.count() > 0)
    settled(qtbot, screen)
    sheet.left.setFocus()
    for _press in range(3):
        QTest.keyClick(sheet.left, Qt.Key.Key_Up)
    assert sheet.sketch.calibration.offset_x == 0.3
    with qtbot.waitSignal(sheet.room.pressed, timeout=20_000):
        QTest.keyClick(sheet.ruler, Qt.Key.Key_Space)
    assert len(out(kept)) == 1
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "已保存" in sheet.verdict.text)
    layout = str(sheet.layouts.currentData())
    assert certificates.calibration(office, issuer, layout, "", "").offset_x == 0.3
    sheet.turn.setText("9")
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    assert sheet.turn.hasFocus()
