"""The journal: what happened, chained by hashes per station, and the outbox beside it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, and_, bindparam, func, insert, select, update

from app.domain.actor import Channel, EntryMode
from app.domain.case import Event
from app.errors import Problem
from app.ports.stored import ChainHead
from db.repositories.rows import epoch
from db.tables.records import chain_heads, journal, outbox

_GENESIS = ""
_LINK = ("region", "station", "seq")
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_OWN = (
    chain_heads.c.region == bindparam("of_region"),
    chain_heads.c.station == bindparam("of_station"),
)
_HEAD = select(chain_heads).where(*_OWN).with_for_update()
_MOVE_HEAD = update(chain_heads).where(*_OWN)
_NEW_EVENT = insert(journal)
_NEW_WAITING = insert(outbox)


class SqlJournal:
    """Implements `JournalReads` and `Journal`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def add(self, event: Event, *more: Event) -> ChainHead:
        """Append events with chain links and outbox rows; returns the last one's station's head.

        Each chain's head is read and moved once, whatever number of links is added to it.
        """
        heads: dict[tuple[str, str], ChainHead] = {}
        rows: list[dict[str, Any]] = []
        waiting: list[dict[str, Any]] = []
        head = ChainHead(event.station, 0, _GENESIS)
        for one in (event, *more):
            chain = (one.region, one.station)
            before = heads.get(chain) or self._head(*chain)
            body = _body(one)
            digest = link(body, before.seq + 1, before.hash)
            rows.append(_row(one, before, digest))
            waiting.append(_waiting(one, before, body, digest))
            head = heads[chain] = ChainHead(one.station, before.seq + 1, digest)
        self._connection.execute(_NEW_EVENT, rows)
        self._connection.execute(_NEW_WAITING, waiting)
        for (region, station), last in heads.items():
            own = {"of_region": region, "of_station": station}
            self._connection.execute(_MOVE_HEAD, own | {"seq": last.seq, "hash": last.hash})
        return head

    def events(self, region: str, subject: UUID | None = None) -> tuple[Event, ...]:
        """Return the events of a subject (of everything when None), oldest first.

        Events of one station stay in the order of its chain, also when its clock went back.
        """
        conditions = [journal.c.region == region]
        if subject is not None:
            conditions.append(journal.c.subject == subject)
        latest = func.max(journal.c.recorded_epoch).over(
            partition_by=journal.c.station, order_by=journal.c.seq
        )
        rows = self._connection.execute(
            select(journal).where(*conditions).order_by(latest, journal.c.station, journal.c.seq)
        )
        return tuple(_event(row) for row in rows.mappings())

    def last_recorded(self) -> dict[str, datetime]:
        """Return, for every station, when the last event of its chain was recorded."""
        link_of = tuple(journal.c[name] == chain_heads.c[name] for name in _LINK)
        told = select(journal.c.station, journal.c.recorded_at).join(chain_heads, and_(*link_of))
        found = self._connection.execute(told.order_by(journal.c.recorded_epoch))
        return {one.station: one.recorded_at for one in found}

    def verify_chain(self, station: str) -> ChainHead:
        """Walk a station's chain; raise Problem `journal.chain-broken` (params: seq) if it breaks.

        A name borne by stations of several regions: every chain is walked, and the head of the
        longest is returned.
        """
        heads = {
            head.region: ChainHead(station, head.seq, head.hash)
            for head in self._connection.execute(
                select(chain_heads).where(chain_heads.c.station == station)
            )
        }
        in_journal = self._connection.execute(
            select(journal.c.region).where(journal.c.station == station).distinct()
        ).scalars()
        empty = ChainHead(station, 0, _GENESIS)
        longest = empty
        for region in sorted({*heads, *in_journal}):
            head = self._walk(region, station)
            if head != heads.get(region, empty):
                raise _broken(station, head.seq + 1)
            longest = max(longest, head, key=lambda found: found.seq)
        return longest

    def outbox_waiting(self) -> int:
        """Return how many outbox rows no central database has acknowledged."""
        waiting: int = self._connection.execute(
            select(func.count()).select_from(outbox).where(outbox.c.acked_at.is_(None))
        ).scalar_one()
        return waiting

    def _walk(self, region: str, station: str) -> ChainHead:
        """Compute a chain again from its events; return the head that they lead to."""
        seq, digest = 0, _GENESIS
        rows = self._connection.execute(
            select(journal)
            .where(journal.c.region == region, journal.c.station == station)
            .order_by(journal.c.seq)
        )
        try:
            for row in rows.mappings():
                expected = link(_body(_event(row)), seq + 1, digest)
                if (row["seq"], row["prev_hash"], row["hash"]) != (seq + 1, digest, expected):
                    raise _broken(station, seq + 1)
                seq, digest = seq + 1, expected
        except (ValueError, TypeError) as unreadable:
            raise _broken(station, seq + 1) from unreadable
        return ChainHead(station, seq, digest)

    def _head(self, region: str, station: str) -> ChainHead:
        """Return the last link of a chain, locked; an empty chain is begun."""
        own = {"of_region": region, "of_station": station}
        found = self._connection.execute(_HEAD, own).first()
        if found is not None:
            return ChainHead(station, found.seq, found.hash)
        row = {"region": region, "station": station, "seq": 0, "hash": _GENESIS}
        self._connection.execute(insert(chain_heads), [row])
        return ChainHead(station, 0, _GENESIS)


def _row(event: Event, head: ChainHead, digest: str) -> dict[str, Any]:
    """Return the row of an event, linked to the head before it."""
    row: dict[str, Any] = dict(vars(event))
    row["window_id"] = row.pop("window")
    return row | {
        "channel": event.channel.value,
        "entry_mode": event.entry_mode.value,
        "recorded_epoch": epoch(event.recorded_at),
        "savings": dict(event.savings),
        "data": dict(event.data),
        "seq": head.seq + 1,
        "prev_hash": head.hash,
        "hash": digest,
    }


def _waiting(event: Event, head: ChainHead, body: dict[str, Any], digest: str) -> dict[str, Any]:
    """Return the row of an event in the outbox."""
    return {
        "region": event.region,
        "station": event.station,
        "seq": head.seq + 1,
        "event_id": event.id,
        "body": body | {"prev": head.hash},
        "hash": digest,
        "acked_at": None,
    }


def link(body: dict[str, Any], seq: int, prev: str) -> str:
    """Return a link's hash: SHA-256 over the canonical JSON of event, place and previous hash."""
    canonical = _CANONICAL.encode(body | {"seq": seq, "prev": prev})
    return hashlib.sha256(canonical.encode()).hexdigest()


def _body(event: Event) -> dict[str, Any]:
    """Return an event as JSON data: ids, codes, hashes and counts."""
    return vars(event) | {
        "id": event.id.hex,
        "subject": event.subject.hex,
        "clerk_id": event.clerk_id.hex,
        "occurred_at": event.occurred_at.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "channel": event.channel.value,
        "entry_mode": event.entry_mode.value,
        "savings": dict(event.savings),
        "data": dict(event.data),
    }


def _event(row: RowMapping) -> Event:
    """Build an event from its row."""
    fields: dict[str, Any] = dict(row)
    for ours in ("seq", "prev_hash", "hash", "recorded_epoch"):
        del fields[ours]
    fields["window"] = fields.pop("window_id")
    fields["channel"] = Channel(fields["channel"])
    fields["entry_mode"] = EntryMode(fields["entry_mode"])
    return Event(**fields)


def _broken(station: str, seq: int) -> Problem:
    """Return the refusal of a chain that does not hold at `seq`."""
    return Problem("journal.chain-broken", station=station, seq=seq)
