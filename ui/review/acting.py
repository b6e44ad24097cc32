"""Acting on a case: what a form needs is read, the sheet asks, the desk does, the papers follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor
from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.errors import Problem
from app.services import outcomes, papers, review
from app.services.papers import PapersMade
from app.services.proceeding import CaseView, Done
from app.wording import _
from app.wording.proceeding import act_word
from app.wording.sentences import sentence
from app.wording.terms import case_word
from ui.review.act_forms import Matter
from ui.review.act_sheet import ActSheet
from ui.review.deeds import Deed
from ui.review.forms_of_supplements import faults_of
from ui.review.forms_of_window import items_of
from ui.tasks import Desk

_READS: Mapping[str, Callable[[CaseView], tuple[Callable[..., Any], object]]] = {
    "colleagues": lambda view: (review.colleagues, view.case.id),
    "defects": lambda view: (outcomes.propose, view.seen.sitting.id),
    "faults": lambda view: (faults_of, view),
    "items": lambda view: (items_of, view),
}
"""What a form needs, by its name in `Matter` → the verb that reads it and its subject."""


class Acting(QObject):
    """Does deeds on the case in hand.

    Signals:
        said(str, str): a sentence and its kind, for the notice of the screen.
        done(Done): an act was done on a case.
        papers_made(Done, PapersMade): the papers that an act called for.
    """

    said = Signal(str, str)
    done = Signal(object)
    papers_made = Signal(object, object)

    def __init__(self, desk: Desk, actor: Actor, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._actor = desk, actor
        self.sheet = ActSheet(screen, desk, actor)
        self.sheet.done.connect(self._take)

    def start(self, deed: Deed, view: CaseView, points: tuple[str, ...]) -> None:
        """Begin a deed: one without a form is done at once."""
        matter = Matter(view, self._actor, points)
        if deed.form is None:
            self._desk.do(
                review.claim, self._actor, view.case.id, then=self._take, failed=self._refuse
            )
        elif deed.needs:
            verb, subject = _READS[deed.needs](view)
            self._desk.read(
                verb,
                self._actor,
                subject,
                then=partial(self._with, deed, matter),
                failed=self._refuse,
                newest="review.form",
            )
        else:
            self._ask(deed, matter)

    def _with(self, deed: Deed, matter: Matter, found: Any) -> None:
        """Go on with what was read."""
        if deed.needs == "defects":
            item = matter.view.case.item_id
            found = next((one.defects for one in found if one.item_id == item), ())
        parts: dict[str, Any] = {deed.needs: found}
        self._ask(deed, replace(matter, **parts))

    def _ask(self, deed: Deed, matter: Matter) -> None:
        assert deed.form is not None  # asked only where there is something to ask
        self.sheet.ask(deed.form(matter), matter)

    def _take(self, done: Done) -> None:
        self.said.emit(what_was_done(done), "ok")
        self.done.emit(done)
        self._make_papers(done)

    def _make_papers(self, done: Done) -> None:
        self._desk.make(
            papers.make_missing,
            self._actor,
            done.case.sitting_id,
            then=partial(self._made, done),
            failed=self._refuse,
        )

    def _made(self, done: Done, made: PapersMade) -> None:
        if made.papers or made.failures:
            self.papers_made.emit(done, made)

    def _refuse(self, problem: Problem) -> None:
        self.said.emit(sentence(problem), "error")


def what_was_done(done: Done) -> str:
    """Return an act in words, with what became of the cases that moved along."""
    case = done.case
    told = _("{act}已完成：{case}，现为“{state}”。").format(
        act=act_word(done.act.kind), case=case.item_name, state=case_word(case.state)
    )
    ended = tuple(case for case in done.also if case.state is CaseState.TERMINATED)
    gone_on = tuple(case for case in done.also if case not in ended)
    repaired = done.act.kind is ActKind.CHANGE_APPLICANT
    went = _("{told}一并更正：{also}。") if repaired else _("{told}结果已转入：{also}。")
    for words, cases in ((went, gone_on), (_("{told}随之终止：{also}。"), ended)):
        if cases:
            told = words.format(told=told, also="、".join(case.item_name for case in cases))
    return told
