"""The workplace: one slim strip with the screens and the facts of the station, and a screen below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.actor import Actor
from app.wording import _
from ui.kit.keys import tell_key
from ui.kit.pages import SpeakingPage, Words
from ui.kit.signs import Elided
from ui.shell.look import Look
from ui.shell.places import BUREAU, INTAKE, RECORDS, Place, places_of
from ui.shell.reminder import HolidayReminder
from ui.styles.appearance import appearance
from ui.tasks import Desk

_KEYS = 10
_NARROW_MARGIN = 7
_AIR = 90
"""What the strip wants besides its words: margins, and a few letters of the station."""
_BETWEEN = 64
"""The margins of the strip, and what lies between its marks, facts and keys."""
_TURN_MS = 1
"""Lets the loop turn in between; with 0 Qt would go on at once."""
_FIRST_ANSWERS_MS = 6
"""A screen's first lists come in meanwhile: it is painted once, with them, and keys go before."""

if TYPE_CHECKING:  # the screens load when they are first visited
    from app.services.papers import PaperLine
    from ui.records.screen import RecordsScreen


def _key(n: int) -> str:
    """Return the key of the n-th screen, from 0; who sees more than ten screens walks to the rest."""
    return f"Ctrl+{(n + 1) % 10}" if n < _KEYS else ""


