"""What change 0005 writes into the rows of older programs, in the shapes of its day.

A case of an older program has no acts, but its row says what happened: it was received, and the
clerk decided about it at the window. Those two become its acts, so that its state follows from them
like that of any later case. The identity of an act is made from the case's, so that a window and
the centre, migrated apart, agree on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from db.migrations.types import DOCUMENT, IDENTITY

Fields = dict[str, Any]

_BATCH = 500
_NEVER = date.max

_ACTS = {
    "accept": "accept",
    "accept-owing": "accept-owing",
    "correct": "ask-correction",
    "refuse": "not-accept",
    "not-needed": "not-needed",
}
"""What the clerk decided → the act that it was. Waiting for another's result is no act."""

_STANDING = (
    "round",
    "corrections",
    "step",
    "stopped",
    "extended_days",
    "acts",
    "due_on",
    "received_epoch",
)
"""The columns of a case that an older program did not know and a newer one cannot do without."""

_DUE = {
    "received": ("notice_due",),
    "accepted": ("promised_due", "legal_due"),
    "accepted-owing": ("promised_due", "legal_due", "owed_due"),
}


def _table(name: str, **columns: Any) -> sa.TableClause:
    """Return what this change knows of a table."""
    return sa.table(name, *(sa.column(key, kind) for key, kind in columns.items()))


_CASES = _table(
    "cases",
    region=sa.String,
    id=IDENTITY,
    sitting_id=IDENTITY,
    item_id=sa.String,
    state=sa.String,
    received_at=sa.String,
    accepted_at=sa.String,
    notice_due=sa.Date,
    promised_due=sa.Date,
    legal_due=sa.Date,
    owed_due=sa.Date,
    outcome=DOCUMENT,
    practice=sa.SmallInteger,
    round=sa.Integer,
    corrections=sa.Integer,
    step=sa.Integer,
    stopped=sa.SmallInteger,
    extended_days=sa.Integer,
    acts=sa.Integer,
    due_on=sa.Date,
    received_epoch=sa.BigInteger,
)
_SITTINGS = _table(
    "sittings",
    region=sa.String,
    id=IDENTITY,
    recorded_at=sa.String,
    concluded_at=sa.String,
    clerk_id=IDENTITY,
    clerk_name=sa.String,
    form_values=DOCUMENT,
    site=sa.String,
)
_MATERIALS = _table(
    "materials",
    region=sa.String,
    sitting_id=IDENTITY,
    position=sa.Integer,
    key=sa.String,
    state=sa.String,
    items=DOCUMENT,
)
_NEW_ACTS = _table(
    "acts",
    region=sa.String,
    id=IDENTITY,
    case_id=IDENTITY,
    seq=sa.Integer,
    kind=sa.String,
    happened_at=sa.String,
    recorded_at=sa.String,
    done_by=IDENTITY,
    done_by_name=sa.String,
    body_kind=sa.String,
    body=DOCUMENT,
    practice=sa.SmallInteger,
)


def fill(connection: sa.Connection) -> None:
    """Give every sitting its site, every case its acts and the columns that queues are read by."""
    for sittings in _batches(connection):
        sites = [_key(one) | {"site": site} for one in sittings if (site := _site(one))]
        _replace(connection, _SITTINGS, ("site",), sites)
        _fill_cases(connection, sittings)


def _batches(connection: sa.Connection) -> Iterator[list[Fields]]:
    """Return all sittings in turn, some at a time, in the order of their keys."""
    table = _SITTINGS
    after: sa.ColumnElement[bool] = sa.true()
    while True:
        rows = connection.execute(
            sa.select(table).where(after).order_by(table.c.region, table.c.id).limit(_BATCH)
        )
        batch = [dict(row) for row in rows.mappings()]
        if not batch:
            return
        yield batch
        region, last = batch[-1]["region"], batch[-1]["id"]
        after = sa.or_(
            table.c.region > region, sa.and_(table.c.region == region, table.c.id > last)
        )


def _site(sitting: Fields) -> str:
    """Return the site that a form names, nothing where it names none."""
    return str(sitting["form_values"].get("site.address") or "").strip()


def _fill_cases(connection: sa.Connection, sittings: list[Fields]) -> None:
    """Write the acts and the new columns of the cases of some sittings."""
    owed = _owed(_rows_of(connection, _MATERIALS, sittings))
    by_key = {(one["region"], one["id"]): one for one in sittings}
    acts: list[Fields] = []
    standing: list[Fields] = []
    for case in _rows_of(connection, _CASES, sittings):
        key = (case["region"], case["sitting_id"])
        mine = list(_acts_of(case, by_key[key], owed.get((*key, case["item_id"]), [])))
        acts += mine
        standing.append(_key(case) | _standing(case, mine))
    if acts:
        connection.execute(sa.insert(_NEW_ACTS), acts)
    _replace(connection, _CASES, _STANDING, standing)


