"""Every guard's sentence is whole: no gap, no None, and it names the article it rests on."""

import ast
import string
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app import paths
from app.domain.act_bodies import NOTHING, Ending, NonAcceptance, Verdict
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState
from app.errors import Problem
from app.wording.sentences import all_sentences
from tests.unit.domain.builders import (
    APPROVER,
    CHECKER,
    CLERK,
    HEAD,
    NO_LAW,
    REFUSAL,
    REVIEWER,
    SUPERVISOR,
    Desk,
    correction,
    ending,
    extension,
    person,
    sound,
    stop,
)

ROOT = paths.RESOURCES.parent / "app" / "domain"
FILES = (*sorted((ROOT / "procedure").glob("*.py")), ROOT / "outcomes.py")
TESTS = tuple(Path(__file__).parent.glob("test_*.py"))


def raised():
    """Yield every refusal written in the law: (code, names of its parameters)."""
    for file in FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name not in ("Problem", "_problem"):
                continue
            given = {keyword.arg for keyword in call.keywords}
            given |= {"item", "article"} if name == "_problem" else set()
            for code in codes(call.args[0]):
                yield code, given


def codes(node):
    """Return the codes that an argument may be; one handed on is written where it comes from."""
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return {one for one in found if isinstance(one, str) and "." in one}


def written():
    """Return every code that stands anywhere in the law's files."""
    nodes = (
        node for file in FILES for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    )
    texts = {one.value for one in nodes if isinstance(one, ast.Constant)}
    return {one for one in texts if isinstance(one, str) and one in all_sentences()}


def holes(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


REFUSALS = sorted({(code, tuple(sorted(map(str, given)))) for code, given in raised()})


@pytest.mark.parametrize(("code", "given"), REFUSALS)
def test_a_refusal_gives_what_its_sentence_asks_for_and_names_an_article(code, given):
    template = all_sentences()[code]
    assert holes(template) <= set(given)
    assert code in NO_LAW or "article" in holes(template)
    assert template.endswith("。")


def test_every_code_of_the_law_is_known_to_the_sentences_and_put_to_the_test():
    known = written()
    assert len(known) > 90
    tested = "".join(file.read_text(encoding="utf-8") for file in TESTS)
    assert [code for code in sorted(known) if f'"{code}"' not in tested] == []


def over(kind, body=NOTHING, *, actor=CLERK):
    """Return a case that an act has ended."""
    desk = Desk()
    desk.do(kind, body, actor)
    return desk


WAITING = UUID(int=77)
STATES = {
    "case.not-while-received": Desk,
    "case.not-while-waiting": lambda: Desk(waits_for=(WAITING,)),
    "case.not-while-owing": lambda: Desk().owing("09-22", "m"),
    "case.not-after-grant": lambda: Desk().accepted().granted(),
    "case.not-after-refusal": lambda: refused(Desk().accepted()),
    "case.not-after-non-acceptance": lambda: over(
        ActKind.NOT_ACCEPT, NonAcceptance("不属于", competent="乙局")
    ),
    "case.not-after-not-needed": lambda: over(ActKind.NOT_NEEDED, NonAcceptance("不需要")),
    "case.not-after-termination": lambda: over(ActKind.TERMINATE, ending("object-gone")),
}


def refused(desk):
    desk.reviewed(REVIEWER, CHECKER, APPROVER, verdict=Verdict.REFUSE)
    desk.do(ActKind.REFUSE, REFUSAL, APPROVER)
    return desk


@pytest.mark.parametrize("code", sorted(STATES))
def test_what_a_state_does_not_allow_names_the_state(code):
    desk = STATES[code]()
    kind = ActKind.SPOT_CORRECTION if desk.state is not CaseState.RECEIVED else ActKind.EXTEND
    assert desk.greyed(kind, CLERK if kind is ActKind.SPOT_CORRECTION else HEAD) == code


def test_what_must_come_first_is_named_before_the_state():
    assert Desk().greyed(ActKind.RECALL_CORRECTION, CLERK) == "case.no-notice"
    assert Desk().greyed(ActKind.SUPPLEMENT, CLERK) == "case.no-notice"
    assert Desk().accepted().granted().greyed(ActKind.CLOSE, CLERK) == "case.not-delivered"
    assert Desk().accepted().greyed(ActKind.CLOSE, CLERK) == "case.not-while-accepted"


def test_an_act_out_of_its_order_or_its_day_is_told():
    desk = Desk().accepted()
    stray = replace(desk.act(ActKind.WITHDRAW, ending()), seq=9)
    with pytest.raises(Problem) as caught:
        desk.put(stray, CLERK)
    assert sound(caught.value).code == "case.changed-meanwhile"
    assert desk.greyed(ActKind.HAND_OVER, REVIEWER) == "case.unclaimed"
    assert desk.greyed(ActKind.HAND_OVER, SUPERVISOR) is None
    yesterday = desk.now
    desk.on("09-21")
    late = "case.extension-not-today"
    assert desk.refuses(ActKind.EXTEND, extension(), HEAD, at=yesterday) == late
    assert desk.refuses(ActKind.STOP, stop(desk), REVIEWER, at=yesterday) == "case.stop-not-today"
    filled = replace(stop(desk), begins=yesterday.date())
    assert desk.refuses(ActKind.STOP, filled, REVIEWER, at=yesterday) == "case.stop-not-today"


def test_a_stop_bears_the_name_of_its_kind():
    desk = Desk().accepted()
    disguised = replace(stop(desk), name="现场踏勘")
    assert desk.refuses(ActKind.STOP, disguised, REVIEWER) == "case.stop-unclear"


def test_what_is_owed_lapses_and_a_notice_is_repeated_only_in_time():
    owing = Desk().owing("09-22", "m")
    lapse = Ending("owed-lapsed", "")
    assert owing.refuses(ActKind.OWED_LAPSED, lapse, None) == "case.owed-not-lapsed"
    desk = Desk()
    desk.do(ActKind.ASK_CORRECTION, correction(desk))
    desk.case = replace(desk.case, state=CaseState.RECEIVED)
    assert desk.greyed(ActKind.ASK_CORRECTION) == "case.notice-again"


@pytest.mark.parametrize(
    "kind",
    [
        ActKind.STOP,
        ActKind.RESUME,
        ActKind.TELL_HEARING,
        ActKind.FIELD_CHECK,
        ActKind.CHECK_PROMISE,
    ],
)
def test_the_review_of_another_section_is_left_alone(kind):
    desk = Desk(team="食品科").accepted()
    assert desk.greyed(kind, person(9, Role.REVIEWER, teams=("建设科",))) == "case.other-team"
    assert desk.greyed(kind, person(9, Role.REVIEWER, teams=("食品科",))) != "case.other-team"
