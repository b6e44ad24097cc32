"""Journeys of second papers: an applicant put right after the receipt, and a receipt printed again."""

from PySide6.QtCore import Qt

from app.domain.case import CaseState
from app.domain.paper import PaperKind, PaperState
from app.services import papers
from app.services.review import Queue
from tests.journeys.hall import CONTROL, DRAIN, FOOD
from tests.journeys.issue_desk import at_the_records, files, scanned

Key = Qt.Key
FORMER = "泰山区䶮记面馆"
NAME, PERSON = "泰山区小杨面馆", "杨敏"
NUMBER, WRONG = "370102198805071227", "370102198805071228"


def printed_receipt(hall):
    """Print the receipt from the records, where it is the first paper; return its number."""
    at_the_records(hall)
    hall.hands.press(Key.Key_P, CONTROL)
    hall.hands.wait(lambda: hall.paper(PaperKind.RECEIPT).printed, "the receipt printed")
    return hall.paper(PaperKind.RECEIPT).number


def corrected(hall, sheet, number):
    """Write into the sheet who the applicant really is."""
    for key, typed in (("name", NAME), ("person", PERSON), ("id_number", number)):
        while not sheet.fields[key].has_focus():
            hall.hands.press(Key.Key_Tab)
        hall.hands.rewrite(typed)
    while not sheet.fields["why"].has_focus():
        hall.hands.press(Key.Key_Tab)
    hall.hands.rewrite("误读了同来之人的身份证")


def test_a_mistaken_applicant_is_repaired_and_the_old_receipt_is_taken_back(hall):
    former = printed_receipt(hall)
    screen = hall.case("clerk", Queue.ALL, DRAIN)
    sheet = hall.sheet(screen, Key.Key_P)
    corrected(hall, sheet, WRONG)
    hall.hands.press(Key.Key_F9)
    hall.hands.wait(lambda: "证件号码不正确" in sheet.verdict.text, "what is wrong with the number")
    assert sheet.isVisible()
    assert hall.acts(DRAIN) == ["receive"], "nothing was written"
    assert sheet.fields["id_number"].has_focus()
    hall.hands.rewrite(NUMBER)
    said = []
    screen.acting.said.connect(lambda words, _kind: said.append(words))
    hall.do(screen)
    assert hall.name(DRAIN) in said[0].split("一并更正")[0], "the case in hand comes first"
    assert hall.name(FOOD) in said[0].split("一并更正")[1]
    assert screen.notice.words.text().startswith(said[0]), "papers that were made come after it"
    assert "份文书，可以打印" in screen.notice.words.text()

    for item in (DRAIN, FOOD):
        assert hall.acts(item) == ["receive", "change-applicant"], "every case of the sitting"
        assert hall.view(item).case.state is CaseState.RECEIVED
    sitting = hall.view(DRAIN).seen.sitting
    assert (sitting.applicant.name, sitting.applicant.id_number) == (NAME, NUMBER)
    newest = hall.paper(PaperKind.RECEIPT)
    assert newest.number != former
    text = hall.printed(PaperKind.RECEIPT)
    assert NAME in text
    assert FORMER not in text
    lines = papers.of_sitting(hall.office, hall.looker, hall.sitting_id)
    (old,) = (one for one in lines if one.number == former)
    assert (old.state, old.printed) == (PaperState.VOID, 1)
    assert FORMER in files(hall, former)[0], "the old one is void, and still there"

    screen = scanned(hall, former)
    assert "已经作废" in screen.ready.verdict.text
    assert former in screen.ready.verdict.text
    assert screen.ready.name.text() == NAME
    assert screen.collector.name.text() == PERSON, "who stands behind it goes with the number"


def test_a_receipt_is_printed_again_with_its_reason_and_says_which_copy_it_is(hall):
    number = printed_receipt(hall)
    screen = at_the_records(hall)
    assert screen.papers.chosen().number == number
    assert screen.print_button.text() == "补打"
    screen.reason.setFocus()
    hall.hands.press(Key.Key_Down)
    assert screen.reason.currentText() == "申请人遗失"
    said = []
    screen.room.said.connect(said.append)
    hall.hands.press(Key.Key_P, CONTROL, times=2)  # before the printer has answered
    hall.hands.wait(lambda: said, "the receipt again")
    hall.hands.wait(lambda: not screen._desk._waiting, "everything printed")
    assert hall.paper(PaperKind.RECEIPT).printed == 2, "two presses, one paper"
    original, again = files(hall, number)
    assert "补打" not in original
    assert "补打1" in again
    with hall.office.store.read() as reader:
        line = hall.paper(PaperKind.RECEIPT)
        events = reader.journal.events(hall.looker.region, line.id)
    assert [e.data["reason"] for e in events if e.kind == "paper.printed"] == ["", "申请人遗失"]
