"""What waits for somebody who signs in."""

from dataclasses import replace
from uuid import uuid4

import pytest

from app.domain.actor import Role
from app.errors import Problem
from app.services import drafts, unfinished
from tests.services.builders import a_draft, concluded, received


def test_a_clean_desk_has_nothing_waiting(office, clerk):
    assert unfinished.waiting_for(office, clerk) == unfinished.Unfinished()


def test_own_drafts_and_sittings_without_an_outcome_are_counted(office, clerk):
    draft = a_draft(office, clerk)
    drafts.save(office, clerk, draft.draft_id, "面馆", draft.to_json())
    concluded(office, clerk)
    received(office, clerk)
    found = unfinished.waiting_for(office, clerk)
    assert (found.drafts, found.today, found.earlier) == (1, 1, 0)


def test_a_sitting_of_yesterday_is_told_apart(office, clerk, clock):
    received(office, clerk)
    clock.move(days=1)
    found = unfinished.waiting_for(office, clerk)
    assert (found.today, found.earlier) == (0, 1)


def test_another_clerk_is_told_whose_draft_is_held_but_nothing_of_it(office, clerk, security):
    from app.services import accounts, sign_in

    made = accounts.add(office, security, "zhoumin", "周敏", "0318", frozenset({Role.CLERK}))
    other = sign_in.sign_in(office, "zhoumin", made.password, "").actor
    draft = a_draft(office, clerk)
    at = replace(other, station="W1")
    drafts.save(office, at, draft.draft_id, "面馆", draft.to_json())
    mine = replace(clerk, account_id=uuid4(), station="W1")
    (held,) = unfinished.waiting_for(office, mine).held
    assert held == unfinished.Held("周敏", office.now())
    assert unfinished.held_here(office, replace(mine, station="W2")) == ()
    assert unfinished.held_here(office, at) == ()


def test_only_clerks_may_ask(office, security):
    with pytest.raises(Problem, match="right"):
        unfinished.waiting_for(office, security)
