"""Sample papers of acts, and how a test changes what they say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.bureau import load_regimes
from app.documents import PAPER_KINDS, PaperMaker, PaperSubject
from app.documents.samples import sample
from app.domain.act_bodies import (
    Officer,
)
from app.domain.acts import ActKind
from app.domain.paper import PaperKind
from tests.documents.builders import (
    joined_text,
)

LATER = PAPER_KINDS[PAPER_KINDS.index(PaperKind.SPECIAL) :]
REGIMES = load_regimes()


def with_act(subject: PaperSubject, kind: ActKind | None = None, **changes: object) -> PaperSubject:
    """The same paper of an act that says something else."""
    body = replace(subject.act.body, **changes) if changes else subject.act.body
    return replace(subject, act=replace(subject.act, kind=kind or subject.act.kind, body=body))


def of_act(subject: PaperSubject, kind: ActKind, body: object) -> PaperSubject:
    """A paper of another act."""
    act = sample(PaperKind.GRANT).act
    return replace(subject, act=replace(act, kind=kind, body=body))


def said(maker: PaperMaker, subject: PaperSubject, tmp_path: Path) -> str:
    return joined_text(maker.make(subject).content, tmp_path)


STOP, EXTENSION = sample(PaperKind.SPECIAL), sample(PaperKind.EXTENSION)
HEARING, CHECK = sample(PaperKind.HEARING), sample(PaperKind.FIELD_CHECK)
GRANT, REFUSAL = sample(PaperKind.GRANT), sample(PaperKind.REFUSAL)
REGISTRATION, AMENDMENT = sample(PaperKind.REGISTRATION), sample(PaperKind.AMENDMENT)
ENDING, TERMINATION = sample(PaperKind.ENDING), sample(PaperKind.TERMINATION)
DELIVERY, TRANSFER = sample(PaperKind.DELIVERY), sample(PaperKind.TRANSFER)
FEE, FILE = sample(PaperKind.FEE), sample(PaperKind.FILE)
REFUSED = with_act(REGISTRATION, ActKind.REFUSE, facts="甲", reasons="乙", basis="丙法第一条")
ONE, NO_CARD = Officer("甲", "1"), Officer("乙", "")
