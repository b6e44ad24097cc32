"""Two desks, each a process of its own, on one store: one original, one blank, one number."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID

import pytest

from app.documents import PaperMaker
from app.domain.actor import Role
from app.errors import Problem
from app.services import blanks, certificates, sign_in
from app.services.certificates import PrintJob
from app.services.command_line import acting
from app.services.office import Office
from app.services.published_days import PublishedDays
from app.services.signing import signer
from db import open_central, open_store
from db.credentials import MemorySecrets
from tests.fakes.clock import StandingClock
from tests.services.certified import KIND, hall

DESKS = 2
ONCE = {"again", "certificate.printed-already", "certificate.printed-meanwhile"}
"""What the second desk is told: that it is done."""
Told = tuple[str, str, str]
PATIENCE = 120
"""Seconds after which a desk that does not come is given up."""


@contextmanager
def at(address: str, home: Path) -> Iterator[Office]:
    """Open an office on the store of an address: a file, or a central database."""
    store = open_central(address) if "://" in address else open_store(Path(address))
    clock, secrets = StandingClock(), MemorySecrets()

    @cache
    def paper_maker() -> PaperMaker:
        return PaperMaker(signer(store, secrets, clock))

    try:
        yield Office(store, clock, secrets, PublishedDays(store), paper_maker, home)
    finally:
        store.close()


def desk(address: str, home: Path, case: UUID, gate: Barrier, said: Queue[Told]) -> None:
    """Make, seal and print one certificate, each step together with the other desk.

    The paper lies in a slow spooler until both have pressed.
    """
    with at(address, home) as office:
        issuer = acting(office, "issuer", Role.ISSUER)
        office.paper_maker()

        def step(verb: Callable[..., object], subject: UUID) -> object:
            gate.wait(PATIENCE)
            try:
                return verb(office, issuer, subject)
            except Problem as problem:
                return problem.code
            finally:
                gate.wait(PATIENCE)

        made = step(certificates.make, case)
        (draft,) = certificates.of_case(office, issuer, case)
        sealed = step(certificates.seal, draft.id)
        job = step(certificates.print_certificate, draft.id)
        told = f"{job.copy} {job.blank}" if isinstance(job, PrintJob) else str(job)
        said.put((_said(made), _said(sealed), told))


def _said(made: object) -> str:
    return "again" if getattr(made, "again", False) else str(getattr(made, "again", made))


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path, new_file: Path) -> str:
    if request.param == "sqlite":
        shutil.copy(new_file, tmp_path / "yichuang.db")
        return str(tmp_path / "yichuang.db")
    make: Callable[[], str] = request.getfixturevalue("new_central")
    return make()


def test_two_desks_that_press_at_once_make_one_certificate_and_one_original_on_one_blank(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory
) -> None:
    monkeypatch.setenv("YICHUANG_CACHE", str(tmp_path_factory.getbasetemp() / "fonts"))
    with at(address, tmp_path) as office:
        sign_in.first_start(office)
        found = hall(office)
        blanks.receive(office, found.issuer, KIND, "A001", "A005")
    spawn = multiprocessing.get_context("spawn")
    gate, said = spawn.Barrier(DESKS), spawn.Queue()
    presses = [
        spawn.Process(target=desk, args=(address, tmp_path, found.food.id, gate, said))
        for _ in range(DESKS)
    ]
    for press in presses:
        press.start()
    told = sorted(said.get(timeout=PATIENCE) for _ in presses)
    for press in presses:
        press.join()
    for step in range(2):
        assert sum(one[step] == "False" for one in told) == 1  # the one that did it
        assert {one[step] for one in told} - {"False"} <= ONCE
    assert [one[2] for one in told if one[2] == "0 A001"] == ["0 A001"]
    assert {one[2] for one in told} - {"0 A001"} <= ONCE
    with at(address, tmp_path) as office:
        (line,) = certificates.of_case(office, found.issuer, found.food.id)
        (printing,) = certificates.prints(office, found.issuer, line.id)
        assert (printing.copy, printing.blank) == (0, "A001")
        (stock,) = blanks.balance(office, found.issuer, office.today())
        counted = (stock.before, stock.received, stock.used, stock.spoiled, stock.left)
        assert counted == (0, 5, 1, 0, 4)
        with office.store.read() as reader:
            papers = reader.papers.of_sitting(found.food.region, found.food.sitting_id)
        assert [one.number for one in papers if one.number == line.number] == [line.number]
