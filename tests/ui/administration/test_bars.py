"""Bars on applicants: put and lifted on the screen, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor, Role
from app.domain.certificate import BarGround
from app.services import bars, bureau
from app.services.office import Office
from tests.services.people import person
from ui.administration.bars import GROUNDS, BarsScreen
from ui.tasks import Desk

ENTER = Qt.Key.Key_Return
NUMBER = "370902199003070423"


@pytest.fixture
def supervisor(office: Office) -> Actor:
    return person(office, "supervisor", Role.SUPERVISOR)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, supervisor: Actor) -> BarsScreen:
    made = BarsScreen(desk, supervisor)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made._listed.items))
    return made


def choose(screen: BarsScreen, ground: BarGround) -> None:
    """Walk to a ground with the arrow keys."""
    screen.ground.setFocus()
    for _step in range(list(BarGround).index(ground)):
        QTest.keyClick(screen.ground, Qt.Key.Key_Down)
    assert screen.ground.currentText() == GROUNDS[ground]


def write(text: str) -> None:
    """Type where the keys are, and lead on."""
    QTest.keyClicks(QApplication.focusWidget(), text)
    QTest.keyClick(QApplication.focusWidget(), ENTER)


def test_bad_credit_is_put_with_its_basis_and_holds_for_all_items(
    qtbot: QtBot, screen: BarsScreen, office: Office, supervisor: Actor
) -> None:
    choose(screen, BarGround.BAD_CREDIT)
    screen.name.setFocus()
    write("Wang")
    assert screen.number.hasFocus()
    write(NUMBER)
    assert screen.item.hasFocus()
    screen.basis.setFocus()
    write("XY 2026-1")
    assert screen.begins.hasFocus()
    write("")
    qtbot.waitUntil(lambda: screen.table.lines_model.rowCount() == 1)
    (bar,) = bars.every(office, supervisor)
    assert (bar.id_number, bar.ground, bar.item_id) == (NUMBER, BarGround.BAD_CREDIT, "")
    assert bar.basis == "XY 2026-1"
    model = screen.table.lines_model
    shown = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert shown[3:] == ["全部事项", "至解除为止"]
    assert screen.name.text() == ""


def test_false_materials_bar_from_one_matter_of_safety_for_a_year(
    qtbot: QtBot, screen: BarsScreen, office: Office, supervisor: Actor
) -> None:
    choose(screen, BarGround.FALSE_MATERIALS)
    offered = {screen.item.itemData(n) for n in range(1, screen.item.count())}
    rules = bureau.current(office)
    assert offered
    assert all(rules.rule(item).safety for item in offered)
    screen.name.setText("王秀兰")
    screen.number.setText(NUMBER)
    screen.begins.setText("2026-03-01")
    QTest.keyClick(screen.add_button, ENTER)
    qtbot.waitUntil(lambda: "事项" in screen.verdict.text)
    screen.item.setFocus()
    QTest.keyClick(screen.item, Qt.Key.Key_Down)
    QTest.keyClick(screen.add_button, ENTER)
    qtbot.waitUntil(lambda: screen.table.lines_model.rowCount() == 1)
    (bar,) = bars.every(office, supervisor)
    assert bar.item_id in offered
    assert (bar.begins.isoformat(), bar.ends and bar.ends.isoformat()) == (
        "2026-03-01",
        "2027-03-01",
    )


def test_a_day_that_is_none_is_refused_in_words(screen: BarsScreen) -> None:
    screen.begins.setText("tomorrow")
    QTest.keyClick(screen.begins, ENTER)
    assert "日期" in screen.verdict.text
    assert screen.begins.hasFocus()


def test_a_bar_is_lifted_with_a_reason_and_stays_on_record(
    qtbot: QtBot, screen: BarsScreen, desk: Desk, office: Office, supervisor: Actor
) -> None:
    put = bars.add(
        office, supervisor, BarGround.BAD_CREDIT, id_number=NUMBER, name="王秀兰", basis="某文书"
    ).bar
    assert not screen.lift_button.isEnabled()
    screen.refresh()
    qtbot.waitUntil(screen.lift_button.isEnabled)
    QTest.keyClick(screen.table, ENTER)
    assert screen.why.hasFocus()
    QTest.keyClick(screen.why, ENTER)
    qtbot.waitUntil(lambda: "理由" in screen.verdict.text)
    write("repaired")
    qtbot.waitUntil(lambda: not screen.lift_button.isEnabled())
    (bar,) = bars.every(office, supervisor)
    assert (bar.id, bar.lifted_on) == (put.id, office.today())
    model = screen.table.lines_model
    assert "解除" in model.data(model.index(0, model.columnCount() - 1))
