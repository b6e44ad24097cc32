"""Sittings as the tests need them, filled through the real draft."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.admin.filling import fill
from app.admin.opening import open_office
from app.admin.sitting_file import read_sittings
from app.domain.case import Agent
from app.domain.concept_keys import ACTION
from app.services import bureau, drafts, intake, outcomes, sign_in
from db.credentials import MemorySecrets
from tests.fakes.clock import StandingClock

CASES = Path(__file__).parent.parent / "data" / "catalogue" / "cases.yaml"


def started(folder):
    """Make a store in a folder and close it again."""
    office = open_office(folder, MemorySecrets(), clock=StandingClock())
    sign_in.first_start(office)
    office.store.close()


def the_restaurant(**changes):
    """The example sitting: a restaurant, five items, four departments."""
    return replace(read_sittings(CASES)[0], **changes)


def an_agent(**changes):
    """An agent who may collect until the end of the year."""
    whole = Agent(
        "王代理", "居民身份证", "37010219900101001X", powers=("领取结果",), until=date(2026, 12, 31)
    )
    return replace(whole, **changes)


def a_draft(office, clerk, filled=None):
    return fill(drafts.begin(office, clerk), filled or the_restaurant())


def received(office, clerk, filled=None):
    return intake.receive(office, clerk, a_draft(office, clerk, filled).snapshot())


def concluded(office, clerk, filled=None):
    sitting = received(office, clerk, filled).sitting
    proposed = outcomes.propose(office, clerk, sitting.id)
    return outcomes.conclude(office, clerk, sitting.id, proposed)


def asked_for(office, clerk, action):
    """Take the example sitting once more, asking for an action (新办、延续) of its licences."""
    with_waiting(office, clerk, "unified")
    taken = received(office, clerk)
    with office.store.begin() as unit:
        values = {**taken.sitting.values, ACTION: action}
        unit.cases.put_sitting(replace(taken.sitting, values=values))
        unit.commit()
    return {case.item_id: case for case in taken.cases}


def with_waiting(office, system, mode):
    """Switch the bureau's way with items that wait for another's result."""
    with office.store.begin() as unit:
        data = dict(unit.bureau.current())
        data["waiting"] = mode
        unit.bureau.put(data, office.now(), system.account_id)
        unit.commit()
    assert bureau.current(office).waiting == mode
