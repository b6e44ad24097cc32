"""Language, light or dark, font step: put on at run time, and remembered for the next first paint.

The settings lie in the store; a copy of these three lies in the cache, because the first page is
painted before the store is open.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app import wording
from ui.styles.appearance import appearance

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

LANGUAGE, THEME, FONT = "screen.language", "screen.theme", "screen.font"
_DEFAULTS: Mapping[str, object] = {LANGUAGE: wording.SOURCE, THEME: "light", FONT: 100}


class Look:
    """What the screen looks like and which language it speaks."""

    def __init__(self, application: QApplication, cache: Path) -> None:
        self._application = application
        self._file = cache / "look.json"
        self._translator: QTranslator | None = None
        self._worn: dict[str, object] = {}
        self._chosen = False
        self._qt_speaks = False

    def remembered(self) -> None:
        """Put on what was worn last; the default where nothing usable is remembered."""
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = {}
        self.wear(kept if isinstance(kept, dict) else {})

    def adopt(self, settings: Mapping[str, object]) -> None:
        """Put on what the store says, unless the person has chosen otherwise meanwhile."""
        if not self._chosen:
            self.wear(settings)
            self.remember()

    def choose(self, key: str, value: object) -> None:
        """Put on one choice of the person at the screen and remember it."""
        self._chosen = True
        self.wear(self._worn | {key: value})
        self.remember()

    def wear(self, settings: Mapping[str, object]) -> None:
        """Put on the three settings named in a table; others are passed over."""
        worn = {key: settings.get(key, default) for key, default in _DEFAULTS.items()}
        if worn == self._worn:
            return
        language = str(worn[LANGUAGE])
        speaks_anew = language != self._worn.get(LANGUAGE)
        self._worn = worn
        if speaks_anew:
            wording.use(language if language in wording.LANGUAGES else wording.SOURCE)
        step = worn[FONT]
        # Tells of the new language too.
        appearance().wear(
            "dark" if worn[THEME] == "dark" else "light", step if isinstance(step, int) else None
        )
        if speaks_anew and self._qt_speaks:
            self.speak_qt()

    def remember(self) -> None:
        """Write down what is worn, for the next start."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(self._worn), encoding="utf-8")

    def now(self, key: str) -> object:
        """Return what is worn of one of the three."""
        return self._worn[key]

    def next(self, key: str) -> object:
        """Return what comes after the value worn, round and round."""
        if key == FONT:
            return appearance().next_step()
        choices = wording.LANGUAGES if key == LANGUAGE else ("light", "dark")
        return choices[1 - choices.index(str(self._worn[key]))]

    def speak_qt(self) -> None:
        """Put Qt's own words into the language in force; Qt then tells every widget of the change.

        Not needed before the first paint, which shows no dialog of Qt's.
        """
        from PySide6.QtCore import QLibraryInfo, QTranslator

        self._qt_speaks = True
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
        if wording.language() == wording.SOURCE:
            self._translator = QTranslator()
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._translator.load("qtbase_zh_CN", folder)
            self._application.installTranslator(self._translator)
