"""What papers say: what the law asks, in the words of the case's own regime."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest

from app.bureau import load_regimes
from app.documents import PAPER_KINDS, PaperMaker, PaperSubject
from app.documents.contents import COMPULSORY
from app.documents.samples import sample
from app.domain.case import HandedIn
from app.domain.paper import PaperKind, PaperState
from app.domain.regime import Regime
from app.errors import Problem
from app.wording.sentences import sentence
from tests.documents.builders import (
    joined_text,
    with_case,
    with_decider,
    with_materials,
    with_outcome,
)

GOLDEN = Path(__file__).parent / "golden"
HERE = timezone(timedelta(hours=8))


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_the_sample_says_word_for_word_what_was_approved(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    text = joined_text(maker.make(sample(kind)).content, tmp_path)
    assert text == (GOLDEN / f"{kind.value}.txt").read_text("utf-8").strip()


def text_of(maker: PaperMaker, subject: PaperSubject, tmp_path: Path) -> str:
    return joined_text(maker.make(subject).content, tmp_path)


def with_nobody(subject: PaperSubject) -> PaperSubject:
    applicant = replace(subject.sitting.applicant, name="")
    return replace(subject, sitting=replace(subject.sitting, applicant=applicant, agent=None))


REFUSAL = sample(PaperKind.NOT_ACCEPTED)
EMPTIED = {
    "remedy body": with_decider(REFUSAL, remedy_body=""),
    "court": with_decider(REFUSAL, court=""),
    "reason": with_outcome(REFUSAL, reason=""),
    "competent agency": with_outcome(REFUSAL, competent=""),
    "legal basis": replace(REFUSAL, regime=replace(REFUSAL.regime, bases={})),
    "number": replace(REFUSAL, number=""),
    "acceptance date": with_case(sample(PaperKind.ACCEPTANCE), accepted_at=None),
    "supervision phone": with_decider(sample(PaperKind.ACCEPTANCE), complaint_phone=""),
    "defects": with_outcome(sample(PaperKind.CORRECTION), defects=()),
    "agent": replace(sample(PaperKind.AUTHORITY), sitting=replace(REFUSAL.sitting, agent=None)),
    "contact": with_nobody(sample(PaperKind.ACCEPTANCE)),
    "query code": replace(
        sample(PaperKind.RECEIPT), sitting=replace(REFUSAL.sitting, query_code="")
    ),
}


@pytest.mark.parametrize("what", EMPTIED)
def test_a_paper_without_what_the_law_asks_is_refused(maker: PaperMaker, what: str) -> None:
    with pytest.raises(Problem) as refusal:
        maker.make(EMPTIED[what])
    assert refusal.value.code == "paper.content-missing"
    two = {"agent", "contact"}  # what he may do; no applicant either
    assert len(refusal.value.findings) == (2 if what in two else 1)
    assert str(refusal.value.params["contents"]) in sentence(refusal.value)


def test_everything_that_is_missing_is_named_at_once(maker: PaperMaker) -> None:
    with pytest.raises(Problem) as refusal:
        maker.make(with_decider(with_outcome(REFUSAL, reason=""), remedy_body="", court=""))
    assert len(refusal.value.findings) == 3


def test_every_kind_has_compulsory_contents() -> None:
    assert set(COMPULSORY) == set(PaperKind) - {PaperKind.CERTIFICATE}


def test_a_regime_without_remedies_asks_for_none(maker: PaperMaker, tmp_path: Path) -> None:
    subject = with_decider(REFUSAL, remedy_body="", court="")
    service = replace(subject, regime=replace(subject.regime, remedies=False))
    assert "行政复议" not in text_of(maker, service, tmp_path)
    assert "行政诉讼" in text_of(maker, REFUSAL, tmp_path)


def test_title_subject_and_basis_come_from_the_regime(maker: PaperMaker, tmp_path: Path) -> None:
    subject = sample(PaperKind.ACCEPTANCE)
    regime = replace(
        subject.regime,
        subject_word="登记申请",
        titles={"acceptance": "登记申请受理通知书"},
        bases={},
    )
    text = text_of(maker, replace(subject, regime=regime), tmp_path)
    assert "登记申请受理通知书" in text
    assert "提出的登记申请" in text
    assert "行政许可法" not in text
    text = text_of(maker, replace(subject, regime=replace(regime, titles={})), tmp_path)
    assert "受理通知书" in text


def test_the_receipt_says_who_waits_for_whom_and_that_it_is_no_acceptance(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = text_of(maker, sample(PaperKind.RECEIPT), tmp_path)
    for words in (
        "不代表受理", "附条件收件", "“示例经营许可”须以“示例登记”的办理结果为前提",
        "该结果产生之日视为申请提出之日", "2026年11月24日09时41分", "个人信息告知", "K7M2-Q9TD",
        "自收到申请材料之日起即为受理",
    ):  # fmt: skip
        assert words in text


def test_a_receipt_asks_for_no_second_application_though_materials_lack(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = sample(PaperKind.RECEIPT)
    lacking = replace(subject.sitting.materials[0], state=HandedIn.LACKING)
    text = text_of(maker, with_materials(subject, lacking), tmp_path)
    assert "待补" in text
    assert "无须另行提出申请" in text
    assert "无须再次提交" not in text


def test_a_clerk_without_a_number_has_no_empty_brackets(maker: PaperMaker, tmp_path: Path) -> None:
    subject = sample(PaperKind.RECEIPT)
    assert "王示例（工号0105）" in text_of(maker, subject, tmp_path)
    assert "工号" not in text_of(maker, replace(subject, clerk_no=""), tmp_path)


def test_an_application_names_who_accepts_and_who_decides(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = sample(PaperKind.APPLICATION)
    subject = with_decider(
        replace(subject, bureau=replace(subject.bureau, name="某区审批局")), name="某区消防大队"
    )
    assert "受理机关某区审批局实施机关某区消防大队" in text_of(maker, subject, tmp_path)


def test_deemed_acceptance_is_told_only_under_a_law_that_knows_it(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = sample(PaperKind.RECEIPT)
    regimes = {subject.regime.code: replace(subject.regime, deemed_accepted=False)}
    assert "即为受理" not in text_of(maker, replace(subject, regimes=regimes), tmp_path)


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (HandedIn.HANDED_IN, "收取"),
        (HandedIn.PRODUCED, "内部流转"),
        (HandedIn.EXEMPT_LICENCE, "免交（电子证照）"),
        (HandedIn.EXEMPT_SHARING, "免交（数据共享）"),
        (HandedIn.PROMISED, "告知承诺"),
        (HandedIn.OWED, "容缺"),
        (HandedIn.LACKING, "待补"),
    ],
)
def test_every_state_of_a_material_has_its_word(
    maker: PaperMaker, state: HandedIn, word: str, tmp_path: Path
) -> None:
    subject = sample(PaperKind.RECEIPT)
    record = replace(subject.sitting.materials[0], state=state, label="某材料")
    sitting = replace(subject.sitting, materials=(record,))
    counted = "1——" if state is HandedIn.HANDED_IN else "————"  # only what was taken is attested
    assert f"某材料{counted}{word}" in text_of(maker, replace(subject, sitting=sitting), tmp_path)


def test_identity_numbers_are_masked_on_the_receipt_and_whole_on_the_authority(
    maker: PaperMaker, tmp_path: Path
) -> None:
    number = sample(PaperKind.AUTHORITY).sitting.agent.id_number
    assert number not in text_of(maker, sample(PaperKind.RECEIPT), tmp_path)
    assert number in text_of(maker, sample(PaperKind.AUTHORITY), tmp_path)


def test_an_authority_without_a_day_ends_with_the_matter(maker: PaperMaker, tmp_path: Path) -> None:
    subject = sample(PaperKind.AUTHORITY)
    agent = replace(subject.sitting.agent, until=None, powers=())
    text = text_of(maker, replace(subject, sitting=replace(subject.sitting, agent=agent)), tmp_path)
    assert "办理完毕之日止" in text
    assert "代为办理" in text


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"practice": True}, "练习"),
        ({"state": PaperState.DRAFT}, "草稿"),
        ({"state": PaperState.VOID}, "作废"),
    ],
)
def test_papers_that_may_not_leave_the_hall_are_marked(
    maker: PaperMaker, changes: dict, mark: str, tmp_path: Path
) -> None:
    plain = replace(sample(PaperKind.NOT_ACCEPTED), bureau=replace(REFUSAL.bureau, sample=False))
    assert set(mark) <= set(text_of(maker, replace(plain, **changes), tmp_path))
    assert len(text_of(maker, replace(plain, **changes), tmp_path)) == len(
        text_of(maker, plain, tmp_path)
    ) + len(mark)


def test_a_sample_bureau_marks_every_page(maker: PaperMaker, tmp_path: Path) -> None:
    real = replace(REFUSAL, bureau=replace(REFUSAL.bureau, sample=False))
    marked, plain = (text_of(maker, subject, tmp_path) for subject in (REFUSAL, real))
    assert len(marked) == len(plain) + len("示例")


def test_a_case_is_told_of_its_own_materials_only(maker: PaperMaker, tmp_path: Path) -> None:
    subject = sample(PaperKind.TOLERANCE)
    assert "场所平面布局图" in text_of(maker, subject, tmp_path)
    other = with_case(subject, item_id="SAMPLE-1", id=UUID(int=1))
    with pytest.raises(Problem, match="content-missing"):
        maker.make(other)


def test_the_correction_notice_names_every_defect_its_standard_and_the_deadline(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = sample(PaperKind.CORRECTION)
    text = text_of(maker, subject, tmp_path)
    for defect in subject.case.outcome.defects:
        for words in (defect.subject, defect.what, defect.standard):
            assert words[:6] in text
    assert "请于2026年12月24日前" in text
    assert "终止办理" in text
    open_ended = text_of(maker, replace(subject, dues={}), tmp_path)
    assert "办理期限不开始计算" in open_ended


def test_the_time_on_paper_is_the_time_of_the_subject(maker: PaperMaker, tmp_path: Path) -> None:
    subject = replace(
        sample(PaperKind.CONSULTATION), made_at=datetime(2026, 1, 5, 8, 5, tzinfo=HERE)
    )
    assert "2026年1月5日08时05分" in text_of(maker, subject, tmp_path)


@pytest.mark.parametrize("regime", load_regimes().values(), ids=lambda regime: regime.code)
@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_every_regime_has_every_paper(
    maker: PaperMaker, kind: PaperKind, regime: Regime, tmp_path: Path
) -> None:
    made_up = sample(kind)
    lawful = replace(regime, procedure=made_up.regime.procedure)  # with the sample's grounds
    text = text_of(maker, replace(made_up, regime=lawful), tmp_path)
    own = [title for key, title in regime.titles.items() if key.split(".")[0] == kind.value]
    if kind is PaperKind.REGISTRATION:
        own = [regime.titles["grant"]]
    assert not own or kind is PaperKind.APPLICATION or any(title in text for title in own)
    if regime.bases.get(kind.value) and kind in {PaperKind.ACCEPTANCE, PaperKind.NOT_ACCEPTED}:
        assert regime.bases[kind.value] in text
