"""A child process that accepts one sitting after another until it is killed.

`python -m tests.db.accepting FILE STATION`: prints `number event-id hash` after each commit, as a
window prints a receipt. Every fifth transaction takes a number and is rolled back.
"""

from __future__ import annotations

import itertools
import os
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from app.domain.identity import uuid7
from app.domain.paper import Paper
from app.ports.store import Store
from db import open_store
from tests.db import builders
from tests.db.builders import SERIES


def fresh(serial: int) -> UUID:
    """An identity that no other process makes."""
    return uuid7(1_785_000_000_000 + serial, os.urandom(10))


def accept(store: Store, station: str, serial: int) -> str | None:
    """Receive one sitting with three cases in one transaction; None when it is rolled back."""
    visit = replace(builders.a_visit(), id=fresh(serial))
    with store.begin() as unit:
        number = unit.numbers.take(SERIES, station)
        sitting = replace(
            builders.a_sitting(visit, number), id=fresh(serial), draft_id=fresh(serial)
        )
        cases = [
            replace(builders.a_case(sitting, number * 3 + place), id=fresh(serial))
            for place in range(3)
        ]
        paper: Paper = replace(builders.a_paper(sitting), id=fresh(serial))
        event = replace(
            builders.an_event(sitting.id, station=station), id=fresh(serial), data={"n": number}
        )
        unit.cases.put_visit(visit)
        unit.cases.put_sitting(sitting)
        unit.cases.put_cases(cases)
        unit.papers.put(paper)
        head = unit.journal.add(event)
        if serial % 5 == 0:
            return None
        unit.commit()
    return f"{number} {event.id} {head.hash}"


def main(path: str, station: str) -> None:
    """Accept for ever."""
    store = open_store(Path(path))
    print("open", flush=True)
    for serial in itertools.count(1):
        receipt = accept(store, station, serial)
        if receipt is not None:
            print(receipt, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
