"""Cases as the issue desk meets them: granted by the review, with everything real."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.act_bodies import Acceptance, Decision, DeliveryWay, Verdict
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.domain.case import Case, Sitting
from app.services import certificates, hand_over, papers, proceeding, records, review
from app.services.collectors import APPLICANT, Collector
from app.services.office import Office
from tests.ui.shell.builders import Kept, actor_of, opener, started_home

ANOTHER = "370102198805071227"
"""A good number that is nobody's in the example."""

FIRST, FOOD = "SCJG-02", "SCJG-03"
"""The business licence of the example sitting, and the licence that waited for it."""

EVERYONE = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.ISSUER})


def colleague(actor: Actor, number: int) -> Actor:
    """Return another person of the hall: four eyes want two accounts."""
    name = f"同事{number}"
    return replace(actor, account_id=UUID(int=number), display_name=name, roles=EVERYONE)


def decided(office: Office, actor: Actor, case: Case) -> Case:
    """Take an accepted case through its review to the grant, and make the decision's paper."""
    steps = proceeding.view_case(office, colleague(actor, 1), case.id).steps
    for number in range(len(steps)):
        last = number == len(steps) - 1
        decision = Decision(content="准予", valid_from=office.today()) if last else None
        who = colleague(actor, 100 + number)
        review.opine(office, who, case.id, Verdict.GRANT, "符合条件", (), decision)
    papers.make_missing(office, colleague(actor, 1), case.sitting_id)
    return proceeding.view_case(office, colleague(actor, 1), case.id).case


def certified(office: Office, actor: Actor) -> Case:
    """Grant the accepted case, seal its certificate and print the original: ready to be collected."""
    case, who = decided(office, actor, case_of(office, actor, FIRST)), colleague(actor, 1)
    made = certificates.make(office, who, case.id).certificate
    certificates.seal(office, who, made.id)
    certificates.print_certificate(office, who, made.id)
    return proceeding.view_case(office, who, case.id).case


def licensed(office: Office, actor: Actor) -> Case:
    """Grant the food licence that waited for the business licence: it is printed on a blank."""
    certified(office, actor)
    who = colleague(actor, 1)
    food = case_of(office, actor, FOOD)
    body = Acceptance(counts_from=office.today())
    case = proceeding.do(office, who, food.id, ActKind.ACCEPT, body).case
    return decided(office, actor, case)


def delivered(office: Office, actor: Actor) -> Case:
    """Take the case to its end: the applicant has everything in hand."""
    case, who = certified(office, actor), colleague(actor, 1)
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


def case_of(office: Office, actor: Actor, item_id: str) -> Case:
    """Return the case of an item of the example sitting."""
    (line,) = records.lines(office, actor, None, "")
    cases = records.sitting(office, actor, line.sitting_id).cases
    return next(case for case in cases if case.item_id == item_id)


@cache
def _prepared(state: str) -> Kept:
    """Bring the example sitting to a state, once per run."""
    folder = Path(tempfile.mkdtemp(prefix="yichuang-issuing-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = started_home(folder, concluded=True)
    office = opener(kept.home)()
    _STATES[state](office, actor_of(office, kept, Role.CLERK))
    office.store.close()
    return kept


_STATES: Mapping[str, Callable[[Office, Actor], Case]] = {
    "certified": certified,
    "licensed": licensed,
    "delivered": delivered,
}


def prepared_home(tmp_path: Path, state: str) -> Kept:
    """Copy a store whose example sitting is in a state into a test's own folder."""
    kept = _prepared(state)
    home = tmp_path / "home"
    shutil.copytree(kept.home, home)
    return Kept(home, kept.one_time)
