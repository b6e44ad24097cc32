"""Acts on a case: greyed with their sentence, asked for in a sheet, done by the law's own door."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.act_bodies import FieldCheck, Stop
from app.domain.case import CaseState
from app.services import catalogue, review
from app.services.office import Office
from tests.fakes.clock import StandingClock
from tests.ui.review.acting import ALT, agreed, at, done, opened, seen, two_steps
from tests.ui.review.builders import Scene, accepted, person
from tests.ui.review.conftest import Screens
from ui.demonstration.hands import Hands

REGISTERED = True


@pytest.fixture
def food(scene: Scene) -> UUID:
    return scene.cases["食品"]


def test_an_unlawful_act_is_greyed_and_says_why_with_its_article(
    qtbot: QtBot, screens: Screens, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    resume = screen.bar.buttons["resume"]
    assert resume.isVisible()
    assert resume.off
    assert "行政许可法" in resume.toolTip()
    assert resume.accessibleDescription() == f"按键 Alt+H。{resume.toolTip()}"
    hands = Hands(screen)
    hands.press(Qt.Key.Key_F10)
    assert screen.bar.buttons["agree"].hasFocus()
    while not resume.hasFocus():
        hands.press(Qt.Key.Key_Left)
    assert resume.toolTip() in screen.bar.help.text()
    hands.enter()
    assert screen.notice.words.text() == resume.toolTip()
    assert not screen.acting.sheet.isVisible()


def test_what_only_others_may_do_stands_back_but_is_not_hidden(
    qtbot: QtBot, screens: Screens, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    withdraw = screen.bar.buttons["withdraw"]
    assert withdraw.isVisible()
    assert "权限" in withdraw.toolTip()
    assert screen.bar.buttons["stop"].sizeHint().width() > withdraw.sizeHint().width() * 0.9


def test_the_first_step_agrees_and_the_next_person_has_it(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    hands = Hands(screen)
    hands.press(Qt.Key.Key_6, ALT)
    hands.press(Qt.Key.Key_1)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    assert "content" not in sheet.fields, "only the last step decides"
    agreed(qtbot, sheet, hands)
    view = seen(office, food)
    assert view.case.step == 1
    assert len(view.acts[-1].body.points) == 1
    qtbot.waitUntil(lambda: "第 2 步" in screen.case.head.facts.text())
    assert screen.case.ticked() == (), "the next step ticks for itself"
    assert "审查意见" in screen.notice.words.text()


def test_the_last_step_decides_and_the_term_comes_from_the_catalogue(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    two_steps(office, food)
    screen = at(qtbot, screens, "zhao", food)
    assert screen.bar.buttons["agree"].text() == "决定准予"
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    assert sheet.fields["from"].read() == "2026-11-24"
    assert sheet.fields["until"].read() == "2031-11-23"
    agreed(qtbot, sheet, hands)
    view = seen(office, food)
    assert view.case.state is CaseState.GRANTED
    assert str(view.acts[-1].body.valid_until) == "2031-11-23"
    qtbot.waitUntil(lambda: screen.case.head.state.text() == "准予")


def test_a_refusal_shows_its_remedies_and_needs_facts_reasons_and_basis(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    two_steps(office, food)
    screen = at(qtbot, screens, "zhao", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    notes = [label.text() for label in sheet.findChildren(type(sheet.under))]
    decider = seen(office, food).standing.ground.decider
    assert any(decider.remedy_body in note and decider.court in note for note in notes)
    hands.write("厨房与卫生间相通")
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: sheet.verdict.words.isVisible() and "办理" not in sheet.verdict.text)
    assert sheet.isVisible(), "refused by the law, nothing is lost"
    assert sheet.fields["facts"].read() == "厨房与卫生间相通"
    assert "第三十八条" in sheet.verdict.text
    qtbot.waitUntil(sheet.fields["reasons"].has_focus)
    hands.write("不符合食品安全条件")
    hands.enter()
    hands.write("食品经营许可和备案管理办法")
    done(qtbot, sheet, hands)
    assert seen(office, food).case.state is CaseState.REFUSED


def test_giving_back_from_the_first_step_is_greyed_by_the_law_s_sentence(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    assert screen.bar.buttons["return"].off
    assert screen.bar.buttons["return"].toolTip()
    review.opine(office, person(office, "liuyang"), food, review.Verdict.GRANT, "同意", ())
    screen = at(qtbot, screens, "sunli", food)
    assert not screen.bar.buttons["return"].off
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier)
    hands.write("请补核场所布局")
    done(qtbot, sheet, hands)
    assert seen(office, food).case.step == 0


def test_a_stop_takes_its_basis_from_the_list_and_stops_the_clocks(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_T)
    assert sheet.fields["basis"].read() == ""
    hands.press(Qt.Key.Key_4)
    assert "第四十五条" in str(sheet.fields["basis"].read())
    hands.enter()
    hands.enter()
    hands.write("餐饮具抽样送检")
    hands.enter()
    hands.write("三五天")
    hands.press(Qt.Key.Key_F9)
    assert sheet.isVisible(), "what is no number is said at once"
    assert sheet.fields["days"].has_focus()
    hands.rewrite("3")
    done(qtbot, sheet, hands)
    view = seen(office, food)
    stop = view.acts[-1].body
    assert isinstance(stop, Stop)
    assert (stop.planned_days, stop.reason) == (3, "餐饮具抽样送检")
    qtbot.waitUntil(lambda: "已停计时" in screen.case.head.state.text())
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_H)
    hands.enter()
    hands.enter()
    hands.write("合格")
    done(qtbot, sheet, hands)
    assert not seen(office, food).case.stopped


def test_one_officer_alone_is_refused_and_the_second_is_added(
    qtbot: QtBot, clock: StandingClock, screens: Screens, office: Office, food: UUID
) -> None:
    clock.move(hours=2)
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_X)
    hands.write("a")
    hands.rewrite("刘洋")
    hands.enter()
    hands.write("3709001")
    hands.enter()
    hands.press(Qt.Key.Key_Tab, times=3)
    hands.write("10:00")
    hands.enter()
    hands.write("10.20")
    hands.enter()
    hands.write("布局与图纸一致")
    hands.enter()
    hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "第三十四条" in sheet.verdict.text)
    rows = sheet.fields["officers"].read()
    sheet.fields["officers"].show_value([*rows, {"姓名": "孙䶮丽", "执法证号": "3709002"}], "")
    done(qtbot, sheet, hands)
    check = seen(office, food).acts[-1].body
    assert isinstance(check, FieldCheck)
    assert [one.name for one in check.officers] == ["刘洋", "孙䶮丽"]
    assert check.passed


def test_what_was_typed_stands_there_again_after_escape(
    qtbot: QtBot, screens: Screens, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    hands.write("材料第三页看不清")
    hands.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    assert sheet.fields["comment"].read() == "材料第三页看不清"


def test_an_act_between_is_told_and_nothing_is_done_twice(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    review.claim(office, person(office, "liuyang"), food)
    hands.press(Qt.Key.Key_F9, times=2)  # although review points are left
    qtbot.waitUntil(sheet.go.isEnabled)
    assert sheet.isVisible()
    assert seen(office, food).case.step == 0


def test_a_stop_on_a_case_that_moved_meanwhile_is_told(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_T)
    hands.press(Qt.Key.Key_4)
    sheet.fields["reason"].entry().setFocus()
    hands.write("抽样")
    hands.enter()
    hands.write("3")
    review.claim(office, person(office, "liuyang"), food)
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(sheet.go.isEnabled)
    assert sheet.isVisible()
    assert sheet.fields["reason"].read() == "抽样"
    assert not seen(office, food).case.stopped


def test_the_case_stays_in_hand_though_it_leaves_a_queue_that_holds_others(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene, food: UUID
) -> None:
    accepted(office, scene.cases["城镇"])
    screen = screens("liuyang")
    screen.queue.tabs.choose(1)
    qtbot.waitUntil(lambda: len(screen.queue.list.entries.lines) == 2)
    screen.look(food)
    qtbot.waitUntil(lambda: screen.case.view is not None and screen.case.view.case.id == food)
    Hands(screen).press(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: len(screen.queue.list.entries.lines) == 1)
    qtbot.waitUntil(lambda: "刘洋" in screen.case.head.facts.text())
    assert screen.case.view is not None
    assert screen.case.view.case.id == food
    assert screen.queue.chosen() is None, "the cursor waits"
    Hands(screen).press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: screen.case.view.case.id == scene.cases["城镇"])


def test_the_head_extends_once_and_the_new_day_shows(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "wang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_Y)
    assert sheet.fields["approver"].read() == "王磊"
    hands.rewrite("5")
    hands.enter()
    hands.write("需上级机关答复")
    done(qtbot, sheet, hands)
    qtbot.waitUntil(lambda: "2026-12-15" in screen.case.head.dues[1].accessibleName())
    qtbot.waitUntil(lambda: screen.bar.buttons["extend"].off)
    assert "第四十二条" in screen.bar.buttons["extend"].toolTip()


def test_the_right_to_be_heard_is_told_with_its_last_day(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "liuyang", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_Q)
    assert sheet.fields["until"].isVisible()
    sheet.fields["matter"].entry().setFocus()
    hands.write("拟不予许可")
    hands.enter()
    hands.press(Qt.Key.Key_2)
    assert not sheet.fields["until"].isVisible(), "without a hearing there is no term for it"
    hands.press(Qt.Key.Key_1)
    assert sheet.fields["until"].isVisible()
    done(qtbot, sheet, hands)
    told = seen(office, food).acts[-1].body
    assert told.parties == ("泰山区䶮记面馆",)
    assert told.until is not None


def test_the_window_corrects_takes_supplements_and_accepts(
    qtbot: QtBot, screens: Screens, office: Office, scene: Scene
) -> None:
    case_id = scene.cases["城镇"]
    screen = at(qtbot, screens, "zhoumin", case_id)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_B)
    sheet.fields["defects"].show_value(
        [{"补正事项": "排水图", "问题": "未标流向", "应达到的标准": "标明流向和管径"}], ""
    )
    done(qtbot, sheet, hands)
    qtbot.waitUntil(lambda: screen.case.head.state.text() == "待补正")
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_S)
    hands.press(Qt.Key.Key_1)
    done(qtbot, sheet, hands)
    qtbot.waitUntil(lambda: screen.case.head.state.text() == "已收件")
    assert seen(office, case_id).case.round == 2
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_A)
    done(qtbot, sheet, hands)
    qtbot.waitUntil(lambda: screen.case.head.state.text() == "已受理")


def test_a_withdrawal_needs_the_applicant_s_signature(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "zhoumin", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_W)
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(sheet.go.isEnabled)
    assert sheet.isVisible()
    assert "签" in sheet.verdict.text
    signed = sheet.fields["signed"]
    signed.entry().setFocus()
    hands.press(Qt.Key.Key_1)
    done(qtbot, sheet, hands)
    assert seen(office, food).case.state is CaseState.WITHDRAWN
    qtbot.waitUntil(lambda: screen.case.head.state.text() == "已撤回")


def test_a_mistaken_item_is_found_by_name_and_put_right(
    qtbot: QtBot, screens: Screens, office: Office, food: UUID
) -> None:
    screen = at(qtbot, screens, "zhoumin", food)
    sheet, hands = opened(qtbot, screen, Qt.Key.Key_I)
    hands.write("许可")
    hands.press(Qt.Key.Key_F9)
    assert "写全" in sheet.verdict.text
    taken = {case.item_id for case in seen(office, food).seen.cases}
    items = catalogue.current(office).items
    other = next(item for key, item in sorted(items.items()) if key not in taken)
    hands.rewrite(other.id)
    hands.enter()
    hands.write("窗口选错")
    done(qtbot, sheet, hands)
    assert seen(office, food).case.item_id == other.id
    qtbot.waitUntil(lambda: screen.case.head.item.text() == other.name)
