"""A panel of tabs whose pages are built when they are first looked at, and read when they are seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.services.proceeding import CaseView
from ui.kit.keys import tell_key
from ui.kit.panels import Panel
from ui.review.tab_row import Tab, TabRow


@dataclass(frozen=True)
class PageOf:
    """One page: its caption, how it is built, and how it shows a case."""

    caption: Callable[[], str]
    build: Callable[[], QWidget]
    show: Callable[[QWidget, CaseView], object]


class Tabbed(Panel):
    """Shows one page at a time of the case in hand; the others wait."""

    def __init__(self, pages: tuple[PageOf, ...], first_key: int) -> None:
        super().__init__()
        self._pages, self._first_key = pages, first_key
        self._built: dict[int, QWidget] = {}
        self._stale: set[int] = set()
        self._view: CaseView | None = None
        self._counts: dict[int, str] = {}
        self.tabs = TabRow(len(pages))
        self.stack = QStackedWidget()
        self.tabs.chosen.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 4)
        column.setSpacing(2)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.speak()

    def speak(self) -> None:
        """Write the captions in the language in force."""
        self.tabs.show_tabs(
            tuple(
                Tab(page.caption(), self._counts.get(n, "") or f"Alt+{self._first_key + n}")
                for n, page in enumerate(self._pages)
            )
        )
        for n, button in enumerate(self.tabs.buttons):
            tell_key(button, f"Alt+{self._first_key + n}")

    def count(self, number: int, words: str) -> None:
        """Show a count beside a caption, instead of the key that goes there."""
        self._counts[number] = words
        self.speak()

    def caption(self, number: int) -> str:
        """Return the caption of a page."""
        return self._pages[number].caption()

    def is_built(self, number: int) -> bool:
        """Tell whether a page has been looked at."""
        return number in self._built

    def page(self, number: int) -> QWidget:
        """Return a page, built now if it was not."""
        if number not in self._built:
            page = self._pages[number].build()
            self._built[number] = page
            self.stack.addWidget(page)
        return self._built[number]

    def show_case(self, view: CaseView | None) -> None:
        """Show a case on the page that is looked at; the others show it when they are."""
        self._view = view
        self._stale = set(range(len(self._pages)))
        if view is not None:
            self._show(self.tabs.current)

    def go(self, number: int, *, keys: bool = True) -> None:
        """Look at a page and give it the keys."""
        if number != self.tabs.current:
            self.tabs.choose(number)
        if keys:
            self.page(number).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, number: int) -> None:
        page = self.page(number)
        self.stack.setCurrentWidget(page)
        if number in self._stale and self._view is not None:
            self._stale.discard(number)
            self._pages[number].show(page, self._view)
