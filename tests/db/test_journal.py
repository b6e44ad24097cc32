"""The journal: chained per station, mirrored in the outbox, silent about what was typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from app.errors import Problem
from app.ports.store import Store
from app.ports.stored import ChainHead
from app.wording.sentences import sentence
from db import open_store
from db.store import SqlStore
from tests.db import builders
from tests.db.builders import NOW, REGION, TYPED


def add(store: Store, *events) -> list[ChainHead]:
    with store.begin() as unit:
        heads = [unit.journal.add(event) for event in events]
        unit.commit()
    return heads


def test_several_events_are_chained_like_one_after_another(store: Store) -> None:
    events = [builders.an_event(), builders.an_event(station="S9"), builders.an_event()]
    with store.begin() as unit:
        head = unit.journal.add(*events)
        unit.commit()
    with store.read() as reader:
        assert reader.journal.verify_chain("S8") == head
        assert (head.station, head.seq) == ("S8", 2)
        assert reader.journal.verify_chain("S9").seq == 1


def test_events_come_back_whole_and_oldest_first(store: Store) -> None:
    subject = builders.an_id()
    events = [builders.an_event(subject), builders.an_event(subject), builders.an_event()]
    backwards = builders.an_event(subject, recorded_at=NOW - timedelta(days=1))
    earlier = builders.an_event(station="", recorded_at=NOW - timedelta(hours=1))
    add(store, *events, backwards, earlier)
    with store.read() as reader:
        assert reader.journal.events(REGION) == (earlier, *events, backwards)
        assert reader.journal.events(REGION, subject) == (*events[:2], backwards)
        assert reader.journal.events("other") == ()


def test_each_station_has_a_chain_of_its_own_also_the_command_line(store: Store) -> None:
    heads = add(
        store,
        builders.an_event(station="S1"),
        builders.an_event(station=""),
        builders.an_event(station="S1"),
    )
    assert [(head.station, head.seq) for head in heads] == [("S1", 1), ("", 1), ("S1", 2)]
    assert len({head.hash for head in heads}) == 3
    with store.read() as reader:
        assert reader.journal.verify_chain("S1") == heads[2]
        assert reader.journal.verify_chain("") == heads[1]
        assert reader.journal.verify_chain("S2") == ChainHead("S2", 0, "")


def test_a_link_is_the_hash_of_event_place_and_previous_link(store: Store) -> None:
    """Written out here once more, so that another program can verify a chain by this test."""
    prev = ""
    events = [builders.an_event(), builders.an_event()]
    for seq, (event, head) in enumerate(zip(events, add(store, *events), strict=True), start=1):
        body = {
            key: value.hex if isinstance(value, UUID) else value
            for key, value in vars(event).items()
        }
        for moment in ("occurred_at", "recorded_at"):
            body[moment] = getattr(event, moment).isoformat()
        canonical = json.dumps(
            body | {"seq": seq, "prev": prev},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        prev = hashlib.sha256(canonical.encode()).hexdigest()
        assert head.hash == prev


def test_a_rolled_back_event_leaves_no_gap(store: Store) -> None:
    add(store, builders.an_event())
    with store.begin() as unit:
        unit.journal.add(builders.an_event())
    assert add(store, builders.an_event())[0].seq == 2
    with store.read() as reader:
        assert reader.journal.verify_chain("S8").seq == 2


def test_a_name_borne_in_two_regions_is_walked_in_both(store: SqlStore) -> None:
    add(store, builders.an_event(), builders.an_event(), builders.an_event(region="130100"))
    with store.read() as reader:
        assert reader.journal.verify_chain("S8").seq == 2
    tamper(store, "UPDATE journal SET kind = 'x' WHERE region = '130100'")
    with store.read() as reader, pytest.raises(Problem):
        reader.journal.verify_chain("S8")


def tamper(store: SqlStore, statement: str) -> None:
    with store._writing.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE journal SET kind = 'case.refused' WHERE seq = 2", 2),
        ("UPDATE journal SET clerk_id = '00000000000000000000000000000000' WHERE seq = 3", 3),
        ("UPDATE journal SET recorded_at = '2026-07-27T10:05:05+08:00' WHERE seq = 1", 1),
        ("UPDATE journal SET data = '{\"count\" : 4}' WHERE seq = 4", 4),
        ("UPDATE journal SET channel = 'unheard-of' WHERE seq = 2", 2),
        ("UPDATE journal SET hash = 'x' WHERE seq = 2", 2),
        ("DELETE FROM journal WHERE seq = 2", 2),
        ("DELETE FROM journal WHERE seq = 4", 4),
        ("DELETE FROM journal", 1),
        ("DELETE FROM chain_heads", 5),
        ("UPDATE chain_heads SET seq = 3", 5),
    ],
)
def test_whoever_changes_the_journal_breaks_the_chain(
    store: SqlStore, statement: str, seq: int
) -> None:
    add(store, *(builders.an_event() for _ in range(4)))
    tamper(store, statement)
    with store.read() as reader, pytest.raises(Problem) as broken:
        reader.journal.verify_chain("S8")
    assert broken.value.code == "journal.chain-broken"
    assert broken.value.params["seq"] == seq
    assert "S8" in sentence(broken.value)


def test_every_event_waits_in_the_outbox(store: SqlStore) -> None:
    events = [builders.an_event(), builders.an_event(station="")]
    heads = add(store, *events)
    with store.read() as reader:
        assert reader.journal.outbox_waiting() == 2
    with store._reading.connect() as connection:
        rows = connection.execute(
            text("SELECT seq, hash, event_id FROM outbox ORDER BY event_id")
        ).all()
    assert [tuple(row) for row in rows] == [
        (head.seq, head.hash, event.id.hex) for head, event in zip(heads, events, strict=True)
    ]
    tamper(store, "UPDATE outbox SET acked_at = '2026-07-27T09:05:00+08:00' WHERE station = 'S8'")
    with store.read() as reader:
        assert reader.journal.outbox_waiting() == 1


def test_the_chain_is_the_same_after_reopening(open_again: Callable[[], Store]) -> None:
    first = open_again()
    (head,) = add(first, builders.an_event())
    first.close()
    second = open_again()
    with second.read() as reader:
        assert reader.journal.verify_chain("S8") == head
    assert add(second, builders.an_event())[0].seq == 2
    second.close()


def test_journal_and_outbox_hold_nothing_that_was_typed(tmp_path: Path) -> None:
    store = open_store(tmp_path / "yichuang.db")
    visit = builders.a_visit()
    sitting = builders.a_sitting(visit)
    with store.begin() as unit:
        unit.cases.put_visit(visit)
        unit.cases.put_sitting(sitting)
        unit.journal.add(replace(builders.an_event(), subject=sitting.id))
        unit.commit()
    assert isinstance(store, SqlStore)
    with store._reading.connect() as connection:
        kept = [
            json.dumps([str(value) for value in row], ensure_ascii=False)
            for table in ("journal", "outbox", "chain_heads")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
        form = connection.execute(text("SELECT form_values FROM sittings")).scalar_one()
    store.close()
    typed = [*TYPED.values(), sitting.applicant.phone, sitting.agent.name, "海尔"]
    assert len(kept) == 3
    assert TYPED["id_number"] in form
    for value in typed:
        if not isinstance(value, bool | list):
            assert not any(str(value) in row for row in kept), value
