"""The small parts of the issue desk: signing, identity, picks, numbers, days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.case import Agent, Applicant, ApplicantKind, Sitting
from app.services.collectors import AGENT, APPLICANT
from tests.ui.issuing.builders import ANOTHER, signed
from ui.issuing.amounts import Amount
from ui.issuing.days import DayField
from ui.issuing.identity import Identity, Match, read_identity, recorded
from ui.issuing.picks import Picks
from ui.issuing.signature_pad import SignaturePad

TODAY = date(2026, 11, 24)
RECORDED = "370983199003079995"
NAME, RESIDENT = "阿卜杜热西提·买买提", "居民身份证"


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    made = SignaturePad()
    qtbot.addWidget(made)
    made.resize(400, 160)
    made.show()
    return made


def ink(content: bytes | None) -> int:
    image = QImage.fromData(content or b"")
    return sum(
        image.pixelColor(x, y).red() < 128
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_signature_becomes_a_small_black_and_white_picture(pad: SignaturePad) -> None:
    assert pad.content() is None
    signed(pad, (40, 40), (120, 90), (200, 40), (280, 90))
    content = pad.content()
    assert content is not None
    assert content.startswith(b"\x89PNG")
    assert len(content) < 20_000
    image = QImage.fromData(content)
    assert (image.width(), image.height()) == (600, 200)
    assert image.pixelColor(1, 1).red() == 255
    assert ink(content) > 500


def test_a_slip_of_the_pen_is_no_signature(pad: SignaturePad) -> None:
    signed(pad, (40, 40), (42, 41))
    assert pad.empty
    assert pad.content() is None


def test_a_signature_is_wiped_by_the_delete_key(qtbot: QtBot, pad: SignaturePad) -> None:
    signed(pad, (40, 40), (240, 90))
    assert not pad.empty
    with qtbot.waitSignal(pad.signed):
        QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.empty


def test_a_pen_signs_like_a_mouse(qtbot: QtBot, pad: SignaturePad) -> None:
    def event(kind: QTabletEvent.Type, x: float, y: float) -> QTabletEvent:
        place = QPointF(x, y)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        pen = QPointingDevice.primaryPointingDevice()
        return QTabletEvent(kind, pen, place, place, 0.7, 0, 0, 0, 0, 0, none, left, left)

    types = QTabletEvent.Type
    with qtbot.waitSignal(pad.signed):
        for kind, x, y in (
            (types.TabletPress, 30, 40),
            (types.TabletMove, 150, 80),
            (types.TabletMove, 260, 50),
            (types.TabletRelease, 260, 50),
        ):
            QApplication.sendEvent(pad, event(kind, x, y))
    assert not pad.empty


def sitting(**changes: object) -> Sitting:
    """Return a sitting of a person with a long name and an agent."""
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    applicant = Applicant(ApplicantKind.PERSON, NAME, RESIDENT, RECORDED)
    agent = Agent("李强", RESIDENT, ANOTHER)
    made = Sitting(
        "370902", UUID(int=1), UUID(int=2), UUID(int=3), "1", "", applicant, agent, None,
        {}, {}, {}, {}, {}, (), moment, moment, "", "", "", UUID(int=4), "", "", "",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # any field


def seen(typed: str, id_type: str = RESIDENT, name: str = NAME, is_: str = APPLICANT) -> Identity:
    return read_identity(sitting(), is_, name, id_type, typed, TODAY)


def test_without_a_number_nobody_is_known_and_the_recorded_one_is_masked() -> None:
    assert seen("  ").match is Match.NONE
    assert RECORDED not in seen("").words
    assert "9995" in seen("").words


@pytest.mark.parametrize("typed", [RECORDED, f" {RECORDED[:6]} {RECORDED[6:]} "])
def test_the_recorded_number_is_known_again(typed: str) -> None:
    assert seen(typed).match is Match.SAME
    assert seen(typed, name="阿卜杜热西提•买买提").match is Match.SAME


def test_a_number_that_is_none_is_refused_with_the_reason_while_typing() -> None:
    wrong = seen(RECORDED[:-1] + "4")
    assert wrong.match is Match.WRONG
    assert "18" in wrong.words


def test_another_number_of_the_same_name_asks_for_a_reason_and_another_person_is_refused() -> None:
    assert seen(ANOTHER).match is Match.OTHER
    assert ANOTHER not in seen(ANOTHER).words
    assert seen(ANOTHER, name="李强").match is Match.WRONG
    assert seen(ANOTHER, name="李强", is_=AGENT).match is Match.SAME


def test_behind_an_organisation_stands_a_person() -> None:
    organisation = Applicant(
        ApplicantKind.ORGANISATION, "泰山面业有限公司", "", "91370902MA3C0000XX"
    )
    values = {"org.legal_rep.name": NAME, "org.legal_rep.id_number": RECORDED}
    of_body = sitting(applicant=organisation, values=values)
    assert recorded(of_body, APPLICANT).name == NAME
    assert read_identity(of_body, APPLICANT, NAME, RESIDENT, RECORDED, TODAY).match is Match.SAME


@pytest.fixture
def picks(qtbot: QtBot) -> Picks:
    made = Picks(lambda: "原因", lambda: ("甲", "乙", "丙"))
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_a_digit_picks_and_an_arrow_goes_on_from_there(qtbot: QtBot, picks: Picks) -> None:
    with qtbot.waitSignal(picks.picked) as told:
        QTest.keyClick(picks, Qt.Key.Key_2)
    assert told.args == [1]
    assert picks.word() == "乙"
    QTest.keyClick(picks, Qt.Key.Key_Right)
    QTest.keyClick(picks, Qt.Key.Key_Right)
    assert picks.chosen == 0
    assert (picks.accessibleName(), picks.accessibleDescription()) == ("原因", "甲")


def test_what_is_not_allowed_is_picked_by_no_key(picks: Picks) -> None:
    picks.allow(1, on=False, why="没有登记")
    QTest.keyClick(picks, Qt.Key.Key_2)
    assert picks.chosen == -1
    QTest.keyClick(picks, Qt.Key.Key_Right)
    QTest.keyClick(picks, Qt.Key.Key_Right)
    assert picks.chosen == 2


def test_a_tenth_of_a_millimetre_is_one_press_of_an_arrow(qtbot: QtBot) -> None:
    amount = Amount(step=0.1, decimals=1, least=-50, most=50)
    qtbot.addWidget(amount)
    for _press in range(3):
        QTest.keyClick(amount, Qt.Key.Key_Up)
    assert (amount.amount(), amount.text()) == (0.3, "0.3")
    QTest.keyClick(amount, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert amount.amount() == -0.7
    amount.setText("50.04")
    assert amount.amount() is None
    amount.setText("abc")
    assert amount.amount() is None


def test_a_day_is_written_short_and_a_wrong_one_says_why(qtbot: QtBot) -> None:
    field = DayField(TODAY)
    qtbot.addWidget(field)
    field.name("有效期止")
    field.line.setText("+7")
    assert field.day() == date(2026, 12, 1)
    field.line.setText("20260230")
    assert field.day() is None
    assert field.fault
    field.line.setText("")
    assert field.day() is None
    assert not field.fault
