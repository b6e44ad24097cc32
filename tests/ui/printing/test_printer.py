"""Paper: the spooler gets the PDF itself, other printers true pictures, the folder whole files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor, Role
from app.errors import WorldProblem
from app.services import papers, records, settings
from app.services.office import Office
from tests.ui.shell.builders import Kept, actor_of
from ui.printing.pictures import page_count, page_image
from ui.printing.printer import FolderOutlet, Order, QtOutlet, SpoolerOutlet, print_papers
from ui.printing.room import PrintRoom
from ui.tasks import Desk

WITH_A_SITTING = True

A4_POINTS = (595, 842)


@pytest.fixture
def clerk(office: Office, kept: Kept) -> Actor:
    return actor_of(office, kept, Role.CLERK)


@pytest.fixture
def paper(office: Office, clerk: Actor) -> papers.PaperLine:
    (line,) = records.lines(office, clerk, None, "")
    return papers.of_sitting(office, clerk, line.sitting_id)[0]


@pytest.fixture
def content(office: Office, clerk: Actor, paper: papers.PaperLine) -> bytes:
    return papers.content(office, clerk, paper.id)


def spooler(folder: Path, code: str) -> str:
    """Write a stand-in for `lp` that runs Python code and return its place."""
    program = folder / "lp"
    program.write_text(f"#!{sys.executable}\nimport sys\n{code}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no CUPS spooler")
def test_the_spooler_gets_the_very_bytes(content: bytes, tmp_path: Path) -> None:
    sink = tmp_path / "sink.pdf"
    code = (
        f"open({str(sink)!r}, 'wb').write(sys.stdin.buffer.read());"
        f"open({str(sink)!r} + '.args', 'w').write('|'.join(sys.argv[1:]))"
    )
    SpoolerOutlet(spooler(tmp_path, code), "Hall-2").put(content, "受〔2026〕7号")
    assert sink.read_bytes() == content
    assert Path(f"{sink}.args").read_text(encoding="utf-8") == "-d|Hall-2|-t|受〔2026〕7号"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no CUPS spooler")
def test_a_spooler_that_refuses_is_told_in_its_words(content: bytes, tmp_path: Path) -> None:
    program = spooler(tmp_path, "sys.exit('lp: The printer does not exist.')")
    with pytest.raises(WorldProblem) as found:
        SpoolerOutlet(program, "gone").put(content, "x")
    assert found.value.code == "printer.refused"
    assert "does not exist" in str(found.value.params["reason"])


def test_a_spooler_that_is_not_there_is_a_failure_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(WorldProblem, match=r"printer\.refused"):
        SpoolerOutlet(str(tmp_path / "nothing"), "").put(b"%PDF", "x")


def test_pictures_come_out_at_true_size(qapp: QApplication, content: bytes, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    QtOutlet(printer).put(content, "receipt")
    out = target.read_bytes()
    assert page_count(out) == page_count(content)
    printed, wanted = page_image(out, 0, 36), page_image(content, 0, 36)
    assert abs(printed.width() - wanted.width()) <= 1
    assert abs(printed.height() - wanted.height()) <= 1
    assert _ink_box(printed, 36) == pytest.approx(_ink_box(wanted, 36), abs=2)


def _ink_box(image: object, _dpi: int) -> tuple[int, int, int, int]:
    from PySide6.QtGui import QImage

    assert isinstance(image, QImage)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [
        (x, y)
        for y in range(grey.height())
        for x in range(grey.width())
        if grey.pixelColor(x, y).red() < 160
    ]
    columns, rows = [x for x, _y in dark], [y for _x, y in dark]
    return min(columns), min(rows), max(columns), max(rows)


def test_pages_are_drawn_at_300_dots_or_more(content: bytes) -> None:
    from ui.printing.pictures import PRINT_DPI

    assert PRINT_DPI >= 300
    image = page_image(content, 0, PRINT_DPI)
    assert image.width() == pytest.approx(A4_POINTS[0] * PRINT_DPI / 72, abs=4)


def test_an_older_file_of_that_name_stays(tmp_path: Path) -> None:
    outlet = FolderOutlet(tmp_path / "new" / "folder")
    outlet.put(b"one", "受〔2026〕7号")
    outlet.put(b"two", "受〔2026〕7号")
    outlet.put(b"bad", "../a:b")
    assert {file.name: file.read_bytes() for file in outlet.folder.iterdir()} == {
        "受〔2026〕7号.pdf": b"one",
        "受〔2026〕7号-2.pdf": b"two",
        "a_b.pdf": b"bad",
    }


def test_poppler_reads_the_saved_file(content: bytes, tmp_path: Path) -> None:
    import shutil

    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    outlet = FolderOutlet(tmp_path)
    outlet.put(content, "receipt")
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "receipt.pdf"), "-"], check=True, capture_output=True
    )
    assert "凭证" in text.stdout.decode("utf-8")


def test_acceptance_stands_and_the_act_is_logged_when_paper_fails(
    office: Office, clerk: Actor, paper: papers.PaperLine, tmp_path: Path
) -> None:
    outlet = SpoolerOutlet(str(tmp_path / "nothing"), "")
    with pytest.raises(WorldProblem):
        print_papers(office, clerk, (Order(paper.id, "x"),), "", lambda _office: outlet)
    (line,) = records.lines(office, clerk, None, "")
    assert line.concluded
    (again,) = [p for p in papers.of_sitting(office, clerk, line.sitting_id) if p.id == paper.id]
    assert again.printed == 0
    with office.store.read() as reader:
        kinds = [event.kind for event in reader.journal.events(clerk.region, paper.id)]
    assert kinds[-2:] == ["paper.printed", "paper.print-failed"]


def test_the_system_s_dialog_is_asked_and_a_cancel_logs_nothing(
    qtbot: QtBot, desk: Desk, office: Office, clerk: Actor, paper: papers.PaperLine
) -> None:
    settings.put(office, None, "print.mode", "dialog")
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    room = PrintRoom(desk, clerk, window)
    room.print((Order(paper.id, paper.number),))
    qtbot.waitUntil(lambda: room.dialog is not None and room.dialog.isVisible())
    assert room.dialog is not None
    QTest.keyClick(room.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: room.dialog is None)
    (line,) = records.lines(office, clerk, None, "")
    assert papers.of_sitting(office, clerk, line.sitting_id)[0].printed == 0


def test_an_accepted_dialog_prints_on_its_printer(
    qtbot: QtBot,
    desk: Desk,
    office: Office,
    clerk: Actor,
    paper: papers.PaperLine,
    tmp_path: Path,
) -> None:
    settings.put(office, None, "print.mode", "dialog")
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    room = PrintRoom(desk, clerk, window)
    room.print((Order(paper.id, paper.number),))
    qtbot.waitUntil(lambda: room.dialog is not None)
    dialog = room.dialog
    assert dialog is not None
    printer = room.dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "chosen.pdf"))
    with qtbot.waitSignal(room.printed, timeout=20_000):
        dialog.finished.emit(QPrintDialog.DialogCode.Accepted.value)
    dialog.reject()
    assert page_count((tmp_path / "chosen.pdf").read_bytes()) == paper.pages


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no CUPS spooler")
def test_silent_printing_asks_nobody(
    qtbot: QtBot,
    desk: Desk,
    office: Office,
    clerk: Actor,
    paper: papers.PaperLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sink = tmp_path / "sink.pdf"
    spooler(tmp_path, f"open({str(sink)!r}, 'wb').write(sys.stdin.buffer.read())")
    monkeypatch.setenv("PATH", str(tmp_path))
    settings.put(office, None, "print.mode", "silent")
    settings.put(office, None, "print.printer", "Hall-2")
    window = QWidget()
    qtbot.addWidget(window)
    room = PrintRoom(desk, clerk, window)
    said: list[str] = []
    room.said.connect(said.append)
    with qtbot.waitSignal(room.printed, timeout=20_000):
        room.print((Order(paper.id, paper.number),))
    assert sink.read_bytes() == papers.content(office, clerk, paper.id)
    assert "Hall-2" in said[0]


def test_two_presses_print_one_paper_and_a_later_one_prints_it_again(
    qtbot: QtBot, desk: Desk, office: Office, clerk: Actor, paper: papers.PaperLine, tmp_path: Path
) -> None:
    settings.put(office, None, "print.mode", "folder")
    settings.put(office, None, "print.folder", str(tmp_path / "out"))
    window = QWidget()
    qtbot.addWidget(window)
    room, orders = PrintRoom(desk, clerk, window), (Order(paper.id, paper.number),)
    with qtbot.waitSignal(room.printed):
        room.print(orders)
        room.print(orders)
    qtbot.waitUntil(lambda: not desk._waiting)
    assert len(list((tmp_path / "out").iterdir())) == 1
    with qtbot.waitSignal(room.printed):
        room.print(orders, "打印不清")
    assert len(list((tmp_path / "out").iterdir())) == 2
