"""Words and signs of a case: state, step, what is due and how soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.act_bodies import Stop
from app.domain.acts import ActKind
from app.domain.case import Case, CaseState
from app.domain.clocks import CaseClocks, open_stops
from app.domain.deadlines import Due
from app.domain.working_days import WorkCalendar
from app.ports.cases import CaseLine
from app.services.proceeding import CaseView
from app.wording import N_, _
from app.wording.terms import CASE_STATES

ACTS = {
    ActKind.RECEIVE: N_("收件"),
    ActKind.RESULT_ARRIVED: N_("前项结果到达"),
    ActKind.SPOT_CORRECTION: N_("当场更正"),
    ActKind.ASK_CORRECTION: N_("补正告知"),
    ActKind.RECALL_CORRECTION: N_("收回补正告知"),
    ActKind.SUPPLEMENT: N_("补正材料收件"),
    ActKind.ACCEPT: N_("受理"),
    ActKind.ACCEPT_OWING: N_("容缺受理"),
    ActKind.ACCEPT_BY_LAW: N_("视为受理"),
    ActKind.NOT_ACCEPT: N_("不予受理"),
    ActKind.NOT_NEEDED: N_("不需许可"),
    ActKind.CHANGE_ITEM: N_("更正事项"),
    ActKind.CHANGE_APPLICANT: N_("更正申请人"),
    ActKind.SUPPLY_OWED: N_("容缺补齐"),
    ActKind.OWED_LAPSED: N_("容缺逾期"),
    ActKind.CLAIM: N_("领办"),
    ActKind.HAND_OVER: N_("移交"),
    ActKind.OPINE: N_("审查意见"),
    ActKind.STOP: N_("特别程序"),
    ActKind.RESUME: N_("恢复计时"),
    ActKind.EXTEND: N_("延期"),
    ActKind.TELL_HEARING: N_("权利告知"),
    ActKind.FIELD_CHECK: N_("现场核查"),
    ActKind.GRANT: N_("准予"),
    ActKind.REFUSE: N_("不予许可"),
    ActKind.WITHDRAW: N_("申请人撤回"),
    ActKind.TERMINATE: N_("终止办理"),
    ActKind.DELIVER: N_("送达"),
    ActKind.CLOSE: N_("归档"),
    ActKind.CERTIFY: N_("制证"),
    ActKind.AMEND_CERTIFICATE: N_("证照变更"),
    ActKind.END_CERTIFICATE: N_("证照撤销注销"),
    ActKind.DEMAND_FEE: N_("缴费通知"),
    ActKind.PAY_FEE: N_("缴费登记"),
}
"""What each act is called on buttons and in the chronology."""

SIGNS = {
    CaseState.RECEIVED: ("sheet", "info"),
    CaseState.WAITING: ("link", "info"),
    CaseState.CORRECTION: ("warning", "warning"),
    CaseState.ACCEPTED: ("sheet", "info"),
    CaseState.ACCEPTED_OWING: ("clock", "warning"),
    CaseState.NOT_ACCEPTED: ("error", "error"),
    CaseState.NOT_NEEDED: ("dash", "muted"),
    CaseState.WITHDRAWN: ("cross", "muted"),
    CaseState.GRANTED: ("ok", "ok"),
    CaseState.REFUSED: ("error", "error"),
    CaseState.TERMINATED: ("cross", "muted"),
    CaseState.ISSUED: ("ok", "ok"),
}
"""State → its shape and the colour of its words."""

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


def act_word(kind: ActKind) -> str:
    """Return what an act is called."""
    return _(ACTS[kind])


def state_word(state: CaseState) -> str:
    """Return a state in words."""
    return _(CASE_STATES[state])


def step_word(view: CaseView) -> str:
    """Return which step of the review is to speak, empty when none is."""
    case, steps = view.case, view.steps
    if case.state not in _HANDLED or not 0 <= case.step < len(steps):
        return ""
    words = _("第 {n} 步，共 {total} 步：{step}")
    return words.format(n=case.step + 1, total=len(steps), step=steps[case.step])


def is_last_step(view: CaseView) -> bool:
    """Tell whether the step that is to speak decides the case."""
    return view.case.step >= len(view.steps) - 1


def dues_of(clocks: CaseClocks, case: Case) -> tuple[tuple[str, Due], ...]:
    """Return the due dates that concern a case where it stands, each with its name."""
    named: tuple[tuple[str, Due | None], ...] = ()
    if case.state in _AT_WINDOW:
        named = ((_("补正告知"), clocks.notice), (_("本局补正要求"), clocks.duty))
    elif case.state in _HANDLED:
        named = ((_("承诺期限"), clocks.promised), (_("法定期限"), clocks.legal))
    elif case.state is CaseState.GRANTED:
        named = ((_("发证期限"), clocks.issue),)
    return tuple((name, due) for name, due in named if due is not None)


def due_words(view: CaseView) -> tuple[DueWords, ...]:
    """Return what the head says of the due dates: nothing is left to be guessed."""
    case, clocks = view.case, view.clocks
    today, calendar = view.standing.now.date(), view.standing.ground.calendar
    dues = dues_of(clocks, case)
    told = [_due_words(view, name, due, calendar, today) for name, due in dues]
    if case.state in _HANDLED and clocks.legal is None:
        told.append(DueWords(_("法定期限"), _("没有规定"), "", "dash", "muted"))
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
    icon, ink = SIGNS[line.state]
    if line.due is None:
        return state_word(line.state), icon, ink
    days = (line.due - today).days
    if days < 0:
        return _("逾期 {n} 天").format(n=-days), "error", "error"
    if days == 0:
        return _("今天到期"), "warning", "warning"
    word = _("{day} 到期").format(day=f"{line.due:%m-%d}")
    if line.provisional:
        word = _("{due}（暂定）").format(due=word)
    return (word, "clock", "warning") if days == 1 else (word, icon, "muted")
