"""The forms of the review and of the decision: opinion, grant, refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from app.documents.words import printed
from app.domain.act_bodies import Decision, Opinion, Verdict
from app.domain.acts import ActKind
from app.domain.catalogue import Limit
from app.domain.working_days import due
from app.errors import Problem
from app.services import review
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.proceeding import act_word
from ui.review.act_forms import (
    FALSE_MATERIALS,
    ActForm,
    Answers,
    Ask,
    Matter,
    Order,
    choice,
    day,
    false_materials,
    long,
    text,
)
from ui.review.words import is_last_step

_ONE_DAY = timedelta(days=1)
_TERM = re.compile(r"(\d+|[一二三四五六七八九十]+)(年|个月)")


def agree(matter: Matter) -> ActForm:
    """Propose to grant; the last step grants."""
    if is_last_step(matter.view):
        asks = (*_granted(matter.view), long("comment", _("审批意见"), _("同意。")))
        title, button = _("决定：准予"), _("决定准予")
    else:
        asks = (long("comment", _("审查意见"), _("符合条件，同意。")),)
        title, button = _("同意，送下一步"), _("同意")
    return ActForm(
        "agree",
        title,
        button,
        asks,
        _opinion(matter, Verdict.GRANT),
        _notes(matter),
        confirm=_unchecked(matter),
    )


def _unchecked(matter: Matter) -> str:
    """Return what is asked of who agrees while review points are unchecked; empty when none is."""
    checked = _checked(matter)
    if checked.all():
        return ""
    words = _(
        "审查要点只核了 {n}/{all} 条。按 Esc 回去核对；仍然同意请再按一次 F9，会记入审查意见。"
    )
    return words.format(n=checked.done, all=checked.there)


def refuse(matter: Matter) -> ActForm:
    """Propose to refuse; the last step refuses."""
    comment = long("comment", _("审查意见"), needed=True)
    if is_last_step(matter.view):
        asks = (*_refused(), long("comment", _("审批意见"), _("不予批准。"), needed=True))
        title, button = _("决定：不予"), _("决定不予")
        notes = (*_notes(matter), _remedies(matter))
    else:
        asks = (comment,)
        title, button, notes = _("建议不予，送下一步"), _("建议不予"), _notes(matter)
    return ActForm("refuse", title, button, asks, _opinion(matter, Verdict.REFUSE), notes)


def give_back(matter: Matter) -> ActForm:
    """Give the case back to the step before."""
    asks = (long("comment", _("退回原因"), needed=True),)
    title = _("退回上一步")
    return ActForm("return", title, _("退回"), asks, _opinion(matter, Verdict.RETURN))


def grant_here(matter: Matter) -> ActForm:
    """Grant an instant item at the window (AL 34(2))."""

    def order(answers: Answers) -> Order:
        return matter.doing(ActKind.GRANT, _grant(answers, on_the_spot=True))

    notes = matter.article(ActKind.GRANT)
    return ActForm("grant", _("当场准予"), _("准予"), _granted(matter.view), order, notes)


def refuse_here(matter: Matter) -> ActForm:
    """Refuse an instant item at the window."""

    def order(answers: Answers) -> Order:
        return matter.doing(ActKind.REFUSE, _refusal(answers, on_the_spot=True))

    notes = (*matter.article(ActKind.REFUSE), _remedies(matter))
    return ActForm("refuse-here", _("当场不予"), _("不予"), _refused(), order, notes)


def hand_over(matter: Matter) -> ActForm:
    """Hand the case over to a colleague, or back to the team."""
    team = _("交回本组")
    people = {name: account for account, name in matter.colleagues}

    def order(answers: Answers) -> Order:
        to = people.get(answers.text("to"))
        return review.hand_over, (matter.view.case.id, to, answers.text("why"))

    asks = (
        choice("to", _("移交给"), (*people, team)),
        text("why", _("移交原因"), needed=True),
    )
    return ActForm("hand-over", act_word(ActKind.HAND_OVER), _("移交"), asks, order)


def _opinion(matter: Matter, verdict: Verdict) -> Callable[[Answers], Order]:
    last = is_last_step(matter.view)

    def order(answers: Answers) -> Order:
        decision = None
        if last and verdict is Verdict.GRANT:
            decision = _grant(answers)
        elif last and verdict is Verdict.REFUSE:
            decision = _refusal(answers)
        verb = partial(review.opine, expected=matter.view.case.acts)
        comment = answers.text("comment")
        checked = _checked(matter)
        if verdict is Verdict.GRANT and not checked.all():
            words = _("{comment}（审查要点已核 {n}/{all} 条，经确认仍然同意）")
            comment = words.format(comment=comment, n=checked.done, all=checked.there).strip()
        return verb, (matter.view.case.id, verdict, comment, matter.points, decision)

    return order


def _granted(view: CaseView) -> tuple[Ask, ...]:
    result = view.seen.catalogue.items[view.case.item_id].result
    today = view.standing.today
    ends = term_end(result.validity, view)
    validity = printed(result.validity)
    said = _("目录写：{validity}").format(validity=validity) if validity else ""
    return (
        long(
            "content", _("准予内容"), printed(result.document) or view.case.item_name, needed=True
        ),
        long("conditions", _("附加条件")),
        day("from", _("有效期自"), today),
        day("until", _("有效期至"), ends, hint="　".join(filter(None, (_("空着为长期"), said)))),
    )


def term_end(validity: str, view: CaseView) -> date | None:
    """Return the last day of a term that begins today, as the catalogue writes it.

    None where it is without end, or where only a person can tell (several terms, a maximum).
    """
    match = _TERM.match(validity.strip())
    if match is None or _TERM.search(validity, match.end()):
        return None
    try:
        end = due(view.standing.today, Limit(None, match[0]), view.standing.ground.calendar)
    except Problem:  # a number in words that is no usual one
        return None
    return end.day - _ONE_DAY if end is not None else None


def _refused() -> tuple[Ask, ...]:
    return (
        long("facts", _("查明的事实"), needed=True),
        long("reasons", _("不予的理由"), needed=True),
        text("basis", _("法律依据"), needed=True, hint=_("法律、法规名称和条款")),
        false_materials(),
    )


def _remedies(matter: Matter) -> tuple[str, str]:
    decider = matter.view.standing.ground.decider
    if not (decider.remedy_body and decider.court):
        words = _("{name}没有登记复议机关或管辖法院，决定书无法写明救济途径，请先请管理员补全。")
        return "error", words.format(name=decider.name)
    words = _("决定书将写明救济途径：向{body}申请行政复议，或向{court}提起行政诉讼。")
    return "info", words.format(body=decider.remedy_body, court=decider.court)


@dataclass(frozen=True)
class _Checked:
    """How many review points this step or one before it has checked, of how many."""

    done: int
    there: int

    def all(self) -> bool:
        """Tell whether none is left."""
        return self.done == self.there


def _checked(matter: Matter) -> _Checked:
    points = matter.view.seen.catalogue.items[matter.view.case.item_id].review_points
    done = set(matter.points)
    for act in matter.view.acts:
        done.update(act.body.points if isinstance(act.body, Opinion) else ())
    return _Checked(sum(point in done for point in points), len(points))


def _notes(matter: Matter) -> tuple[tuple[str, str], ...]:
    checked = _checked(matter)
    if not checked.there:
        return ()
    words = _("审查要点已核 {n}/{all} 条").format(n=checked.done, all=checked.there)
    return (("ok" if checked.all() else "warning", words),)


def _grant(answers: Answers, *, on_the_spot: bool = False) -> Decision:
    return Decision(
        content=answers.text("content"),
        conditions=answers.text("conditions"),
        valid_from=answers.day_or_none("from"),
        valid_until=answers.day_or_none("until"),
        on_the_spot=on_the_spot,
    )


def _refusal(answers: Answers, *, on_the_spot: bool = False) -> Decision:
    return Decision(
        facts=answers.text("facts"),
        reasons=answers.text("reasons"),
        basis=answers.text("basis"),
        on_the_spot=on_the_spot,
        false_materials=answers.yes(FALSE_MATERIALS),
    )
