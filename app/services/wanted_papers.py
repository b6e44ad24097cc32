"""Which papers a sitting calls for: those of what was received, and those of every act since.

Decides nothing and makes nothing. A paper of an act is known by the act; a transfer slip is one for
all cases that go to the same team.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from app.domain.act_bodies import Recall
from app.domain.acts import Act, ActKind
from app.domain.case import Case, CaseState, HandedIn
from app.domain.law import Ground
from app.domain.paper import Paper, PaperKind, PaperState
from app.domain.procedure import paper_of
from app.services.sitting_view import SittingView

_OF_STATE = {
    CaseState.ACCEPTED: (PaperKind.ACCEPTANCE,),
    CaseState.ACCEPTED_OWING: (PaperKind.ACCEPTANCE, PaperKind.TOLERANCE),
    CaseState.CORRECTION: (PaperKind.CORRECTION,),
    CaseState.NOT_ACCEPTED: (PaperKind.NOT_ACCEPTED,),
    CaseState.NOT_NEEDED: (PaperKind.NOT_NEEDED,),
}
"""For a case that was concluded before acts were kept."""
_BESIDE = {
    ActKind.ACCEPT_OWING: (PaperKind.TOLERANCE,),
    ActKind.GRANT: (PaperKind.COLLECTION,),
    ActKind.WITHDRAW: (PaperKind.TERMINATION,),
}
"""What an act calls for besides the paper of its row."""
_RECEIVING = frozenset({ActKind.RECEIVE, ActKind.CHANGE_ITEM, ActKind.CHANGE_APPLICANT})
"""Their paper is the receipt of the whole sitting."""
_ACCEPTING = frozenset({ActKind.ACCEPT, ActKind.ACCEPT_OWING, ActKind.ACCEPT_BY_LAW})
_TAKEN = frozenset({HandedIn.HANDED_IN, HandedIn.GENERATED, HandedIn.DEFECTIVE})
_ACCEPTED = frozenset({CaseState.ACCEPTED, CaseState.ACCEPTED_OWING})

Acts = Mapping[UUID, tuple[Act, ...]]
"""The acts of each case, by its id."""


@dataclass(frozen=True)
class Wanted:
    """A paper that is called for.

    `act`: the act that it witnesses; `also`: further acts that it stands for. `cases`: those that it
    names (all of the sitting where empty). `first`: the act is the first of its kind, so that a paper
    made without an act stands for it. `giving`: for an authority, how often one was given anew before
    it; `anew`: no paper was made of that one yet, whatever was made of those before.
    """

    kind: PaperKind
    case: Case | None = None
    act: Act | None = None
    also: tuple[UUID, ...] = ()
    cases: tuple[Case, ...] = ()
    first: bool = True
    giving: int = 0
    anew: bool = False

    @property
    def acts(self) -> tuple[UUID, ...]:
        """Return the ids of all acts that it stands for."""
        return (self.act.id, *self.also) if self.act else ()

    def exists(self, papers: Iterable[Paper]) -> bool:
        """Tell whether it was made already and still holds."""
        if self.anew:
            return False
        case_id = self.case.id if self.case else None
        acts = {self.act.id} if self.act else set()
        return any(
            (paper.kind, paper.case_id) == (self.kind, case_id)
            and (paper.act_id in acts or (paper.act_id is None and self.first))
            for paper in papers
            if paper.state is not PaperState.VOID
        )


@dataclass(frozen=True)
class Witnessed:
    """What the journal tells of papers that were made.

    `moved`: ids of the acts after which a transfer slip was made. `giving`: how often an authority was
    given anew; `authorities`: of which givings (0 is that of the receipt) a paper stands.
    """

    moved: frozenset[UUID] = frozenset()
    giving: int = 0
    authorities: frozenset[int] = frozenset()


def wanted(
    seen: SittingView, acts: Acts, grounds: Mapping[UUID, Ground], witnessed: Witnessed
) -> tuple[Wanted, ...]:
    """Return every paper that a sitting calls for, those of the receiving first."""
    decided = (one for case in seen.cases for one in _decided(case, acts, grounds[case.id]))
    moved = _transfers(seen.cases, acts, witnessed.moved)
    called = (*_received(seen, witnessed), *decided, *moved)
    return tuple(w for w in called if w.kind is not PaperKind.TRANSFER or _on_paper(seen, w.cases))


def _on_paper(seen: SittingView, cases: Iterable[Case]) -> bool:
    """Tell whether there is any paper of these cases that could change hands."""
    items = {case.item_id for case in cases}
    return any(
        record.state in _TAKEN and items.intersection(record.items)
        for record in seen.sitting.materials
    )


def _received(seen: SittingView, witnessed: Witnessed) -> Iterator[Wanted]:
    yield Wanted(PaperKind.RECEIPT)
    yield Wanted(PaperKind.SLIP)
    if seen.sitting.agent is not None:
        anew = witnessed.giving not in witnessed.authorities
        yield Wanted(PaperKind.AUTHORITY, giving=witnessed.giving, anew=anew)
    for case in seen.cases:
        yield Wanted(PaperKind.APPLICATION, case)
        if _promises(seen, case):
            yield Wanted(PaperKind.COMMITMENT, case)


def _promises(seen: SittingView, case: Case) -> bool:
    return any(
        record.state is HandedIn.PROMISED and case.item_id in record.items
        for record in seen.sitting.materials
    )


def _decided(case: Case, acts: Acts, ground: Ground) -> Iterator[Wanted]:
    if not acts[case.id]:
        yield from (Wanted(kind, case) for kind in _OF_STATE.get(case.state, ()))
    done = _standing(acts[case.id])
    recalled = {act.body.correction for act in done if isinstance(act.body, Recall)}
    known: set[ActKind] = set()
    for act in done:
        first = act.kind not in known
        known.add(act.kind)
        if act.kind not in _RECEIVING and act.id not in recalled:
            kinds = (paper_of(act, ground), *_BESIDE.get(act.kind, ()))
            yield from (Wanted(k, case, act, cases=(case,), first=first) for k in kinds if k)


def _standing(acts: Sequence[Act]) -> Sequence[Act]:
    """Return the acts that stand: what was decided about an item taken by mistake fell with it."""
    repairs = [number for number, act in enumerate(acts) if act.kind is ActKind.CHANGE_ITEM]
    return acts[repairs[-1] :] if repairs else acts


def _transfers(cases: Sequence[Case], acts: Acts, moved: frozenset[UUID]) -> Iterator[Wanted]:
    """Return one slip for all cases of a team whose papers go there after their acceptance."""
    going = [
        (case, act)
        for case in cases
        if case.team and case.state in _ACCEPTED
        for act in _standing(acts[case.id])
        if act.kind in _ACCEPTING and act.id not in moved
    ]
    for _, group in groupby(sorted(going, key=_team), key=_team):
        named, done = zip(*group, strict=True)
        also = tuple(act.id for act in done[1:])
        yield Wanted(PaperKind.TRANSFER, None, done[0], also, named, first=False)


def _team(pair: tuple[Case, Act]) -> str:
    return pair[0].team


def recalled_papers(papers: Iterable[Paper], acts: Acts) -> Iterator[tuple[UUID, str]]:
    """Yield the correction notices that were taken back and still stand: id of the paper, why."""
    recalls = {
        act.body.correction: act.body.why
        for done in acts.values()
        for act in done
        if isinstance(act.body, Recall)
    }
    for paper in papers:
        if paper.state is not PaperState.VOID and paper.act_id in recalls:
            yield paper.id, recalls[paper.act_id]
