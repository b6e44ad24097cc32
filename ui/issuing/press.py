"""The press: certificates and ruler pages go out as this computer prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from app.changes import Changes
from app.domain.actor import Actor
from app.domain.certificate import Calibration
from app.errors import Problem
from app.services import certificates, settings
from app.services.certificates import PrintJob
from app.services.office import Office
from app.wording import _
from ui.printing.printer import FolderOutlet, Order, Outlet, PrintSetup
from ui.printing.room import PrintRoom

_PRINTER = "print.printer"
_EVEN = Calibration("", "", "")


@dataclass(frozen=True)
class Pressed:
    """Something that went out. `place`: printer or folder; `job`: the printing of a certificate."""

    place: str
    job: PrintJob | None = None
    changes: Changes = Changes()


@dataclass(frozen=True)
class Task(Order):
    """Something that the room prints."""

    @property
    def printer(self) -> str | None:
        """The printer that it is meant for, None for the computer's own."""
        return None

    def press(
        self, office: Office, actor: Actor, reason: str, open_outlet: Callable[[Office], Outlet]
    ) -> Pressed:
        """Print it; a verb for the papers' thread."""
        raise NotImplementedError


@dataclass(frozen=True)
class CertificateOrder(Task):
    """A certificate to be printed: on which blank (empty: plain paper), from which tray."""

    blank: str = ""
    tray: str = ""

    def press(
        self, office: Office, actor: Actor, reason: str, open_outlet: Callable[[Office], Outlet]
    ) -> Pressed:
        """Log the printing, then hand it to the outlet; what that could not take does not count.

        Raises what `certificates.print_certificate` and the outlet raise.
        """
        outlet = open_outlet(office)
        job = certificates.print_certificate(
            office,
            actor,
            self.paper_id,
            blank=self.blank,
            reason=reason,
            printer="" if isinstance(outlet, FolderOutlet) else outlet.place,
            tray=self.tray,
        )
        try:
            outlet.put(job.content, self.title)
        except Problem:
            certificates.print_failed(office, actor, job.print_id)
            raise
        return Pressed(outlet.place, job, Changes(certificates=True, papers=True))


@dataclass(frozen=True)
class RulerOrder(Task):
    """A ruler page under a calibration that is being tried."""

    calibration: Calibration = _EVEN

    @property
    def printer(self) -> str | None:
        """Return the printer that is being calibrated."""
        return self.calibration.printer

    def press(
        self, office: Office, actor: Actor, _reason: str, open_outlet: Callable[[Office], Outlet]
    ) -> Pressed:
        """Draw the page and hand it to the outlet."""
        outlet = open_outlet(office)
        outlet.put(certificates.ruler_page(office, actor, self.calibration), self.title)
        return Pressed(outlet.place)


@dataclass(frozen=True)
class FileOrder(Task):
    """The sealed file of a certificate, which goes into the PDF folder however this computer prints."""

    def press(
        self, office: Office, actor: Actor, _reason: str, open_outlet: Callable[[Office], Outlet]
    ) -> Pressed:
        """Note that it is given, then put it there."""
        outlet = open_outlet(office)
        outlet.put(certificates.give_file(office, actor, self.paper_id).content, self.title)
        return Pressed(outlet.place)


class PressRoom(PrintRoom):
    """A print room for one thing at a time.

    Signals:
        pressed(Pressed): it went out.
        failed(Problem): it did not.
        given_up(): the person closed the system's dialog.
        under_way(bool): something is being printed, or no longer, however it came out.
    """

    pressed = Signal(object)
    failed = Signal(object)
    given_up = Signal()
    under_way = Signal(bool)

    def print(self, orders: tuple[Order, ...], reason: str = "") -> None:
        """Print papers in their order; `reason` says why they are printed again."""
        self._ask_settings(partial(self._choose, orders, reason))

    def save(self, orders: tuple[Order, ...], reason: str = "") -> None:
        """Put papers into the PDF folder, however this computer prints."""
        self._ask_settings(partial(self._to_folder, orders, reason))

    def press(self, order: Task, reason: str = "") -> None:
        """Print one thing; `reason` says why a copy is wanted."""
        self.print((order,), reason)

    def give(self, order: FileOrder) -> None:
        """Put a sealed file into the PDF folder."""
        self.save((order,))

    def _ask_settings(self, then: Callable[[Mapping[str, object]], None]) -> None:
        self.under_way.emit(True)
        self._desk.read(settings.every, then=then, failed=self._fail, ended=self._over)

    def _over(self) -> None:
        self.under_way.emit(False)

    def _ask(self, orders: tuple[Order, ...], reason: str, setup: PrintSetup) -> None:
        self.under_way.emit(True)
        super()._ask(orders, reason, setup)

    def _choose(self, orders: tuple[Order, ...], reason: str, table: Mapping[str, object]) -> None:
        printer = _task(orders).printer
        own = table if printer is None else {**table, _PRINTER: printer}
        super()._choose(orders, reason, own)

    def _answered(
        self, orders: tuple[Order, ...], reason: str, printer: QPrinter, result: int
    ) -> None:
        super()._answered(orders, reason, printer, result)
        if result != QPrintDialog.DialogCode.Accepted:
            self._over()
            self.given_up.emit()

    def _send(
        self, orders: tuple[Order, ...], reason: str, outlet: Callable[[Office], Outlet]
    ) -> None:
        self.under_way.emit(True)
        self._desk.make(
            _task(orders).press,
            self._actor,
            reason,
            outlet,
            then=self._went_out,
            failed=self._fail,
            ended=self._over,
        )

    def _went_out(self, done: Pressed) -> None:
        place = done.place or _("默认打印机")
        self.said.emit(_("已送往 {place}。").format(place=place))
        self.pressed.emit(done)

    def _fail(self, problem: Problem) -> None:
        """Tell why it failed; what was logged before it failed shows in the lists."""
        self.failed.emit(problem)
        self._desk.changed.emit(Changes(certificates=True))


def _task(orders: tuple[Order, ...]) -> Task:
    (task,) = orders
    assert isinstance(task, Task)  # nothing else comes in by `press`
    return task
