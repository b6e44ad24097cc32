"""Words and signs of a case: state, step, what is due and how soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.act_bodies import Stop
from app.domain.case import Case, CaseState
from app.domain.clocks import CaseClocks, open_stops
from app.domain.deadlines import Due
from app.domain.working_days import WorkCalendar
from app.ports.cases import CaseLine
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.proceeding import awaited_words, clock_word
from app.wording.terms import case_word
from ui.models.state_signs import CASE_SIGNS

_HANDLED = frozenset({CaseState.ACCEPTED, CaseState.ACCEPTED_OWING})
_AT_WINDOW = frozenset({CaseState.RECEIVED, CaseState.WAITING})


@dataclass(frozen=True)
class DueWords:
    """One due date as the head shows it. `ink`: colour token, `icon`: shape of how near it is."""

    name: str
    day: str
    rest: str
    icon: str
    ink: str


def step_word(view: CaseView) -> str:
    """Return which step of the review is to speak, empty when none is."""
    case, steps = view.case, view.steps
    if case.state not in _HANDLED or not 0 <= case.step < len(steps):
        return ""
    words = _("第 {n} 步，共 {total} 步：{step}")
    return words.format(n=case.step + 1, total=len(steps), step=steps[case.step])


def waiting_words(view: CaseView) -> str:
    """Return what a case waits for and how far that is, empty where it waits for nothing."""
    if view.case.state is not CaseState.WAITING:
        return ""
    return "；".join(awaited_words(one.case.item_name, one.result) for one in view.awaited)


def is_last_step(view: CaseView) -> bool:
    """Tell whether the step that is to speak decides the case."""
    return view.case.step >= len(view.steps) - 1


def dues_of(clocks: CaseClocks, case: Case) -> tuple[tuple[str, Due], ...]:
    """Return the due dates that concern a case where it stands, each with its name."""
    named: tuple[tuple[str, Due | None], ...] = ()
    if case.state in _AT_WINDOW:
        named = ((clock_word("notice"), clocks.notice), (clock_word("duty"), clocks.duty))
    elif case.state in _HANDLED:
        named = ((clock_word("promised"), clocks.promised), (clock_word("legal"), clocks.legal))
    elif case.state is CaseState.GRANTED:
        named = ((clock_word("issue"), clocks.issue),)
    return tuple((name, due) for name, due in named if due is not None)


def due_words(view: CaseView) -> tuple[DueWords, ...]:
    """Return what the head says of the due dates: nothing is left to be guessed."""
    case, clocks = view.case, view.clocks
    today, calendar = view.standing.now.date(), view.standing.ground.calendar
    dues = dues_of(clocks, case)
    told = [_due_words(view, name, due, calendar, today) for name, due in dues]
    if case.state in _HANDLED and clocks.legal is None:
        told.append(DueWords(clock_word("legal"), _("没有规定"), "", "dash", "muted"))
    if clocks.owed is not None and case.state is CaseState.ACCEPTED_OWING:
        rest, icon, ink = nearness(clocks.owed, today, calendar)
        told.append(DueWords(_("容缺补齐"), clocks.owed.isoformat(), rest, icon, ink))
    return tuple(told)


def _due_words(
    view: CaseView, name: str, due: Due, calendar: WorkCalendar, today: date
) -> DueWords:
    rest, icon, ink = nearness(due.day, today, calendar)
    clocks = view.clocks
    legal = due is clocks.legal
    if view.case.stopped and (not legal or _stops_law(view)):
        rest, icon, ink = _("已停计时"), "dash", "warning"
    elif due.provisional:
        rest = _("{rest}，暂定").format(rest=rest)
    return DueWords(name, due.day.isoformat(), rest, icon, ink)


def _stops_law(view: CaseView) -> bool:
    bodies = [act.body for act in open_stops(view.acts)]
    return any(isinstance(body, Stop) and not body.promise_only for body in bodies)


def nearness(day: date, today: date, calendar: WorkCalendar) -> tuple[str, str, str]:
    """Return how far a day is off in working days, with its shape and colour."""
    if day == today:
        return _("今天到期"), "warning", "warning"
    if day < today:
        late = max(1, _working_days(day, today, calendar))
        return _("逾期 {n} 个工作日").format(n=late), "error", "error"
    left = _working_days(today, day, calendar)
    near = left <= 1
    words = _("剩 {n} 个工作日").format(n=left)
    return words, "clock" if near else "ok", "warning" if near else "text"


def _working_days(after: date, until: date, calendar: WorkCalendar) -> int:
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(calendar.is_working(day) for day in days)


def line_sign(line: CaseLine, today: date) -> tuple[str, str, str]:
    """Return how a line of a queue stands: a short word, its shape, its colour."""
    if line.stopped:
        return _("已停计时"), "dash", "warning"
    icon, ink = CASE_SIGNS[line.state]
    if line.due is None:
        return case_word(line.state), icon, ink
    days = (line.due - today).days
    if days < 0:
        return _("逾期 {n} 天").format(n=-days), "error", "error"
    if days == 0:
        return _("今天到期"), "warning", "warning"
    word = _("{day} 到期").format(day=f"{line.due:%m-%d}")
    if line.provisional:
        word = _("{due}（暂定）").format(due=word)
    return (word, "clock", "warning") if days == 1 else (word, icon, "muted")
