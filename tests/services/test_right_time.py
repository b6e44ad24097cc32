"""No clock runs backwards: under one that is behind nothing is recorded, and it is said in words."""

from datetime import timedelta

import pytest

from app.domain.act_bodies import Ending
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.certificate import BarGround
from app.errors import WorldProblem
from app.services import (
    bars,
    clock_confirmation,
    intake,
    operation_of_law,
    outcomes,
    proceeding,
    right_time,
)
from app.services.command_line import acting
from app.wording.sentences import sentence
from tests.services.builders import a_draft, received
from tests.services.problems import problem

WITHDRAWN = Ending("on-request", "不办了", signed=True)


def everything(office):
    with office.store.read() as reader:
        return reader.journal.events(reader.bureau.current()["region"])


def doors(office, people, taken):
    """Return what is done at the doors of the house, each as it is lawful under a right clock."""
    snapshot = a_draft(office, people.clerk).snapshot()
    proposed = outcomes.propose(office, people.clerk, taken.sitting.id)
    case = taken.cases[0].id
    credit = {"id_number": "370983199003159995", "name": "李䶮", "basis": "某认定"}
    return {
        "receive": lambda: intake.receive(office, people.clerk, snapshot),
        "conclude": lambda: outcomes.conclude(office, people.clerk, taken.sitting.id, proposed),
        "act": lambda: proceeding.do(office, people.clerk, case, ActKind.WITHDRAW, WITHDRAWN),
        "bar": lambda: bars.add(office, people.supervisor, BarGround.BAD_CREDIT, **credit),
        "law": lambda: operation_of_law.run(office),
        "command": lambda: acting(office, None, Role.ISSUER),
    }


@pytest.mark.parametrize("door", ["receive", "conclude", "act", "bar", "law", "command"])
def test_under_a_clock_that_is_behind_no_door_records_anything(office, people, taken, clock, door):
    enter = doors(office, people, taken)[door]
    before = everything(office)
    clock.move(days=-1)
    with pytest.raises(WorldProblem, match=r"clock\.behind") as refused:
        enter()
    told = sentence(refused.value)
    assert "2026-11-23 09:30" in told
    assert "2026-11-24 09:30" in told
    assert everything(office) == before
    clock.move(days=1)
    enter()


def test_a_clock_a_few_minutes_behind_another_desk_s_hinders_nothing(office, people, taken, clock):
    clock.move(seconds=-right_time.TOLERANCE.total_seconds())
    proposed = outcomes.propose(office, people.clerk, taken.sitting.id)
    done = outcomes.conclude(office, people.clerk, taken.sitting.id, proposed)
    assert done.sitting.concluded_at == taken.sitting.received_at
    case = done.cases[0]
    moved = proceeding.do(office, people.clerk, case.id, ActKind.WITHDRAW, WITHDRAWN)
    acts = proceeding.view_case(office, people.clerk, case.id).acts
    assert [one.at for one in acts] == sorted(one.at for one in acts)
    assert all(one.at <= one.recorded_at for one in acts)
    assert moved.act == acts[-1]


def test_a_minute_more_is_too_much(office, people, taken, clock):
    clock.move(minutes=-6)
    with problem("clock.behind"):
        intake.receive(office, people.clerk, a_draft(office, people.clerk).snapshot())


def test_what_was_recorded_under_a_clock_that_ran_ahead_shuts_the_house_until_that_is_confirmed(
    office, people, clock
):
    clock.move(days=400)
    received(office, people.clerk)
    clock.move(days=-400)
    with problem("clock.behind"):
        received(office, people.clerk)
    with problem("right.missing"):
        clock_confirmation.confirm(office, lambda: people.clerk)
    with problem("clock.behind"):
        received(office, people.clerk)
    assert clock_confirmation.confirm(office, lambda: acting(office, None, Role.SYSTEM_ADMIN)) == 1
    assert everything(office)[-1].kind == "clock.confirmed"
    assert received(office, people.clerk).sitting.received_at == clock.now()
    clock.move(minutes=-10)
    with problem("clock.behind"):  # the next time it is noticed again
        received(office, people.clerk)


def test_nothing_is_confirmed_where_the_clock_is_right(office, system, taken):
    assert clock_confirmation.confirm(office, lambda: system) == 0


def test_what_another_desk_did_a_moment_ahead_is_taken_as_now(clock):
    now = clock.now()
    for ahead, told in ((0, 0), (1, 1), (300, 300), (301, 0), (-5, 0)):
        last = now + timedelta(seconds=ahead)
        assert right_time.going_on(now, last) == now + timedelta(seconds=told)
    assert right_time.going_on(now, None) == now
