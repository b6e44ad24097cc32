"""Accounts: three administrators apart, nobody deleted."""

import pytest

from app.domain.actor import ADMINISTRATORS, Role
from app.services import accounts, sign_in
from tests.services.problems import problem

CLERK = frozenset({Role.CLERK})


def test_roles_are_many_to_many(office, security):
    both = frozenset({Role.CLERK, Role.REVIEWER})
    made = accounts.add(office, security, "li", "李䶮", "1", both)
    kept = {one.name: one for one in accounts.all_accounts(office)}["li"]
    assert kept.roles == both
    assert kept.display_name == "李䶮"
    assert made.account.id == kept.id


@pytest.mark.parametrize(
    "roles",
    [
        frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}),
        frozenset({Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN, Role.CLERK}),
    ],
)
def test_no_account_unites_two_administrators(office, security, roles):
    with problem("account.administrators-united"):
        accounts.add(office, security, "zhang", "张", "", roles)


@pytest.mark.parametrize("admin", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("job", [Role.CLERK, Role.SUPERVISOR])
def test_no_administrator_does_anothers_job(office, security, admin, job):
    with problem("account.administrator-at-work"):
        accounts.add(office, security, "zhang", "张", "", frozenset({admin, job}))
    clerk = accounts.add(office, security, "li", "李䶮", "", CLERK).account
    with problem("account.administrator-at-work"):
        accounts.change(
            office, security, clerk.id, display_name="李䶮", staff_no="", active=True,
            roles=frozenset({admin, job}),
        )  # fmt: skip


def test_an_account_needs_a_role(office, security):
    with problem("account.no-role"):
        accounts.add(office, security, "zhang", "张", "", frozenset())


@pytest.mark.parametrize("name", ["", "a", "王芳", "a b", "-ab", "a" * 33, "a\n"])
def test_wrong_names_are_refused(office, security, name):
    with problem("account.name-wrong"):
        accounts.add(office, security, name, "张", "", CLERK)


@pytest.mark.parametrize("shown", ["", "  ", "长" * 101])
def test_wrong_display_names_are_refused(office, security, shown):
    with problem("account.display-name-wrong"):
        accounts.add(office, security, "zhang", shown, "", CLERK)


def test_a_taken_name_is_refused(office, security):
    accounts.add(office, security, "zhang", "张", "", CLERK)
    with problem("account.name-taken"):
        accounts.add(office, security, "zhang", "另一个张", "", CLERK)


def test_only_the_security_administrator_makes_accounts(office, system, clerk):
    for actor in (system, clerk):
        with problem("right.missing"):
            accounts.add(office, actor, "zhang", "张", "", CLERK)


def test_a_closed_account_cannot_enter(office, security):
    made = accounts.add(office, security, "zhang", "张", "", CLERK)
    accounts.change(
        office,
        security,
        made.account.id,
        display_name="张三",
        staff_no="9",
        roles=CLERK,
        active=False,
    )
    with problem("sign-in.refused"):
        sign_in.sign_in(office, "zhang", made.password, sign_in.stations(office)[0].id)
    assert not next(a for a in accounts.all_accounts(office) if a.name == "zhang").active


def test_the_security_administrator_cannot_lock_himself_out(office, security):
    with problem("account.own-rights"):
        accounts.change(
            office,
            security,
            security.account_id,
            display_name="安全管理员",
            staff_no="",
            roles=CLERK,
            active=True,
        )


def test_a_reset_gives_a_new_one_time_password_and_unlocks(office, security):
    made = accounts.add(office, security, "zhang", "张", "", CLERK)
    station = sign_in.stations(office)[0].id
    for _attempt in range(5):
        with problem("sign-in.refused"):
            sign_in.sign_in(office, "zhang", "falsch", station)
    again = accounts.reset(office, security, made.account.id)
    assert again.password != made.password
    assert sign_in.sign_in(office, "zhang", again.password, station).must_change


def test_an_unknown_account_is_refused(office, security):
    with problem("account.unknown"):
        accounts.reset(office, security, office.clock.new_id())
    with problem("account.unknown"):
        accounts.change(
            office,
            security,
            office.clock.new_id(),
            display_name="x",
            staff_no="",
            roles=CLERK,
            active=True,
        )
