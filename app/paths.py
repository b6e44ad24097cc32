"""Where things lie: resources beside the program, data in the user's folder.

`YICHUANG_HOME` names the folder of all data; without it the per-user data folder is used.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"


def home() -> Path:
    """Return the folder of all data (not created here)."""
    named = os.environ.get("YICHUANG_HOME", "").strip()
    if named:
        return Path(named).expanduser().resolve()
    return Path(platformdirs.user_data_dir("Yichuang", appauthor=False))


def store_file(folder: Path) -> Path:
    """Return the local store's path inside a data folder."""
    return folder / "yichuang.db"


def demo_home() -> Path:
    """Return the demonstration's own data folder."""
    return home() / "demo"


def cache() -> Path:
    """Return the folder for things that can be made again (unpacked fonts).

    `YICHUANG_CACHE` names it; otherwise it lies in the named data folder, or where the operating
    system keeps caches.
    """
    named = os.environ.get("YICHUANG_CACHE", "").strip()
    if named:
        return Path(named).expanduser().resolve()
    if os.environ.get("YICHUANG_HOME", "").strip():
        return home() / "cache"
    return Path(platformdirs.user_cache_dir("Yichuang", appauthor=False))
