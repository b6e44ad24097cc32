"""Journeys to the applicant's hand: blanks, copies and their rights, and the case that waited."""

from PySide6.QtCore import Qt

from app.domain.case import CaseState
from app.domain.certificate import BlankState, CertificateState
from app.domain.paper import PaperKind
from app.services.review import Queue
from tests.journeys.hall import FOOD, LICENCE, PLAIN
from tests.journeys.issue_desk import (
    accepted,
    agreed,
    at_the_desk,
    certificate,
    files,
    go_on,
    granted,
    handed,
    scanned,
    seen_stock,
    settled,
    signed_on_paper,
    stock,
)
from ui.issuing.certificate_panel import Stage

Key = Qt.Key
KIND = "食品经营许可证"
REVIEW = ("handler", "checker", "approver")


def blank(hall, number):
    with hall.office.store.read() as reader:
        return reader.blanks.get(hall.looker.region, KIND, number)


def test_a_spoiled_blank_is_void_and_the_original_goes_on_the_next(hall):
    accepted(hall, FOOD)
    granted(hall, FOOD, *REVIEW)
    screen = at_the_desk(hall, "issuer", FOOD)
    go_on(hall, screen, times=3)
    line, prints = certificate(hall, FOOD)
    assert (line.state, line.originals) == (CertificateState.VALID, 1)
    assert [one.blank for one in prints] == ["A000101"]
    assert stock(hall, KIND) == (1, 0, 49)

    hall.hands.press(Key.Key_F4)
    sheet = screen.spoil_sheet
    hall.hands.wait(lambda: sheet.isVisible() and sheet.list.chosen(), "the printings")
    settled(hall, screen)
    assert "A000101" in sheet.list.entries.lines[0].title
    hall.hands.press(Key.Key_F9)
    assert "原因" in sheet.verdict.text
    assert blank(hall, "A000101").state is BlankState.USED, "nothing is void without a reason"
    hall.hands.press(Key.Key_2)
    hall.hands.enter()
    hall.hands.wait(lambda: not sheet.isVisible(), "the blank void")
    settled(hall, screen)
    void = blank(hall, "A000101")
    assert (void.state, void.reason) == (BlankState.SPOILED, "卡纸")
    assert stock(hall, KIND) == (0, 1, 49)
    assert screen.panel.stage() is Stage.PRINT
    assert screen.panel.blank.text() == "A000102"
    hall.clock.move(minutes=1)
    go_on(hall, screen)
    line, prints = certificate(hall, FOOD)
    assert [(one.copy, one.blank, one.failed) for one in prints] == [
        (0, "A000101", True),
        (0, "A000102", False),
    ]
    assert (line.originals, line.copies) == (1, 0)
    assert stock(hall, KIND) == (1, 1, 48)
    assert seen_stock(screen, KIND) == [(1, 1, 48)]

    receipt = hall.paper(PaperKind.RECEIPT)
    screen = scanned(hall, receipt.number)
    hall.hands.write(hall.view(FOOD).seen.sitting.applicant.id_number)
    signed_on_paper(hall)
    handed(hall, screen)
    assert hall.view(FOOD).case.state is CaseState.ISSUED
    assert line.number in hall.printed(PaperKind.DELIVERY, FOOD)


def test_copies_are_for_those_who_may_for_a_reason_and_one_at_a_time(hall):
    accepted(hall, FOOD)
    granted(hall, FOOD, *REVIEW)
    screen = at_the_desk(hall, "issuer", FOOD)
    go_on(hall, screen, times=2)
    number = certificate(hall, FOOD)[0].number

    screen = at_the_desk(hall, "approver", FOOD)
    assert screen.panel.stage() is Stage.PRINT
    go_on(hall, screen)
    assert "由发证人员办理" in screen.panel.verdict.text, "the original is the issuer's"
    assert certificate(hall, FOOD)[1] == ()
    assert stock(hall, KIND) == (0, 0, 50)

    screen = at_the_desk(hall, "issuer", FOOD)
    hall.hands.press(Key.Key_F9, times=2)  # before the printer has answered
    settled(hall, screen)
    assert [(one.copy, one.blank) for one in certificate(hall, FOOD)[1]] == [(0, "A000101")]
    assert len(files(hall, number)) == 1, "two presses, one paper"

    hall.clock.move(minutes=1)
    screen = at_the_desk(hall, "approver", FOOD)
    assert screen.panel.stage() is Stage.COPY
    go_on(hall, screen)
    assert "原因" in screen.panel.verdict.text
    assert len(certificate(hall, FOOD)[1]) == 1
    for _press in range(2):  # the first reason, then the second
        hall.hands.press(Key.Key_Down)
    assert screen.panel.reason.currentText() == "损毁"
    hall.hands.press(Key.Key_F9, times=2)
    settled(hall, screen)
    line, prints = certificate(hall, FOOD)
    assert (line.originals, line.copies) == (1, 1)
    assert [(one.copy, one.blank, one.reason) for one in prints[1:]] == [(1, "A000102", "损毁")]
    assert prints[1].by != prints[0].by
    assert stock(hall, KIND) == (2, 0, 48)
    original, copy = files(hall, number)
    assert "补打" not in original
    assert copy.endswith("补打1"), "the copy says which one it is"


def test_a_waiting_case_is_started_by_its_licence(open_hall):
    hall = open_hall()
    assert hall.view(FOOD).case.state is CaseState.WAITING
    hall.clock.move(days=1)
    granted(hall, LICENCE, "handler", "approver")
    assert hall.view(FOOD).case.state is CaseState.WAITING, "what was granted is not yet in hand"
    hall.clock.move(hours=1)
    screen = at_the_desk(hall, "issuer", LICENCE)
    go_on(hall, screen)
    assert hall.view(FOOD).case.state is CaseState.WAITING, "a draft is no licence"
    go_on(hall, screen)
    assert certificate(hall, LICENCE)[0].state is CertificateState.VALID
    told = screen.panel.verdict.text
    assert hall.name(FOOD) in told.split("结果已转入")[1], "who seals is told what goes on now"
    waited = hall.view(FOOD)
    assert waited.case.state is CaseState.RECEIVED
    assert hall.acts(FOOD) == ["receive", "result-arrived"]
    certified = hall.view(LICENCE).acts[-1]
    assert str(certified.kind) == "certify"
    assert waited.case.handed_in_at == certified.at, "its clock began with the licence"
    hall.clock.move(days=1)
    accepted(hall, FOOD)
    view = hall.view(FOOD)
    assert view.case.state is CaseState.ACCEPTED
    assert view.case.received_at < view.case.handed_in_at < view.case.accepted_at


def test_what_waited_for_a_refused_licence_ends_with_it_in_writing(open_hall):
    hall = open_hall()
    agreed(hall, LICENCE, "handler")
    screen = hall.case("approver", Queue.TEAM, LICENCE)
    said = []
    screen.acting.said.connect(lambda words, _kind: said.append(words))
    hall.sheet(screen, Key.Key_F8, PLAIN)
    for words in ("经营场所是违法建筑", "不能用作经营场所", "个体工商户登记管理规定"):
        hall.hands.write(words)
        hall.hands.enter()
    hall.do(screen)
    assert hall.view(LICENCE).case.state is CaseState.REFUSED
    view = hall.view(FOOD)
    assert view.case.state is CaseState.TERMINATED
    assert hall.acts(FOOD) == ["receive", "terminate"]
    assert hall.name(FOOD) in said[0].split("随之终止")[1], "whoever refuses is told what ends"
    assert hall.paper(PaperKind.TERMINATION, FOOD).case_id == view.case.id
