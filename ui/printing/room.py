"""The print room: asks how this computer prints, asks the person where needed, and prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.changes import Changes
from app.domain.actor import Actor
from app.errors import Problem
from app.services import settings
from app.services.office import Office
from app.wording import _
from ui.printing.printer import (
    Order,
    Outlet,
    Printed,
    PrintMode,
    PrintSetup,
    dialog_outlet,
    folder_outlet,
    print_papers,
    silent_outlet,
)
from ui.tasks import Desk


class PrintRoom(QObject):
    """Prints papers the way this computer is set: silently, by the system's dialog, or to a folder.

    Signals:
        printed(Printed): the papers went out.
        said(str): one sentence about it, for the notice of the screen.
    """

    printed = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, actor: Actor, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._actor, self._screen = desk, actor, screen
        self.dialog: QPrintDialog | None = None
        self._going_out: list[tuple[Order, ...]] = []

    def print(self, orders: tuple[Order, ...], reason: str = "") -> None:
        """Print papers in their order; `reason` says why they are printed again.

        A second press while the same papers are going out prints nothing.
        """
        if orders not in self._going_out:
            go_on = partial(self._choose, orders, reason)
            self._desk.read(settings.every, then=go_on, ended=self._out(orders))

    def save(self, orders: tuple[Order, ...], reason: str = "") -> None:
        """Put papers into the PDF folder, however this computer prints; logged like a printing."""
        self._desk.read(settings.every, then=partial(self._to_folder, orders, reason))

    def _out(self, orders: tuple[Order, ...]) -> Callable[[], None]:
        """Note that papers are going out; return what is called when that is over."""
        self._going_out.append(orders)
        return partial(self._going_out.remove, orders)

    def _to_folder(
        self, orders: tuple[Order, ...], reason: str, table: Mapping[str, object]
    ) -> None:
        self._send(orders, reason, partial(folder_outlet, PrintSetup.of(table).folder))

    def _choose(self, orders: tuple[Order, ...], reason: str, table: Mapping[str, object]) -> None:
        setup = PrintSetup.of(table)
        if setup.mode is PrintMode.SILENT:
            self._send(orders, reason, partial(silent_outlet, setup.printer))
        elif setup.mode is PrintMode.FOLDER:
            self._to_folder(orders, reason, table)
        else:
            self._ask(orders, reason, setup)

    def _ask(self, orders: tuple[Order, ...], reason: str, setup: PrintSetup) -> None:
        """Open the system's dialog; only when it is accepted is anything logged as printed."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if setup.printer:
            printer.setPrinterName(setup.printer)
        dialog = QPrintDialog(printer, self._screen)
        dialog.setWindowTitle(_("打印"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.finished.connect(partial(self._answered, orders, reason, printer))
        dialog.setModal(True)
        dialog.show()

    def _answered(
        self, orders: tuple[Order, ...], reason: str, printer: QPrinter, result: int
    ) -> None:
        self.dialog = None
        if result == QPrintDialog.DialogCode.Accepted:
            self._send(orders, reason, partial(dialog_outlet, printer))

    def _send(
        self, orders: tuple[Order, ...], reason: str, outlet: Callable[[Office], Outlet]
    ) -> None:
        self._desk.make(
            print_papers,
            self._actor,
            orders,
            reason,
            outlet,
            then=self._tell,
            failed=self._fail,
            ended=self._out(orders),
        )

    def _fail(self, problem: Problem) -> None:
        """Tell why paper failed; what was logged before it failed shows in the lists."""
        self._desk.refused.emit(problem)
        self._desk.changed.emit(Changes(papers=True))

    def _tell(self, done: Printed) -> None:
        place = done.place or _("默认打印机")
        copies = [copy for copy in done.copies if copy]
        if copies:
            text = _("已补打 {n} 份（带补打标记），送往 {place}。")
        else:
            text = _("已打印 {n} 份，送往 {place}。")
        self.said.emit(text.format(n=len(done.copies), place=place))
        self.printed.emit(done)
