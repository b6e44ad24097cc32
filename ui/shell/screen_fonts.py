"""The fonts on the screen: one before the first paint, bold and rare characters afterwards.

Where the unpacked files lie is remembered in the cache: looking it up anew loads more than the
sign-in window itself.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from ui.styles.appearance import appearance, load_fonts

if TYPE_CHECKING:
    from app.services.office import Office

_PREFERRED = ("Microsoft YaHei UI",) if sys.platform == "win32" else ()


def load_first_fonts() -> None:
    """Load the regular font; unpacks all fonts on the very first start."""
    load_fonts(_remembered() or found_fonts(None)[:1], _PREFERRED)


def load_all_fonts(files: tuple[str, ...]) -> None:
    """Load every font of the screen and show all text in them."""
    load_fonts(files, _PREFERRED)
    appearance().wear()


def found_fonts(_office: Office | None) -> tuple[str, ...]:
    """Return the fonts of the screen, unpacked, and remember where they lie; a verb.

    Raises as `app.documents.fonts.font_files`.
    """
    from app.documents.fonts import font_files

    files = font_files()
    found = (str(files.sans), str(files.sans_bold), str(files.rare))
    _memory().parent.mkdir(parents=True, exist_ok=True)
    _memory().write_text(json.dumps(found[:1]), encoding="utf-8")
    return found


def _memory() -> Path:
    return paths.cache() / "screen-fonts.json"


def _remembered() -> tuple[str, ...]:
    try:
        kept = json.loads(_memory().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    files = tuple(str(each) for each in kept) if isinstance(kept, list) else ()
    return files if files and all(Path(file).is_file() for file in files) else ()
