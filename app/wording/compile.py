"""Compiles a translation on its first use, and again whenever its source is newer.

The result lies beside the source (`resources/i18n/<language>/LC_MESSAGES`); where that folder
cannot be written it lies in the user's cache. The package build compiles beforehand.
"""

from __future__ import annotations

import os
from pathlib import Path

from app import paths

DOMAIN = "yichuang"


def source_file(language: str) -> Path:
    """Return where the translation into a language is written by people."""
    return paths.RESOURCES / "i18n" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def compiled_file(language: str) -> Path:
    """Return an up-to-date compiled translation, compiling it if need be.

    Raises FileNotFoundError for a language that has neither source nor compiled file.
    """
    source = source_file(language)
    beside = source.with_suffix(".mo")
    elsewhere = paths.cache() / "words" / language / beside.name
    for ready in (beside, elsewhere):
        if _is_fresh(ready, source):
            return ready
    try:
        return _compile(source, beside)
    except OSError:  # read-only folder, or no source at all: then this fails in its own words
        return _compile(source, elsewhere)


def _is_fresh(compiled: Path, source: Path) -> bool:
    """Tell whether a compiled file is there and not older than its source, if that is there."""
    if not compiled.exists():
        return False
    return not source.exists() or compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _compile(source: Path, target: Path) -> Path:
    """Compile in one step: another process sees the old file or the new one, never half of it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(f".{os.getpid()}")
    with half.open("wb") as file:
        write_mo(file, catalogue)
    half.replace(target)
    return target
