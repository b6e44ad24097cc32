"""The agent of a sitting whose items ask for none: one small form, checked like the large one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.catalogue import Catalogue
from app.forms.draft import Draft
from app.services.authority import NEEDED, as_typed, asked_of_agent, options_of, read_agent
from app.wording import _
from app.wording.sentences import sentence
from ui.forms import Field, FieldContext, FieldSpec, widget_class
from ui.kit.characters import has_initials
from ui.kit.overlay import Overlay
from ui.kit.pages import Button, Verdict, Words
from ui.kit.signs import Caption

_WIDTH = 560


class AgentSheet(Overlay):
    """Asks who acts for the applicant.

    Signals:
        agreed(Agent | None): this one acts, or nobody.
    """

    agreed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lambda: _("代理人"), width=_WIDTH, height=440)
        self._draft: Draft | None = None
        self._catalogue: Catalogue | None = None
        self.fields: dict[str, Field] = {}
        self._rows = QWidget()
        self.verdict = Verdict(lines=2)
        self.nobody = Button(key="Ctrl+D")
        self.agree = Button(primary=True, key="F9")
        self.nobody.clicked.connect(self._send_away)
        self.agree.clicked.connect(self._agree)
        key = QShortcut(Qt.Key.Key_F9, self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._agree)
        buttons = QHBoxLayout()
        buttons.addWidget(self.nobody)
        buttons.addStretch(1)
        buttons.addWidget(self.agree)
        self.box.addWidget(Caption(lambda: _("代理人"), size="title", bold=True))
        self.box.addWidget(self._rows)
        self.box.addStretch(1)
        self.box.addWidget(self.verdict)
        self.box.addLayout(buttons)

    def ask(self, draft: Draft) -> None:
        """Show who acts by now and let it be changed."""
        self._draft = draft
        if draft.catalogue is not self._catalogue:
            self._catalogue = draft.catalogue
            self._build(draft)
        typed = as_typed(draft.authorised)
        for key, field in self.fields.items():
            field.context = FieldContext(draft.came_at.date(), has_initials)
            field.set_up(field.spec)
            value = typed.get(key, "")
            field.show_value(value, value if isinstance(value, str) else "")
        self.verdict.clear()
        self.nobody.setText(_("没有代理人"))
        self.nobody.setEnabled(draft.authorised is not None)
        self.agree.setText(_("确定"))
        self.open_over(next(iter(self.fields.values())).entry())

    def _build(self, draft: Draft) -> None:
        """Lay out what the vocabulary knows of an agent; a new catalogue may know other words."""
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        self.fields.clear()
        for number, concept in enumerate(asked_of_agent(draft.catalogue)):
            options = options_of(draft.catalogue, concept)
            spec = FieldSpec(concept.key, concept.label, concept.type, options)
            field = widget_class(spec)(FieldContext(draft.came_at.date(), has_initials), rows)
            field.set_up(spec)
            field.setFixedHeight(field.height_for(_WIDTH * 3 // 5))
            label = Words(f"{concept.label}\u00a0*" if concept.key in NEEDED else concept.label)
            label.setBuddy(field.entry())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(label, number, 0, right)
            grid.addWidget(field, number, 1)
            self.fields[concept.key] = field
        self.box.replaceWidget(self._rows, rows)
        self._rows.deleteLater()
        self._rows = rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field, and from the last one agrees."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        fields = list(self.fields.values())
        here = next((n for n, field in enumerate(fields) if field.has_focus()), len(fields))
        if here + 1 < len(fields):
            fields[here + 1].entry().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._agree()
        event.accept()

    def _agree(self) -> None:
        if self._draft is None or not self.isVisible():
            return
        self.agree.setFocus(
            Qt.FocusReason.OtherFocusReason
        )  # a short date is spelled out on leaving
        typed = {key: field.read() for key, field in self.fields.items()}
        agent, errors = read_agent(self._draft.catalogue, typed, self._draft.came_at.date())
        for key, field in self.fields.items():
            field.show_look("error" if key in errors else "plain")
        if errors:
            first = next(key for key in self.fields if key in errors)
            self.verdict.say(sentence(errors[first]))
            self.fields[first].entry().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.shut()
        self.agreed.emit(agent)

    def _send_away(self) -> None:
        self.shut()
        self.agreed.emit(None)
