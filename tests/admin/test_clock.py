"""A clock that ran ahead, seen and settled from the command line."""

from datetime import timedelta

from app.admin.opening import open_office
from app.ports.clock import SystemClock
from db.credentials import MemorySecrets
from tests.fakes.clock import StandingClock
from tests.services.builders import received
from tests.services.people import staff


def test_a_clock_that_ran_ahead_shuts_the_commands_until_the_time_is_confirmed(home, run):
    ahead = StandingClock(SystemClock().now() + timedelta(days=3))
    office = open_office(home, MemorySecrets(), clock=ahead)
    sitting = received(office, staff(office).clerk).sitting
    office.store.close()

    refused = run("law", "clock")
    assert refused.code == 1
    assert f"{sitting.received_at:%Y-%m-%d %H:%M}" in refused.errors
    assert run("law", "run", "--json").json["refused"] == "clock.behind"
    assert run("law", "clock", "--confirm").code == 0
    assert run("law", "clock").code == 0
    assert run("law", "run").code == 0
