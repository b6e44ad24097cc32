"""The agent of a sitting whose items ask for none: one small form, checked like the large one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.forms.draft import Draft
from app.wording import _
from app.wording.sentences import sentence
from ui.forms import Field
from ui.forms.agent import AgentRows
from ui.kit.characters import has_initials
from ui.kit.pages import Button
from ui.kit.sheet import Sheet
from ui.kit.signs import Caption

_WIDTH = 560


class AgentSheet(Sheet):
    """Asks who acts for the applicant.

    Signals:
        agreed(Agent | None): this one acts, or nobody.
    """

    agreed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lambda: _("代理人"), width=_WIDTH, height=440)
        self._draft: Draft | None = None
        self._rows: AgentRows | None = None
        self.nobody = Button(key="Ctrl+D")
        self.nobody.clicked.connect(self._send_away)
        self.keys.insertWidget(1, self.nobody)
        self.body.addWidget(Caption(lambda: _("代理人"), size="title", bold=True))
        self.body.addStretch(1)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by concept key; none before the first asking."""
        return self._rows.fields if self._rows is not None else {}

    def ask(self, draft: Draft) -> None:
        """Show who acts by now and let it be changed."""
        self._draft = draft
        rows = self._rows_of(draft)
        rows.show_agent(draft.authorised, draft.came_at.date())
        self.nobody.setText(_("没有代理人"))
        self.nobody.setEnabled(draft.authorised is not None)
        self.begin(rows.first, _("确定"))

    def act(self) -> None:
        """Take the agent that is typed, or go to the first fault."""
        if self._draft is None or self._rows is None:
            return
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)  # a short date is spelled out on leaving
        agent, fault = self._rows.read(self._draft.came_at.date())
        if fault is not None:
            self.verdict.say(sentence(fault))
            return
        self.shut()
        self.agreed.emit(agent)

    def _rows_of(self, draft: Draft) -> AgentRows:
        """Return the rows for a draft's catalogue; a new one may know other words."""
        if self._rows is None or self._rows.catalogue is not draft.catalogue:
            if self._rows is not None:
                self._rows.deleteLater()
            self._rows = AgentRows(draft.catalogue, has_initials, width=_WIDTH * 3 // 5)
            self._rows.entered.connect(self.act)
            self.body.insertWidget(1, self._rows)
        return self._rows

    def _send_away(self) -> None:
        self.shut()
        self.agreed.emit(None)
