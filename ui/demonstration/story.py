"""The story: one sitting from sign-in to the papers, told on the console as it happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.merged_form import Savings
from app.domain.paper import PaperKind
from app.wording import _
from ui.demonstration.example import Example
from ui.demonstration.hands import Hands
from ui.demonstration.staff import Credentials
from ui.demonstration.typist import Typist
from ui.intake.screen import IntakeScreen
from ui.records.screen import RecordsScreen
from ui.shell.application import Program

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Story:
    """Plays the sitting with a clerk's hands. `tell` says each step; `picture` keeps the screen."""

    def __init__(
        self,
        program: Program,
        example: Example,
        tell: Callable[[str], None],
        picture: Callable[[str], None],
    ) -> None:
        self._program = program
        self._example = example
        self._tell = tell
        self._picture = picture
        self.hands = Hands(program.window)
        self.typed: list[str] = []
        self.receipt = ""

    def sign_in(self, credentials: Credentials) -> None:
        """Sign in by name and password."""
        page = self._program.entrance.sign_in
        self.hands.wait(lambda: page.station.count() > 0, "the stations")
        self._picture("01-sign-in")
        self._tell(_("登录：{name}").format(name=credentials.name))
        self.hands.write(credentials.name)
        self.hands.enter()
        self.hands.write(credentials.password)
        self.hands.enter()
        self.hands.wait(lambda: self._program.entrance.workplace is not None, "the workplace")
        self.hands.wait(lambda: self.screen.draft is not None, "a clean draft")

    @property
    def identity(self) -> str:
        """The number on the card that the applicant shows, as it was typed."""
        return str(self._example.values["org.legal_rep.id_number"])

    @property
    def screen(self) -> IntakeScreen:
        """The intake screen."""
        found = self._shown()
        assert isinstance(found, IntakeScreen)  # the clerk's first screen
        return found

    def _shown(self) -> object:
        workplace = self._program.entrance.workplace
        assert workplace is not None  # signed in
        return workplace.stack.currentWidget()

    def choose(self, ticket: str) -> None:
        """Call the ticket, find the bundle by pinyin initials, and take it."""
        screen = self.screen
        self._tell(_("叫号 {ticket}；按 F2，输入“kcg”，选择“开餐馆一件事”").format(ticket=ticket))
        self.hands.press(Qt.Key.Key_T, _CONTROL)
        self.hands.write(ticket)
        self.hands.press(Qt.Key.Key_F2)
        self.hands.write("kcg")
        hits = screen.items.search.list
        self.hands.wait(lambda: hits.chosen() == self._example.bundle, "the bundle in the hits")
        self._picture("02-search")
        self.hands.enter()
        draft = screen.draft
        assert draft is not None  # begun above
        self.hands.wait(lambda: draft.form.selection.bundle_id, "the bundle's form")

    def fill(self) -> None:
        """Answer the questions and fill the form."""
        typist = Typist(self.hands, self.screen, self._example)
        self._tell(_("回答情形问题，逐项填写；各部门都要问的，只填一次"))
        typist.fill_open()
        self._picture("03-filled")
        typist.fill_optional()
        self.typed = typist.typed
        savings = self.savings()
        self._tell(
            _("分别填 {separate} 项 → 合并 {merged} 项 → 须填 {to_type} 项").format(
                separate=savings.fields_separate,
                merged=savings.fields_merged,
                to_type=savings.fields_to_type,
            )
        )

    def hand_in(self) -> None:
        """Take the materials, one key each."""
        draft = self.screen.draft
        assert draft is not None  # the form shows it
        self._tell(_("按 F4 收材料"))
        self.hands.press(Qt.Key.Key_F4)
        while draft.open_materials():
            before = draft.open_materials()
            self.hands.press(Qt.Key.Key_1)
            self.hands.enter()
            self.hands.wait(lambda: draft.open_materials() != before, "the material taken")  # noqa: B023 - waited for at once
        self._picture("04-materials")

    def receive(self) -> None:
        """Receive, and conclude as proposed."""
        screen = self.screen
        self._tell(_("按 F9 收件，核对后确认"))
        self.hands.press(Qt.Key.Key_F9)
        self.hands.wait(screen.receiving.receipt.isVisible, "the last look")
        self._picture("05-receive")
        self.hands.enter()
        self.hands.wait(screen.receiving.sheet.isVisible, "the outcomes")
        self._picture("06-outcomes")
        self._tell(_("收件完成；确认各事项的受理结果"))
        self.hands.press(Qt.Key.Key_F9)
        self.hands.wait(lambda: isinstance(self._shown(), RecordsScreen), "the papers")

    def savings(self) -> Savings:
        """Return what the merge saves in this sitting."""
        draft = self.screen.draft
        assert draft is not None  # the form shows it
        return draft.form.savings

    def print_papers(self) -> None:
        """Print every paper; here printing goes into a folder."""
        records = self._shown()
        assert isinstance(records, RecordsScreen)  # waited for above
        model = records.papers.lines_model
        self.hands.wait(lambda: model.lines, "the list of papers")
        self.hands.wait(records.all_button.isEnabled, "the papers made")
        self.receipt = next(one.number for one in model.lines if one.kind is PaperKind.RECEIPT)
        self._picture("07-papers")
        self._tell(_("打印全部文书"))
        self.hands.press(Qt.Key.Key_P, _CONTROL | _SHIFT)
        self.hands.wait(lambda: all(line.printed for line in model.lines), "the printed papers")
        self._picture("08-printed")


def keep_pictures(program: Program, folder: Path) -> Callable[[str], None]:
    """Return what keeps a picture of the window as a PNG in a folder."""

    def picture(name: str) -> None:
        QApplication.processEvents()
        program.window.grab().save(str(folder / f"{name}.png"))

    return picture
