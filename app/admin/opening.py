"""Opening the office: the one place that puts a store under the services.

Used by the screen's entry point and by the command line alike.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app import paths
from app.documents import PaperMaker
from app.ports.clock import Clock, SystemClock
from app.ports.secrets import Secrets
from app.services.office import Office
from app.services.published_days import PublishedDays
from app.services.signing import signer
from db import open_store


def open_office(
    home: Path, secrets: Secrets, *, exclusive: bool = False, clock: Clock | None = None
) -> Office:
    """Open the store of a data folder (made when it does not exist) and what surrounds it.

    `exclusive`: one screen per store. Raises WorldProblem when the folder cannot be used, and
    whatever `db.open_store` refuses.
    """
    time = clock or SystemClock()
    store = open_store(paths.store_file(home), exclusive=exclusive)

    @cache
    def paper_maker() -> PaperMaker:
        return PaperMaker(signer(store, secrets, time))

    return Office(store, time, secrets, PublishedDays(store), paper_maker, home)
