"""What follows the window: review, decision, certificate, hand-over, each by the person whose it is.

The first item is led to its certificate; then its result flows into the item that waited for it,
which is accepted and led to its own; at the end one person hands out everything in one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.review import Queue
from app.wording import _
from ui.demonstration.hands import Hands
from ui.demonstration.staff import Credentials
from ui.issuing.certificate_panel import Stage
from ui.issuing.certificates import CertificatesScreen
from ui.issuing.hand_over import HandOverScreen
from ui.models.lines import LineList
from ui.review.screen import ReviewScreen
from ui.shell.application import Program
from ui.shell.places import CERTIFICATES, HAND_OVER, REVIEW, Place

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ON_PAPER = Qt.Key.Key_2


class Afterwards:
    """Plays what follows the acceptance.

    `staff`: the people by their part in it; `folder`: where printing and saving go.
    """

    def __init__(
        self,
        program: Program,
        hands: Hands,
        staff: Mapping[str, Credentials],
        tell: Callable[[str], None],
        picture: Callable[[str], None],
        folder: Path,
    ) -> None:
        self._folder = folder
        self._program = program
        self._hands = hands
        self._staff = staff
        self._tell = tell
        self._picture = picture

    def change_to(self, part: str, place: Place) -> QWidget:
        """Sign out, sign in as somebody else, and go to a screen."""
        entrance, hands = self._program.entrance, self._hands
        hands.press(Qt.Key.Key_Q, _CONTROL)
        hands.wait(lambda: entrance.workplace is None, "the sign-in page")
        person = self._staff[part]
        hands.write(person.name)
        hands.enter()
        hands.write(person.password)
        hands.enter()
        hands.wait(lambda: entrance.workplace is not None, "the workplace")
        workplace = entrance.workplace
        assert workplace is not None  # waited for above
        hands.press(Qt.Key(Qt.Key.Key_1 + workplace.number_of(place)), _CONTROL)
        hands.wait(lambda: workplace.shows(place), "the screen")
        return workplace.stack.currentWidget()

    def review(self, item: str, parts: tuple[str, ...], picture: str) -> None:
        """Let one person after another give an opinion; the last one decides, and prints it."""
        *earlier, last = parts
        for part in earlier:
            self._opinion(item, part)
        self._print_decision(self._opinion(item, last, picture))

    def _opinion(self, item: str, part: str, picture: str = "") -> ReviewScreen:
        """Sign in, claim the case, and agree; the last step decides."""
        self._tell(_("{name} 登录，审查“{item}”").format(name=self._staff[part].shown, item=item))
        screen = self.case(part, Queue.TEAM, item)
        self._hands.press(Qt.Key.Key_F3)
        self._hands.wait(partial(_held, screen), "the case claimed")
        self._hands.press(Qt.Key.Key_6, _ALT)  # the review points, each ticked by Enter
        self._hands.press(Qt.Key.Key_Home)
        self._hands.press(Qt.Key.Key_Return, times=len(screen.case.points.entries.lines))
        if picture:
            self._picture(picture)
        self._act(screen, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
        return screen

    def accept(self, item: str, part: str) -> None:
        """Accept the item whose application counts as made since the result arrived."""
        self._tell(_("前项结果已转入，窗口受理“{item}”").format(item=item))
        self._act(self.case(part, Queue.ALL, item), Qt.Key.Key_A, _ALT)

    def certify(self, item: str, part: str, picture: str) -> None:
        """Make, seal and print the certificate: one key, three times."""
        self._tell(
            _("{name} 制证、用印、打印“{item}”").format(name=self._staff[part].shown, item=item)
        )
        screen = self.change_to(part, CERTIFICATES)
        assert isinstance(screen, CertificatesScreen)
        self._pick(screen.waiting.list, item)
        for _time in range(3):
            self._hands.wait(partial(_can_go_on, screen), "the next step of the certificate")
            stage = screen.panel.stage()
            self._hands.press(Qt.Key.Key_F9)
            self._hands.wait(partial(_is_past, screen, stage), "the step done")
        self._hands.wait(partial(_can_go_on, screen), "the sealed picture, the next blank")
        self._picture(picture)
        self._verify(screen, self._saved(screen))

    def _saved(self, screen: CertificatesScreen) -> Path:
        """Save the sealed file, which is the certificate in law; return where it lies."""
        before = set(self._folder.glob("*.pdf"))
        self._hands.wait(lambda: not screen.busy, "the printing finished")
        self._hands.press(Qt.Key.Key_S, _CONTROL)
        self._hands.wait(lambda: set(self._folder.glob("*.pdf")) - before, "the file saved")
        self._hands.wait(lambda: not screen.busy, "the saving finished")
        (file,) = set(self._folder.glob("*.pdf")) - before
        return file

    def _verify(self, screen: CertificatesScreen, file: Path) -> None:
        """Let the program say what the saved file is worth, as any other desk would."""
        self._hands.press(Qt.Key.Key_F3)
        sheet = screen.verify_sheet
        self._hands.wait(sheet.isVisible, "the sheet")
        self._hands.write(str(file))
        self._hands.enter()
        self._hands.wait(
            lambda: sheet.go.isEnabled() and sheet.facts.text() != "", "the file verified"
        )
        words = _("查验电子证照 {file}：{verdict}")
        self._tell(words.format(file=file.name, verdict=sheet.word.text()))
        self._hands.press(Qt.Key.Key_Escape)

    def hand_over(self, receipt: str, identity: str, part: str, picture: str) -> None:
        """Scan the receipt, look at the card, and hand out everything that is ready."""
        self._tell(_("扫描材料接收凭证，核对身份，一次发放"))
        screen = self.change_to(part, HAND_OVER)
        assert isinstance(screen, HandOverScreen)
        self._hands.write(receipt)
        self._hands.enter()
        self._hands.wait(screen.collector.isEnabled, "what is ready")
        self._hands.write(identity)
        self._hands.press(Qt.Key.Key_F6)
        self._hands.press(_ON_PAPER)
        self._hands.wait(lambda: not screen.row.buttons["hand-over"].off, "everything filled")
        self._picture(picture)
        printed: list[str] = []
        screen.room.said.connect(printed.append)
        self._hands.press(Qt.Key.Key_F9)
        self._hands.wait(lambda: printed, "the delivery record")
        self._tell(screen.ready.verdict.text)

    def _print_decision(self, screen: ReviewScreen) -> None:
        """Print the paper that the decision has just made; it lies chosen beside the case."""
        pane = screen.case.papers
        self._hands.wait(lambda: pane.isVisible() and pane.print_button.isEnabled(), "the decision")
        printed: list[str] = []
        pane.room.said.connect(printed.append)
        self._hands.press(Qt.Key.Key_P, _CONTROL)
        self._hands.wait(lambda: printed, "the decision printed")

    def case(self, part: str, queue: Queue, item: str) -> ReviewScreen:
        """Sign in, and take the case of an item out of a queue into the hand."""
        screen = self.change_to(part, REVIEW)
        assert isinstance(screen, ReviewScreen)
        panel = screen.queue
        while panel.queue is not queue:
            self._hands.press(Qt.Key.Key_Right)
        key = self._pick(panel.list, item)
        self._hands.wait(
            lambda: screen.case.view is not None and str(screen.case.view.case.id) == key,
            "the case on the screen",
        )
        return screen

    def _pick(self, lines: LineList, item: str) -> str:
        """Walk down a list to the line of an item; return its key."""

        def places() -> list[int]:
            found = enumerate(lines.entries.lines)
            return [n for n, line in found if item in line.title + line.detail]

        self._hands.wait(places, f"{item} in the list")
        lines.setFocus()
        self._hands.press(Qt.Key.Key_Home)
        self._hands.press(Qt.Key.Key_Down, times=places()[0])
        return lines.entries.lines[places()[0]].key

    def _act(self, screen: ReviewScreen, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """Open an act's sheet, agree to what it says, and wait for its papers."""
        view = screen.case.view
        assert view is not None  # the case in hand
        before = view.case.acts
        self._hands.press(key, modifier)
        self._hands.wait(screen.acting.sheet.isVisible, "the sheet")
        self._hands.press(Qt.Key.Key_F9)
        self._hands.wait(lambda: not screen.acting.sheet.isVisible(), "the act done")
        self._hands.wait(
            lambda: screen.case.view is not None and screen.case.view.case.acts > before,
            "the case after the act",
        )


def _is_past(screen: CertificatesScreen, stage: Stage) -> bool:
    return screen.panel.stage() is not stage


def _held(screen: ReviewScreen) -> bool:
    view = screen.case.view
    return view is not None and view.case.holder is not None


def _can_go_on(screen: CertificatesScreen) -> bool:
    """Tell whether the next step is lawful, its picture seen, and the blank it needs at hand."""
    line = screen.panel.certificate()
    if screen.row.buttons["go-on"].off:
        return False
    if line is None:
        return True
    return screen.pictured is line.state and _blank_at_hand(screen)


def _blank_at_hand(screen: CertificatesScreen) -> bool:
    """Tell whether the number of the next blank is there, where the next step prints on one."""
    line, panel = screen.panel.certificate(), screen.panel
    prints = panel.stage() in (Stage.PRINT, Stage.COPY)
    return not (prints and line is not None and line.needs_blank) or panel.blank.text() != ""
