"""Receiving: one transaction for the whole sitting."""

from datetime import date, timedelta

import pytest

from app.domain.actor import EntryMode, Role
from app.domain.case import CaseState
from app.services import catalogue, drafts, intake
from app.services.command_line import acting
from tests.fakes.clock import TUESDAY
from tests.services.builders import a_draft, received, the_restaurant, with_waiting
from tests.services.problems import problem


def test_receiving_gives_numbers_to_the_sitting_and_to_every_case(office, clerk):
    done = received(office, clerk)
    assert done.sitting.number.endswith("办〔2026〕1号")
    assert [case.number for case in done.cases] == [
        f"{done.cases[0].number.split('件')[0]}件〔2026〕{n}号" for n in range(1, 6)
    ]
    assert len({case.barcode for case in done.cases}) == 5
    assert done.sitting.barcode.isascii()


def test_an_item_that_waits_for_the_licence_has_no_running_clock(office, clerk):
    done = received(office, clerk)
    first, *others = done.cases
    assert first.state is CaseState.RECEIVED
    assert first.handed_in_at == TUESDAY
    assert first.notice_due is not None
    for case in others:
        assert case.state is CaseState.WAITING
        assert case.waits_for == (first.id,)
        assert case.handed_in_at is None
        assert case.notice_due is None


@pytest.mark.parametrize("mode", ["correction", "unified"])
def test_in_the_other_modes_every_clock_runs_from_the_receipt(office, clerk, system, mode):
    with_waiting(office, system, mode)
    for case in received(office, clerk).cases:
        assert case.state is CaseState.RECEIVED
        assert case.handed_in_at == TUESDAY


def test_a_second_press_answers_the_same_sitting(office, clerk):
    snapshot = a_draft(office, clerk).snapshot()
    first = intake.receive(office, clerk, snapshot)
    again = intake.receive(office, clerk, snapshot)
    assert again.again
    assert not again.changes.any
    assert again.sitting == first.sitting
    assert again.cases == first.cases
    with office.store.read() as reader:
        assert len(reader.cases.lines(clerk.region, day=None, text="", limit=9)) == 1


def test_receiving_removes_the_saved_draft(office, clerk):
    draft = a_draft(office, clerk)
    drafts.save(office, clerk, draft.draft_id, "面馆", draft.to_json())
    assert [line.label for line in drafts.mine(office, clerk)] == ["面馆"]
    intake.receive(office, clerk, draft.snapshot())
    assert drafts.mine(office, clerk) == ()


def test_a_draft_saved_late_does_not_come_back_after_receiving(office, clerk):
    draft = a_draft(office, clerk)
    intake.receive(office, clerk, draft.snapshot())
    drafts.save(office, clerk, draft.draft_id, "面馆", draft.to_json())
    assert drafts.mine(office, clerk) == ()


def test_a_back_entry_keeps_both_times(office, clerk):
    true_time = TUESDAY - timedelta(days=4)
    done = intake.receive(office, clerk, a_draft(office, clerk).snapshot(), true_time)
    assert done.sitting.received_at == true_time
    assert done.sitting.recorded_at == TUESDAY
    assert done.sitting.entry_mode is EntryMode.BACK_ENTRY
    with office.store.read() as reader:
        events = reader.journal.events(clerk.region, done.sitting.id)
    assert [(e.occurred_at, e.recorded_at) for e in events] == [(true_time, TUESDAY)]


def test_a_receipt_in_the_future_is_refused(office, clerk):
    with problem("sitting.in-future"):
        intake.receive(
            office, clerk, a_draft(office, clerk).snapshot(), TUESDAY + timedelta(minutes=1)
        )


def test_nothing_to_receive_is_refused(office, clerk):
    with problem("sitting.no-items"):
        intake.receive(office, clerk, drafts.begin(office, clerk).snapshot())