def _owed(materials: list[Fields]) -> dict[tuple[str, UUID, str], list[str]]:
    """Return the keys of the materials owed, by region, sitting and item, in their order."""
    owed: dict[tuple[str, UUID, str], list[str]] = {}
    for material in sorted(materials, key=lambda row: row["position"]):
        for item in material["items"] if material["state"] == "owed" else ():
            place = (material["region"], material["sitting_id"], item)
            owed.setdefault(place, []).append(material["key"])
    return owed


def _rows_of(
    connection: sa.Connection, table: sa.TableClause, sittings: list[Fields]
) -> list[Fields]:
    """Return what belongs to some sittings, unsorted: an order would lead away from the index."""
    rows = connection.execute(
        sa.select(table).where(
            table.c.region.in_({one["region"] for one in sittings}),
            table.c.sitting_id.in_([one["id"] for one in sittings]),
        )
    )
    return [dict(row) for row in rows.mappings()]


def _key(row: Fields) -> Fields:
    """Return the key of a row as parameters."""
    return {"of_region": row["region"], "of_id": row["id"]}


def _replace(
    connection: sa.Connection, table: sa.TableClause, names: Sequence[str], rows: list[Fields]
) -> None:
    """Write some columns of the rows with some keys."""
    if rows:
        connection.execute(
            sa.update(table)
            .where(table.c.region == sa.bindparam("of_region"), table.c.id == sa.bindparam("of_id"))
            .values({name: sa.bindparam(name) for name in names}),
            rows,
        )


def _standing(case: Fields, acts: list[Fields]) -> Fields:
    """Return the new columns of a case."""
    days = [case[name] for name in _DUE.get(case["state"], ())]
    return {
        "round": 1,
        "corrections": sum(act["kind"] == "ask-correction" for act in acts),
        "step": 0,
        "stopped": 0,
        "extended_days": 0,
        "acts": len(acts),
        "due_on": min((day for day in days if day is not None), default=_NEVER),
        "received_epoch": int(datetime.fromisoformat(case["received_at"]).timestamp()),
    }


def _acts_of(case: Fields, sitting: Fields, owed: list[str]) -> Iterator[Fields]:
    """Return the acts of a case: the receipt, and what the clerk decided."""
    common = {
        "region": case["region"],
        "case_id": case["id"],
        "done_by": sitting["clerk_id"],
        "done_by_name": sitting["clerk_name"],
        "practice": case["practice"],
    }
    yield common | {
        "id": _identity(case, "receive"),
        "seq": 1,
        "kind": "receive",
        "happened_at": case["received_at"],
        "recorded_at": sitting["recorded_at"],
        "body_kind": "nothing",
        "body": {},
    }
    outcome = case["outcome"]
    if outcome is None or outcome["kind"] not in _ACTS:
        return
    kind = _ACTS[outcome["kind"]]
    moment = case["accepted_at"] or sitting["concluded_at"] or case["received_at"]
    body_kind, body = _body(kind, case, moment, owed)
    yield common | {
        "id": _identity(case, kind),
        "seq": 2,
        "kind": kind,
        "happened_at": moment,
        "recorded_at": max(moment, sitting["recorded_at"], key=datetime.fromisoformat),
        "body_kind": body_kind,
        "body": body,
    }


def _identity(case: Fields, kind: str) -> UUID:
    """Return the identity of an act: the same wherever the case is migrated."""
    return uuid5(case["id"], kind)


def _body(kind: str, case: Fields, moment: str, owed: list[str]) -> tuple[str, Fields]:
    """Return the name and the data of an act's body."""
    outcome = case["outcome"]
    if kind == "ask-correction":
        told = {"round": 1, "defects": outcome["defects"], "second": False, "why": ""}
        return "correction", told
    if kind in ("accept", "accept-owing"):
        counts_from = datetime.fromisoformat(moment).date().isoformat()
        accepted = {"counts_from": counts_from, "lost_days": 0, "owed": [], "owed_until": None}
        if kind == "accept-owing" and case["owed_due"] is not None:
            accepted |= {"owed": owed, "owed_until": case["owed_due"].isoformat()}
        return "acceptance", accepted
    return "non-acceptance", {name: outcome[name] for name in ("reason", "basis", "competent")}
