"""An office on a real SQLite store with the shipped catalogue and the sample bureau."""

import shutil

import pytest

from app.admin.opening import open_office
from app.domain.actor import Role
from app.services import sign_in
from app.services.command_line import acting
from db.credentials import MemorySecrets
from tests.fakes.clock import StandingClock
from tests.services.builders import concluded, received, started
from tests.services.people import by_item, staff


@pytest.fixture(scope="session")
def started_store(tmp_path_factory):
    """A store after its first start, copied for every test: starting takes a second."""
    folder = tmp_path_factory.mktemp("started")
    started(folder)
    return folder


@pytest.fixture
def clock():
    return StandingClock()


@pytest.fixture
def empty_office(tmp_path, clock):
    office = open_office(tmp_path / "empty", MemorySecrets(), clock=clock)
    yield office
    office.store.close()


@pytest.fixture
def office(started_store, tmp_path, clock):
    home = tmp_path / "home"
    shutil.copytree(started_store, home)
    office = open_office(home, MemorySecrets(), clock=clock)
    yield office
    office.store.close()


@pytest.fixture
def clerk(office):
    return acting(office, None, Role.CLERK)


@pytest.fixture
def people(office):
    """Everybody that a case can meet."""
    return staff(office)


@pytest.fixture
def taken(office, people):
    """The restaurant, received."""
    return received(office, people.clerk)


@pytest.fixture
def cases(office, people):
    """The restaurant's cases by item, received and concluded."""
    return by_item(concluded(office, people.clerk).cases)


@pytest.fixture
def licence(cases):
    """The registration that the others wait for."""
    return cases["SCJG-02"]


@pytest.fixture
def security(office):
    return acting(office, "secadmin", Role.SECURITY_ADMIN)


@pytest.fixture
def system(office):
    return acting(office, "sysadmin", Role.SYSTEM_ADMIN)


@pytest.fixture
def one_time(empty_office):
    """The one-time passwords of a fresh first start, by account name."""
    return {one.name: one.password for one in sign_in.first_start(empty_office).passwords}
