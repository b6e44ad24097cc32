"""Playing the demonstration: a sandbox store, the story, the summary."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from app import paths
from app.domain.merged_form import Savings
from app.errors import Problem
from app.services.office import Office
from app.wording import _
from app.wording.sentences import sentence
from ui.demonstration.afterwards import Afterwards
from ui.demonstration.example import Hall, read_example, read_hall
from ui.demonstration.hands import Stuck
from ui.demonstration.staff import Credentials, prepare
from ui.demonstration.story import Story, keep_pictures
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
        staff = _prepared(open_office, folder)
        return _played(open_office, home, folder, staff)
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
    for old in (*folder.glob("*.pdf"), *folder.glob("??-*.png")):
        old.unlink()


def _prepared(open_office: Callable[[], Office], folder: Path) -> Mapping[str, Credentials]:
    office = open_office()
    try:
        return prepare(office, read_hall(), folder)
    finally:
        office.store.close()


def _played(
    open_office: Callable[[], Office],
    home: Path,
    folder: Path,
    staff: Mapping[str, Credentials],
) -> int:
    application = set_up(["yichuang"])
    program = Program(application, open_office, home)
    program.window.resize(*_SIZE)
    program.window.show()
    hall, picture = read_hall(), keep_pictures(program, folder)
    story = Story(program, read_example(), _tell, picture)
    started = time.monotonic()
    try:
        story.sign_in(staff[hall.clerk])
        story.choose(hall.ticket)
        story.fill()
        story.hand_in()
        savings = story.savings()
        story.receive()
        story.print_papers()
        _go_on(Afterwards(program, story.hands, staff, _tell, picture, folder), story, hall)
    finally:
        program.close()
    _sum_up(story, savings, time.monotonic() - started, folder)
    return 0


def _go_on(afterwards: Afterwards, story: Story, hall: Hall) -> None:
    """Lead the first item to its certificate, then the one that waited for it, and hand out both."""
    first, second = hall.items
    afterwards.review(first, ("handler", "approver"), "09-decision")
    afterwards.certify(first, "issuer", "10-certificate")
    afterwards.accept(second, hall.clerk)
    afterwards.review(second, ("handler", "checker", "approver"), "11-second-decision")
    afterwards.certify(second, "issuer", "12-second-certificate")
    afterwards.hand_over(story.receipt, story.identity, hall.clerk, "13-hand-over")


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
        _(
            "申请：分别填 {forms} 份表、签 {signed} 次、到 {departments} 个部门交件 {forms} 次 → 1 份表、签 {once} 次、1 个窗口交件 1 次、领件 1 次"
        ).format(
            forms=savings.forms,
            departments=savings.departments,
            signed=savings.signatures_separate,
            once=savings.signatures_merged,
        )
    )
    for caption, one_by_one, together in (
        (_("法定"), savings.days_statutory_sequential, savings.days_statutory_critical_path),
        (_("承诺"), savings.days_promised_sequential, savings.days_promised_critical_path),
    ):
        words = _("{caption}时限：逐项依次办 {one_by_one} 天 → 并联办 {together} 天，少 {saved} 天")
        saved = one_by_one - together
        _tell(words.format(caption=caption, one_by_one=one_by_one, together=together, saved=saved))
    _tell(
        _("按键 {keys} 次，输入法上屏 {committed} 字，用时 {seconds:.1f} 秒").format(
            keys=strokes.keys, committed=strokes.committed, seconds=seconds
        )
    )
    _tell(_("截图和 {papers} 份文书在：{folder}").format(papers=papers, folder=folder))


def _tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the demonstration speaks on the console
