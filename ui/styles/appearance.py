"""The appearance in force: light or dark, font step, and what Qt is told about it.

Fusion with a palette from the tokens and no style sheet anywhere: one application-wide style sheet
would triple the cost of building a form.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.styles import tokens

_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "input",
    QPalette.ColorRole.AlternateBase: "band",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "on_selection",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Light: "surface",
}
STYLED = "yichuang-styled"
"""The application's property that says Fusion is on."""

_FAINT = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class Appearance(QObject):
    """The one appearance of the process; `appearance()` returns it.

    Signals:
        changed(): colours or sizes are others now; whoever paints paints again.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = "light"
        self.step = 100
        self.families: tuple[str, ...] = ()
        self._lines: dict[str, int] = {}

    def colour(self, name: str) -> QColor:
        """Return a colour of the mode in force."""
        return tokens.palette(self.mode)[name]

    def size(self, name: str) -> int:
        """Return a size in logical pixels at the font step in force."""
        return round(tokens.size(name) * self.step / 100)

    def font(self, name: str = "font", *, bold: bool = False) -> QFont:
        """Return the font of a named size (`font`, `small`, `title`, `large`)."""
        font = QFont()
        if self.families:
            font.setFamilies(list(self.families))
        font.setPixelSize(self.size(name))
        if bold:
            font.setWeight(QFont.Weight.Bold)
        return font

    def line(self, name: str = "font") -> int:
        """Return the height of one line in the font of a named size, in logical pixels."""
        if name not in self._lines:
            self._lines[name] = QFontMetrics(self.font(name)).lineSpacing()
        return self._lines[name]

    def wear(self, mode: str | None = None, step: int | None = None) -> None:
        """Put on a mode (`light`, `dark`) or a font step (100, 115, 130) and tell everyone."""
        self.mode = mode or self.mode
        self.step = step or self.step
        self._lines.clear()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._dress(application)
        self.changed.emit()

    def next_step(self) -> int:
        """Return the font step after the one in force, round and round."""
        steps: list[int] = tokens.raw()["steps"]
        return steps[(steps.index(self.step) + 1) % len(steps)]

    def _dress(self, application: QApplication) -> None:
        # Asking for the style object builds hundreds of enums (25 ms); the start chooses it by
        # argument and says so.
        if application.property(STYLED) is None:
            application.setStyle(QStyleFactory.create("Fusion"))
            application.setProperty(STYLED, True)
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in _FAINT:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        off = self.colour("input_off")
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, off)
        application.setPalette(palette)
        application.setFont(self.font())


@cache
def appearance() -> Appearance:
    """Return the appearance of this process."""
    return Appearance()


def load_fonts(files: tuple[str, ...], preferred: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Register font files and make their families the program's, in this order.

    `preferred`: families of the system that go first where they exist (Microsoft YaHei UI on
    Windows). Returns the families in use. A file that holds no font is passed over: the next one, or the
    system's font, serves its characters.
    """
    there = set(QFontDatabase.families()) if preferred else set()
    families = [name for name in preferred if name in there]
    for file in files:
        number = QFontDatabase.addApplicationFont(file)
        if number >= 0:
            families += QFontDatabase.applicationFontFamilies(number)
    appearance().families = tuple(dict.fromkeys(families))
    return appearance().families
