"""The issue desk: draft, seal, original, copies; spoiled blanks, changes, stock; verifying a file.

One key does the next lawful step of the certificate shown (F9); while its answer is awaited the
key is off, so that two presses make one paper.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.actor import Actor
from app.errors import Problem
from app.ports.cases import CaseLine
from app.ports.clock import SystemClock
from app.services import blanks, certificates, proceeding
from app.services.certificates import CertificateLine, CertificateMade, DeskQueue
from app.services.office import Office
from app.services.proceeding import CaseView
from app.wording import N_, _
from ui.issuing.blanks_sheet import BlanksSheet
from ui.issuing.calibration_sheet import CalibrationSheet
from ui.issuing.certificate_actions import make_actions
from ui.issuing.certificate_panel import CertificatePanel, Chosen, Stage, of_line, of_view
from ui.issuing.change_sheet import ChangeSheet
from ui.issuing.key_row import KeyRow
from ui.issuing.press import CertificateOrder, FileOrder, Pressed, PressRoom
from ui.issuing.sheet import DeskSheet, refusal
from ui.issuing.spoil_sheet import SpoilSheet
from ui.issuing.verify_sheet import VerifySheet
from ui.issuing.waiting_panel import WaitingPanel
from ui.issuing.words import made_words, merged_words, pressed_words, sealed_words
from ui.kit.pages import SpeakingPage
from ui.kit.panels import Panel
from ui.printing.preview import Preview
from ui.tasks import Desk

AnySheet = TypeVar("AnySheet", bound=DeskSheet)


_WORKING, _PRINTING = N_("正在处理…"), N_("正在打印…")


class CertificatesScreen(SpeakingPage):
    """Cases that wait for their certificate left, the chosen one in the middle, its paper right."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self.desk, self.actor = desk, actor
        self._clock = SystemClock()
        self.waiting = WaitingPanel()
        self.panel = CertificatePanel()
        self.preview = Preview(desk)
        self.room = PressRoom(desk, actor, self)
        self.busy = False
        self._wanted = ""
        self.actions_ = make_actions(self, self)
        self.row = KeyRow(self, self.actions_)
        self._lay_out()
        self.setFocusProxy(self.waiting.search)
        self._connect()
        self._say_preview()  # the parts spoke when they were built
        self.refresh()

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        self.waiting.speak()
        self.panel.speak()
        self.row.refresh()
        if self.preview.pages == 0:
            self._say_preview()

    def refresh(self) -> None:
        """Ask for the queue and the day's blanks again."""
        self._search()
        self._read_balance()

    def go_on(self) -> None:
        """Do the next lawful step of the certificate shown."""
        steps: dict[Stage, Callable[[], None]] = {
            Stage.MAKE: self.make,
            Stage.SEAL: self._seal,
            Stage.PRINT: self._print,
            Stage.COPY: self._print,
        }
        steps[self.panel.stage()]()

    def spoil(self) -> None:
        """Ask which blank is void and why."""
        line = self.panel.certificate()
        if line is not None:
            self.spoil_sheet.ask(line)

    def change(self) -> None:
        """Ask what happens to the certificate shown."""
        line = self.panel.certificate()
        if line is not None:
            self.change_sheet.ask(line)

    def receive_blanks(self) -> None:
        """Receive a series of blanks, or look at a day's balance."""
        line = self.panel.certificate()
        self.blanks_sheet.ask(line.kind if line is not None and line.needs_blank else "")

    def calibrate(self) -> None:
        """Set where this computer's printer puts a certificate on its blank."""
        line = self.panel.certificate()
        self.calibration_sheet.ask(line.kind if line is not None else "")

    def verify(self) -> None:
        """Verify a file."""
        self.verify_sheet.ask()

    def industry(self) -> None:
        """Merge the sitting's licences into one industry certificate."""
        chosen = self.panel.chosen
        if chosen is not None:
            self._do(certificates.industry, chosen.sitting_id, self._merged)

    def give_file(self) -> None:
        """Put the sealed file of the certificate shown into the PDF folder."""
        line = self.panel.certificate()
        assert line is not None  # without one the action is off
        self.room.give(FileOrder(line.id, line.number))

    def make(self) -> None:
        """Make the draft of the case's certificate."""
        assert self.panel.chosen is not None  # without one the action is off
        verb = partial(certificates.make, number=self.panel.number.text().strip())
        self._do(verb, self.panel.chosen.case_id, self._made, self._not_made)

    def _seal(self) -> None:
        line = self.panel.certificate()
        assert line is not None
        self._do(certificates.seal, line.id, self._sealed)

    def _print(self) -> None:
        line, panel = self.panel.certificate(), self.panel
        assert line is not None
        copy = panel.stage() is Stage.COPY
        reason, blank = str(panel.reason.currentData()), panel.blank.text().strip()
        if copy and not reason:
            self._want(_("打印副本要先选择原因。"), panel.reason)
        elif line.needs_blank and not blank:
            self._want(_("请扫描或输入空白证号；没有空白证时按 F5 领入。"), panel.blank)
        else:
            tray = str(panel.tray.currentData())
            self.room.press(CertificateOrder(line.id, line.number, blank, tray), reason)

    def _want(self, text: str, field: QWidget) -> None:
        self._wanted = text
        self.panel.verdict.say(text, "warning")
        field.setFocus()

    def _given(self, value: object) -> None:
        """Take back what was asked for once it is there."""
        if value and self._wanted and self.panel.verdict.text == self._wanted:
            self.panel.verdict.clear()

    def _do(
        self,
        verb: Callable[..., CertificateMade],
        subject: UUID,
        then: Callable[[CertificateMade], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Do a step once; the key is off until it is answered."""
        self._wait(on=True)
        self.panel.verdict.say(_(_WORKING), "info")
        fail = failed or self._refuse
        self.desk.make(verb, self.actor, subject, then=then, failed=fail, ended=self._answered)

    def _answered(self) -> None:
        self._wait(on=False)
        if self.panel.verdict.text in (_(_WORKING), _(_PRINTING)):  # after a fault of ours
            self.panel.verdict.clear()

    def _print_under_way(self, on: bool) -> None:  # noqa: FBT001 - a slot
        if on:
            self._wait(on=True)
            self.panel.verdict.say(_(_PRINTING), "info")
        else:
            self._answered()

    def _wait(self, *, on: bool) -> None:
        self.busy = on
        self.row.refresh()

    def _made(self, made: CertificateMade) -> None:
        self.panel.verdict.say(made_words(made), "ok")

    def _not_made(self, problem: Problem) -> None:
        """Say why; a number that another body assigns is asked for where it is needed."""
        self._refuse(problem)
        if problem.code == "certificate.number-needed":
            self.panel.ask_number()

    def _merged(self, made: CertificateMade) -> None:
        self.panel.verdict.say(merged_words(made), "ok")

    def _sealed(self, made: CertificateMade) -> None:
        self.panel.verdict.say(sealed_words(made), "ok")

    def _pressed(self, done: Pressed) -> None:
        if done.job is not None:
            self.panel.printed()
        self.panel.verdict.say(pressed_words(done), "ok")

    def _refuse(self, problem: Problem) -> None:
        self.panel.verdict.say(refusal(problem))

    def _search(self) -> None:
        self.desk.read(
            certificates.desk_queue,
            self.actor,
            self.waiting.search.text(),
            then=self._show_waiting,
            failed=self._refuse,
            newest="certificates.waiting",
        )

    def _seek(self, text: str) -> None:
        self.desk.read(
            find_view, self.actor, text, then=self._found, failed=self._refuse, newest="seek"
        )

    def _found(self, view: CaseView) -> None:
        self.waiting.let_go(view.case.id)
        self._show_case(of_view(view))
        self.panel.list.setFocus()

    def _show_waiting(self, queue: DeskQueue) -> None:
        self.waiting.show_lines(queue.lines, self._clock.now().date(), queue.printed)

    def _pick_case(self, line: CaseLine | None) -> None:
        self._show_case(of_line(line) if line is not None else None)

    def _show_case(self, chosen: Chosen | None) -> None:
        self.panel.show_case(chosen)
        if chosen is None:
            self.panel.show_lines(())
        else:
            self._read_certificates(chosen)

    def _read_certificates(self, chosen: Chosen) -> None:
        self.desk.read(
            certificates.of_case,
            self.actor,
            chosen.case_id,
            then=self._show_certificates,
            failed=self._refuse,
            newest="certificates.of-case",
        )

    def _show_certificates(self, lines: tuple[CertificateLine, ...]) -> None:
        self.panel.show_lines(lines)
        chosen = self.panel.chosen
        if not lines and chosen is not None:
            self.desk.read(
                certificates.needs_certificate,
                self.actor,
                chosen.case_id,
                then=self._show_need,
                failed=self._refuse,
                newest="certificates.need",
            )

    def _show_need(self, needed: bool) -> None:  # noqa: FBT001 - the answer of a verb
        if not needed and not self.panel.lines:
            self.panel.need_none()

    def _pick_certificate(self, line: CertificateLine | None) -> None:
        self.row.refresh()
        if line is None:
            self._say_preview()
            return
        self.desk.make(
            certificates.picture,
            self.actor,
            line.id,
            then=self.preview.show_paper,
            failed=self._no_picture,
            newest="certificates.picture",
        )
        if line.needs_blank and self.panel.stage() in (Stage.PRINT, Stage.COPY):
            self.desk.read(
                certificates.next_blank,
                self.actor,
                line.id,
                then=self.panel.offer_blank,
                failed=self._no_blank,
                newest="certificates.next-blank",
            )

    def _no_blank(self, _problem: Problem) -> None:
        self.panel.offer_blank("")

    def _no_picture(self, problem: Problem) -> None:
        self.preview.say(refusal(problem))

    def _say_preview(self) -> None:
        self.preview.say(_("做成草稿后，这里显示证照样张。"))

    def _blank_entered(self) -> None:
        """Enter in the blank's number: the expected one prints, another one is asked about."""
        typed, expected = self.panel.blank.text().strip(), self.panel.next_blank
        if typed == expected or not expected:
            self.actions_.run("go-on")
        else:
            words = _("扫到的是 {typed}，下一张应是 {expected}。确实用这一张，请按 F9。")
            self.panel.verdict.say(words.format(typed=typed, expected=expected), "warning")

    def _read_balance(self) -> None:
        self.desk.read(
            blanks.balance,
            self.actor,
            self._clock.now().date(),
            then=self.waiting.balance.show_lines,
            newest="certificates.balance",
        )

    def _on_changed(self, changes: Changes) -> None:
        if not (changes.certificates or changes.cases):
            return
        self.refresh()
        if self.panel.chosen is not None:
            self._read_certificates(self.panel.chosen)

    @cached_property
    def spoil_sheet(self) -> SpoilSheet:
        """The sheet for spoiled blanks; like the others it is built when it is first wanted."""
        return self._over(SpoilSheet(self.desk, self.actor, self))

    @cached_property
    def change_sheet(self) -> ChangeSheet:
        """The sheet for changes of a certificate."""
        return self._over(ChangeSheet(self.desk, self.actor, self))

    @cached_property
    def blanks_sheet(self) -> BlanksSheet:
        """The sheet for the stock of blanks."""
        return self._over(BlanksSheet(self.desk, self.actor, self))

    @cached_property
    def verify_sheet(self) -> VerifySheet:
        """The sheet that verifies a file."""
        return self._over(VerifySheet(self.desk, self.actor, self))

    @cached_property
    def calibration_sheet(self) -> CalibrationSheet:
        """The sheet for overlay printing."""
        return self._over(CalibrationSheet(self.desk, self.actor, self))

    def _over(self, sheet: AnySheet) -> AnySheet:
        self.row.give_way_to(sheet)
        return sheet

    def _lay_out(self) -> None:
        right = Panel()
        page = QVBoxLayout(right)
        page.setContentsMargins(4, 4, 4, 4)
        page.addWidget(self.preview)
        row = QHBoxLayout()
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(self.waiting, 5)
        row.addWidget(self.panel, 6)
        row.addWidget(right, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.row)

    def _connect(self) -> None:
        self.waiting.typed.connect(self._search)
        self.waiting.sought.connect(self._seek)
        self.waiting.picked.connect(self._pick_case)
        self.panel.picked.connect(self._pick_certificate)
        self.panel.blank_entered.connect(self._blank_entered)
        self.panel.number_entered.connect(partial(self.actions_.run, "go-on"))
        self.panel.blank.textChanged.connect(self._given)
        self.panel.reason.currentIndexChanged.connect(self._given)
        self.room.under_way.connect(self._print_under_way)
        self.room.pressed.connect(self._pressed)
        self.room.failed.connect(self._refuse)
        self.room.given_up.connect(self.panel.verdict.clear)
        self.desk.changed.connect(self._on_changed)


def find_view(office: Office, actor: Actor, text: str) -> CaseView:
    """Return the case of a number or barcode. Raises what `proceeding.find_case` raises."""
    return proceeding.view_case(office, actor, proceeding.find_case(office, actor, text))
