"""The materials of a case with their scans: chosen above, looked at below, beside the fields."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from app.domain.actor import Actor, Role
from app.domain.case import MaterialRecord
from app.domain.certificate import Scan
from app.errors import Problem, WorldProblem
from app.services import scans
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.sentences import sentence
from app.wording.terms import HANDED_IN
from ui.kit.pages import Button, SpeakingPage, Verdict, Words
from ui.models.lines import Line, LineList
from ui.models.state_signs import MATERIAL_SIGNS
from ui.review.scan_view import ScanView
from ui.tasks import Desk

if TYPE_CHECKING:
    from app.services.office import Office

_SCANNING = {Role.CLERK, Role.REVIEWER}


def attach_file(
    office: Office, actor: Actor, sitting_id: UUID, material: str, path: Path
) -> tuple[Scan, ...]:
    """Keep a file as a material's scan and return all scans of the sitting; for the papers' thread.

    Raises what `scans.attach` does, and WorldProblem `file.unreadable` (params: file).
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WorldProblem("file.unreadable", file=path.name) from error
    scans.attach(office, actor, sitting_id, material, path.name, content)
    return scans.of_sitting(office, actor, sitting_id)


def take_away(office: Office, actor: Actor, sitting_id: UUID, scan_id: UUID) -> tuple[Scan, ...]:
    """Remove a scan and return those that remain. Raises what `scans.remove` does."""
    scans.remove(office, actor, scan_id)
    return scans.of_sitting(office, actor, sitting_id)


class _Materials(LineList):
    """The list; left, right, Delete and the page keys are its owner's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the page keys to the scan below."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)


class MaterialsPane(SpeakingPage):
    """Materials above, the scan of the chosen one below."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self._view: CaseView | None = None
        self._scans: tuple[Scan, ...] = ()
        self._place = 0
        self.dialog: QFileDialog | None = None
        self.list = _Materials(lambda: _("材料"))
        self.place = Words(size="small", colour="muted")
        self.add = Button(key="Ctrl+O")
        self.scan = ScanView(desk, actor)
        self.verdict = Verdict(lines=1)
        self.verdict.hide()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.setAcceptDrops(bool(_SCANNING & actor.roles))
        self.add.setVisible(bool(_SCANNING & actor.roles))
        self.add.clicked.connect(self.choose_file)
        self.scan.shown.connect(self._tell_place)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.speak()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 8, 0)
        row.addWidget(self.place, 1)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(4)
        column.addWidget(self.list, 2)
        column.addLayout(row)
        column.addWidget(self.verdict)
        column.addWidget(self.scan, 3)

    def speak(self) -> None:
        """Write every word in the language in force."""
        self.add.setText(_("添加扫描件"))
        self._show_lines()
        self._show_scan()

    def show_case(self, view: CaseView) -> None:
        """Show the materials of a case; its scans are read now."""
        if self._view is None or self._view.case.id != view.case.id:
            self._scans, self._place = (), 0
            self.verdict.hide()
        self._view = view
        self._show_lines()
        self.read_scans()

    def read_scans(self) -> None:
        """Read which scans there are."""
        if self._view is not None:
            self._desk.read(
                scans.of_sitting,
                self._actor,
                self._view.seen.sitting.id,
                then=self._take_scans,
                failed=self._refuse,
                newest="review.scans",
            )

    def choose_file(self) -> None:
        """Ask for files to keep as scans of the chosen material."""
        if not self.list.chosen() or not _SCANNING & self._actor.roles:
            return
        dialog = QFileDialog(self, _("添加扫描件"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("扫描件 (*.pdf *.jpg *.jpeg *.png)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.attach)
        dialog.finished.connect(self._dialog_gone)
        self.dialog = dialog
        dialog.open()

    def attach(self, paths: list[str]) -> None:
        """Keep files as scans of the chosen material."""
        material = self.list.chosen()
        if self._view is None or not material:
            return
        for path in paths:
            self._desk.make(
                attach_file,
                self._actor,
                self._view.seen.sitting.id,
                material,
                Path(path),
                then=partial(self._attached, Path(path).name),
                failed=self._refuse,
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep the dropped files as scans of the chosen material."""
        self.attach([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Other scans by left and right, leafing by the page keys, away by Delete."""
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is not None:
            self._go(step)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.scan.leaf(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Delete:
            self._remove()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.scan.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Escape and self.scan.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _own(self) -> tuple[Scan, ...]:
        chosen = self.list.chosen()
        return tuple(scan for scan in self._scans if scan.material == chosen)

    def _go(self, step: int) -> None:
        own = self._own()
        if own:
            self._place = (self._place + step) % len(own)
            self._show_scan()

    def _remove(self) -> None:
        own = self._own()
        if own and self._view is not None and _SCANNING & self._actor.roles:
            scan = own[self._place % len(own)]
            self._desk.do(
                take_away,
                self._actor,
                self._view.seen.sitting.id,
                scan.id,
                then=self._take_scans,
                failed=self._refuse,
            )

    def _on_current(self, *_index: object) -> None:
        self._place = 0
        self._show_scan()

    def _take_scans(self, found: tuple[Scan, ...]) -> None:
        self._scans = found
        self._place = min(self._place, max(0, len(self._own()) - 1))
        self._show_lines()
        self._show_scan()

    def _attached(self, name: str, found: tuple[Scan, ...]) -> None:
        self._take_scans(found)
        self._place = max(0, len(self._own()) - 1)
        self._show_scan()
        self.verdict.say(_("已添加 {name}。").format(name=name), "ok")
        self.verdict.show()

    def _refuse(self, problem: Problem) -> None:
        self.verdict.say(sentence(problem))
        self.verdict.show()

    def _dialog_gone(self, *_result: object) -> None:
        self.dialog = None

    def _show_lines(self) -> None:
        if self._view is None:
            return
        item = self._view.case.item_id
        records = [one for one in self._view.seen.sitting.materials if item in one.items]
        departments = {case.item_id: case.department for case in self._view.seen.cases}
        counts = {one.key: sum(s.material == one.key for s in self._scans) for one in records}
        lines = tuple(_line(one, counts[one.key], departments) for one in records)
        self.list.show_lines(lines)

    def _show_scan(self) -> None:
        own = self._own()
        if own:
            self.scan.show_scan(own[self._place % len(own)])
            return
        self.place.setText("")
        if self._view is not None:
            hint = _("这份材料没有扫描件。") if self.list.chosen() else _("这个事项没有材料。")
            self.scan.say(hint)

    def _tell_place(self, page: int, pages: int) -> None:
        own = self._own()
        which = _("第 {n}/{all} 件").format(n=self._place + 1, all=len(own))
        leaf = _("第 {n}/{all} 页").format(n=page, all=pages)
        name = own[self._place % len(own)].name if own else ""
        self.place.setText("　".join(filter(None, (which if len(own) > 1 else "", leaf, name))))


def _line(record: MaterialRecord, scans_there: int, departments: dict[str, str]) -> Line:
    icon, ink = MATERIAL_SIGNS[record.state]
    until = ""
    if record.owed_until is not None:
        until = _("{day} 前补").format(day=record.owed_until.isoformat())
    pages = _("扫描 {n} 件").format(n=scans_there) if scans_there else ""
    detail = "　".join(filter(None, (_(HANDED_IN[record.state]), until, record.note)))
    shared = dict.fromkeys(departments[item] for item in record.items if item in departments)
    badges = tuple(shared) if len(shared) > 1 else ()
    return Line(record.key, record.label, detail, icon, badges, ink, pages)
