"""What no paper could print is refused before the act is written, not after."""

from __future__ import annotations

import pytest

from app.domain.act_bodies import Decision, Stop
from app.domain.acts import ActKind
from app.domain.case import Outcome, OutcomeKind
from app.errors import Problem
from app.services import outcomes, papers, proceeding
from app.services.printable import require_printable
from tests.fakes.clock import TUESDAY
from tests.services.builders import received
from tests.services.people import certified, reviewed


def problem(do):
    with pytest.raises(Problem) as refused:
        do()
    return refused.value


@pytest.fixture
def licence(office, people, cases):
    """The food licence, accepted; its clock can be stopped."""
    certified(people, cases["SCJG-02"])
    outcome = Outcome("SCJG-03", OutcomeKind.ACCEPT)
    return outcomes.decide(office, people.clerk, cases["SCJG-03"].id, outcome).case


def a_stop(reason, days=5):
    return Stop("testing", "检测", "《行政许可法》第四十五条", reason, days, TUESDAY.date())


@pytest.mark.parametrize("reason", ["需要😀检测", "需要\x00检测", "需要\ue000检测"])
def test_a_clock_does_not_stop_where_its_notice_could_not_be_printed(
    office, people, licence, reason
):
    refused = problem(
        lambda: proceeding.do(office, people.handler, licence.id, ActKind.STOP, a_stop(reason))
    )
    assert (refused.code, refused.params["field"]) == ("act.no-glyph", "reason")
    view = proceeding.view_case(office, people.handler, licence.id)
    assert not view.case.stopped
    assert view.acts[-1].kind is not ActKind.STOP


def test_a_refusal_does_not_stand_without_its_letter(office, people, licence):
    decision = Decision(facts="现场不符合条件😀", reasons="不符合条件", basis="第二十一条")
    refused = problem(lambda: reviewed(people, licence, decision))
    assert (refused.code, refused.params["field"]) == ("act.no-glyph", "facts")
    assert "😀（U+1F600）" in refused.params["characters"]


def test_a_refusal_at_the_window_names_its_unprintable_reason(office, people):
    case = next(iter(received(office, people.clerk).cases))
    outcome = Outcome(case.item_id, OutcomeKind.REFUSE, reason="不属于本机关😀", competent="某局")
    refused = problem(lambda: outcomes.decide(office, people.clerk, case.id, outcome))
    assert (refused.code, refused.params["field"]) == ("act.no-glyph", "reason")


def test_rare_characters_and_lines_are_printed(office, people, licence):
    body = a_stop("䶮、阿卜杜热西提·买买提\n第二行𠀀")
    proceeding.do(office, people.handler, licence.id, ActKind.STOP, body)
    assert not papers.make_missing(office, people.handler, licence.sitting_id).failures


@pytest.mark.parametrize("days", [-1, 0, 1000, 99999])
def test_a_special_procedure_takes_a_lawful_number_of_days(office, people, licence, days):
    stop = a_stop("需送检", days)
    refused = problem(lambda: proceeding.do(office, people.handler, licence.id, ActKind.STOP, stop))
    assert refused.code == "case.stop-unclear"


def test_the_longest_special_procedure_has_its_notice(office, people, licence):
    proceeding.do(office, people.handler, licence.id, ActKind.STOP, a_stop("需送检", 999))
    assert not papers.make_missing(office, people.handler, licence.sitting_id).failures


def test_every_depth_of_what_is_said_is_looked_into():
    said = {"defects": ({"reason": "好"}, {"reason": "坏😀"})}
    refused = problem(lambda: require_printable(said))
    assert refused.params["field"] == "defects.reason"
