"""Authorities recorded, ended and given anew; helpers' work counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.actor import Channel, Role
from app.domain.authority_terms import AuthorityEnd, Consent, Errand
from app.domain.paper import PaperKind
from app.services import helping, intake, papers, repair
from app.wording.sentences import sentence
from tests.services.builders import a_draft, an_agent, concluded, received, the_restaurant
from tests.services.people import person
from tests.services.problems import problem

TODAY = date(2026, 11, 24)


@pytest.fixture
def sitting(office, clerk):
    return received(office, clerk).sitting


def held(office, sitting):
    with office.store.read() as reader:
        now = reader.cases.sitting(sitting.region, sitting.id)
        return helping.authority_of(reader, now, reader.cases.cases_of(sitting.region, sitting.id))


def test_nobody_has_authority_until_it_is_shown(office, clerk, sitting):
    assert held(office, sitting) is None
    helping.authorise(office, clerk, sitting.id, an_agent())
    authority = held(office, sitting)
    assert authority.agent == an_agent()
    assert len(authority.matters) == 5
    assert authority.open_matters == authority.matters


@pytest.mark.parametrize("changes", [
    {"name": " "},
    {"powers": ()},
    {"id_number": "370102199001010010"},
    {"until": date(2026, 11, 23)},
])  # fmt: skip
def test_an_authority_says_who_for_what_and_until_when(office, clerk, sitting, changes):
    with problem("authority.unclear"):
        helping.authorise(office, clerk, sitting.id, an_agent(**changes))
    assert held(office, sitting) is None


def test_an_authority_without_end_or_ending_today_is_one(office, clerk, sitting):
    helping.authorise(office, clerk, sitting.id, an_agent(until=None))
    helping.authorise(office, clerk, sitting.id, an_agent(until=TODAY))
    assert held(office, sitting).agent.until == TODAY


def test_endings_are_kept_and_a_new_authority_begins_afresh(office, clerk, sitting):
    helping.authorise(office, clerk, sitting.id, an_agent())
    helping.end_authority(office, clerk, sitting.id, AuthorityEnd.PRINCIPAL_DEAD, TODAY)
    ended = held(office, sitting)
    assert (ended.ended, ended.ended_on) == (AuthorityEnd.PRINCIPAL_DEAD, TODAY)
    helping.authorise(office, clerk, sitting.id, an_agent(name="继承人所托"))
    assert held(office, sitting).ended is None


def test_an_authority_that_is_over_cannot_be_handed_on(office, clerk, sitting):
    with problem("authority.none"):
        helping.authorise(office, clerk, sitting.id, an_agent(), Consent.AGREED)
    helping.authorise(office, clerk, sitting.id, an_agent(powers=("签收文书",)))
    helping.authorise(office, clerk, sitting.id, an_agent(name="钱二"), Consent.AGREED)
    helping.end_authority(office, clerk, sitting.id, AuthorityEnd.RESIGNED, TODAY)
    with problem("authority.resigned"):
        helping.authorise(office, clerk, sitting.id, an_agent(name="孙三"), Consent.AGREED)


def test_nothing_ends_that_never_began_or_has_not_come_yet(office, clerk, sitting):
    with problem("authority.none"):
        helping.end_authority(office, clerk, sitting.id, AuthorityEnd.REVOKED, TODAY)
    helping.authorise(office, clerk, sitting.id, an_agent())
    with problem("authority.end-in-future"):
        helping.end_authority(
            office, clerk, sitting.id, AuthorityEnd.REVOKED, TODAY + timedelta(days=1)
        )


def test_another_item_than_was_authorised_is_not_covered(office, clerk):
    done = concluded(office, clerk, the_restaurant())
    papers.make_missing(office, clerk, done.sitting.id)
    helping.authorise(office, clerk, done.sitting.id, an_agent())
    case = next(one for one in done.cases if one.item_id == "SCJG-03")
    repair.change_item(office, clerk, case.id, "SCJG-04", "选错事项")
    with office.store.read() as reader:
        sitting = reader.cases.sitting(case.region, case.sitting_id)
        cases = reader.cases.cases_of(case.region, case.sitting_id)
        about = [one for one in cases if one.id == case.id]
        found = helping.agent_refusal(reader, sitting, cases, Errand.COLLECT, about, TODAY)
    assert found.code == "authority.other-matter"
    assert about[0].item_name in sentence(found)


def test_an_authority_given_at_the_receipt_names_the_items_of_the_receipt(office, clerk):
    draft = a_draft(office, clerk, the_restaurant())
    draft.authorised = an_agent()
    sitting = intake.receive(office, clerk, draft.snapshot()).sitting
    assert sitting.agent == an_agent()
    with office.store.read() as reader:
        cases = reader.cases.cases_of(sitting.region, sitting.id)
    case = next(one for one in cases if one.item_id == "SCJG-03")
    repair.change_item(office, clerk, case.id, "SCJG-04", "选错事项")
    authority = held(office, sitting)
    assert "SCJG-03" in authority.matters
    assert "SCJG-04" not in authority.matters


def test_the_journal_names_nobody(office, clerk, sitting):
    helping.authorise(office, clerk, sitting.id, an_agent())
    with office.store.read() as reader:
        events = reader.journal.events(sitting.region, sitting.id)
    told = str([event.data for event in events])
    assert "王代理" not in told
    assert an_agent().id_number not in told


def helped(office, helper, item=None):
    draft = a_draft(office, helper, item or the_restaurant())
    draft.channel = Channel.HELPER
    return intake.receive(office, helper, draft.snapshot())


def test_helpers_are_counted_by_account_and_others_are_not(office, clerk, clock):
    helper, other = (person(office, name, Role.CLERK) for name in ("helper", "other"))
    helped(office, helper)
    clock.move(days=1)
    helped(office, helper)
    helped(office, other)
    received(office, clerk)
    two, one = helping.counts(office, clerk, TODAY, TODAY + timedelta(days=1))
    assert (two.name, two.sittings, two.cases) == ("helper的姓名", 2, 10)
    assert two.visits_saved == 8
    assert (one.account_id, one.sittings) == (other.account_id, 1)
    (first,) = helping.counts(office, clerk, TODAY, TODAY)
    assert (first.sittings, first.cases) == (1, 5)


def test_a_long_time_is_counted_like_its_days(office, clerk, clock):
    helper = person(office, "helper", Role.CLERK)
    helped(office, helper)
    clock.move(days=1)
    helped(office, helper)
    (whole,) = helping.counts(office, clerk, TODAY - timedelta(days=4000), TODAY.replace(year=2099))
    assert (whole.sittings, whole.cases, whole.visits_saved) == (2, 10, 8)
    (early,) = helping.counts(office, clerk, TODAY - timedelta(days=4000), TODAY)
    assert early.sittings == 1


def test_practice_is_no_work_done_for_anybody(office, clerk):
    helped(office, replace(clerk, practice=True))
    assert helping.counts(office, clerk, TODAY, TODAY) == ()


def test_a_time_runs_forward(office, clerk):
    with problem("notice.period-wrong"):
        helping.counts(office, clerk, TODAY, TODAY - timedelta(days=1))


def test_the_authority_paper_is_called_for_once_an_agent_is_recorded(office, clerk, sitting):
    helping.authorise(office, clerk, sitting.id, an_agent())
    made = papers.make_missing(office, clerk, sitting.id)
    assert made.failures == ()
    assert PaperKind.AUTHORITY in {paper.kind for paper in made.papers}
