"""Bureau, halls and windows, catalogue: shown, changed and imported on the screen."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.actor import Role
from app.services import bureau, catalogue
from app.services.office import Office
from tests.ui.shell.builders import Kept, actor_of
from ui.administration.bureau import BureauScreen
from ui.administration.catalogue import CatalogueScreen
from ui.administration.halls import HallsScreen
from ui.tasks import Desk

ENTER = Qt.Key.Key_Return


def halls(qtbot: QtBot, desk: Desk, office: Office, kept: Kept) -> HallsScreen:
    screen = HallsScreen(desk, actor_of(office, kept, Role.SYSTEM_ADMIN))
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.table.lines_model.rowCount() > 0)
    return screen


def test_a_hall_is_renamed(qtbot: QtBot, desk: Desk, office: Office, kept: Kept) -> None:
    screen = halls(qtbot, desk, office, kept)
    QTest.keyClick(screen.table, ENTER)
    screen.name.selectAll()
    QTest.keyClicks(screen.name, "Hall One")
    QTest.keyClick(screen.name, ENTER)
    qtbot.waitUntil(lambda: bureau.current(office).halls[0].name == "Hall One")
    qtbot.waitUntil(lambda: screen.table.lines_model.lines[0].name == "Hall One")


def test_a_window_and_a_station_are_added_to_the_chosen_place(
    qtbot: QtBot, desk: Desk, office: Office, kept: Kept
) -> None:
    screen = halls(qtbot, desk, office, kept)
    before = bureau.current(office)
    QTest.keyClicks(screen.new_name, "Window Nine")
    QTest.keyClick(screen.window_button, Qt.Key.Key_Space)
    assert screen.number.hasFocus()
    QTest.keyClicks(screen.number, "99")
    QTest.keyClick(screen.window_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(bureau.current(office).windows) == len(before.windows) + 1)
    new = bureau.current(office).windows[-1]
    assert (new.number, new.hall) == ("99", before.halls[0].id)
    qtbot.waitUntil(lambda: screen.table.lines_model.row_of(("windows", new.id)) >= 0)
    screen.table.pick(("windows", new.id))
    QTest.keyClicks(screen.new_name, "Desk")
    QTest.keyClick(screen.station_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bureau.current(office).stations[-1].window == new.id)


def test_a_station_needs_a_window_and_says_so(
    qtbot: QtBot, desk: Desk, office: Office, kept: Kept
) -> None:
    screen = halls(qtbot, desk, office, kept)
    QTest.keyClick(screen.station_button, Qt.Key.Key_Space)
    assert "名称" in screen.verdict.text
    QTest.keyClicks(screen.new_name, "Desk")
    QTest.keyClick(screen.station_button, Qt.Key.Key_Space)
    assert "窗口" in screen.verdict.text


def test_a_hall_is_added(qtbot: QtBot, desk: Desk, office: Office, kept: Kept) -> None:
    screen = halls(qtbot, desk, office, kept)
    QTest.keyClicks(screen.new_name, "Hall Three")
    QTest.keyClick(screen.hall_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bureau.current(office).halls[-1].name == "Hall Three")


def test_a_bureau_file_is_imported_and_a_faulty_one_is_explained(
    qtbot: QtBot, desk: Desk, office: Office, kept: Kept, tmp_path: Path
) -> None:
    screen = BureauScreen(desk, actor_of(office, kept, Role.SYSTEM_ADMIN))
    qtbot.addWidget(screen)
    screen.show()
    QTest.keyClick(screen.importing.file.path, ENTER)
    assert "位置" in screen.importing.verdict.text
    bad = tmp_path / "bad.yaml"
    bad.write_text("region: x\n", encoding="utf-8")
    QTest.keyClicks(screen.importing.file.path, str(bad))
    QTest.keyClick(screen.importing.file.path, ENTER)
    qtbot.waitUntil(lambda: screen.importing.findings.count() > 0)
    good = tmp_path / "good.yaml"
    text = bureau.SAMPLE.read_text(encoding="utf-8").replace("虚构街1号", "虚构街2号")
    good.write_text(text, encoding="utf-8")
    screen.importing.file.path.selectAll()
    QTest.keyClicks(screen.importing.file.path, str(good))
    QTest.keyClick(screen.importing.file.path, ENTER)
    qtbot.waitUntil(lambda: "第 2 版" in screen.importing.verdict.text)
    assert bureau.current(office).halls[0].address.endswith("2号")
    assert screen.table.lines_model.rowCount() == len(bureau.current(office).deciders)


def test_a_package_is_installed_from_its_day_and_a_bad_one_is_explained(
    qtbot: QtBot, desk: Desk, office: Office, kept: Kept, tmp_path: Path
) -> None:
    screen = CatalogueScreen(desk, actor_of(office, kept, Role.SYSTEM_ADMIN))
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.table.lines_model.rowCount() > 0)
    before = screen.table.lines_model.rowCount()
    package = tmp_path / "package"
    shutil.copytree(catalogue.SHIPPED, package)
    item = min((package / "items").glob("*.yaml"))
    first = item.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(first) if line.lstrip(" -").startswith("name:"))
    first[at] = first[at].rstrip("\n") + "甲\n"
    item.write_text("".join(first), encoding="utf-8")
    QTest.keyClicks(screen.importing.file.path, str(package))
    QTest.keyClicks(screen.valid_from, "tomorrow")
    QTest.keyClick(screen.importing.file.path, ENTER)
    assert "日期" in screen.importing.verdict.text
    screen.valid_from.selectAll()
    QTest.keyClicks(screen.valid_from, "2030-01-01")
    QTest.keyClick(screen.importing.file.path, ENTER)
    qtbot.waitUntil(lambda: "新版本 1 个" in screen.importing.verdict.text, timeout=20_000)
    qtbot.waitUntil(lambda: screen.table.lines_model.rowCount() == before + 1)
    item.write_text("- name: broken", encoding="utf-8")
    QTest.keyClick(screen.importing.file.path, ENTER)
    qtbot.waitUntil(lambda: screen.importing.findings.count() > 0, timeout=20_000)
