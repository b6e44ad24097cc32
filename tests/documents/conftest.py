"""One maker for all tests of papers: its fonts are unpacked once, into a folder of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.documents import PaperMaker
from tests.documents.builders import signer


@pytest.fixture(scope="session")
def font_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture(scope="session")
def maker(font_cache: Path) -> PaperMaker:
    return PaperMaker(signer(), font_cache)
