"""The issue desk: draft, seal, original, copies; spoiled blanks, changes, stock; verifying a file.

One key does the next lawful step of the certificate shown (F9); while its answer is awaited the
key is off, so that two presses make one paper.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.actor import Actor
from app.domain.certificate import CertificateState
from app.errors import Problem
from app.ports.cases import CaseLine
from app.services import certificates, proceeding
from app.services.certificates import CertificateLine, CertificateMade, DeskQueue
from app.services.office import Office
from app.services.proceeding import CaseView
from app.wording import N_, _
from ui.issuing import asked_today
from ui.issuing.certificate_actions import make_actions
from ui.issuing.certificate_panel import CertificatePanel, Chosen, Stage, of_line, of_view
from ui.issuing.certificate_sheets import CertificateSheets
from ui.issuing.key_row import KeyRow
from ui.issuing.looked_at import LookedAt, looked_at
from ui.issuing.press import CertificateOrder, FileOrder, Pressed, PressRoom
from ui.issuing.sheet import refusal
from ui.issuing.waiting_panel import WaitingPanel
from ui.issuing.words import made_words, merged_words, pressed_words, sealed_words
from ui.kit.panels import Panel
from ui.printing.preview import Preview
from ui.tasks import Desk

_WORKING, _PRINTING = N_("正在处理…"), N_("正在打印…")


class CertificatesScreen(CertificateSheets):
    """Cases that wait for their certificate left, the chosen one in the middle, its paper right.

    `pictured`: in what state the certificate is on the picture that is seen.
    """

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self.desk, self.actor = desk, actor
        self.waiting = WaitingPanel()
        self.panel = CertificatePanel()
        self.preview = Preview(desk)
        self.room = PressRoom(desk, actor, self)
        self.busy = False
        self._wanted = ""
        self._news = ""
        self._drawing: CertificateState | None = None
        self.pictured: CertificateState | None = None
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
            self._do(certificates.industry, chosen.sitting_id, merged_words)

    def give_file(self) -> None:
        """Put the sealed file of the certificate shown into the PDF folder."""
        line = self.panel.certificate()
        assert line is not None  # without one the action is off
        self.room.give(FileOrder(line.id, line.number))

    def make(self) -> None:
        """Make the draft of the case's certificate."""
        assert self.panel.chosen is not None  # without one the action is off
        verb = partial(certificates.make, number=self.panel.number.text().strip())
        self._do(verb, self.panel.chosen.case_id, made_words, self._not_made)

    def _seal(self) -> None:
        line = self.panel.certificate()
        assert line is not None
        self._do(certificates.seal, line.id, sealed_words)

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
        words: Callable[[CertificateMade], str],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Do a step once; the key is off until what it made is shown. `words`: what was done."""
        self._news = ""  # a fault of ours may have kept the last from being shown
        self._wait(on=True)
        self.panel.verdict.say(_(_WORKING), "info")
        then, fail = partial(self._done, words), failed or self._refuse
        self.desk.make(verb, self.actor, subject, then=then, failed=fail, ended=self._answered)

    def _answered(self) -> None:
        self._wait(on=bool(self._news))
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

    def _done(self, words: Callable[[CertificateMade], str], made: CertificateMade) -> None:
        self._tell(words(made))

    def _tell(self, news: str) -> None:
        """Say what was done when it is shown: a key pressed before would do the same step again."""
        if self.panel.chosen is None:
            self.panel.verdict.say(news, "ok")
            return
        self._news = news
        self._wait(on=True)
        self._read_certificates(self.panel.chosen)

    def _certificates_read(self) -> None:
        if self._news:
            self._wait(on=False)

    def _not_read(self, problem: Problem) -> None:
        self._news = ""
        self._refuse(problem)

    def _not_made(self, problem: Problem) -> None:
        """Say why; a number that another body assigns is asked for where it is needed."""
        self._refuse(problem)
        if problem.code == "certificate.number-needed":
            self.panel.ask_number()

    def _pressed(self, done: Pressed) -> None:
        if done.job is not None:
            self.panel.printed()
        self._tell(pressed_words(done))

    def _refuse(self, problem: Problem) -> None:
        self.panel.verdict.say(refusal(problem))

    def _search(self) -> None:
        self.desk.read(
            asked_today.desk_queue,
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

    def _show_waiting(self, found: tuple[DeskQueue, date]) -> None:
        queue, today = found
        self.waiting.show_lines(queue.lines, today, queue.printed)

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
            failed=self._not_read,
            ended=self._certificates_read,
            newest="certificates.of-case",
        )

    def _show_certificates(self, lines: tuple[CertificateLine, ...]) -> None:
        self.panel.show_lines(lines)
        if self._news:
            self.panel.verdict.say(self._news, "ok")
            self._news = ""
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
            looked_at,
            self.actor,
            line.id,
            then=self._show_picture,
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

    def _show_picture(self, seen: LookedAt) -> None:
        self.panel.say_over(seen.over)
        self._drawing = seen.state
        self.preview.show_paper(seen.content, seen.stamp)

    def _on_drawn(self, _pages: int) -> None:
        self.pictured = self._drawing

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
            asked_today.blanks_left,
            self.actor,
            then=self.waiting.balance.show_lines,
            newest="certificates.balance",
        )

    def _on_changed(self, changes: Changes) -> None:
        if not (changes.certificates or changes.cases):
            return
        self.refresh()
        if self.panel.chosen is not None:
            self._read_certificates(self.panel.chosen)

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
        self.preview.shown.connect(self._on_drawn)
        self.room.given_up.connect(self.panel.verdict.clear)
        self.desk.changed.connect(self._on_changed)


def find_view(office: Office, actor: Actor, text: str) -> CaseView:
    """Return the case of a number or barcode. Raises what `proceeding.find_case` raises."""
    return proceeding.view_case(office, actor, proceeding.find_case(office, actor, text))
