"""The day's balance of blanks, always in view: before + received = used + spoiled + left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.certificate import BlankBalance
from app.wording import _
from ui.kit.pages import Words
from ui.kit.panels import Panel
from ui.styles.appearance import appearance

_FEW = 10
"""So few blanks of a kind are worth a warning."""
_MOST = 3


class _Table(QWidget):
    """The kinds with their five numbers, painted in columns."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[BlankBalance, ...] = ()
        appearance().changed.connect(self._fit)
        self._fit()

    def show_lines(self, lines: tuple[BlankBalance, ...]) -> None:
        """Show the balances of the busiest kinds."""
        self.lines = tuple(sorted(lines, key=lambda line: (-line.used, line.kind))[:_MOST])
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of head and lines: a name above its numbers."""
        return QSize(240, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint head and lines."""
        del event
        painter = QPainter(self)
        look, step = appearance(), appearance().line("small") + 2
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("muted"))
        heads = (_("结存"), _("领入"), _("用"), _("废"), _("现存"))
        self._numbers(painter, 0, heads)
        for number, line in enumerate(self.lines):
            top = step * (1 + 2 * number)
            painter.setPen(look.colour("text"))
            name = painter.fontMetrics().elidedText(
                line.kind, Qt.TextElideMode.ElideRight, self.width()
            )
            painter.drawText(
                QRectF(0, top, self.width(), step), Qt.AlignmentFlag.AlignVCenter, name
            )
            painter.setPen(look.colour("warning" if line.left <= _FEW else "muted"))
            facts = (line.before, line.received, line.used, line.spoiled, line.left)
            self._numbers(painter, top + step, tuple(map(str, facts)))
        painter.end()

    def _numbers(self, painter: QPainter, top: float, texts: tuple[str, ...]) -> None:
        share = self.width() / len(texts)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        height = appearance().line("small") + 2
        for number, text in enumerate(texts):
            painter.drawText(QRectF(number * share, top, share - 4, height), right, text)

    def _fit(self) -> None:
        self.setFixedHeight((appearance().line("small") + 2) * (1 + 2 * len(self.lines)))


class BalanceStrip(Panel):
    """Today's blanks in a small panel; few left is said in words and colour."""

    def __init__(self) -> None:
        super().__init__(ground="info_soft")
        self.title = Words(size="small", bold=True)
        self.table = _Table()
        self.words = Words(size="small", colour="muted")
        self.words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        for part in (self.title, self.table, self.words):
            column.addWidget(part)
        self.speak()

    def speak(self) -> None:
        """Write the words in the language in force."""
        self.title.setText(_("今日空白证"))
        self.show_lines(self.table.lines)

    def show_lines(self, lines: tuple[BlankBalance, ...]) -> None:
        """Show the day's balance of every kind."""
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        few = [line.kind for line in lines if line.left <= _FEW]
        if not lines:
            words = _("还没有领入空白证，按 F5 领入。")
        elif few:
            words = _("{kinds} 快用完了，请领入。").format(kinds="、".join(few))
        else:
            words = ""
        self.words.ink("warning" if few else "muted")
        self.words.setText(words)
        self.words.setVisible(bool(words))
        told = "；".join(_("{kind}现存 {n}").format(kind=line.kind, n=line.left) for line in lines)
        self.table.setAccessibleName(told)
