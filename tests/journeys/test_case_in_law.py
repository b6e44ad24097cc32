"""Journeys through the law: by real keys from window to decision, and the papers that went out."""

from PySide6.QtCore import Qt

from app.domain.case import CaseState
from app.domain.paper import PaperKind, PaperState
from app.services import papers
from app.services.review import Queue
from tests.documents.builders import joined_text
from tests.journeys.conftest import BEFORE_THE_HOLIDAY
from tests.journeys.hall import CONTROL, DRAIN, FOOD, PLAIN
from tests.journeys.issue_desk import accepted, agreed, corrected
from ui.shell.places import RECORDS, REVIEW

Key = Qt.Key


NOTICE = PaperKind.ACCEPTANCE


def notices(hall, item):
    """Return the notices of acceptance that an item has."""
    lines = papers.of_sitting(hall.office, hall.looker, hall.sitting_id)
    case_id = hall.view(item).case.id
    return [one for one in lines if one.kind is NOTICE and one.case_id == case_id]


def test_refused(hall):
    accepted(hall, FOOD)
    agreed(hall, FOOD, "handler", "checker")
    screen = hall.case("approver", Queue.TEAM, FOOD)
    sheet = hall.sheet(screen, Key.Key_F8, PLAIN)
    hall.hands.press(Key.Key_F9)
    hall.hands.wait(lambda: "第三十八条" in sheet.verdict.text, "what the law asks for")
    assert sheet.isVisible(), "no refusal without facts, reasons and basis"
    for words in ("加工间与卫生间相通", "不具备相应的布局", "食品安全法第三十三条"):
        hall.hands.write(words)
        hall.hands.enter()
    hall.do(screen)
    view = hall.view(FOOD)
    assert view.case.state is CaseState.REFUSED
    assert hall.acts(FOOD)[-4:] == ["opine", "opine", "opine", "refuse"]
    text = hall.printed(PaperKind.REFUSAL, FOOD)
    assert "不予行政许可决定书" in text
    decider = view.standing.ground.decider
    for words in ("加工间与卫生间相通", "不具备相应的布局", decider.remedy_body, decider.court):
        assert words in text, words


def test_corrected_then_accepted(hall):
    screen = corrected(hall, DRAIN)
    assert hall.view(DRAIN).case.state is CaseState.CORRECTION
    hall.clock.move(days=1)
    hall.sheet(screen, Key.Key_S)
    hall.hands.press(Key.Key_1)
    hall.do(screen)
    assert hall.view(DRAIN).case.round == 2
    hall.sheet(screen, Key.Key_A)
    hall.do(screen)
    view = hall.view(DRAIN)
    assert view.case.state is CaseState.ACCEPTED
    assert view.case.accepted_at.date().isoformat() == "2026-11-25"
    assert hall.acts(DRAIN) == ["receive", "ask-correction", "supplement", "accept"]
    assert "标明流向和管径" in hall.printed(PaperKind.CORRECTION, DRAIN)
    assert "补正材料接收凭证" in hall.printed(PaperKind.RECEIPT)
    assert "2026年11月25日" in hall.printed(PaperKind.ACCEPTANCE, DRAIN)


def test_stopped_and_resumed_over_the_national_holiday(open_hall):
    hall = open_hall(waiting=False, at=BEFORE_THE_HOLIDAY)
    accepted(hall, FOOD)
    assert str(hall.view(FOOD).case.legal_due) == "2026-10-16", "ten days, the holiday left out"
    screen = hall.case("handler", Queue.TEAM, FOOD)
    sheet = hall.sheet(screen, Key.Key_T)
    hall.hands.press(Key.Key_5)
    hall.hands.enter()
    hall.hands.enter()
    hall.hands.write("餐饮具抽样送检")
    hall.hands.enter()
    hall.hands.write("6")
    hall.do(screen)
    assert sheet.fields["kind"].read() == "检测"
    hall.night(days=11)  # Friday after the holiday
    screen = hall.case("handler", Queue.TEAM, FOOD)
    hall.sheet(screen, Key.Key_H)
    hall.hands.enter()
    hall.hands.enter()
    hall.hands.write("合格")
    hall.do(screen, printed=False)
    view = hall.view(FOOD)
    assert not view.case.stopped
    assert str(view.case.legal_due) == "2026-10-22", "four working days stood still, not eleven"
    assert view.clocks.legal_stopped == 4
    text = hall.printed(PaperKind.SPECIAL, FOOD)
    assert "餐饮具抽样送检" in text
    assert "第四十五条" in text


def test_accepted_by_law(hall):
    hall.clock.move(days=7)  # the fifth working day is the last for a notice
    screen = hall.people.change_to("leader", REVIEW)
    hall.hands.wait(lambda: hall.name(FOOD) in screen.duty.words.text(), "the leader is told")
    hall.night(days=3)
    screen = hall.case("clerk", Queue.ALL, FOOD)
    hall.hands.wait(lambda: screen.case.head.state.text() == "已受理", "what the law did")
    records = hall.people.change_to("clerk", RECORDS)
    hall.hands.press(Key.Key_Tab)
    hall.hands.press(Key.Key_Down)  # of all days: it was received ten days ago
    hall.hands.wait(records.make_button.isEnabled, "the sitting")
    hall.hands.press(Key.Key_M, CONTROL)
    hall.hands.wait(lambda: notices(hall, FOOD), "the notice made")
    view = hall.view(FOOD)
    assert hall.acts(FOOD) == ["receive", "accept-by-law"]
    assert view.case.accepted_at.date().isoformat() == "2026-11-24", "back-dated to the receipt"
    assert view.acts[-1].body.lost_days == 8
    (notice,) = notices(hall, FOOD)
    text = joined_text(papers.content(hall.office, hall.looker, notice.id), hall.home)
    assert "2026年11月24日" in text
    assert "第三十二条" in text


def test_a_mistaken_item_is_repaired(hall):
    screen = hall.case("clerk", Queue.ALL, DRAIN)
    former = hall.paper(PaperKind.RECEIPT).number
    hall.sheet(screen, Key.Key_I)
    hall.hands.write("CL-01")
    hall.hands.enter()
    hall.hands.write("窗口选错事项")
    hall.do(screen)
    view = hall.view("CL-01")
    assert [str(act.kind) for act in view.acts] == ["receive", "change-item"]
    assert hall.paper(PaperKind.RECEIPT).number != former
    text = hall.printed(PaperKind.RECEIPT)
    assert view.case.item_name in text
    lines = papers.of_sitting(hall.office, hall.looker, hall.sitting_id)
    (old,) = (one for one in lines if one.number == former)
    assert old.state is PaperState.VOID, "the old one is void, and still there"
