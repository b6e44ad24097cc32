"""From PDF bytes to paper: the spooler, Qt's printer, or a folder. Runs on the papers' thread.

Where there is a CUPS spooler (`lp`), it gets the PDF itself, unrendered. Elsewhere the pages are drawn at
300 dpi at their true size, never fitted to the page. Acceptance never depends on any of this.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.changes import Changes
from app.domain.actor import Actor
from app.errors import Problem, WorldProblem
from app.services import papers
from app.services.office import Office
from ui.printing.pictures import PRINT_DPI, page_count, page_image

_SPOOLER_SECONDS = 20
_MM_PER_INCH = 25.4
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


class PrintMode(StrEnum):
    """Where a paper goes when it is printed."""

    SILENT = "silent"
    DIALOG = "dialog"
    FOLDER = "folder"


@dataclass(frozen=True)
class PrintSetup:
    """The settings of this computer about printing."""

    mode: PrintMode
    printer: str
    folder: str

    @staticmethod
    def of(settings: Mapping[str, object]) -> PrintSetup:
        """Take them out of the table of settings."""
        return PrintSetup(
            PrintMode(str(settings["print.mode"])),
            str(settings["print.printer"]),
            str(settings["print.folder"]),
        )


@dataclass(frozen=True)
class Order:
    """A paper to be printed. `title`: its number, for the spooler's list and the file's name."""

    paper_id: UUID
    title: str


@dataclass(frozen=True)
class Printed:
    """Papers that went out. `copies`: the copy number of each; `place`: printer or folder."""

    copies: tuple[int, ...]
    place: str
    changes: Changes = Changes(papers=True)


class Outlet(Protocol):
    """Something that takes a paper's bytes. Raises WorldProblem where it cannot."""

    @property
    def place(self) -> str:
        """Name the printer or folder."""
        ...

    def put(self, content: bytes, title: str) -> None:
        """Take one paper."""
        ...


def print_papers(
    office: Office,
    actor: Actor,
    orders: tuple[Order, ...],
    reason: str,
    open_outlet: Callable[[Office], Outlet],
) -> Printed:
    """Hand out papers one after another: each act is logged, then the bytes go to the outlet.

    What the outlet could not take is logged as failed and does not count as printed.

    Raises what `papers.print_copy` and the outlet raise.
    """
    outlet = open_outlet(office)
    copies = []
    for order in orders:
        copy = papers.print_copy(office, actor, order.paper_id, reason)
        try:
            outlet.put(copy.content, order.title)
        except Problem:
            papers.print_failed(office, actor, order.paper_id)
            raise
        copies.append(copy.copy)
    return Printed(tuple(copies), outlet.place)


def printer_names(_office: Office) -> tuple[str, ...]:
    """Return the printers of this computer; a verb: its spooler may take its time to answer."""
    return tuple(QPrinterInfo.availablePrinterNames())


def folder_outlet(folder: str, office: Office) -> Outlet:
    """Return the outlet for a folder; an empty one is `papers` in the folder of all data."""
    return FolderOutlet(Path(folder).expanduser() if folder else office.home / "papers")


def silent_outlet(printer: str, _office: Office) -> Outlet:
    """Return the outlet for a named printer, empty for the system's default one."""
    spooler = None if sys.platform == "win32" else shutil.which("lp")
    return SpoolerOutlet(spooler, printer) if spooler else QtOutlet(_qt_printer(printer))


def dialog_outlet(printer: QPrinter, _office: Office) -> Outlet:
    """Return the outlet for the printer that the system's dialog has set up."""
    return QtOutlet(printer)


def _qt_printer(name: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    return printer


@dataclass(frozen=True)
class SpoolerOutlet:
    """The CUPS spooler: it gets the PDF as it is."""

    program: str
    printer: str

    @property
    def place(self) -> str:
        """Name the printer; empty for the default one."""
        return self.printer

    def put(self, content: bytes, title: str) -> None:
        """Queue one paper. Raises WorldProblem `printer.refused` (params: printer, reason)."""
        chosen = ["-d", self.printer] if self.printer else []
        command = [self.program, *chosen, "-t", title]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program, no shell
                command, input=content, capture_output=True, timeout=_SPOOLER_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise WorldProblem(
                "printer.refused", printer=self.printer, reason=type(error).__name__
            ) from error
        if done.returncode:
            reason = done.stderr.decode("utf-8", "replace").strip()
            raise WorldProblem("printer.refused", printer=self.printer, reason=reason)


class QtOutlet:
    """A printer driven by Qt: pages as pictures at 300 dpi and true size."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer

    @property
    def place(self) -> str:
        """Name the printer."""
        return self._printer.printerName() or self._printer.outputFileName()

    def put(self, content: bytes, title: str) -> None:
        """Print one paper. Raises WorldProblem `printer.refused` (params: printer, reason)."""
        printer = self._printer
        printer.setDocName(title)
        printer.setFullPage(True)
        painter = QPainter()
        for page in range(page_count(content)):
            image = page_image(content, page, PRINT_DPI)
            millimetres = QSizeF(image.width(), image.height()) * (_MM_PER_INCH / PRINT_DPI)
            printer.setPageLayout(_layout(millimetres))
            if page == 0 and not painter.begin(printer):
                raise WorldProblem("printer.refused", printer=self.place, reason=title)
            if page and not printer.newPage():
                painter.end()
                raise WorldProblem("printer.refused", printer=self.place, reason=title)
            scale = printer.resolution() / PRINT_DPI
            painter.drawImage(QRectF(0, 0, image.width() * scale, image.height() * scale), image)
        painter.end()


def _layout(millimetres: QSizeF) -> QPageLayout:
    upright = millimetres.height() >= millimetres.width()
    size = QPageSize(
        millimetres if upright else millimetres.transposed(),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    orientation = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    return QPageLayout(size, orientation, QMarginsF())


@dataclass(frozen=True)
class FolderOutlet:
    """A folder of PDF files."""

    folder: Path

    @property
    def place(self) -> str:
        """Name the folder."""
        return str(self.folder)

    def put(self, content: bytes, title: str) -> None:
        """Write one file, whole or not at all; an older one of that name stays.

        Raises WorldProblem `print-folder.refused` (params: folder, reason).
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._free_name(title), content)
        except OSError as error:
            raise WorldProblem(
                "print-folder.refused", folder=str(self.folder), reason=error.strerror or ""
            ) from error

    def _free_name(self, title: str) -> Path:
        stem = _UNSAFE.sub("_", title).strip("._") or "paper"
        target = self.folder / f"{stem}.pdf"
        n = 1
        while target.exists():
            n += 1
            target = self.folder / f"{stem}-{n}.pdf"
        return target


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(target)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
