"""Cases as the issue desk meets them: granted by the review, with everything real."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.act_bodies import Decision, DeliveryWay, Verdict
from app.domain.actor import Actor, Role
from app.domain.case import Case, CaseState, Sitting
from app.services import hand_over, papers, proceeding, review
from app.services.collectors import APPLICANT, Collector
from app.services.office import Office

ANOTHER = "370102198805071227"
"""A good number that is nobody's in the example."""

EVERYONE = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.ISSUER})


def colleague(actor: Actor, number: int) -> Actor:
    """Return another person of the hall: four eyes want two accounts."""
    name = f"同事{number}"
    return replace(actor, account_id=UUID(int=number), display_name=name, roles=EVERYONE)


def first_case(office: Office, actor: Actor) -> Case:
    """Return the case of the example sitting that was accepted at the window."""
    (line,) = (
        line
        for line in review.queue(office, colleague(actor, 1), review.Queue.ALL)
        if line.state is CaseState.ACCEPTED
    )
    return proceeding.view_case(office, colleague(actor, 1), line.case_id).case


def decided(office: Office, actor: Actor, verdict: Verdict = Verdict.GRANT) -> Case:
    """Take the accepted case through its review, and make its decision's paper."""
    case = first_case(office, actor)
    steps = proceeding.view_case(office, colleague(actor, 1), case.id).steps
    for number in range(len(steps)):
        last = number == len(steps) - 1
        decision = _decision(office, verdict) if last else None
        who = colleague(actor, 100 + number)
        review.opine(office, who, case.id, verdict, "意见", (), decision)
    papers.make_missing(office, colleague(actor, 1), case.sitting_id)
    return proceeding.view_case(office, colleague(actor, 1), case.id).case


def _decision(office: Office, verdict: Verdict) -> Decision:
    if verdict is Verdict.GRANT:
        return Decision(content="准予", valid_from=office.today())
    return Decision(facts="经查不符合条件", reasons="场所不符合要求", basis="行政许可法第三十八条")


def refused_and_delivered(office: Office, actor: Actor) -> Case:
    """Refuse the accepted case, and hand its decision to the applicant."""
    case = decided(office, actor, Verdict.REFUSE)
    who = colleague(actor, 1)
    view = hand_over.view(office, who, case.sitting_id)
    hand_over.hand_over(office, who, case.sitting_id, (case.id,), applicant_of(view.sitting))
    return proceeding.view_case(office, who, case.id).case


def applicant_of(sitting: Sitting) -> Collector:
    """Return the applicant who collects in person and signs on paper."""
    one = sitting.applicant
    return Collector(
        APPLICANT, one.name, one.id_type, one.id_number, DeliveryWay.COUNTER, on_paper=True
    )


def signed(pad: QWidget, *points: tuple[int, int]) -> None:
    """Write one stroke with the mouse."""
    places = [QPoint(*point) for point in points]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])
