"""An issue desk with something to give, made once and copied for every test."""

import pytest

from tests.services.desk import PLAIN, delivered, desk_of, opened, prepare


@pytest.fixture(scope="session")
def prepared(started_store, tmp_path_factory):
    return prepare(started_store, tmp_path_factory.mktemp("desk"))


@pytest.fixture
def office(prepared, tmp_path, clock):
    office = opened(prepared, tmp_path / "home", clock)
    yield office
    office.store.close()


@pytest.fixture
def desk(office):
    return desk_of(office)


@pytest.fixture
def granted(desk):
    """A case without a certificate, granted after its forerunner's result had come."""
    return desk.cases[PLAIN]


@pytest.fixture
def issued(office, desk, granted):
    return delivered(office, desk, granted)
