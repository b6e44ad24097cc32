"""One writer, one reader, each from its own thread; a search never waits behind an accept."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from pathlib import Path

from app.ports.store import Store
from db import open_store
from tests.db import builders
from tests.db.test_search import ALL


def test_a_search_does_not_wait_behind_an_accept(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "yichuang.db")) as store:
        with store.begin() as unit:
            unit.catalogue.index(ALL)
            unit.commit()
        found: list[object] = []

        def search() -> None:
            with store.read() as reader:
                found.append(reader.catalogue.search("食品", hall="大厅"))
                found.append(reader.settings.get("half"))

        with store.begin() as unit:
            unit.settings.put("half", 1)
            unit.catalogue.index([])
            thread = threading.Thread(target=search)
            began = time.perf_counter()
            thread.start()
            thread.join()
            waited = time.perf_counter() - began
            unit.commit()
        assert waited < 5
        (hits, half) = found
        assert [hit.key for hit in hits] == ["SP-1"]
        assert half is None


def test_a_view_stays_one_moment(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "yichuang.db")) as store:
        with store.read() as reader:
            assert reader.settings.get("a") is None
            with store.begin() as unit:
                unit.settings.put("a", 1)
                unit.commit()
            assert reader.settings.get("a") is None
        with store.read() as reader:
            assert reader.settings.get("a") == 1


def test_transactions_of_several_threads_follow_one_another(store: Store) -> None:
    def work(station: str) -> None:
        for _ in range(10):
            with store.begin() as unit:
                unit.journal.add(builders.an_event(station=station))
                count = unit.settings.get(station) or 0
                assert isinstance(count, int)
                unit.settings.put(station, count + 1)
                unit.commit()

    threads = [threading.Thread(target=work, args=(f"S{place}",)) for place in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as reader:
        for place in range(3):
            assert reader.settings.get(f"S{place}") == 10
            assert reader.journal.verify_chain(f"S{place}").seq == 10
