"""Hand-over: one receipt scanned, everything ready at once, to whom it may be given."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.act_bodies import Delivery, DeliveryWay
from app.domain.actor import Actor
from app.domain.acts import ActKind
from app.domain.case import Case
from app.domain.paper import PaperKind
from app.services import hand_over, papers, proceeding, scans
from app.services.office import Office
from tests.ui.issuing.builders import ANOTHER, FIRST, applicant_of, case_of, signed
from tests.ui.shell.builders import Kept
from ui.issuing.hand_over import HandOverScreen
from ui.tasks import Desk

STATE = "certified"


@pytest.fixture
def case(office: Office, clerk: Actor) -> Case:
    return case_of(office, clerk, FIRST)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, clerk: Actor, case: Case) -> HandOverScreen:
    made = HandOverScreen(desk, clerk)
    qtbot.addWidget(made)
    made.resize(1366, 738)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def receipt(office: Office, clerk: Actor, case: Case) -> str:
    view = proceeding.view_case(office, clerk, case.id)
    return view.seen.sitting.barcode


@pytest.fixture
def scanned(qtbot: QtBot, screen: HandOverScreen, receipt: str) -> HandOverScreen:
    """Scan the receipt."""
    QTest.keyClicks(screen.ready.search, receipt)
    QTest.keyClick(screen.ready.search, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.collector.isEnabled)
    return screen


def press(screen: HandOverScreen) -> None:
    QTest.keyClick(screen, Qt.Key.Key_F9)


def show_identity(screen: HandOverScreen, number: str) -> None:
    screen.collector.number.clear()
    QTest.keyClicks(screen.collector.number, number)


def delivery_of(office: Office, actor: Actor, case: Case) -> Delivery | None:
    acts = proceeding.view_case(office, actor, case.id).acts
    bodies = (act.body for act in acts if act.kind is ActKind.DELIVER)
    return next((body for body in bodies if isinstance(body, Delivery)), None)


def test_the_keys_are_in_the_scan_box_and_nothing_can_be_handed_over_yet(
    screen: HandOverScreen,
) -> None:
    assert screen.ready.search.hasFocus()
    assert screen.row.buttons["hand-over"].off
    press(screen)
    assert "扫描" in screen.ready.verdict.text


def test_one_scan_shows_what_is_ready_and_what_is_not_with_its_reason(
    scanned: HandOverScreen, case: Case
) -> None:
    assert [line.key for line in scanned.ready.ready.entries.lines] == [str(case.id)]
    assert len(scanned.ready.later.entries.lines) == 4
    assert all(line.detail for line in scanned.ready.later.entries.lines)
    assert scanned.collector.number.hasFocus()
    assert scanned.collector.number.text() == ""


def test_an_unknown_number_is_said_and_stays_to_be_corrected(
    qtbot: QtBot, screen: HandOverScreen
) -> None:
    QTest.keyClicks(screen.ready.search, "NOTHING-1")
    QTest.keyClick(screen.ready.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "NOTHING-1" in screen.ready.verdict.text)
    assert screen.ready.search.text() == "NOTHING-1"
    assert screen.ready.search.hasFocus()


def test_without_an_identity_the_button_is_off_and_says_why(
    scanned: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    button = scanned.row.buttons["hand-over"]
    assert button.off
    assert "身份" in button.toolTip()
    press(scanned)
    assert scanned.collector.number.hasFocus()
    assert delivery_of(office, clerk, case) is None


def test_another_number_needs_a_reason_and_the_act_names_it(
    qtbot: QtBot, scanned: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    collector = scanned.collector
    assert not collector.why.isVisible()
    show_identity(scanned, ANOTHER)
    assert collector.why.isVisible()
    collector.way.setFocus()
    QTest.keyClick(collector.way, Qt.Key.Key_2)
    press(scanned)
    assert collector.why.hasFocus()
    assert delivery_of(office, clerk, case) is None
    collector.why.insert("已换领新证，人证一致")
    collector.why.textEdited.emit("")
    with qtbot.waitSignal(scanned.room.printed, timeout=20_000):
        press(scanned)
    body = delivery_of(office, clerk, case)
    assert body is not None
    assert (body.mismatch_reason, body.id_tail) == ("已换领新证，人证一致", ANOTHER[-4:])


def test_everything_goes_out_on_one_key_with_a_signature_and_its_record_is_printed(
    qtbot: QtBot,
    scanned: HandOverScreen,
    office: Office,
    clerk: Actor,
    case: Case,
    kept: Kept,
) -> None:
    sitting = proceeding.view_case(office, clerk, case.id).seen.sitting
    show_identity(scanned, sitting.applicant.id_number)
    assert "一致" in scanned.collector.told.text()
    press(scanned)
    assert "签名" in scanned.ready.verdict.text
    signed(scanned.collector.pad, (40, 30), (150, 80), (260, 30))
    with qtbot.waitSignal(scanned.room.printed, timeout=20_000):
        press(scanned)
        press(scanned)  # within the same moment: it is off by then
    body = delivery_of(office, clerk, case)
    assert body is not None
    assert (body.way, body.receiver) == (DeliveryWay.COUNTER, "李䶮")
    assert body.mismatch_reason == ""
    (kept_picture,) = scans.of_sitting(office, clerk, sitting.id)
    assert body.signature == kept_picture.sha256
    made = [
        line
        for line in papers.of_sitting(office, clerk, sitting.id)
        if line.kind is PaperKind.DELIVERY
    ]
    assert [line.printed for line in made] == [1]
    assert len(list(Path(kept.home / "papers").glob("*.pdf"))) == 1
    assert scanned.ready.search.hasFocus()
    assert scanned.collector.number.text() == ""


def test_what_was_typed_survives_a_refusal_and_news_of_the_sitting(
    qtbot: QtBot, scanned: HandOverScreen, office: Office, clerk: Actor, desk: Desk, case: Case
) -> None:
    show_identity(scanned, ANOTHER)
    sitting = proceeding.view_case(office, clerk, case.id).seen.sitting
    hand_over.hand_over(office, clerk, sitting.id, (case.id,), applicant_of(sitting))
    from app.changes import Changes

    desk.changed.emit(Changes(cases=True))
    qtbot.waitUntil(lambda: scanned.ready.ready.entries.lines == ())
    assert scanned.collector.number.text() == ANOTHER
    assert scanned.row.buttons["hand-over"].off


def test_a_case_left_out_stays_and_none_at_all_is_nothing(scanned: HandOverScreen) -> None:
    scanned.ready.ready.setFocus()
    QTest.keyClick(scanned.ready.ready, Qt.Key.Key_Space)
    assert scanned.ready.chosen() == ()
    assert "空格" in scanned.row.buttons["hand-over"].toolTip()
    QTest.keyClick(scanned.ready.ready, Qt.Key.Key_Space)
    assert len(scanned.ready.chosen()) == 1


def test_the_post_wants_a_number_and_no_identity(
    qtbot: QtBot, scanned: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    scanned.collector.who.setFocus()
    QTest.keyClick(scanned.collector.who, Qt.Key.Key_3)
    assert not scanned.collector.number.isVisible()
    assert not scanned.collector.pad.isVisible()
    press(scanned)
    assert scanned.collector.tracking.hasFocus()
    QTest.keyClicks(scanned.collector.tracking, "EMS1234567890")
    with qtbot.waitSignal(scanned.room.printed, timeout=20_000):
        press(scanned)
    body = delivery_of(office, clerk, case)
    assert body is not None
    assert (body.way, body.tracking_no) == (DeliveryWay.POST, "EMS1234567890")


def test_a_refused_signature_wants_a_witness(
    qtbot: QtBot, scanned: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    scanned.collector.way.setFocus()
    QTest.keyClick(scanned.collector.way, Qt.Key.Key_3)
    press(scanned)
    assert scanned.collector.witness.hasFocus()
    type_into(scanned.collector.witness, "张见证")
    press(scanned)
    assert scanned.collector.refusal.hasFocus()
    assert "事由" in scanned.ready.verdict.text
    type_into(scanned.collector.refusal, "不认可决定")
    with qtbot.waitSignal(scanned.room.printed, timeout=20_000):
        press(scanned)
    body = delivery_of(office, clerk, case)
    assert body is not None
    assert (body.way, body.witness) == (DeliveryWay.LEFT, "张见证")
    assert body.refusal == "不认可决定"


@pytest.mark.parametrize(("key", "way", "typed"), [
    (
        Qt.Key.Key_5,
        DeliveryWay.ENTRUSTED,
        {"entrusted": "某县行政审批服务局", "tracking": "委1号"},
    ),
    (
        Qt.Key.Key_6,
        DeliveryWay.ELECTRONIC,
        {"address": "a@example.cn", "consent": "送达地址确认书"},
    ),
])  # fmt: skip
def test_what_a_way_must_say_is_asked_for_field_by_field(
    qtbot: QtBot,
    scanned: HandOverScreen,
    office: Office,
    clerk: Actor,
    case: Case,
    key: Qt.Key,
    way: DeliveryWay,
    typed: dict[str, str],
) -> None:
    collector = scanned.collector
    collector.who.setFocus()
    QTest.keyClick(collector.who, key)
    assert not collector.number.isVisible()
    assert not collector.way.isVisible()
    assert {name for name, field in collector.more.items() if field.isVisible()} == set(typed)
    for name, text in typed.items():
        press(scanned)
        assert collector.more[name].hasFocus(), name
        type_into(collector.more[name], text)
    with qtbot.waitSignal(scanned.room.printed, timeout=20_000):
        press(scanned)
    body = delivery_of(office, clerk, case)
    assert body is not None
    assert body.way is way
    assert set(typed.values()) <= set(vars(body).values())


def test_a_substitute_shows_his_document_says_who_he_is_and_signs(
    qtbot: QtBot, scanned: HandOverScreen, office: Office, clerk: Actor, case: Case
) -> None:
    collector = scanned.collector
    collector.who.setFocus()
    QTest.keyClick(collector.who, Qt.Key.Key_4)
    assert collector.name.text() == ""
    assert not collector.way.buttons[2].isEnabled()
    type_into(collector.name, "张家人")
    press(scanned)
    assert collector.number.hasFocus()
    show_identity(scanned, ANOTHER)
    press(scanned)
    assert collector.relation.hasFocus()
    type_into(collector.relation, "配偶，同住成年家属")
    press(scanned)
    assert "签名" in scanned.ready.verdict.text
    collector.way.setFocus()
    QTest.keyClick(collector.way, Qt.Key.Key_2)
    with qtbot.waitSignal(scanned.room.printed, timeout=20_000):
        press(scanned)
    body = delivery_of(office, clerk, case)
    assert body is not None
    assert (body.way, body.receiver, body.relation) == (
        DeliveryWay.SUBSTITUTE,
        "张家人",
        "配偶，同住成年家属",
    )


def test_a_fault_of_ours_leaves_the_key_usable(
    qtbot: QtBot,
    scanned: HandOverScreen,
    office: Office,
    clerk: Actor,
    desk: Desk,
    case: Case,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sitting = proceeding.view_case(office, clerk, case.id).seen.sitting
    show_identity(scanned, sitting.applicant.id_number)
    scanned.collector.way.setFocus()
    QTest.keyClick(scanned.collector.way, Qt.Key.Key_2)
    with monkeypatch.context() as broken:
        broken.setattr(hand_over, "hand_over", _fault)
        with qtbot.waitSignal(desk.broken):
            press(scanned)
    assert not scanned.busy
    assert not scanned.row.buttons["hand-over"].off
    with qtbot.waitSignal(scanned.room.printed, timeout=20_000):
        press(scanned)
    assert delivery_of(office, clerk, case) is not None


def _fault(*_args: object) -> None:
    raise RuntimeError("a fault of ours")


def type_into(field: QLineEdit, text: str) -> None:
    """Put in what only an input method can type."""
    field.insert(text)
    field.textEdited.emit(field.text())


def test_a_signature_goes_when_another_person_collects(scanned: HandOverScreen) -> None:
    signed(scanned.collector.pad, (40, 30), (150, 80))
    assert not scanned.collector.pad.empty
    scanned.collector.who.choose(2)
    scanned.collector.who.picked.emit(2)
    assert scanned.collector.pad.empty


def test_an_agent_is_offered_only_where_one_is_recorded(scanned: HandOverScreen) -> None:
    sitting_has_agent = scanned.ready._view is not None and scanned.ready._view.sitting.agent
    assert scanned.collector.who.buttons[1].isEnabled() is bool(sitting_has_agent)
