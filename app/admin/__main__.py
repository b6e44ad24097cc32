"""The administrator's command line: `python3 -m app.admin`, installed as `yichuang-admin`."""

from __future__ import annotations

from app.bootstrap import ensure

ensure("run")

import os

from app import wording

# Help texts are fixed when the commands are defined, so the language is chosen before that.
if os.environ.get("YICHUANG_LANGUAGE") in wording.LANGUAGES:
    wording.use(os.environ["YICHUANG_LANGUAGE"])

from app.admin import (
    accounts,
    auditing,
    bars,
    blanks,
    calendars,
    cases,
    certificates,
    definitions,
    documents,
    files,
    hand_over,
    law,
    measuring,
    notices,
    seals,
    sittings,
    sums,
    verify,
)
from app.admin.console import yichuang_admin

# The modules whose import defines the commands.
__all__ = [
    "accounts",
    "auditing",
    "bars",
    "blanks",
    "calendars",
    "cases",
    "certificates",
    "definitions",
    "documents",
    "files",
    "hand_over",
    "law",
    "measuring",
    "notices",
    "seals",
    "sittings",
    "sums",
    "verify",
]


def main() -> None:
    """Run one command."""
    yichuang_admin(prog_name="yichuang-admin")


if __name__ == "__main__":
    main()
