"""Guards of the review and of the time that is not counted (AL 34, 45)."""

from __future__ import annotations

from app.domain.act_bodies import Assignment, Opinion, Resumption, Stop, Verdict
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.clocks import open_stops
from app.domain.procedure.every_act import written
from app.domain.procedure.standing import Question
from app.errors import Problem

_ACCEPTANCES = frozenset({ActKind.ACCEPT, ActKind.ACCEPT_OWING})
LONGEST_STOP = 999
"""Working days that a special procedure may be planned to take: about four years, and three digits."""


def team_fits(ask: Question) -> None:
    """Who works for other teams does not take the case. Raises Problem `case.other-team`."""
    team = ask.case.team
    if ask.actor and ask.actor.teams and team and team not in ask.actor.teams:
        raise Problem("case.other-team", item=ask.item, article=ask.article)


def not_claimed(ask: Question) -> None:
    """Raise Problem `case.claimed-already` (params: holder)."""
    if ask.case.holder is not None:
        raise Problem(
            "case.claimed-already",
            item=ask.item,
            holder=ask.case.holder_name,
            article=ask.article,
        )


def other_eyes(ask: Question) -> None:
    """With four eyes, receipt, acceptance and steps are different persons, not the same in two roles.

    Raises Problem `case.four-eyes`.
    """
    if not ask.ground.rule.four_eyes or ask.person is None:
        return
    spoke = {
        act.by
        for act in ask.standing.opinions
        if isinstance(act.body, Opinion) and act.body.step != ask.case.step
    }
    accepted = {act.by for act in ask.standing.acts if act.kind in _ACCEPTANCES}
    if ask.person == ask.ground.clerk_id or ask.person in spoke | accepted:
        raise Problem("case.four-eyes", item=ask.item, article=ask.article_on("four-eyes"))


def step_is_left(ask: Question) -> None:
    """Ask for a step that is to speak. Raises Problem `case.review-done`."""
    if ask.case.step >= len(ask.standing.steps):
        raise Problem("case.review-done", item=ask.item, article=ask.article)


def rank_of_step(ask: Question) -> None:
    """Give the last step to an approver. Raises Problem `case.step-not-yours` (params: step)."""
    steps, step = ask.standing.steps, ask.case.step
    last = step == len(steps) - 1
    if last and ask.actor and Role.APPROVER not in ask.actor.roles:
        raise Problem("case.step-not-yours", item=ask.item, step=steps[step], article=ask.article)


def opinion_is_reasoned(ask: Question) -> None:
    """Raise Problem `case.step-wrong`, `case.return-to-nobody`, `case.comment-missing`."""
    body = ask.body(Opinion)
    if body.step != ask.case.step:
        raise Problem("case.step-wrong", item=ask.item, article=ask.article)
    if body.verdict is Verdict.RETURN and body.step == 0:
        raise Problem("case.return-to-nobody", item=ask.item, article=ask.article)
    if body.verdict is not Verdict.GRANT and not written(body.comment):
        raise Problem("case.comment-missing", item=ask.item, article=ask.article)


def assigns_to_oneself(ask: Question) -> None:
    """Raise Problem `case.claim-for-another`."""
    if ask.body(Assignment).holder != ask.person:
        raise Problem("case.claim-for-another", item=ask.item, article=ask.article)


def hands_over_own(ask: Question) -> None:
    """Let the holder hand over, or a supervisor.

    Raises Problem `case.unclaimed`, `case.held` (params: holder).
    """
    supervises = ask.actor is not None and Role.SUPERVISOR in ask.actor.roles
    if supervises or ask.case.holder == ask.person:
        return
    if ask.case.holder is None:
        raise Problem("case.unclaimed", item=ask.item, article=ask.article)
    raise Problem("case.held", item=ask.item, holder=ask.case.holder_name, article=ask.article)


def handing_over_says_why(ask: Question) -> None:
    """Raise Problem `case.why-missing`, `case.held-already`."""
    body = ask.body(Assignment)
    if not written(body.why):
        raise Problem("case.why-missing", item=ask.item, article=ask.article)
    if body.holder == ask.case.holder:
        raise Problem("case.held-already", item=ask.item, article=ask.article)


def regime_knows_stops(ask: Question) -> None:
    """Raise Problem `case.no-special-procedure`."""
    if not ask.ground.regime.procedure.special:
        raise Problem("case.no-special-procedure", item=ask.item, article=ask.article)


def stop_has_basis(ask: Question) -> None:
    """Ask for a listed kind, told in writing with its reason and the time it needs (AL 45).

    Raises Problem `case.stop-unknown`, `case.stop-promise-only`, `case.stopped-already`,
    `case.stop-unclear`, `case.stop-not-today`, `case.stop-too-late` (params: due).
    """
    body, act = ask.body(Stop), ask.deed
    special = ask.ground.regime.procedure.special_of(body.kind)
    if special is None:
        raise Problem("case.stop-unknown", item=ask.item, article=ask.article)
    if special.promise_only != body.promise_only:
        raise Problem(
            "case.stop-promise-only", item=ask.item, name=special.name, article=ask.article
        )
    running = (one.body for one in open_stops(ask.standing.acts))
    if any(isinstance(one, Stop) and one.kind == body.kind for one in running):
        raise Problem("case.stopped-already", item=ask.item, name=special.name, article=ask.article)
    named = body.name == special.name
    planned = 1 <= body.planned_days <= LONGEST_STOP
    if not (planned and named and written(body.basis, body.reason)):
        raise Problem("case.stop-unclear", item=ask.item, article=ask.article)
    if not body.begins == act.at.date() == act.recorded_at.date():
        raise Problem("case.stop-not-today", item=ask.item, article=ask.article)
    clocks = ask.standing.clocks
    clock = clocks.promised if body.promise_only else clocks.legal
    if clock is not None and body.begins > clock.day:
        raise Problem("case.stop-too-late", item=ask.item, due=str(clock.day), article=ask.article)


def is_stopped(ask: Question) -> None:
    """Raise Problem `case.not-stopped`."""
    if not open_stops(ask.standing.acts):
        raise Problem("case.not-stopped", item=ask.item, article=ask.article)


def resumption_fits(ask: Question) -> None:
    """Raise Problem `case.stop-ended`, `case.stop-days`, `case.result-missing`."""
    body = ask.body(Resumption)
    running = {act.id: act.body for act in open_stops(ask.standing.acts)}
    stop = running.get(body.stop)
    if not isinstance(stop, Stop):
        raise Problem("case.stop-ended", item=ask.item, article=ask.article)
    if not stop.begins <= body.ends <= ask.standing.today:
        raise Problem("case.stop-days", item=ask.item, article=ask.article)
    if not written(body.result):
        raise Problem("case.result-missing", item=ask.item, article=ask.article)
