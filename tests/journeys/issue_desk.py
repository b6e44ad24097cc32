"""The end of the hall: a case granted by the review, the issue desk and the hand-over by keys."""

from PySide6.QtCore import Qt

from app.services import blanks, certificates
from app.services.review import Queue
from tests.documents.builders import joined_text
from tests.journeys.hall import PLAIN
from ui.shell.places import CERTIFICATES, HAND_OVER, RECORDS

Key = Qt.Key


def accepted(hall, item):
    """Let the clerk accept a received case."""
    screen = hall.case("clerk", Queue.ALL, item)
    hall.sheet(screen, Key.Key_A)
    hall.do(screen)
    return screen


def corrected(hall, item):
    """Let the clerk ask for a correction of a received case."""
    screen = hall.case("clerk", Queue.ALL, item)
    hall.sheet(screen, Key.Key_B)
    for words in ("排水图", "未标流向", "标明流向和管径"):
        hall.hands.write(words)
        hall.hands.enter()
    hall.do(screen)
    return screen


def agreed(hall, item, *parts):
    """Let people of the review agree, one after the other; the last step decides."""
    for part in parts:
        screen = hall.case(part, Queue.TEAM, item)
        hall.sheet(screen, Key.Key_F9, PLAIN)
        hall.hands.press(Key.Key_F9)  # no review point was looked at: asked once more
        assert "0/" in screen.acting.sheet.verdict.text
        hall.do(screen, printed=False)
    return screen


def granted(hall, item, *parts):
    """Let people of the review agree; print what the last of them has decided."""
    hall.print_paper(agreed(hall, item, *parts))


def at_the_desk(hall, part, item):
    """Sign in, and scan the case at the issue desk."""
    screen = hall.people.change_to(part, CERTIFICATES)
    case = hall.view(item).case
    hall.hands.press(Key.Key_F2)
    hall.hands.write(case.number)
    hall.hands.enter()
    hall.hands.wait(
        lambda: screen.panel.chosen is not None and screen.panel.chosen.case_id == case.id,
        "the case at the issue desk",
    )
    settled(hall, screen)
    return screen


def settled(hall, screen):
    """Wait until nothing is asked or done any more."""
    hall.hands.wait(lambda: not (screen.busy or screen.desk._waiting), "the desk at rest")


def go_on(hall, screen, times=1):
    """Do the next lawful step of the certificate, so often."""
    for _time in range(times):
        hall.hands.press(Key.Key_F9)
        settled(hall, screen)


def certificate(hall, item):
    """Return the certificate of an item's case, with all its printings."""
    (line,) = certificates.of_case(hall.office, hall.looker, hall.view(item).case.id)
    return line, certificates.prints(hall.office, hall.looker, line.id)


def stock(hall, kind):
    """Return how many blanks of a kind were used, spoiled, and are left today."""
    today = hall.office.today()
    (line,) = (one for one in blanks.balance(hall.office, hall.looker, today) if one.kind == kind)
    return line.used, line.spoiled, line.left


def seen_stock(screen, kind):
    """Return the same as the screen shows it."""
    lines = [one for one in screen.waiting.balance.table.lines if one.kind == kind]
    return [(one.used, one.spoiled, one.left) for one in lines]


def scanned(hall, shown):
    """Sign in at the window, and scan what the collector shows."""
    screen = hall.people.change_to("clerk", HAND_OVER)
    hall.hands.write(shown)
    hall.hands.enter()
    hall.hands.wait(screen.collector.isEnabled, "what is ready")
    return screen


def signed_on_paper(hall):
    """Let the collector sign on the printed record."""
    hall.hands.press(Key.Key_F6)
    hall.hands.press(Key.Key_2)


def handed(hall, screen):
    """Hand over everything that is ready, and print the delivery records."""
    said = []
    screen.room.said.connect(said.append)
    hall.hands.press(Key.Key_F9)
    hall.hands.wait(lambda: said, "the delivery record")


def at_the_records(hall, part="clerk"):
    """Sign in, and choose the only sitting, of whatever day, among the records."""
    screen = hall.people.change_to(part, RECORDS)
    hall.hands.press(Key.Key_Tab)
    hall.hands.press(Key.Key_Down)
    hall.hands.wait(lambda: screen.papers.lines_model.lines, "the papers")
    return screen


def files(hall, number):
    """Return the texts of a number's printings, without white space, the oldest first."""
    out = sorted(hall.out.glob(f"{number}*.pdf"), key=lambda file: (len(file.stem), file.stem))
    return [joined_text(file.read_bytes(), hall.home) for file in out]


def authorised(hall, screen, name, number, powers, until, without=()):
    """Record an authority that is shown at the window. `without`: matters that it does not name."""
    hall.hands.press(Key.Key_F3)
    sheet = screen.authority_sheet
    hall.hands.wait(
        lambda: sheet.isVisible() and (sheet.consent.hasFocus() or sheet.rows.first.hasFocus()),
        "the sheet of the authority",
    )
    if sheet.consent.hasFocus():  # somebody else acted before; the applicant gives it himself
        hall.hands.enter()
    for typed in (name, "", number, "", powers, until):
        hall.hands.write(typed)
        hall.hands.enter()
    while not sheet.matters.hasFocus():
        hall.hands.press(Key.Key_Tab)
    for line in sheet.matters.entries.lines:
        if line.key in without:
            hall.hands.press(Key.Key_Space)
        hall.hands.press(Key.Key_Down)
    hall.hands.press(Key.Key_F9)
    hall.hands.wait(lambda: not sheet.isVisible(), "the authority recorded")
