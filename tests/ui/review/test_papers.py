"""Papers that acts call for: made by themselves, shown beside the case, offered for printing."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.act_bodies import Verdict
from app.domain.paper import PaperKind
from app.services import papers, review
from app.services.office import Office
from tests.ui.review.builders import Scene, person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands
from ui.review.screen import ReviewScreen

CONTROL = Qt.KeyboardModifier.ControlModifier


def decided(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> tuple[ReviewScreen, Hands]:
    """Let the last step grant the registration on the screen, and wait for its papers."""
    papers.make_missing(office, person(office, "zhoumin"), scene.sitting)
    case_id = scene.cases["个体"]
    review.opine(office, person(office, "liuyang"), case_id, Verdict.GRANT, "同意", ())
    screen = screens("zhao")
    screen.look(case_id)
    qtbot.waitUntil(lambda: screen.case.view is not None)
    hands = Hands(screen)
    hands.press(Qt.Key.Key_F9, times=3)  # the sheet; agree; although review points are left
    qtbot.waitUntil(screen.notice.button.isVisible, timeout=20_000)
    return screen, hands


def chosen_kind(screen: ReviewScreen) -> PaperKind | None:
    line = screen.case.papers.table.chosen()
    return line.kind if line is not None else None


def printed(scene: Scene) -> list[Path]:
    return sorted((scene.home / "papers").glob("*.pdf"))


def test_the_decision_s_paper_is_made_shown_and_printed_by_one_press(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    screen, hands = decided(qtbot, screens, office, scene)
    pane = screen.case.papers
    qtbot.waitUntil(lambda: pane.table.chosen() is not None)
    kinds = {line.kind for line in pane.table.lines_model.lines}
    assert PaperKind.REGISTRATION in kinds, "a registration is decided by its own paper"
    qtbot.waitUntil(lambda: chosen_kind(screen) is PaperKind.REGISTRATION)
    qtbot.waitUntil(lambda: pane.preview.pages > 0)
    with qtbot.waitSignal(pane.room.printed, timeout=20_000):
        screen.notice.button.setFocus()
        hands.press(Qt.Key.Key_Space)
    assert printed(scene)
    assert all(file.read_bytes().startswith(b"%PDF") for file in printed(scene))


def test_the_papers_of_other_items_stay_with_their_case(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    screen, _hands = decided(qtbot, screens, office, scene)
    pane = screen.case.papers
    qtbot.waitUntil(lambda: pane.table.lines_model.rowCount() > 0)
    shown: set[UUID | None] = {line.case_id for line in pane.table.lines_model.lines}
    assert shown == {None, scene.cases["个体"]}


def test_a_second_printing_is_a_copy_with_its_reason(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    screen, hands = decided(qtbot, screens, office, scene)
    pane = screen.case.papers
    qtbot.waitUntil(lambda: pane.table.chosen() is not None)
    hands.press(Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    for word in ("打印", "补打"):
        qtbot.waitUntil(lambda: pane.print_button.text() == word)  # noqa: B023 - waited for at once
        with qtbot.waitSignal(pane.room.printed, timeout=20_000):
            hands.press(Qt.Key.Key_P, CONTROL)
    assert "补打" in pane.verdict.text


def test_a_supervisor_looks_and_does_not_print(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    papers.make_missing(office, person(office, "zhoumin"), scene.sitting)
    screen = screens("chen")
    screen.look(scene.cases["个体"])
    qtbot.waitUntil(lambda: screen.case.view is not None)
    hands = Hands(screen)
    hands.press(Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    pane = screen.case.papers
    qtbot.waitUntil(lambda: pane.preview.pages > 0)
    assert not pane.print_button.isVisible()


def test_the_withdrawal_form_is_printed_before_the_applicant_signs(
    qtbot: QtBot, screens: Screens, scene: Scene
) -> None:
    screen = screens("zhoumin")
    screen.look(scene.cases["个体"])
    qtbot.waitUntil(lambda: screen.case.view is not None)
    pane = screen.case.papers
    with qtbot.waitSignal(pane.room.printed, timeout=20_000):
        Hands(screen).press(Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(
        lambda: PaperKind.WITHDRAWAL in {line.kind for line in pane.table.lines_model.lines}
    )
    assert len(printed(scene)) == 1
