"""Channel and agent: said by keys in the head, saved with the draft, printed where they belong."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor, Channel
from app.domain.paper import PaperKind
from app.services import drafts, papers
from app.services.office import Office
from tests.ui.intake.test_screen import choose, fill, hand_in_everything, keys, press, receive
from ui.intake.screen import IntakeScreen

CTRL = Qt.KeyboardModifier.ControlModifier
NUMBER = "370902199003070423"


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, CTRL)


def write_agent() -> None:
    press(Qt.Key.Key_G, CTRL)
    paste("周𠅤")
    press(Qt.Key.Key_Return)
    keys("1")
    press(Qt.Key.Key_Return)
    keys(NUMBER)
    press(Qt.Key.Key_Return)
    keys("13853812345")
    press(Qt.Key.Key_Return)
    keys("13")
    press(Qt.Key.Key_Return)
    keys("+30")
    press(Qt.Key.Key_Return)


def test_the_channel_is_the_window_until_another_is_chosen_by_its_digit(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    fill(screen)
    assert screen.draft.channel is Channel.WINDOW
    here = screen.form.focused_key()
    press(Qt.Key.Key_B, CTRL)
    keys("4")
    press(Qt.Key.Key_Return)
    assert screen.draft.channel is Channel.HELPER
    assert screen.head.channel.currentText() == "帮办代办"
    assert screen.form.focused_key() == here
    qtbot.waitUntil(lambda: len(drafts.mine(office, clerk)) == 1)
    line = drafts.mine(office, clerk)[0]
    assert drafts.take_back(office, clerk, line.id).channel is Channel.HELPER


def test_the_next_applicant_comes_to_the_window_again(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    press(Qt.Key.Key_B, CTRL)
    keys("6")
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: not screen.draft.form.items)
    assert screen.head.channel.currentText() == "窗口"


def test_an_agent_is_typed_shown_and_saved(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    choose(screen, qtbot, "spjy")
    qtbot.waitUntil(lambda: bool(screen.draft.form.items))
    write_agent()
    assert not screen.visit.sheet.isVisible(), screen.visit.sheet.verdict.text
    agent = screen.draft.authorised
    assert (agent.name, agent.id_number, agent.phone) == ("周𠅤", NUMBER, "13853812345")
    assert agent.powers == ("提交申请材料", "签收文书")
    assert isinstance(agent.until, date)
    assert "代理人 周𠅤" in screen.head.applicant.second.text()
    qtbot.waitUntil(lambda: len(drafts.mine(office, clerk)) == 1)
    line = drafts.mine(office, clerk)[0]
    assert drafts.take_back(office, clerk, line.id).authorised == agent


def test_a_wrong_number_is_told_and_the_keys_go_to_it(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    press(Qt.Key.Key_G, CTRL)
    paste("周𠅤")
    press(Qt.Key.Key_F9)
    sheet = screen.visit.sheet
    assert sheet.isVisible()
    assert "证件号码" in sheet.verdict.text
    assert sheet.fields["agent.id_number"].has_focus()
    keys("370902199003070425")
    press(Qt.Key.Key_F9)
    assert sheet.isVisible()
    assert screen.draft.authorised is None
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_an_agent_is_taken_out_again(screen: IntakeScreen, qtbot: QtBot) -> None:
    fill(screen)
    write_agent()
    press(Qt.Key.Key_G, CTRL)
    press(Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: screen.draft.authorised is None)
    assert "周𠅤" not in screen.head.applicant.second.text()


def test_the_authority_is_among_the_papers(
    screen: IntakeScreen, qtbot: QtBot, office: Office, clerk: Actor
) -> None:
    fill(screen)
    write_agent()
    hand_in_everything(screen)
    receive(screen, qtbot)
    with qtbot.waitSignal(screen.papers_wanted, timeout=10_000) as wanted:
        press(Qt.Key.Key_F9)
    made = papers.make_missing(office, clerk, wanted.args[0])
    assert PaperKind.AUTHORITY in {paper.kind for paper in made.papers}


def test_channel_and_agent_are_found_in_the_palette(screen: IntakeScreen) -> None:
    fill(screen)
    press(Qt.Key.Key_K, CTRL)
    keys("ctrl+g")
    assert screen.palette_of_actions.hits.count() == 1
    press(Qt.Key.Key_Return)
    assert screen.visit.sheet.isVisible()
    assert screen.visit.sheet.isAncestorOf(QApplication.focusWidget())
