"""Playing the demonstration: a sandbox store, the story, the summary."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from app import paths
from app.domain.merged_form import Savings
from app.errors import Problem
from app.services.office import Office
from app.wording import _
from app.wording.sentences import sentence
from ui.demonstration.example import read_example, read_window
from ui.demonstration.hands import Stuck
from ui.demonstration.story import Credentials, Story, keep_pictures, prepare
from ui.shell.application import Program, set_up

_SIZE = (1366, 768)
_FAILED = 1


def play(open_office: Callable[[], Office], home: Path, out: Path | None) -> int:
    """Play the sitting in the sandbox store of `home`; returns the exit code.

    `open_office` opens that store. Screenshots and papers are left in `out` (default: the folder
    `papers` beside the store), which is named at the end.
    """
    folder = (out or home / "papers").resolve()
    try:
        _clean(home, folder)
        credentials = _prepared(open_office, folder)
        return _played(open_office, home, folder, credentials)
    except Problem as problem:
        _tell(sentence(problem))
    except (Stuck, OSError) as error:
        _tell(_("演示没有走完：{why}").format(why=error))
    return _FAILED


def _clean(home: Path, folder: Path) -> None:
    """Begin with an empty sandbox; only the store's own files are removed."""
    home.mkdir(parents=True, exist_ok=True)
    store = paths.store_file(home)
    for old in home.glob(f"{store.name}*"):
        old.unlink()
    shutil.rmtree(home / "backups", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.pdf"), *folder.glob("0?-*.png")):
        old.unlink()


def _prepared(open_office: Callable[[], Office], folder: Path) -> Credentials:
    office = open_office()
    try:
        return prepare(office, read_window(), folder)
    finally:
        office.store.close()


def _played(
    open_office: Callable[[], Office], home: Path, folder: Path, credentials: Credentials
) -> int:
    application = set_up(["yichuang"])
    program = Program(application, open_office, home)
    program.window.resize(*_SIZE)
    program.window.show()
    story = Story(program, read_example(), _tell, keep_pictures(program, folder))
    started = time.monotonic()
    try:
        story.sign_in(credentials)
        story.choose(read_window().ticket)
        story.fill()
        story.hand_in()
        savings = story.savings()
        story.receive()
        story.print_papers()
    finally:
        program.close()
    _sum_up(story, savings, time.monotonic() - started, folder)
    return 0


def _sum_up(story: Story, savings: Savings, seconds: float, folder: Path) -> None:
    strokes = story.hands.strokes
    papers = len(list(folder.glob("*.pdf")))
    _tell("")
    _tell(_("演示结束。"))
    _tell(
        _("字段：分别填 {separate} → 合并后 {merged} → 须填 {to_type}，本次手填 {typed}").format(
            separate=savings.fields_separate,
            merged=savings.fields_merged,
            to_type=savings.fields_to_type,
            typed=len(story.typed),
        )
    )
    _tell(
        _("材料：分别交 {separate} → 去重 {merged} → 须交 {physical}").format(
            separate=savings.materials_separate,
            merged=savings.materials_merged,
            physical=savings.materials_physical,
        )
    )
    _tell(
        _("按键 {keys} 次，输入法上屏 {committed} 字，用时 {seconds:.1f} 秒").format(
            keys=strokes.keys, committed=strokes.committed, seconds=seconds
        )
    )
    _tell(_("截图和 {papers} 份文书在：{folder}").format(papers=papers, folder=folder))


def _tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the demonstration speaks on the console
