"""Papers of what follows the acceptance: each says what the law asks of it, or is not made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.documents import PaperMaker, PaperSubject, title_of
from app.documents.samples import sample
from app.domain.act_bodies import DeliveryWay
from app.domain.case import HandedIn
from app.domain.paper import PaperKind
from app.domain.regime import LegalGround, Procedure
from app.errors import Problem
from tests.documents.act_papers import (
    AMENDMENT,
    CHECK,
    DELIVERY,
    ENDING,
    EXTENSION,
    FEE,
    FILE,
    GRANT,
    HEARING,
    LATER,
    NO_CARD,
    ONE,
    REFUSAL,
    REFUSED,
    REGIMES,
    REGISTRATION,
    STOP,
    TERMINATION,
    TRANSFER,
    said,
    with_act,
)
from tests.documents.builders import (
    NAMES,
    named,
    run,
    with_decider,
)
from tests.documents.builders import (
    text_of as pages_text,
)

EMPTIED = {
    "a stop without its kind": with_act(STOP, name=""),
    "a stop without its time": with_act(STOP, planned_days=0),
    "an extension without a reason": with_act(EXTENSION, reason=" "),
    "an extension without an approver": with_act(EXTENSION, approver=""),
    "an extension of no days": with_act(EXTENSION, days=0),
    "a hearing without parties": with_act(HEARING, parties=()),
    "a hearing without its matter": with_act(HEARING, matter=""),
    "a hearing without a last day": with_act(HEARING, until=None),
    "a field check by one": with_act(CHECK, officers=(ONE,)),
    "a field check by one with a card": with_act(CHECK, officers=(ONE, NO_CARD)),
    "a field check without findings": with_act(CHECK, findings=""),
    "a refusal without facts": with_act(REFUSAL, facts=""),
    "a refusal without reasons": with_act(REFUSAL, reasons=""),
    "a refusal without a basis": with_act(REFUSAL, basis=""),
    "a refusal without a remedy body": with_decider(REFUSAL, remedy_body=""),
    "a refusal without a court": with_decider(REFUSAL, court=""),
    "a registrar's refusal without facts": with_act(REFUSED, facts=""),
    "a registrar's refusal without a court": with_decider(REFUSED, court=""),
    "an ending without its facts": with_act(ENDING, why=""),
    "an ending without remedies": with_decider(ENDING, court=""),
    "an amendment of nothing": replace(with_act(AMENDMENT, number=""), certificates=()),
    "a termination without a reason": with_act(TERMINATION, why=""),
    "a delivery to nobody": with_act(DELIVERY, receiver=""),
    "a delivery nowhere": with_act(DELIVERY, place=""),
    "a delivery left without a witness": with_act(DELIVERY, way=DeliveryWay.LEFT, witness=""),
    "a delivery of nothing": replace(DELIVERY, listed=()),
    "a transfer of nothing": replace(TRANSFER, sitting=replace(TRANSFER.sitting, materials=())),
    "a fee without a basis": with_act(FEE, basis=""),
    "an empty file": replace(FILE, listed=()),
}


@pytest.mark.parametrize("what", EMPTIED)
def test_what_the_law_asks_is_not_left_out(maker: PaperMaker, what: str) -> None:
    with pytest.raises(Problem) as refusal:
        maker.make(EMPTIED[what])
    assert refusal.value.code == "paper.content-missing"
    assert len(refusal.value.findings) == 1


def test_an_ending_on_a_ground_that_the_law_does_not_know_is_refused(maker: PaperMaker) -> None:
    with pytest.raises(Problem) as refusal:
        maker.make(with_act(ENDING, ground="displeasure"))
    assert "法定情形" in refusal.value.params["contents"]


def test_a_grant_names_its_own_certificate_and_not_the_industry_s(
    maker: PaperMaker, tmp_path: Path
) -> None:
    own = AMENDMENT.certificates[0]
    industry = replace(own, id=UUID(int=9), number="行业综证第1号", stands_for=(own.id,))
    told = said(maker, replace(GRANT, certificates=(own, industry)), tmp_path)
    assert own.number in told
    assert industry.number not in told


def test_a_fee_of_nothing_asks_for_no_payment(maker: PaperMaker) -> None:
    with pytest.raises(Problem, match="content-missing"):
        maker.make(with_act(FEE, amount=0))


TITLES = [
    ("licence", GRANT, "准予行政许可决定书"),
    ("licence", REFUSAL, "不予行政许可决定书"),
    ("licence", ENDING, "撤销行政许可决定书"),
    ("licence", AMENDMENT, "准予延续行政许可决定书"),
    ("licence", STOP, "行政许可特别程序告知书"),
    ("licence", EXTENSION, "行政许可决定期限延长告知书"),
    ("registration", REGISTRATION, "准予登记通知书"),
    ("registration", REFUSED, "不予登记通知书"),
    ("registration", ENDING, "撤销登记决定书"),
    ("registration", EXTENSION, "登记期限延长告知书"),
    ("filing", GRANT, "备案通知书"),
    ("filing", REFUSAL, "不予备案通知书"),
    ("confirmation", GRANT, "行政确认决定书"),
    ("confirmation", REFUSAL, "不予行政确认决定书"),
    ("other-power", GRANT, "准予办理决定书"),
    ("other-power", REFUSAL, "不予办理决定书"),
    ("public-service", GRANT, "服务事项办结通知书"),
    ("public-service", REFUSAL, "服务事项不予办理告知书"),
]


@pytest.mark.parametrize(("code", "subject", "title"), TITLES)
def test_titles_come_from_the_regime(code: str, subject: PaperSubject, title: str) -> None:
    assert title_of(replace(subject, regime=REGIMES[code])) == title


@pytest.mark.parametrize(
    ("change", "title"),
    [
        ("recalled", "撤回行政许可决定书"),
        ("revoked", "撤销行政许可决定书"),
        ("cancelled", "注销行政许可决定书"),
    ],
)
def test_every_end_of_a_certificate_has_its_title_basis_and_effect(
    maker: PaperMaker, change: str, title: str, tmp_path: Path
) -> None:
    grounds = {change: (LegalGround("g", "某种情形", "《某法》第九条第三项"),)}
    regime = replace(REGIMES["licence"], procedure=Procedure(grounds=grounds))
    text = said(
        maker, replace(with_act(ENDING, change=change, ground="g"), regime=regime), tmp_path
    )
    assert title in text
    assert "上述情形属于《某法》第九条第三项规定的“某种情形”" in text
    assert f"本机关决定{title[:2]}上述行政许可。" in text
    assert ("依法给予补偿" in text) == (change == "recalled")
    assert "交回本机关" in text
    assert "六十日内" in text


def neutral(subject: PaperSubject, code: str) -> PaperSubject:
    """A subject whose own words know nothing of licences, under another regime."""
    ground = LegalGround("g", "某种情形", "《某法》第一条")
    grounds = dict.fromkeys(("revoked", "renewed", "terminated"), (ground,))
    regime = replace(REGIMES[code], procedure=Procedure(grounds=grounds))
    body = subject.act.body if subject.act else None
    for name, value in {"basis": "《某法》第二条", "ground": "g", "reason": "某事"}.items():
        if getattr(body, name, ""):
            body = replace(body, **{name: value})
    act = replace(subject.act, body=body) if subject.act else None
    listed = tuple(replace(paper, title="某文书") for paper in subject.listed)
    materials = tuple(replace(one, label="某材料") for one in subject.sitting.materials)
    return replace(
        subject,
        regime=regime,
        regimes={},
        act=act,
        listed=listed,
        items={key: replace(item, name="某事项") for key, item in subject.items.items()},
        sitting=replace(subject.sitting, materials=materials),
        decider=replace(subject.decider, name="某局", letterhead="某局", seal_kind="专用章"),
        bureau=replace(subject.bureau, name="某局"),
    )


@pytest.mark.parametrize("code", [code for code in REGIMES if code != "licence"])
@pytest.mark.parametrize("kind", LATER)
def test_no_paper_outside_licences_speaks_of_a_licence(
    maker: PaperMaker, kind: PaperKind, code: str, tmp_path: Path
) -> None:
    assert "行政许可" not in said(maker, neutral(sample(kind), code), tmp_path)


@pytest.mark.parametrize("kind", LATER)
def test_a_licences_decisions_cite_their_law_themselves(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    basis = REGIMES["licence"].bases.get(kind.value)
    if basis and kind is not PaperKind.DELIVERY:
        subject = replace(sample(kind), regime=REGIMES["licence"])
        assert basis in said(maker, subject, tmp_path)


def test_a_long_file_goes_on(maker: PaperMaker, tmp_path: Path) -> None:
    subject = replace(FILE, listed=FILE.listed * 20)
    pages = pages_text(maker.make(subject).content, tmp_path).split("\f")[:-1]
    assert len(pages) > 4
    assert "卷内备考表" in pages[-1]
    assert sum("文书名称" in page for page in pages) == len(pages) - 2


@pytest.mark.parametrize("kind", LATER)
def test_a_paper_of_an_act_takes_one_page(maker: PaperMaker, kind: PaperKind) -> None:
    assert maker.make(sample(kind)).pages == (3 if kind is PaperKind.FILE else 1)


@pytest.mark.parametrize("kind", [PaperKind.GRANT, PaperKind.DELIVERY, PaperKind.COLLECTION])
def test_names_come_back_whole_from_other_readers(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    for name in NAMES[:10]:
        file.write_bytes(maker.make(named(sample(kind), name)).content)
        assert name in run("mutool", "draw", "-q", "-F", "txt", file).decode()
        assert name in pages_text(file.read_bytes(), tmp_path)


@pytest.mark.parametrize("kind", LATER)
def test_an_act_that_says_nothing_makes_no_paper_of_it(kind: PaperKind, maker: PaperMaker) -> None:
    bare = {PaperKind.COLLECTION, PaperKind.TRANSFER, PaperKind.WITHDRAWAL, PaperKind.FILE}
    subject = replace(sample(kind), act=None)
    if kind in bare:
        assert maker.make(subject).pages
        return
    with pytest.raises(Problem, match="content-missing"):
        maker.make(subject)


def test_what_was_only_promised_is_on_no_transfer(maker: PaperMaker) -> None:
    promised = replace(TRANSFER.sitting.materials[0], state=HandedIn.PROMISED)
    sitting = replace(TRANSFER.sitting, materials=(promised,))
    with pytest.raises(Problem, match="content-missing"):
        maker.make(replace(TRANSFER, sitting=sitting))
