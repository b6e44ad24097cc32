"""The queue: whose cases, found by tab, by typing, by scanning; claimed by one key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services import review
from app.services.office import Office
from app.services.review import Queue
from tests.fakes.clock import StandingClock
from tests.ui.review.builders import Scene, person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands
from ui.review.screen import ReviewScreen


def titles(screen: ReviewScreen) -> list[str]:
    return [line.detail for line in screen.queue.list.entries.lines]


def tab(screen: ReviewScreen, hands: Hands, queue: Queue) -> None:
    """Go to a queue by the arrow keys."""
    screen.queue.setFocus()
    while screen.queue.queue is not queue:
        hands.press(Qt.Key.Key_Right)


def test_an_empty_hand_says_where_to_find_work(screens: Screens) -> None:
    screen = screens("liuyang")
    assert screen.queue.queue is Queue.MINE
    assert titles(screen) == []
    assert "F3" in screen.queue.list.empty
    for told in (screen.queue.list.accessibleDescription(), screen.case.nothing.text()):
        assert "← →" in told
        assert "F3" in told
    assert screen.case.view is None
    assert screen.bar.help.text()


def test_the_arrows_change_the_queue_and_its_first_case_is_shown(
    qtbot: QtBot, screens: Screens
) -> None:
    screen = screens("liuyang")
    hands = Hands(screen)
    tab(screen, hands, Queue.TEAM)
    qtbot.waitUntil(lambda: screen.case.view is not None)
    assert titles(screen) == ["个体工商户设立登记"]
    assert screen.queue.tabs.buttons[1].tab.count == "1"
    tab(screen, hands, Queue.ALL)
    qtbot.waitUntil(lambda: len(titles(screen)) == 5)


def test_a_case_that_is_due_today_is_signed_in_shape_and_word(
    qtbot: QtBot, screens: Screens
) -> None:
    screen = screens("liuyang")
    tab(screen, Hands(screen), Queue.DUE_TODAY)
    qtbot.waitUntil(lambda: titles(screen) != [])
    (line,) = screen.queue.list.entries.lines
    assert (line.icon, line.right) == ("warning", "今天到期")
    assert screen.queue.tabs.buttons[2].tab.icon == "warning"


def test_an_overdue_case_says_by_how_many_days(
    qtbot: QtBot, clock: StandingClock, screens: Screens
) -> None:
    clock.move(days=2)
    screen = screens("liuyang")
    tab(screen, Hands(screen), Queue.OVERDUE)
    qtbot.waitUntil(lambda: titles(screen) != [])
    (line,) = screen.queue.list.entries.lines
    assert (line.icon, line.ink, line.right) == ("error", "error", "逾期 2 天")
    qtbot.waitUntil(lambda: screen.case.view is not None)
    assert screen.case.head.dues[0].accessibleName().endswith("逾期 2 个工作日")


def test_one_key_claims_the_case_in_hand(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    screen = screens("liuyang")
    hands = Hands(screen)
    tab(screen, hands, Queue.TEAM)
    qtbot.waitUntil(lambda: screen.case.view is not None)
    hands.press(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: "刘洋" in screen.case.head.facts.text())
    mine = review.queue(office, person(office, "liuyang"), Queue.MINE)
    assert [line.case_id for line in mine] == [scene.cases["个体"]]
    qtbot.waitUntil(lambda: screen.queue.tabs.buttons[0].tab.count == "1")
    assert screen.case.view is not None, "the case stays in hand though it left the queue"


def test_a_case_is_handed_over_with_the_reason(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    review.claim(office, person(office, "liuyang"), scene.cases["个体"])
    screen = screens("liuyang")
    hands = Hands(screen)
    qtbot.waitUntil(lambda: screen.case.view is not None)
    hands.press(Qt.Key.Key_F4)
    sheet = screen.acting.sheet
    qtbot.waitUntil(sheet.isVisible)
    people = sheet.fields["to"].spec.options
    assert "孙䶮丽" in people
    hands.press(Qt.Key(Qt.Key.Key_1 + people.index("孙䶮丽")))
    hands.enter()
    hands.write("外出核查")
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    theirs = review.queue(office, person(office, "sunli"), Queue.MINE)
    assert [line.case_id for line in theirs] == [scene.cases["个体"]]


def test_typing_narrows_the_queue_and_enter_goes_into_it(qtbot: QtBot, screens: Screens) -> None:
    screen = screens("liuyang")
    hands = Hands(screen)
    tab(screen, hands, Queue.ALL)
    qtbot.waitUntil(lambda: len(titles(screen)) == 5)
    hands.press(Qt.Key.Key_F2)
    hands.write("没有这个人")
    qtbot.waitUntil(lambda: titles(screen) == [])
    assert screen.queue.list.empty.startswith("没有符合条件的办件。\n")
    assert screen.case.view is None
    hands.rewrite("泰山区")
    qtbot.waitUntil(lambda: len(titles(screen)) == 5)
    hands.enter()
    qtbot.waitUntil(screen.queue.list.hasFocus)


def test_a_scanned_barcode_opens_its_case_whatever_the_queue(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    with office.store.read() as reader:
        case = reader.cases.case("370902", scene.cases["食品"])
    assert case is not None
    screen = screens("liuyang")
    hands = Hands(screen)
    hands.press(Qt.Key.Key_F2)
    hands.write(case.barcode)
    hands.enter()
    qtbot.waitUntil(lambda: screen.case.view is not None)
    assert screen.case.head.item.text() == "食品经营许可（新办）"
    assert screen.queue.search.selectedText() == case.barcode, "the next scan replaces it"
