"""The font files: kept compressed in `resources/fonts`, unpacked once into the cache.

Needs nothing but the standard library, so the screen can load its fonts before the documents
are imported. `installer/fonts.py` makes the files and says where they come from.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app import paths
from app.errors import WorldProblem

FOLDER = paths.RESOURCES / "fonts"


@dataclass(frozen=True)
class FontFiles:
    """Unpacked TrueType files. `rare`: the Han characters that the others lack; `ticks`: boxes to tick."""

    sans: Path
    sans_bold: Path
    serif: Path
    serif_bold: Path
    rare: Path
    ticks: Path


def font_files(cache: Path | None = None) -> FontFiles:
    """Return the font files, unpacking what the cache folder does not hold yet.

    Raises WorldProblem `fonts.damaged` (params: name) when a file is not what it should be, and
    `fonts.not-unpacked` (params: folder, reason) when it cannot be written.
    """
    folder = (paths.cache() if cache is None else cache) / "fonts"
    facts = json.loads((FOLDER / "fonts.json").read_text(encoding="utf-8"))
    found = {name: _unpacked(name, fact, folder) for name, fact in facts.items()}
    return FontFiles(
        found["hei"],
        found["hei-bold"],
        found["song"],
        found["song-bold"],
        found["rare"],
        found["ticks"],
    )


def _unpacked(name: str, fact: dict[str, object], folder: Path) -> Path:
    # The digest stands in the file's name, so a new font never meets an old file. It is checked
    # before the rename; later starts trust the name and the size.
    digest = str(fact["sha256"])
    target = folder / f"{name}-{digest[:16]}.ttf"
    if target.is_file() and target.stat().st_size == fact["size"]:
        return target
    try:
        content = lzma.decompress((FOLDER / f"{name}.ttf.xz").read_bytes())
    except (OSError, lzma.LZMAError) as error:
        raise WorldProblem("fonts.damaged", name=name) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise WorldProblem("fonts.damaged", name=name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(target, content)
    except OSError as error:
        raise WorldProblem("fonts.not-unpacked", folder=str(folder), reason=str(error)) from error
    return target


def _write(target: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(target)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        if not target.is_file():  # another process may hold the finished file open (Windows)
            raise