class StripButton(QPushButton):
    """A word on the strip; the chosen one is underlined. `key`: the key that presses it."""

    def __init__(self, key: str, *, checkable: bool) -> None:
        super().__init__()
        self.key = key
        self._narrow = False
        self.setCheckable(checkable)
        self.setAutoExclusive(checkable)  # one of several, and announced so
        self.setFlat(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def name(self, text: str) -> None:
        """Write the caption and make room for it with its key."""
        self.setText(text)
        self.setAccessibleName(text)
        tell_key(self, self.key)
        self.setToolTip(self.key)
        self.fit(narrow=self._narrow)

    def width_of(self, *, narrow: bool) -> int:
        """Return the room of the words, with their key or, `narrow`, without."""
        look = appearance()
        words = QFontMetrics(look.font(bold=True)).horizontalAdvance(self.text())
        if narrow:
            return words + 2 * _NARROW_MARGIN
        return words + QFontMetrics(look.font("small")).horizontalAdvance(self.key) + 30

    def fit(self, *, narrow: bool) -> None:
        """Show the key beside the words or, where many screens share a small strip, the words alone."""
        self._narrow = narrow
        self.setFont(appearance().font())
        self.setFixedSize(self.width_of(narrow=narrow), appearance().size("control"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint caption, key, underline and focus ring."""
        look = appearance()
        painter = QPainter(self)
        area = self.rect()
        if self.hasFocus() or self.underMouse():
            painter.setPen(
                QPen(look.colour("on_header" if self.hasFocus() else "header_line"), 1.6)
            )
            painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -4), 3, 3)
        painter.setFont(look.font(bold=self.isChecked()))
        painter.setPen(look.colour("on_header"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        margin = _NARROW_MARGIN if self._narrow else 11
        painter.drawText(area.adjusted(margin, 0, 0, 0), flags, self.text())
        left = 18 + painter.fontMetrics().horizontalAdvance(self.text())
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("header_muted"))
        if not self._narrow:
            painter.drawText(area.adjusted(left, 1, 0, 0), flags, self.key)
        if self.isChecked():
            line = QRectF(margin, area.height() - 3, area.width() - 2 * margin, 3)
            painter.fillRect(line, look.colour("on_header"))


class Mark(Words):
    """A word in a frame on the strip: 示例, 练习."""

    def __init__(self) -> None:
        super().__init__(size="small", colour="on_header", bold=True)
        self.setContentsMargins(7, 1, 7, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, then the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(appearance().colour("on_header"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()
        super().paintEvent(event)


class Workplace(SpeakingPage):
    """The signed-in person's screens, built when first visited.

    Signals:
        lock_wanted(): the person leaves the chair.
        leave_wanted(): the person signs out.
        visited(): another screen is shown.
    """

    lock_wanted = Signal()
    leave_wanted = Signal()
    visited = Signal()

    def __init__(self, desk: Desk, actor: Actor, look: Look) -> None:
        super().__init__()
        self._desk, self._actor, self._look = desk, actor, look
        self._places = places_of(actor)
        self._built: dict[int, QWidget] = {}
        self._wanted = 0
        self.stack = QStackedWidget()
        self.strip = QHBoxLayout()
        self.strip.setContentsMargins(8, 0, 8, 0)
        self.strip.setSpacing(2)
        self.buttons = [StripButton(_key(n), checkable=True) for n in range(len(self._places))]
        self._facts = Elided(size="small", colour="header_muted")
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._person = Elided(size="small", colour="on_header")
        self.sample = Mark()
        self.practice = Mark()
        self.practice.setVisible(actor.practice)
        self.sample.hide()
        self.lock_button = StripButton("Ctrl+L", checkable=False)
        self.leave_button = StripButton("Ctrl+Q", checkable=False)
        self.reminder = HolidayReminder(desk, actor, may_import=BUREAU in self._places)
        self.reminder.import_wanted.connect(self.import_calendar)
        self._lay_out()
        self._actions()
        self.speak()
        appearance().changed.connect(self.speak)
        self.visit(0)

    def _lay_out(self) -> None:
        for button in self.buttons:
            self.strip.addWidget(button)
        self.strip.addStretch(1)
        for widget in (self.sample, self.practice, self._facts, self._person):
            self.strip.addWidget(widget)
            self.strip.addSpacing(6)
        self.strip.addWidget(self.lock_button)
        self.strip.addWidget(self.leave_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.strip)
        column.addWidget(self.reminder)
        column.addWidget(self.stack, 1)

    def _actions(self) -> None:
        """Make an action with a shortcut for everything on the strip, for keys and palette alike."""
        for n, button in enumerate(self.buttons):
            button.toggled.connect(partial(self._turn, n))
            button.clicked.connect(partial(self._stay, n))
            self._action(button).triggered.connect(partial(self.go, n))
        for button, signal in (
            (self.lock_button, self.lock_wanted),
            (self.leave_button, self.leave_wanted),
        ):
            button.clicked.connect(signal)
            self._action(button).triggered.connect(signal)

    def _action(self, button: StripButton) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(button.key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def facts(self, station: str, *, sample: bool) -> None:
        """Write the station's name and whether the bureau is the sample."""
        self._facts.setText(station)
        self.sample.setVisible(sample)
        self._fit_strip()

    def number_of(self, place: Place) -> int:
        """Return where a screen stands on the strip, from 0."""
        return self._places.index(place)

    def go(self, n: int, *_checked: object) -> None:
        """Visit by key or click: a new screen is built, laid out and painted in a turn of the loop each."""
        if n in self._built:
            self.visit(n)
        else:
            self._mark(n)
            self._build(n)
            QTimer.singleShot(_TURN_MS, self, partial(self._arrive, n))

    def _turn(self, n: int, on: bool) -> None:  # noqa: FBT001 - a signal's shape
        if on:  # by a click, or toggled by a screen reader
            self.go(n)

    def _stay(self, n: int) -> None:
        """Give the keys back to the screen shown, when its own button was clicked."""
        if self._built.get(n) is self.stack.currentWidget():
            self.resume()

    def _arrive(self, n: int) -> None:
        if self._wanted == n:  # and not somewhere else meanwhile
            self.setUpdatesEnabled(False)
            self.visit(n)
            QTimer.singleShot(_FIRST_ANSWERS_MS, self, partial(self.setUpdatesEnabled, True))

    def visit(self, n: int) -> None:
        """Show the n-th screen and give it the focus."""
        self._build(n)
        part = self._built[n].focusWidget()  # Qt gives the keys to another one when it has none
        self.stack.setCurrentWidget(self._built[n])
        self._mark(n)
        self._give_keys(part)
        self.visited.emit()

    def _build(self, n: int) -> None:
        if n not in self._built:
            screen = self._places[n].build(self._desk, self._actor, self._look)
            self._built[n] = screen
            self._join(self._places[n], screen)
            self.stack.addWidget(screen)

    def _mark(self, n: int) -> None:
        self._wanted = n
        for m, button in enumerate(self.buttons):
            with QSignalBlocker(button):
                button.setChecked(m == n)

    def resume(self) -> None:
        """Give the keys back to the part of the screen that had them, if it is still there."""
        self._give_keys(self.stack.currentWidget().focusWidget())

    def _give_keys(self, part: QWidget | None) -> None:
        there = part is not None and part.isVisible()
        (part if part is not None and there else self.stack.currentWidget()).setFocus()

    def offer_papers(self, sitting_id: UUID) -> None:
        """Go to the records and offer the papers of a sitting just concluded."""
        self._records().offer(sitting_id)

    def show_paper(self, line: PaperLine) -> None:
        """Go to the records and show a paper that belongs to no sitting."""
        self._records().show_loose(line)

    def decide_outcomes(self, sitting_id: UUID) -> None:
        """Go to the intake screen and let the outcomes of a received sitting be decided."""
        from ui.intake.screen import IntakeScreen

        self.visit(self.number_of(INTAKE))
        screen = self.stack.currentWidget()
        assert isinstance(screen, IntakeScreen)
        screen.receiving.resume(sitting_id)

    def shows(self, place: Place) -> bool:
        """Tell whether a screen is the one that is seen."""
        return self.stack.currentWidget() is self._built.get(self.number_of(place))

    def import_calendar(self) -> None:
        """Go to where a year's holiday notice is imported."""
        from ui.administration.bureau import BureauScreen

        self.visit(self.number_of(BUREAU))
        screen = self.stack.currentWidget()
        assert isinstance(screen, BureauScreen)
        screen.holidays.setFocus()

    def _records(self) -> RecordsScreen:
        from ui.records.screen import RecordsScreen

        self.visit(self.number_of(RECORDS))
        screen = self.stack.currentWidget()
        assert isinstance(screen, RecordsScreen)
        return screen

    def _join(self, place: Place, screen: QWidget) -> None:
        """Join intake and records, which do not know each other: papers there, outcomes here."""
        if place is INTAKE:
            from ui.intake.screen import IntakeScreen

            assert isinstance(screen, IntakeScreen)
            screen.papers_wanted.connect(self.offer_papers)
            screen.paper_made.connect(self.show_paper)
        elif place is RECORDS:
            from ui.records.screen import RecordsScreen

            assert isinstance(screen, RecordsScreen)
            screen.outcomes_wanted.connect(self.decide_outcomes)

    def speak(self) -> None:
        """Write every word of the strip in the language and sizes in force."""
        captions = [_(place.caption) for place in self._places] + [_("锁屏"), _("退出")]
        all_buttons = [*self.buttons, self.lock_button, self.leave_button]
        for button, action, text in zip(all_buttons, self.actions(), captions, strict=True):
            button.name(text)
            action.setText(text)
        self.sample.setText(_("示例"))
        self.practice.setText(_("练习"))
        self._person.setText(f"{self._actor.display_name} {self._actor.staff_no}".strip())
        self._fit_strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys of the strip out where the screens need the room."""
        super().resizeEvent(event)
        self._fit_strip()

    def _fit_strip(self) -> None:
        """Give up first the keys of the screens, then the station, and last the person's name."""
        all_buttons = [*self.buttons, self.lock_button, self.leave_button]
        marks = sum(
            mark.sizeHint().width() for mark in (self.sample, self.practice) if not mark.isHidden()
        )
        taken = sum(button.width_of(narrow=False) + 2 for button in all_buttons)
        narrow = taken + marks + self._person.sizeHint().width() + _AIR > self.width()
        for button in all_buttons:
            button.fit(narrow=narrow)
        fixed = sum(button.width_of(narrow=narrow) + 2 for button in all_buttons) + marks
        room = self.width() - fixed - _BETWEEN
        self._person.setMinimumWidth(max(0, min(self._person.sizeHint().width(), room)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strip's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance().colour("window"))
        height = self.reminder.geometry().top() if self.reminder.isVisible() else self.stack.y()
        painter.fillRect(0, 0, self.width(), height, appearance().colour("header"))
