"""A journey to the hand-over: an agent collects, as far and as long as the authority goes."""

from PySide6.QtCore import Qt

from app.domain.act_bodies import DeliveryWay
from app.domain.case import CaseState
from app.domain.paper import PaperKind
from app.services import papers
from tests.journeys.hall import DRAIN, FOOD
from tests.journeys.issue_desk import (
    accepted,
    at_the_desk,
    authorised,
    certificate,
    corrected,
    go_on,
    granted,
    handed,
    scanned,
    signed_on_paper,
)

Key = Qt.Key
RECORDED, SHOWN = "37010219900101001X", "370102198805071227"
SIGN, COLLECT = "3", "4"
"""The powers by their keys: 签收文书, 领取结果."""
FIRST_DAY, LATER = "2026-11-24", "2026-12-31"


def something_to_collect(hall):
    """Lead one item to its certificate, and ask for a correction of another."""
    accepted(hall, FOOD)
    corrected(hall, DRAIN)
    granted(hall, FOOD, "handler", "checker", "approver")
    go_on(hall, at_the_desk(hall, "issuer", FOOD), times=3)


def refused(hall, screen, words):
    """Try to hand over; find it refused in words, and nothing written anywhere."""
    before = hall.acts(FOOD), hall.acts(DRAIN)
    hall.hands.press(Key.Key_F9)
    assert not screen.busy
    assert words in screen.ready.verdict.text
    assert (hall.acts(FOOD), hall.acts(DRAIN)) == before
    lines = papers.of_sitting(hall.office, hall.looker, hall.sitting_id)
    assert PaperKind.DELIVERY not in {one.kind for one in lines}


def stands_there(hall, screen, name):
    """Wait until the agent stands at the window."""
    hall.hands.wait(lambda: screen.collector.name.text() == name, "the agent at the window")


def test_an_agent_collects_everything_at_once_as_far_as_his_authority_goes(hall):
    something_to_collect(hall)
    receipt = hall.paper(PaperKind.RECEIPT).number
    screen = scanned(hall, receipt)
    assert len(screen.ready.chosen()) == 2
    authorised(hall, screen, "张甲", RECORDED, SIGN + COLLECT, LATER, without=(FOOD,))
    stands_there(hall, screen, "张甲")
    refused(hall, screen, hall.name(FOOD))

    authorised(hall, screen, "张乙", RECORDED, SIGN, LATER)
    stands_there(hall, screen, "张乙")
    refused(hall, screen, "领取结果")

    authorised(hall, screen, "张丙", RECORDED, SIGN + COLLECT, FIRST_DAY)
    stands_there(hall, screen, "张丙")
    hall.night(days=1)
    screen = scanned(hall, receipt)
    hall.hands.press(Key.Key_F4)
    hall.hands.press(Key.Key_2)
    stands_there(hall, screen, "张丙")
    refused(hall, screen, FIRST_DAY)

    authorised(hall, screen, "王代理", RECORDED, SIGN + COLLECT, LATER)
    stands_there(hall, screen, "王代理")
    refused(hall, screen, "身份")
    assert screen.collector.number.hasFocus()
    hall.hands.write(SHOWN)
    signed_on_paper(hall)
    refused(hall, screen, SHOWN[-4:])
    assert screen.collector.why.hasFocus()
    hall.hands.write("已换领新证，旧号已核对")
    handed(hall, screen)

    food, drain = hall.view(FOOD), hall.view(DRAIN)
    assert food.case.state is CaseState.ISSUED
    assert drain.case.state is CaseState.CORRECTION, "what was served leaves it as it is"
    one, other = (view.acts[-1].body for view in (food, drain))
    assert one.delivery_id == other.delivery_id, "in one step"
    assert (one.receiver_is, one.receiver, one.way) == ("agent", "王代理", DeliveryWay.COUNTER)
    assert (one.id_tail, one.mismatch_reason) == (SHOWN[-4:], "已换领新证，旧号已核对")
    assert certificate(hall, FOOD)[0].number in one.papers
    record = hall.printed(PaperKind.DELIVERY, FOOD)
    assert "送达回证" in record
    for words in ("王代理", "已换领新证，旧号已核对", certificate(hall, FOOD)[0].number):
        assert words in record, words
    assert "补正" in hall.printed(PaperKind.DELIVERY, DRAIN)
