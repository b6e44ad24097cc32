"""A clerk at work off screen, with the real window and real keys, until somebody pulls the plug.

`test_kill` runs it in a process of its own and kills it. Every line on standard output is one thing
done, as JSON, with the time by the machine's own running clock.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer

from app.admin.opening import open_office
from db.credentials import MemorySecrets
from ui.demonstration.example import read_example
from ui.demonstration.hands import Hands
from ui.demonstration.staff import Credentials
from ui.demonstration.story import Story
from ui.shell.application import Program, set_up

INITIALS, ITEM = "cjrz", "CL-01"
NAME, ADDRESS = "applicant.name", "applicant.hukou_address"
APPLICANT = "王秀兰"
BETWEEN_KEYS = 60  # ms: a fast typist
LAST_LOOK = 1000  # ms: what may be lost was not done just now
_WORDS = "No. 12, Qingnian Rd. E 7 a 5 "  # many words: a space at the end is most easily lost
_MOST = 60


def mark(what, **more):
    """Say what has just been done."""
    print(json.dumps({"what": what, "at": time.monotonic(), **more}), flush=True)


class Work:
    """One life of the program: begins or goes on with a sitting, then types or receives."""

    def __init__(self, program, credentials):
        self.story = Story(program, read_example(), lambda _words: None, lambda _name: None)
        self.hands: Hands = self.story.hands
        self.story.sign_in(credentials)

    @property
    def screen(self):
        return self.story.screen

    def begin(self):
        """Choose the item and write the applicant's name."""
        hits = self.screen.items.search.list
        self.hands.press(Qt.Key.Key_F2)
        self.hands.write(INITIALS)
        self.hands.wait(lambda: hits.chosen() == ITEM, "the item in the hits")
        self.hands.enter()
        self.hands.wait(lambda: self.screen.draft.form.items, "the item's form")
        self.reach(NAME)
        self.hands.write(APPLICANT)
        self.hands.enter()

    def go_on(self):
        """Take back the only draft there is, as a restarted clerk does."""
        begun = self.screen.draft.draft_id
        self.hands.press(Qt.Key.Key_F10)
        self.hands.wait(self.screen.keeping.sheet.isVisible, "the drafts")
        self.hands.enter()
        self.hands.wait(lambda: self.screen.draft.draft_id != begun, "the draft")

    def reach(self, key):
        """Walk to a field with Tab."""
        for _step in range(_MOST):
            if self.screen.form.focused_key() == key:
                return
            self.hands.press(Qt.Key.Key_Tab)
        raise LookupError(key)

    def type(self):
        """Go on typing in one field, without a pause, until the end."""
        self.reach(ADDRESS)
        self.hands.press(Qt.Key.Key_End)
        line = self.screen.form.cells[ADDRESS].field.line
        mark("typing", text=line.text())
        while True:
            letter = _WORDS[len(line.text()) % len(_WORDS)]
            self.hands.write(letter)
            mark("typed", text=line.text())
            self.rest(BETWEEN_KEYS)

    def receive(self):
        """Receive what there is, and wait for the end."""
        receiving = self.screen.receiving
        self.rest(LAST_LOOK)
        self.hands.press(Qt.Key.Key_F9)
        self.hands.wait(receiving.receipt.isVisible, "the last look")
        mark("asked", draft=self.screen.draft.to_json())
        mark("confirming")
        self.hands.enter()
        self.hands.wait(receiving.sheet.isVisible, "the outcomes")
        mark("received")
        while True:
            self.rest(BETWEEN_KEYS)

    def rest(self, ms):
        """Let the program work for a while."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()


def main(home, password, *verbs):
    """Live until killed: `verbs` are methods of Work, in order."""
    folder = Path(home)
    office = lambda: open_office(folder, MemorySecrets(), exclusive=True)  # noqa: E731 - handed over to be opened later
    program = Program(set_up(["yichuang"]), office, folder)
    program.window.resize(1366, 768)
    program.window.show()
    work = Work(program, Credentials("demo.clerk", password, ""))
    for verb in verbs:
        getattr(work, verb)()


if __name__ == "__main__":
    main(*sys.argv[1:])
