"""The certificates of one case: where each stands, and what its next printing needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.case import CaseState
from app.domain.certificate import ENDED, CertificateState
from app.ports.cases import CaseLine
from app.services.certificates import CertificateLine
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.terms import case_word, certificate_word
from ui.issuing.looked_at import Over, over_words
from ui.issuing.steps import Steps
from ui.issuing.words import copy_reasons, trays
from ui.kit.pages import Choice, Entry, Rows, Verdict, Words
from ui.kit.panels import Panel
from ui.kit.signs import Elided
from ui.models.lines import Line, LineList
from ui.models.state_signs import CERTIFICATE_SIGNS


class Stage(Enum):
    """What a case's certificate needs next."""

    MAKE = 0
    SEAL = 1
    PRINT = 2
    COPY = 3
    OVER = 4


@dataclass(frozen=True)
class Chosen:
    """The case whose certificates are shown."""

    case_id: UUID
    sitting_id: UUID
    number: str
    item: str
    applicant: str
    state: CaseState


def of_line(line: CaseLine) -> Chosen:
    """Return a case of the queue."""
    return Chosen(
        line.case_id, line.sitting_id, line.number, line.item_name, line.applicant, line.state
    )


def of_view(view: CaseView) -> Chosen:
    """Return a case that was found by a number."""
    case = view.case
    name = view.seen.sitting.applicant.name
    return Chosen(case.id, case.sitting_id, case.number, case.item_name, name, case.state)


def stage_of(line: CertificateLine | None) -> Stage:
    """Return what a certificate needs next; None: it is not made yet."""
    if line is None:
        return Stage.MAKE
    if line.state in ENDED:
        return Stage.OVER
    if line.state is CertificateState.DRAFT:
        return Stage.SEAL
    return Stage.COPY if line.originals else Stage.PRINT


