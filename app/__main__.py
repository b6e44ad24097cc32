"""The program on the screen: wires store, verbs and window; `python3 -m app`.

`--demo [--out DIR]` plays the demonstration sitting in a sandbox store. On Linux without any
display the same command plays it too, off screen, so that the main job can be seen anywhere.
"""

from __future__ import annotations

from app.bootstrap import ensure

ensure("run")

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.wording import _

if TYPE_CHECKING:  # loads the database's library
    from app.services.office import Office

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    options = _options(sys.argv[1:] if arguments is None else list(arguments))
    # Everything that the program writes is the user's alone.
    os.umask(0o077)
    blind = sys.platform.startswith("linux") and not any(map(os.environ.get, _DISPLAYS))
    if blind and not options.demo:
        print(_("没有可用的显示屏，改为在后台演示一次完整的办理。"), flush=True)  # noqa: T201 - said on the console
    if blind:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if options.demo or blind:
        return _demonstrate(options.out)
    from ui.shell.application import run

    return run(_open_office, paths.home(), sys.argv[:1])


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="yichuang", description=_("一窗：综合窗口办理程序"))
    parser.add_argument("--demo", action="store_true", help=_("演示一次完整的办理"))
    parser.add_argument("--out", type=Path, help=_("演示的截图和文书存放的文件夹"))
    return parser.parse_args(arguments)


def _open_office() -> Office:
    """Open this computer's own store; runs on the writer's thread after the first paint."""
    from app.admin.opening import open_office
    from db.credentials import CommandSecrets

    return open_office(paths.home(), CommandSecrets(), exclusive=True)


def _demonstrate(out: Path | None) -> int:
    from app.admin.opening import open_office
    from db.credentials import MemorySecrets
    from ui.demonstration import play

    home = paths.demo_home()
    return play(lambda: open_office(home, MemorySecrets(), exclusive=True), home, out)


if __name__ == "__main__":
    raise SystemExit(main())
