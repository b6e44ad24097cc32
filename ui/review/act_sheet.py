"""The sheet of an act: its few fields over the darkened screen, done by F9, nothing lost if refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.actor import Actor
from app.errors import Problem
from app.wording import _
from app.wording.sentences import sentence
from ui.forms import Field, FieldContext, widget_class
from ui.forms.field import clear_ground
from ui.forms.tables import TableField
from ui.kit.characters import has_initials
from ui.kit.pages import Words
from ui.kit.sheet import Sheet
from ui.review.act_forms import ActForm, Answers, Ask, Matter, Unclear
from ui.review.fault_places import place_of
from ui.styles.appearance import appearance
from ui.styles.scroll import slim
from ui.tasks import Desk

_WIDTH = 780
_LABEL = 132
_TABLE_ROWS = 5
_LOWEST = 240
_AIR = 24
"""Above the row of keys, in pixels."""
_BESIDE = 56
"""What stands at both sides of the fields: margins and the scroll bar."""


class ActSheet(Sheet):
    """Asks for what an act needs and does it.

    Signals:
        done(object): the act was done; what its verb answered.
    """

    done = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, actor: Actor) -> None:
        super().__init__(parent, self._named, width=_WIDTH, height=600)
        self._desk, self._actor = desk, actor
        self._form: ActForm | None = None
        self._matter: Matter | None = None
        self._kept: dict[tuple[object, str], Mapping[str, object]] = {}
        self.fields: dict[str, Field] = {}
        self._labels: dict[str, Words] = {}
        self._busy = self._confirmed = False
        self._here = ""
        self.heading = Words(size="title", bold=True)
        self.under = Words(size="small", colour="muted")
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        slim(self.area)
        clear_ground(self.area)
        self.closed.connect(self._keep)
        for part in (self.heading, self.under):
            self.body.addWidget(part)
        self.body.addWidget(self.area, 1)

    def _named(self) -> str:
        form = getattr(self, "_form", None)  # asked while the sheet is being made as well
        return form.title if form is not None else _("办理")

    def ask(self, form: ActForm, matter: Matter) -> None:
        """Show a form over a case; what was typed and not done before stands there again."""
        self._form, self._matter = form, matter
        self._busy = self._confirmed = False
        case = matter.view.case
        applicant = matter.view.seen.sitting.applicant.name
        self.setAccessibleName(form.title)
        self.heading.setText(form.title)
        self.under.setText("　".join(filter(None, (applicant, case.item_name, case.number))))
        self._build(form, matter.today)
        self._fill(form)
        self._show_asked()
        self._size()
        first = next(iter(self.fields.values()), None)
        self.begin(first.entry() if first is not None else self.go, form.button)

    def shut(self) -> None:
        """Close, but not while the answer is on its way."""
        if not self._busy:
            super().shut()

    def act(self) -> None:
        """Do the act, or say what is not clear."""
        form, matter = self._form, self._matter
        if form is None or matter is None:
            return
        self._here = self._with_keys()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)  # a short date is spelled out
        for field in self.fields.values():
            field.show_look("plain")
        try:
            verb, args = form.order(self._answers())
        except Unclear as fault:
            self._point_at(fault)
            return
        if form.confirm and not self._confirmed:
            self._confirmed = True
            self.verdict.say(form.confirm, "warning")
            return
        self._busy = True
        self.wait(on=True)
        self.verdict.say(_("正在办理…"), "info")
        self._desk.do(
            verb, self._actor, *args, then=self._take, failed=self._refuse, ended=self._ended
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field and from the last to the button, which does it."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        asked = [field for field in self.fields.values() if field.isVisible()]
        here = next((n for n, field in enumerate(asked) if field.has_focus()), len(asked))
        following = asked[here + 1].entry() if here + 1 < len(asked) else self.go
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self._show_focused()
        event.accept()

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Keep Tab inside, and what it reaches in sight."""
        moved = super().focusNextPrevChild(on)
        self._show_focused()
        return moved

    def _show_focused(self) -> None:
        here = QApplication.focusWidget()
        if here is not None and self.area.isAncestorOf(here):
            self.area.ensureWidgetVisible(here)

    def _size(self) -> None:
        """Be as high as the form needs, where the screen has the room."""
        inner = self.area.widget().layout()
        assert inner is not None  # built just before
        width = round(_WIDTH * appearance().step / 100) - _BESIDE
        margins = self.box.contentsMargins()
        lines = (self.heading, self.under)
        around = sum(line.sizeHint().height() for line in lines)
        around += max(self.verdict.minimumHeight(), self.go.sizeHint().height())
        around += margins.top() + margins.bottom() + 2 * self.body.spacing() + _AIR
        wanted = inner.totalHeightForWidth(width) + around
        self.want_size(_WIDTH, max(_LOWEST, round(wanted * 100 / appearance().step)))

    def _build(self, form: ActForm, today: date) -> None:
        sheet = QWidget()
        clear_ground(sheet)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 2, 8, 2)
        for ink, words in form.notes:
            note = Words(words, size="small", colour=ink)
            note.setWordWrap(True)
            column.addWidget(note)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, round(_LABEL * appearance().step / 100))
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        self.fields, self._labels = {}, {}
        context = FieldContext(today, has_initials)
        for row, ask in enumerate(form.asks):
            self._add(grid, row, ask, context, sheet)
        self.area.setWidget(sheet)  # the former sheet goes with its fields

    def _add(
        self, grid: QGridLayout, row: int, ask: Ask, context: FieldContext, sheet: QWidget
    ) -> None:
        spec = ask.spec
        made = widget_class(spec)(context, sheet)
        made.set_up(spec)
        made.setFixedHeight(self._height(made))
        made.edited.connect(partial(self._on_edited, spec.key))
        label = Words(f"{spec.caption}\u00a0*" if ask.needed else spec.caption)
        label.setWordWrap(True)
        label.setBuddy(made.entry())
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        label.setContentsMargins(0, 5, 0, 0)
        grid.addWidget(label, row, 0, top)
        grid.addWidget(made, row, 1)
        self.fields[spec.key], self._labels[spec.key] = made, label

    def _height(self, field: Field) -> int:
        if isinstance(field, TableField):
            return (appearance().size("control") - 4) * _TABLE_ROWS + 6
        screen = self.parentWidget()
        assert screen is not None  # an overlay covers its screen
        room = min(round(_WIDTH * appearance().step / 100), screen.width())
        return field.height_for(room - _LABEL - 80)

    def _fill(self, form: ActForm) -> None:
        kept = self._kept.get(self._place(form), {})
        for ask in form.asks:
            value = kept.get(ask.spec.key, ask.value)
            self._put(ask.spec.key, value)

    def _put(self, key: str, value: object) -> None:
        self.fields[key].show_value(value, value if isinstance(value, str) else "")

    def _place(self, form: ActForm) -> tuple[object, str]:
        assert self._matter is not None  # asked about a case
        return self._matter.view.case.id, form.key

    def _answers(self) -> Answers:
        assert self._matter is not None  # asked about a case
        raw = {key: field.read() for key, field in self.fields.items()}
        return Answers(raw, self._matter.view.standing.now)

    def _on_edited(self, key: str) -> None:
        form = self._form
        if form is None:
            return
        self.fields[key].show_look("plain")
        if key in form.follows:
            for other, value in form.follows[key](self._answers().text(key)).items():
                self._put(other, value)
        self._show_asked()

    def _show_asked(self) -> None:
        form = self._form
        if form is not None and form.shown:
            answers = self._answers()
            for key, asked in form.shown.items():
                there = asked(answers)
                self.fields[key].setVisible(there)
                self._labels[key].setVisible(there)

    def _point_at(self, fault: Unclear) -> None:
        self.verdict.say(fault.words)
        if fault.key in self.fields:
            self.fields[fault.key].show_look("error")
        self._go_to(fault.key)

    def _take(self, answer: object) -> None:
        if self._form is not None:
            self._kept.pop(self._place(self._form), None)
        self._form = None
        self.shut()
        self.done.emit(answer)

    def _ended(self) -> None:
        """Wait no more, whatever came; after a fault of ours it can be tried again."""
        self._busy = False
        self.wait(on=False)
        self.verdict.clear()

    def _refuse(self, problem: Problem) -> None:
        self.verdict.say(sentence(problem))
        asks = self._form.asks if self._form is not None else ()
        faulty = place_of(problem, asks, self._answers().raw)
        if faulty:
            self.fields[faulty].show_look("error")
        self._go_to(faulty or self._here)  # never elsewhere: keys would change what nobody looks at

    def _with_keys(self) -> str:
        """Return the key of the field that has the keys, empty where none has."""
        here = QApplication.focusWidget()
        if here is None:
            return ""
        pairs = self.fields.items()
        return next((key for key, one in pairs if one is here or one.isAncestorOf(here)), "")

    def _go_to(self, key: str) -> None:
        field = self.fields.get(key)
        to = field.entry() if field is not None and field.isVisible() else self.go
        to.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_focused()

    def _keep(self) -> None:
        """Remember what was typed, for when the sheet is opened again."""
        if self._form is not None:
            self._kept[self._place(self._form)] = dict(self._answers().raw)
