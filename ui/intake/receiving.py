"""From F9 to the papers: one last look, the receipt, the outcomes, the end of the sitting.

Two transactions with a sheet before each; a second press finds the first one on its way and does
nothing.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor
from app.domain.case import Outcome
from app.errors import Problem
from app.forms.draft import Draft
from app.services import intake, outcomes, records
from app.services.sitting_view import SittingView
from app.wording import _
from app.wording.sentences import sentence
from ui.intake import offering
from ui.intake.outcomes import OutcomesSheet
from ui.intake.receipt_sheet import ReceiptSheet
from ui.tasks import Desk


class Receiving(QObject):
    """Takes a draft in and lets the clerk decide what becomes of each case.

    Signals:
        busy(): an answer is awaited, or no longer.
        refused(str): it could not be received, in one sentence.
        over(): the draft that was received is done with.
        concluded(UUID): the sitting with this id has its outcomes.
    """

    busy = Signal()
    refused = Signal(str)
    over = Signal()
    concluded = Signal(object)

    def __init__(self, desk: Desk, actor: Actor, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._actor = desk, actor
        self._draft: Draft | None = None
        self._sitting: UUID | None = None
        self.waiting = False
        self.receipt = ReceiptSheet(over)
        self.sheet = OutcomesSheet(over)
        self.receipt.confirmed.connect(self._receive)
        self.sheet.decided.connect(self._conclude)

    def why_not(self, draft: Draft | None) -> str:
        """Return why a draft cannot be received just now, empty when it can."""
        if self.waiting:
            return _("正在处理，请稍候")
        if draft is None or not draft.form.items:
            return _("还没有事项，请先用 F2 选择要办的事项")
        if draft.applicant() is None:
            return _("还没有申请人，请先填写申请人的姓名或名称")
        return ""

    def ask(self, draft: Draft) -> None:
        """Show what would be received and ask once."""
        self._draft = draft
        self.receipt.ask(draft, len(draft.faults()))

    def resume(self, sitting_id: UUID) -> None:
        """Go on with a sitting that was received and never concluded."""
        if not self.waiting:
            self._wait(on=True)
            self._draft = None
            self._desk.read(
                records.sitting,
                self._actor,
                sitting_id,
                then=self._received,
                failed=self._not_received,
                ended=self._answered,
            )

    def _wait(self, *, on: bool) -> None:
        self.waiting = on
        self.busy.emit()

    def _receive(self) -> None:
        if self._draft is None or self.waiting:
            return
        self._wait(on=True)
        self._desk.do(
            intake.receive,
            self._actor,
            self._draft.snapshot(),
            then=self._received,
            failed=self._not_received,
            ended=self._answered,
        )

    def _answered(self) -> None:
        """Wait no more, whatever came: after a fault of ours it can be tried again."""
        self._wait(on=False)

    def _not_received(self, problem: Problem) -> None:
        self.refused.emit(sentence(problem))

    def _received(self, received: intake.Received | SittingView) -> None:
        self._sitting = received.sitting.id
        self._wait(on=True)
        self._desk.read(
            offering.offer,
            self._actor,
            received.sitting,
            received.cases,
            then=partial(self._offer, received),
            failed=self._not_received,
            ended=self._answered,
        )

    def _offer(self, received: intake.Received | SittingView, offer: offering.Offer) -> None:
        self._wait(on=True)
        self.sheet.ask(received.sitting, received.cases, offer)

    def _conclude(self, decided: tuple[Outcome, ...]) -> None:
        self._desk.do(
            outcomes.conclude,
            self._actor,
            self._sitting,
            decided,
            then=self._concluded,
            failed=self._not_concluded,
            ended=self._undecided,
        )

    def _not_concluded(self, problem: Problem) -> None:
        self.sheet.refuse(sentence(problem))

    def _undecided(self) -> None:
        """Let it be tried again after a fault of ours; an answer says better what became of it."""
        self.sheet.refuse(_("没有确定下来，请再按一次 F9。"))

    def _concluded(self, concluded: outcomes.Concluded) -> None:
        draft, self._draft = self._draft, None
        self.sheet.shut()
        self._wait(on=False)
        if draft is not None:
            self.over.emit()
        self.concluded.emit(concluded.sitting.id)
