"""The hall at work: the whole program over a store of its own, and people who come and go by keys.

The sitting is received by the services (the demonstration and `test_kill` receive by keys); all that
follows is done on the real widgets.
"""

import atexit
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt

from app.admin.opening import open_office
from app.domain.actor import Role
from app.services import papers, records, settings
from app.services.command_line import acting
from app.services.proceeding import view_case
from db.credentials import MemorySecrets
from tests.documents.builders import joined_text
from tests.fakes.clock import TUESDAY, StandingClock
from tests.services.builders import concluded, received, with_waiting
from ui.demonstration.afterwards import Afterwards
from ui.demonstration.example import Person, read_hall
from ui.demonstration.hands import Hands
from ui.demonstration.staff import prepare
from ui.shell.application import Program

LICENCE, FOOD, DRAIN = "SCJG-02", "SCJG-03", "PS-01"
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
_SECRETS = MemorySecrets()
_MORE = {
    "head": Person("王磊", "0002", ("head",)),
    "leader": Person("陈杰", "0003", ("supervisor",)),
}


def _folder():
    folder = Path(tempfile.mkdtemp(prefix="yichuang-journey-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _open(home, clock):
    return open_office(home, _SECRETS, clock=clock)


@cache
def _store(*, waiting, at):
    """Make a store with the demonstration's people and one sitting, once per run."""
    home, hall = _folder() / "home", read_hall()
    office = _open(home, StandingClock(at))
    staff = prepare(office, replace(hall, staff={**hall.staff, **_MORE}), home)
    clerk = acting(office, staff["clerk"].name, Role.CLERK)
    if waiting:
        sitting = concluded(office, clerk).sitting
    else:
        with_waiting(office, clerk, "correction")
        sitting = received(office, clerk).sitting
    assert papers.make_missing(office, clerk, sitting.id).failures == ()
    office.store.close()
    return home, staff, sitting.id


class TheHall:
    """The program at its sign-in page, the people's hands, and the store beside it to look into.

    `waiting`: the sitting is concluded and four items wait for the licence; else nothing of it was
    decided yet, and nothing waits.
    """

    def __init__(self, qtbot, application, folder, *, waiting=True, at=TUESDAY):
        made, self.staff, self.sitting_id = _store(waiting=waiting, at=at)
        self.home, self.out, self.clock = folder / "home", folder / "out", StandingClock(at)
        shutil.copytree(made, self.home)
        self.out.mkdir()
        self.office = _open(self.home, self.clock)
        settings.put(self.office, None, "print.folder", str(self.out))
        self.program = Program(application, lambda: _open(self.home, self.clock), self.home)
        qtbot.addWidget(self.program.window)
        self.program.window.resize(1366, 768)
        self.program.window.show()
        self.hands = Hands(self.program.window)
        quiet = lambda _words: None  # noqa: E731 - nobody listens
        self.people = Afterwards(self.program, self.hands, self.staff, quiet, quiet, self.out)
        page = self.program.entrance.sign_in
        self.hands.wait(lambda: page.station.count() > 0, "the stations")

    def close(self):
        self.program.close()
        self.office.store.close()

    # what a person does

    def case(self, part, queue, item):
        """Sign in, and take the case of an item in hand."""
        return self.people.case(part, queue, self.name(item))

    def night(self, **by):
        """Let everybody go home, and time go by."""
        self.hands.press(Qt.Key.Key_Q, CONTROL)
        self.hands.wait(lambda: self.program.entrance.workplace is None, "the sign-in page")
        self.clock.move(**by)

    def sheet(self, screen, key, modifier=ALT):
        """Open an act's sheet by its key."""
        self.hands.press(key, modifier)
        self.hands.wait(screen.acting.sheet.isVisible, "the sheet")
        return screen.acting.sheet

    def do(self, screen, *, printed=True):
        """Do what the sheet asks by F9; print the paper that the act has made by Ctrl+P."""
        before = screen.case.view.case.acts
        self.hands.press(Qt.Key.Key_F9)
        self.hands.wait(lambda: not screen.acting.sheet.isVisible(), "the act done")
        self.hands.wait(lambda: screen.case.view.case.acts > before, "the case after the act")
        if printed:
            self.print_paper(screen)

    def print_paper(self, screen):
        """Print what lies chosen beside the case."""
        pane, said = screen.case.papers, []

        def fresh():
            line = pane.table.chosen()
            return line is not None and not line.printed and pane.print_button.isEnabled()

        self.hands.wait(fresh, "the paper")
        pane.room.said.connect(said.append)
        self.hands.press(Qt.Key.Key_P, CONTROL)
        self.hands.wait(lambda: said, "the paper printed")

    # what is so afterwards

    @property
    def looker(self):
        return acting(self.office, self.staff["leader"].name, Role.SUPERVISOR)

    def view(self, item):
        """Return the case of an item as the store has it."""
        (line,) = records.lines(self.office, self.looker, None, "")
        cases = records.sitting(self.office, self.looker, line.sitting_id).cases
        case = next(case for case in cases if case.item_id == item)
        return view_case(self.office, self.looker, case.id)

    def name(self, item):
        return self.view(item).case.item_name

    def acts(self, item):
        return [str(act.kind) for act in self.view(item).acts]

    def paper(self, kind, item=None):
        """Return the newest paper of a kind, of an item's case or of the sitting."""
        lines = papers.of_sitting(self.office, self.looker, self.sitting_id)
        case_id = self.view(item).case.id if item else None
        of_kind = [one for one in lines if one.kind is kind and case_id in (None, one.case_id)]
        return of_kind[-1]

    def printed(self, kind, item=None):
        """Return what stands on the paper as it went out, without white space."""
        line = self.paper(kind, item)
        assert line.printed, line.number
        (file,) = self.out.glob(f"{line.number}.pdf")
        return joined_text(file.read_bytes(), self.home)
