"""What can be done on a case: one line for each button, with its key, its form, and its reason not to.

The list of lawful acts is the law's (`CaseView.possible`); here stands only how a hand does them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.acts import ActKind
from app.errors import Problem
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.proceeding import act_word
from app.wording.sentences import sentence
from ui.review import forms_of_clocks as clocks
from ui.review import forms_of_review as review
from ui.review import forms_of_supplements as later
from ui.review import forms_of_window as window
from ui.review.act_forms import ActForm, Matter
from ui.review.words import is_last_step

AGREE, REFUSE, RETURN = "agree", "refuse", "return"
_NO_RIGHT = "right.missing"


@dataclass(frozen=True)
class Deed:
    """A button of the bar.

    `needs`: what is read before its form is made: `colleagues`, `defects`, `faults`, `items`.
    `main`: an opinion, apart from the others at the right.
    """

    name: str
    kind: ActKind
    keys: tuple[str, ...]
    caption: Callable[[CaseView | None], str]
    form: Callable[[Matter], ActForm] | None = None
    needs: str = ""
    main: bool = False

    @property
    def solid(self) -> bool:
        """Tell whether this is the one button in solid colour."""
        return self.name == AGREE


def _plain(kind: ActKind) -> Callable[[CaseView | None], str]:
    return lambda _view: act_word(kind)


def _last(view: CaseView | None) -> bool:
    return view is not None and is_last_step(view)


def _agree_word(view: CaseView | None) -> str:
    return _("决定准予") if _last(view) else _("同意")


def _refuse_word(view: CaseView | None) -> str:
    return _("决定不予") if _last(view) else _("建议不予")


DEEDS = (
    Deed("claim", ActKind.CLAIM, ("F3",), _plain(ActKind.CLAIM)),
    Deed(
        "hand-over", ActKind.HAND_OVER, ("F4",), _plain(ActKind.HAND_OVER), review.hand_over,
        needs="colleagues",
    ),
    Deed(RETURN, ActKind.OPINE, ("F7",), lambda _view: _("退回"), review.give_back, main=True),
    Deed(REFUSE, ActKind.OPINE, ("F8",), _refuse_word, review.refuse, main=True),
    Deed(AGREE, ActKind.OPINE, ("F9",), _agree_word, review.agree, main=True),
    Deed("accept", ActKind.ACCEPT, ("Alt+A",), _plain(ActKind.ACCEPT), window.accept),
    Deed(
        "accept-owing", ActKind.ACCEPT_OWING, ("Alt+R",), _plain(ActKind.ACCEPT_OWING),
        window.accept_owing,
    ),
    Deed(
        "correct", ActKind.ASK_CORRECTION, ("Alt+B",), _plain(ActKind.ASK_CORRECTION),
        window.ask_correction, needs="defects",
    ),
    Deed(
        "supplement", ActKind.SUPPLEMENT, ("Alt+S",), _plain(ActKind.SUPPLEMENT),
        later.supplement, needs="faults",
    ),
    Deed(
        "recall", ActKind.RECALL_CORRECTION, ("Alt+K",), _plain(ActKind.RECALL_CORRECTION),
        window.recall_correction,
    ),
    Deed(
        "spot", ActKind.SPOT_CORRECTION, ("Alt+D",), _plain(ActKind.SPOT_CORRECTION),
        later.spot_correction, needs="faults",
    ),
    Deed("not-accept", ActKind.NOT_ACCEPT, ("Alt+N",), _plain(ActKind.NOT_ACCEPT), window.not_accept),
    Deed("not-needed", ActKind.NOT_NEEDED, ("Alt+V",), _plain(ActKind.NOT_NEEDED), window.not_needed),
    Deed("grant", ActKind.GRANT, ("Alt+G",), lambda _view: _("当场准予"), review.grant_here),
    Deed("refuse-here", ActKind.REFUSE, ("Alt+J",), lambda _view: _("当场不予"), review.refuse_here),
    Deed("stop", ActKind.STOP, ("Alt+T",), _plain(ActKind.STOP), clocks.stop),
    Deed("resume", ActKind.RESUME, ("Alt+H",), _plain(ActKind.RESUME), clocks.resume),
    Deed("extend", ActKind.EXTEND, ("Alt+Y",), _plain(ActKind.EXTEND), clocks.extend),
    Deed("hearing", ActKind.TELL_HEARING, ("Alt+Q",), _plain(ActKind.TELL_HEARING), clocks.hearing),
    Deed(
        "field-check", ActKind.FIELD_CHECK, ("Alt+X",), _plain(ActKind.FIELD_CHECK),
        clocks.field_check,
    ),
    Deed(
        "supply-owed", ActKind.SUPPLY_OWED, ("Alt+U",), _plain(ActKind.SUPPLY_OWED),
        later.supply_owed,
    ),
    Deed(
        "check-promise", ActKind.CHECK_PROMISE, ("Alt+E",), _plain(ActKind.CHECK_PROMISE),
        later.check_promise,
    ),
    Deed("demand-fee", ActKind.DEMAND_FEE, ("Alt+F",), _plain(ActKind.DEMAND_FEE), clocks.demand_fee),
    Deed("pay-fee", ActKind.PAY_FEE, ("Alt+M",), _plain(ActKind.PAY_FEE), clocks.pay_fee),
    Deed("withdraw", ActKind.WITHDRAW, ("Alt+W",), _plain(ActKind.WITHDRAW), clocks.withdraw),
    Deed("terminate", ActKind.TERMINATE, ("Alt+Z",), _plain(ActKind.TERMINATE), clocks.terminate),
    Deed(
        "change-item", ActKind.CHANGE_ITEM, ("Alt+I",), _plain(ActKind.CHANGE_ITEM),
        window.change_item, needs="items",
    ),
    Deed(
        "change-applicant", ActKind.CHANGE_APPLICANT, ("Alt+P",),
        _plain(ActKind.CHANGE_APPLICANT), window.change_applicant,
    ),
)  # fmt: skip
"""Every deed in the order of the bar. To add one: write its form, name it here."""


DEED_OF_WITHDRAWAL = next(deed for deed in DEEDS if deed.kind is ActKind.WITHDRAW)
"""Whose paper is signed beforehand."""


def reason_against(deed: Deed, view: CaseView | None) -> str:
    """Return why a deed cannot be done now, with its article; empty when it can."""
    if view is None:
        return _("还没有选中办件，请先在左边的队列里选择。")
    if deed.kind not in view.possible:
        words = _("这个办件现在的阶段没有“{act}”。")
        return words.format(act=deed.caption(view))
    if deed.name == RETURN and view.case.step == 0 and view.possible[deed.kind] is None:
        return sentence(_to_nobody(view))
    problem = view.possible[deed.kind]
    return sentence(problem) if problem is not None else ""


def _to_nobody(view: CaseView) -> Problem:
    """Return the law's own refusal to give a case back from its first step."""
    article = view.standing.ground.regime.procedure.article(ActKind.OPINE.value)
    return Problem("case.return-to-nobody", item=view.case.item_name, article=article)


@dataclass(frozen=True)
class OnBar:
    """The deeds of a case's stage: opinions, one's own acts, and what only others may do."""

    main: tuple[Deed, ...] = ()
    own: tuple[Deed, ...] = ()
    others: tuple[Deed, ...] = ()

    @property
    def all(self) -> tuple[Deed, ...]:
        """Return all of them in their order."""
        return (*self.own, *self.others, *self.main)


def on_bar(view: CaseView | None) -> OnBar:
    """Return the deeds that the bar shows for a case."""
    if view is None:
        return OnBar()
    there = [deed for deed in DEEDS if deed.kind in view.possible]
    foreign = [deed for deed in there if _is_others(view.possible[deed.kind])]
    main = tuple(deed for deed in there if deed.main and deed not in foreign)
    own = tuple(deed for deed in there if deed not in foreign and not deed.main)
    return OnBar(main, own, tuple(foreign))


def _is_others(problem: Problem | None) -> bool:
    return problem is not None and problem.code == _NO_RIGHT