def test_without_an_applicant_nothing_is_received(office, clerk):
    draft = drafts.begin(office, clerk)
    draft.add_items("SCJG-03")
    with problem("sitting.no-applicant"):
        intake.receive(office, clerk, draft.snapshot())
    with office.store.read() as reader:
        assert reader.cases.lines(clerk.region, day=None, text="", limit=9) == ()
        assert reader.journal.events(clerk.region, draft.draft_id) == ()


def test_a_refused_receiving_uses_no_number(office, clerk):
    draft = drafts.begin(office, clerk)
    draft.add_items("SCJG-03")
    with problem("sitting.no-applicant"):
        intake.receive(office, clerk, draft.snapshot())
    assert received(office, clerk).sitting.number.endswith("〔2026〕1号")


def test_only_a_clerk_receives(office, clerk):
    snapshot = a_draft(office, clerk).snapshot()
    with problem("right.missing"):
        intake.receive(office, acting(office, "auditadmin", Role.AUDIT_ADMIN), snapshot)


def test_a_case_keeps_the_version_it_was_taken_under(office, clerk, system, tmp_path):
    done = received(office, clerk)
    source = catalogue.SHIPPED / "items" / "CG-01.yaml"
    items = tmp_path / "package" / "items"
    items.mkdir(parents=True)
    text = source.read_text(encoding="utf-8")
    (items / source.name).write_text(text.replace("门店招牌", "店铺招牌"), encoding="utf-8")
    installed = catalogue.install(office, system, tmp_path / "package", None)
    assert [(one.key, one.version) for one in installed.new] == [("CG-01", 2)]
    old = catalogue.at_versions(office, done.sitting.versions).items["CG-01"]
    new = catalogue.current(office).items["CG-01"]
    assert (old.version, new.version) == (1, 2)
    assert "门店招牌" in old.name
    assert "店铺招牌" in new.name


def test_a_version_of_tomorrow_is_not_in_force_today(office, clerk, system, tmp_path):
    source = catalogue.SHIPPED / "items" / "CG-01.yaml"
    items = tmp_path / "package" / "items"
    items.mkdir(parents=True)
    text = source.read_text(encoding="utf-8")
    (items / source.name).write_text(text.replace("门店招牌", "店铺招牌"), encoding="utf-8")
    tomorrow = date(2026, 11, 25)
    catalogue.install(office, system, tmp_path / "package", tomorrow)
    assert catalogue.current(office).items["CG-01"].version == 1
    office.clock.move(days=1)
    assert catalogue.current(office).items["CG-01"].version == 2


def test_the_journal_names_the_form_but_does_not_hold_it(office, clerk):
    done = received(office, clerk)
    with office.store.read() as reader:
        events = reader.journal.events(clerk.region, done.sitting.id)
        for case in done.cases:
            events += reader.journal.events(clerk.region, case.id)
        head = reader.journal.verify_chain(clerk.station)
    assert [e.kind for e in events].count("case.waiting") == 4
    assert head.seq >= len(events)
    assert "370983199003159995" not in repr(events)
    assert "䶮" not in repr(events)
    for event in events:
        assert event.savings["fields_separate"] == 117
        assert event.savings["fields_merged"] == 79
        assert event.hall
        assert event.window


def test_what_was_used_in_this_hall_comes_first_in_the_search(office, clerk):
    before = [hit.key for hit in catalogue.search(office, "许可", clerk.hall)]
    received(office, clerk)
    after = catalogue.search(office, "许可", clerk.hall)
    assert {after[0].key, after[1].key} == {"SCJG-03", "PS-01"}
    assert after[0].uses == 1
    assert set(before) == {hit.key for hit in after}


def test_an_agent_is_recorded_with_the_sitting(office, clerk):
    agent = {
        "agent.name": "周𠅤",
        "agent.id_type": "居民身份证",
        "agent.id_number": "371103198802299979",
        "agent.phone": "16600000005",
    }
    filled = the_restaurant(
        item_answers={"delegate": "yes"},
        values_by_concept={**the_restaurant().values_by_concept, **agent},
    )
    done = received(office, clerk, filled)
    assert done.sitting.agent is not None
    assert done.sitting.agent.name == "周𠅤"
