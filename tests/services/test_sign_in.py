"""Signing in, lockout, PIN, and the first start."""

import pytest

from app.domain.actor import ADMINISTRATORS, Role
from app.errors import Problem
from app.services import accounts, bureau, catalogue, sign_in
from tests.services.problems import problem

STATION = "w01-1"


@pytest.fixture
def newcomer(office, security):
    return accounts.add(office, security, "wang.fang", "王芳", "0318", frozenset({Role.CLERK}))


@pytest.fixture
def station(office):
    return sign_in.stations(office)[0].id


def enter(office, made, station, password=None):
    return sign_in.sign_in(office, made.account.name, password or made.password, station)


def test_a_new_store_has_three_administrators_and_no_default_account(empty_office, one_time):
    made = accounts.all_accounts(empty_office)
    assert len(made) == 3
    assert {role for account in made for role in account.roles} == ADMINISTRATORS
    assert all(account.must_change and len(account.roles) == 1 for account in made)
    assert len(set(one_time.values())) == 3
    assert bureau.current(empty_office).sample
    assert len(catalogue.current(empty_office).items) == 36


def test_the_first_start_happens_once(empty_office, one_time):
    assert not sign_in.is_new(empty_office)
    with problem("sign-in.already-started"):
        sign_in.first_start(empty_office)


def test_a_one_time_password_admits_and_must_be_changed(office, newcomer, station):
    entered = enter(office, newcomer, station)
    assert entered.must_change
    assert not entered.has_pin
    assert (entered.actor.hall, entered.actor.window) == bureau.place_of(
        bureau.current(office), station
    )
    sign_in.change_password(office, "wang.fang", newcomer.password, "Gutes-Wetter9")
    assert not enter(office, newcomer, station, "Gutes-Wetter9").must_change
    with problem("sign-in.refused"):
        enter(office, newcomer, station)


def test_passwords_are_hashed_with_argon2id(office, newcomer):
    assert newcomer.account.password_hash.startswith("$argon2id$")
    assert newcomer.password not in newcomer.account.password_hash


@pytest.mark.parametrize("password", ["kurz1A", "alllowercase", "12345678", "Wang.Fang-1"])
def test_weak_passwords_are_refused(office, newcomer, password):
    with pytest.raises(Problem) as caught:
        sign_in.change_password(office, "wang.fang", newcomer.password, password)
    assert caught.value.code in {"password.weak", "password.has-name"}


def test_the_same_password_again_is_refused(office, newcomer):
    with problem("password.same"):
        sign_in.change_password(office, "wang.fang", newcomer.password, newcomer.password)


def test_five_failures_lock_the_account_for_a_while(office, newcomer, station, clock):
    for _attempt in range(5):
        with problem("sign-in.refused"):
            enter(office, newcomer, station, "falsch")
    with problem("sign-in.locked"):
        enter(office, newcomer, station)
    clock.move(minutes=9)
    with problem("sign-in.locked"):
        enter(office, newcomer, station)
    clock.move(minutes=2)
    assert enter(office, newcomer, station).actor.name == "wang.fang"


def test_a_success_forgives_earlier_failures(office, newcomer, station):
    for _attempt in range(4):
        with problem("sign-in.refused"):
            enter(office, newcomer, station, "falsch")
    enter(office, newcomer, station)
    for _attempt in range(4):
        with problem("sign-in.refused"):
            enter(office, newcomer, station, "falsch")
    enter(office, newcomer, station)


def test_guessing_by_changing_the_password_locks_too(office, newcomer):
    for _attempt in range(5):
        with problem("sign-in.refused"):
            sign_in.change_password(office, "wang.fang", "falsch", "Gutes-Wetter9")
    with problem("sign-in.locked"):
        sign_in.change_password(office, "wang.fang", newcomer.password, "Gutes-Wetter9")


def test_an_unknown_name_is_refused_like_a_wrong_password(office, station):
    with problem("sign-in.refused"):
        sign_in.sign_in(office, "nobody", "x", station)


def test_an_account_without_a_password_admits_nobody(office, clerk, station):
    assert clerk.name == "console"
    with problem("sign-in.refused"):
        sign_in.sign_in(office, "console", "", station)


def test_an_unknown_station_is_refused(office, newcomer):
    with problem("sign-in.no-station"):
        enter(office, newcomer, "nowhere")


def test_the_pin_unlocks_and_runs_out(office, newcomer, station):
    actor = enter(office, newcomer, station).actor
    with problem("pin.exhausted"):
        sign_in.unlock(office, actor, "4711")
    sign_in.set_pin(office, actor, "4711")
    sign_in.unlock(office, actor, "4711")
    for left in (3, 2, 1, 0):
        with pytest.raises(Problem) as caught:
            sign_in.unlock(office, actor, "0815")
        assert caught.value.params["left"] == left
    with problem("pin.exhausted"):
        sign_in.unlock(office, actor, "4711")
    sign_in.sign_in(office, "wang.fang", newcomer.password, station)
    sign_in.unlock(office, actor, "4711")


@pytest.mark.parametrize("pin", ["12", "1111", "12345678901", "abcd", "１２３４"])
def test_weak_pins_are_refused(office, newcomer, station, pin):
    actor = enter(office, newcomer, station).actor
    with problem("pin.weak"):
        sign_in.set_pin(office, actor, pin)


def test_every_entrance_is_in_the_journal(office, newcomer, station):
    enter(office, newcomer, station)
    with problem("sign-in.refused"):
        enter(office, newcomer, station, "falsch")
    with office.store.read() as reader:
        events = reader.journal.events(newcomer.account.region, newcomer.account.id)
    assert [event.kind for event in events] == [
        "account.added",
        "account.signed-in",
        "account.refused",
    ]
