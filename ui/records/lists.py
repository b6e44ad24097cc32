"""The columns of the two lists of the records screen, and the words in them."""

from __future__ import annotations

from app.domain.paper import PaperState
from app.ports.stored import SittingLine
from app.services.papers import PaperLine
from app.wording import _
from app.wording.terms import PAPERS
from ui.models.records import Column


def sitting_state(line: SittingLine) -> str:
    """Return how far a sitting has come."""
    state = _("已办结窗口环节") if line.concluded else _("待定受理结果")
    return _("练习 · {state}").format(state=state) if line.practice else state


def sitting_columns() -> tuple[Column[SittingLine], ...]:
    """Return the columns of the list of sittings."""
    return (
        Column(lambda: _("收件时间"), lambda line: f"{line.received_at:%m-%d %H:%M}", 4),
        Column(lambda: _("编号"), lambda line: line.number, 7),
        Column(lambda: _("申请人"), lambda line: line.applicant, 6),
        Column(lambda: _("办件"), lambda line: str(line.cases), 2),
        Column(lambda: _("状态"), sitting_state, 5),
    )


def paper_title(line: PaperLine) -> str:
    """Return a paper's kind with the item it belongs to."""
    kind = _(PAPERS[line.kind])
    return f"{kind}（{line.item_name}）" if line.item_name else kind


def printed_in_words(line: PaperLine) -> str:
    """Return how often a paper was printed, or that it holds no longer."""
    if line.state is PaperState.VOID:
        return _("已作废")
    return _("{n} 次").format(n=line.printed) if line.printed else _("未打印")


def paper_columns() -> tuple[Column[PaperLine], ...]:
    """Return the columns of the list of papers."""
    return (
        Column(lambda: _("文书"), paper_title, 8),
        Column(lambda: _("编号"), lambda line: line.number, 7),
        Column(lambda: _("页"), lambda line: str(line.pages), 1),
        Column(lambda: _("打印"), printed_in_words, 3),
    )
