"""The facts of a visit that no form asks for: ticket, channel, and an agent."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from app.domain.actor import Channel
from app.domain.case import Agent
from app.forms.draft import Draft
from ui.intake.agent_sheet import AgentSheet
from ui.intake.head import Head


class Visit(QObject):
    """Brings what is said in the head of the screen into the draft.

    Signals:
        changed(): one of the facts is another now.
    """

    changed = Signal()

    def __init__(self, head: Head, over: QWidget) -> None:
        super().__init__(over)
        self.draft: Draft | None = None
        self._head = head
        self.sheet = AgentSheet(over)
        self.sheet.agreed.connect(self._take_agent)
        head.ticket_typed.connect(self._take_ticket)
        head.channel.picked.connect(self._take_channel)

    def show_draft(self, draft: Draft) -> None:
        """Show the facts of another draft."""
        self.draft = draft
        with QSignalBlocker(self._head.ticket):
            self._head.ticket.setText(draft.ticket)
        self._head.channel.show_channel(draft.channel)

    def ask_agent(self) -> None:
        """Ask who acts for the applicant."""
        if self.draft is not None:
            self.sheet.ask(self.draft)

    def _take_ticket(self, text: str) -> None:
        if self.draft is not None:
            self.draft.ticket = text.strip()
            self.changed.emit()

    def _take_channel(self, channel: Channel) -> None:
        if self.draft is not None:
            self.draft.channel = channel
            self.changed.emit()

    def _take_agent(self, agent: Agent | None) -> None:
        if self.draft is not None:
            self.draft.authorised = agent
            self.changed.emit()