class CertificatePanel(Panel):
    """Head, steps, certificates, and the fields of a printing.

    Signals:
        picked(CertificateLine | None): another certificate is shown.
        blank_entered(): Enter in the number of the blank (a scanner ends with it).
        number_entered(): Enter in the number that another body assigned.
    """

    picked = Signal(object)
    blank_entered = Signal()
    number_entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CertificateLine, ...] = ()
        self.chosen: Chosen | None = None
        self.next_blank = ""
        self.none_needed = False
        self._number_asked = False
        self._shown: UUID | None = None
        self.title = Words(size="title", bold=True)
        self.title.setWordWrap(True)
        self.under = Elided(size="small", colour="muted")
        self.steps = Steps(lambda: (_("草稿"), _("用印"), _("正本"), _("发证")))
        self.over = Words(colour="error", bold=True)
        self.over.setWordWrap(True)
        self.over.hide()
        self.list = LineList(lambda: _("证照"))
        self.empty = Words(colour="muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.number, self.blank = Entry(), Entry()
        self.tray, self.reason = Choice(), Choice()
        self.rows = Rows()
        for field in (self.number, self.blank, self.tray, self.reason):
            self.rows.add(field)
        self.verdict = Verdict(lines=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(8)
        for part in (self.title, self.under, self.steps, self.over):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(self.rows)
        column.addWidget(self.verdict)
        self.list.selectionModel().currentChanged.connect(self._pick)
        self.blank.returnPressed.connect(self.blank_entered)
        self.number.returnPressed.connect(self.number_entered)
        self.speak()
        self.show_case(None)

    def speak(self) -> None:
        """Write every word in the language in force."""
        self.rows.speak(_("证照编号"), _("空白证号"), _("纸盒"), _("副本原因"))
        self.number.setPlaceholderText(_("登记系统赋予的号码"))
        tray, why = max(self.tray.currentIndex(), 0), max(self.reason.currentIndex(), 0)
        self.tray.clear()
        for name, caption in trays():
            self.tray.addItem(caption, name)
        self.tray.setCurrentIndex(tray)
        self.reason.clear()
        self.reason.addItem(_("请选择原因"), "")
        for caption in copy_reasons():
            self.reason.addItem(caption, caption)
        self.reason.setCurrentIndex(why)
        self._head()
        self._show_list()

    def show_case(self, chosen: Chosen | None) -> None:
        """Begin with another case; its certificates come with `show_lines`."""
        if chosen is None or self.chosen is None or chosen.case_id != self.chosen.case_id:
            self.verdict.clear()
            self.number.clear()
            self.lines, self.none_needed, self._number_asked = (), False, False
        self.chosen = chosen
        self._head()
        self._show_list()
        self._show_rows(self.certificate())

    def show_lines(self, lines: tuple[CertificateLine, ...]) -> None:
        """Show the certificates of the case; the newest is chosen where none was."""
        fresh = {line.id for line in lines} - {line.id for line in self.lines}
        self.lines = lines
        self._show_list()
        if fresh and lines:
            newest = max(n for n, line in enumerate(lines) if line.id in fresh)
            self.list.setCurrentIndex(self.list.entries.index(newest))
        self._pick()

    def certificate(self) -> CertificateLine | None:
        """Return the certificate shown, None where none is made."""
        key = self.list.chosen()
        return next((line for line in self.lines if str(line.id) == key), None)

    def stage(self) -> Stage:
        """Return what the certificate shown needs next."""
        return stage_of(self.certificate())

    def need_none(self) -> None:
        """Show that the case ends in no certificate."""
        self.none_needed = True
        self._show_list()
        self._pick()

    def ask_number(self) -> None:
        """Ask for the number that another body assigns (a credit code)."""
        self._number_asked = True
        self._pick()
        self.number.setFocus()

    def offer_blank(self, number: str) -> None:
        """Show the next blank; an empty number: none is left."""
        if self.blank.text().strip() in ("", self.next_blank):  # another one may be scanned by now
            self.blank.setText(number)
        self.next_blank = number
        self.blank.setPlaceholderText("" if number else _("没有空白证，请先按 F5 领入"))

    def say_over(self, over: Over | None) -> None:
        """Say above all else that the certificate shown holds no longer."""
        if over is not None and self.over.isHidden():
            self.verdict.clear()  # what was next for it, while it held
        self.over.setText(over_words(over) if over is not None else "")
        self.over.setVisible(over is not None)
        self.steps.setVisible(self.chosen is not None and not self.none_needed and over is None)

    def printed(self) -> None:
        """Begin anew with blank and reason: the next printing has its own."""
        self._shown = None

    def _pick(self, *_index: object) -> None:
        line = self.certificate()
        self._show_rows(line)
        self.steps.show_done(self._done(stage_of(line)))
        if stage_of(line) is not Stage.OVER:
            self.say_over(None)
        self.picked.emit(line)

    def _show_rows(self, line: CertificateLine | None) -> None:
        """Show the fields that the next step of a certificate needs; none, where nothing is shown."""
        stage = stage_of(line)
        printing = stage in (Stage.PRINT, Stage.COPY)
        on_blank = printing and line is not None and line.needs_blank
        asked = self._number_asked and stage is Stage.MAKE
        self.rows.show_row(self.number, shown=asked)
        self.rows.show_row(self.blank, shown=on_blank)
        self.rows.show_row(self.tray, shown=printing)
        self.rows.show_row(self.reason, shown=stage is Stage.COPY)
        shown = line.id if line else None
        if shown != self._shown or not on_blank:
            self._shown, self.next_blank = shown, ""
            self.blank.clear()
            self.blank.setPlaceholderText("")  # until it is known whether there is one
            self.reason.setCurrentIndex(0)

    def _done(self, stage: Stage) -> int:
        handed = self.chosen is not None and self.chosen.state is CaseState.ISSUED
        return 4 if handed else min(stage.value, 3)

    def _head(self) -> None:
        chosen = self.chosen
        self.title.setText(chosen.applicant if chosen else _("证照"))
        parts = (chosen.item, chosen.number, case_word(chosen.state)) if chosen else ()
        self.under.setText("　".join(parts))

    def _show_list(self) -> None:
        self.steps.setVisible(self.chosen is not None and not self.none_needed)
        self.list.setVisible(bool(self.lines))
        self.empty.setVisible(not self.lines)
        if self.chosen is None:
            self.empty.setText(_("从左侧选一件，或者在 F2 输入办件、证照编号后按 Enter。"))
        elif self.none_needed:
            self.empty.setText(_("这个事项不出证照，决定书可以直接到“出件”发放。"))
        else:
            self.empty.setText(_("还没有制证。按 F9 制作草稿，核对右侧的样张后再用印。"))
        self.list.show_lines(tuple(_entry(line) for line in self.lines))


def _entry(line: CertificateLine) -> Line:
    icon, ink = CERTIFICATE_SIGNS[line.state]
    parts = [certificate_word(line.state), line.number]
    copies = _("副本 {n}").format(n=line.copies) if line.copies else ""
    printed = _("正本已打印") if line.originals else ""
    return Line(
        str(line.id),
        line.kind,
        "　".join(filter(None, parts)),
        icon,
        ink=ink,
        right="　".join(filter(None, (printed, copies))),
    )
