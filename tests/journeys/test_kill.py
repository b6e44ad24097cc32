"""The plug is pulled while a clerk types and while she receives: nothing is lost, half there, or twice."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from itertools import pairwise

import pytest

from app import paths
from app.admin.opening import open_office
from app.domain.actor import Role
from app.forms.draft import Draft
from app.services import bureau, catalogue, drafts, intake, records
from app.services.command_line import acting
from db.credentials import MemorySecrets
from tests.blackbox.stage import ROOT
from tests.journeys.at_work import ADDRESS, APPLICANT, ITEM, NAME
from ui.demonstration.example import read_hall
from ui.demonstration.staff import prepare

LAST_SECOND = 1.0
LIVES = 3
RECEIVINGS = 3
PATIENCE = 60.0


@contextmanager
def opened():
    """The office of the test's store, looked at between two lives of the program."""
    office = open_office(paths.home(), MemorySecrets())
    with closing(office.store):
        yield office


@pytest.fixture
def password(tmp_path):
    """The password of the clerk of a new store."""
    paths.home().mkdir()
    with opened() as office:
        return prepare(office, read_hall(), tmp_path / "papers")["clerk"].password


class Life:
    """One run of the program; `marks` is what it said, `died` when it was killed."""

    def __init__(self, password, until, seconds, *verbs):
        self.marks = []
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.at_work", paths.home(), password, *verbs],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        doom = threading.Timer(PATIENCE, child.kill)
        doom.start()
        for line in child.stdout:
            self._hear(line)
            if self.marks and self.marks[-1]["what"] == until:
                doom.cancel()
                doom = threading.Timer(seconds, self._kill, (child,))
                doom.start()
                until = None
        doom.cancel()
        doom.join()
        child.stdout.close()
        assert child.wait() < 0, f"died by itself after {self.marks[-1:]}"
        assert until is None, f"never came to {until}"

    def _kill(self, child):
        self.died = time.monotonic()
        child.kill()

    def _hear(self, line):
        if line.endswith(b"\n"):  # the last one may be cut
            self.marks.append(json.loads(line))

    def texts(self, before=float("inf")):
        """Return what stood in the field, as it grew, until some time."""
        return [mark["text"] for mark in self.marks if "text" in mark and mark["at"] <= before]


def look_after(office):
    """Check that a store is whole; return its clerk, the drafts, and the sittings there are."""
    with closing(sqlite3.connect(paths.store_file(paths.home()))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with office.store.read() as reader:
        for station in bureau.current(office).stations:
            reader.journal.verify_chain(station.id)
    clerk = acting(office, "demo.clerk", Role.CLERK)
    return clerk, drafts.mine(office, clerk), records.lines(office, clerk, None, "")


def test_typing_survives_any_kill_but_for_the_last_second(password) -> None:
    seed = time.time_ns()
    print("seed", seed)
    dice = random.Random(seed)
    stood = ""
    for life in range(LIVES):
        verbs = ("go_on" if life else "begin", "type")
        lived = Life(password, "typing", dice.uniform(1.5, 3.0), *verbs)
        assert lived.texts()[0] == stood, "the draft taken back is not the draft that was saved"
        with opened() as office:
            clerk, offered, sittings = look_after(office)
            assert sittings == ()
            (line,) = offered
            draft = drafts.take_back(office, clerk, line.id)
        assert draft.value(NAME) == APPLICANT
        stood = draft.value(ADDRESS) or ""
        texts = lived.texts()
        for before, after in pairwise(texts):
            assert after[:-1] == before, "what was typed was changed under the typist's hands"
        typed, due = texts[-1], lived.texts(lived.died - LAST_SECOND)[-1].rstrip()
        assert typed.startswith(stood), "the draft holds what nobody typed"
        lost = f"{len(due) - len(stood)} of {len(typed)} keys older than a second are lost"
        assert stood.startswith(due), lost


def test_a_receiving_that_is_killed_has_happened_once_or_not_at_all(password) -> None:
    seed = time.time_ns()
    print("seed", seed)
    dice = random.Random(seed)
    received = 0
    for _life in range(RECEIVINGS):
        lived = Life(password, "confirming", dice.uniform(0.0, 0.12), "begin", "receive")
        (body,) = [mark["draft"] for mark in lived.marks if mark["what"] == "asked"]
        told = any(mark["what"] == "received" for mark in lived.marks)
        with opened() as office:
            clerk, offered, sittings = look_after(office)
            mine = [line for line in offered if str(line.id) == body["draft_id"]]
            there = len(sittings) - received
            assert there == (0 if mine else 1), "neither a draft nor a sitting, or both"
            assert there or not told, "the screen said that it was received"
            receive_again(office, clerk, body, again=bool(there))
            received += 1
            assert drafts.mine(office, clerk) == ()
            assert len(records.lines(office, clerk, None, "")) == received


def receive_again(office, clerk, body, *, again):
    """Receive the same draft once more, and once more: it is the same sitting, whole."""
    known = catalogue.current(office)
    rules = catalogue.merge_rules(known, bureau.current(office))
    snapshot = Draft.from_json(body, known, rules, office.now()).snapshot()
    first = intake.receive(office, clerk, snapshot)
    second = intake.receive(office, clerk, snapshot)
    assert first.again is again
    assert second.again
    assert first.sitting.number == second.sitting.number
    (case,) = second.cases
    assert case.item_id == ITEM
    with office.store.read() as reader:
        assert len(reader.cases.rounds_of(case.region, case.id)) == 1
