"""How papers say it: limits and promises, materials, reasons, and what must not be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bureau import load_regimes
from app.documents import PaperMaker, PaperSubject
from app.documents.samples import sample
from app.domain.bureau import Waiting
from app.domain.case import Defect, HandedIn
from app.domain.catalogue import LegalBasis, Limit
from app.domain.deadlines import Due
from app.domain.paper import PaperKind
from tests.documents.builders import joined_text, with_case, with_materials, with_outcome

REFUSAL = sample(PaperKind.NOT_ACCEPTED)


def text_of(maker: PaperMaker, subject: PaperSubject, tmp_path: Path) -> str:
    return joined_text(maker.make(subject).content, tmp_path)


def test_limits_keep_their_own_unit(maker: PaperMaker, tmp_path: Path) -> None:
    subject = sample(PaperKind.ACCEPTANCE)
    dues = {
        "legal": Due(date(2027, 2, 24), 3, "月", provisional=False),
        "promised": Due(date(2026, 12, 9), 15, "日", provisional=False),
    }
    text = text_of(maker, replace(subject, dues=dues), tmp_path)
    assert "法定办理期限为3个月，至2027年2月24日止" in text
    assert "承诺办理期限为15日，最迟于2026年12月9日" in text


def test_a_date_in_an_unpublished_year_is_marked(maker: PaperMaker, tmp_path: Path) -> None:
    subject = sample(PaperKind.ACCEPTANCE)
    assert "尚未公布" not in text_of(maker, subject, tmp_path)
    assert "尚未公布" in text_of(maker, with_case(subject, provisional=True), tmp_path)


def test_an_item_without_legal_limit_says_so(maker: PaperMaker, tmp_path: Path) -> None:
    subject = replace(sample(PaperKind.ACCEPTANCE), dues={}, regime=None)
    item = subject.items[subject.case.item_id]
    silent = replace(item, statutory_limit=replace(item.statutory_limit, value=None))
    subject = replace(subject, items={silent.id: silent})
    text = text_of(maker, subject, tmp_path)
    assert "本事项没有法定办理期限；本机关承诺办理期限为5个工作日" in text
    assert "法定办理期限为" not in text


def test_an_item_that_is_said_to_have_no_legal_limit_does_not_get_the_regimes(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = replace(sample(PaperKind.ACCEPTANCE), dues={})
    item = subject.items[subject.case.item_id]
    for limit, said in ((Limit(0, "—"), False), (Limit(None, "—"), False), (Limit(None, ""), True)):
        items = {item.id: replace(item, statutory_limit=limit)}
        text = text_of(maker, replace(subject, items=items), tmp_path)
        assert ("法定办理期限为20个工作日" in text) is said
        assert "依法应当" not in text


ACCEPTANCE = sample(PaperKind.ACCEPTANCE)


def test_an_acceptance_lists_materials_contact_copies_and_who_signs_for_it(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = text_of(maker, ACCEPTANCE, tmp_path)
    for words in (
        "法定代表人身份证明复印件1份收取", "营业执照复印件1份内部流转", "李样章", "13900000000",
        "签收人：", "签收时间：", "一式两份，申请人、本机关各一份", "示例经营许可证",
        "监督电话：0999-7654321",
    ):  # fmt: skip
        assert words in text
    alone = replace(ACCEPTANCE, sitting=replace(ACCEPTANCE.sitting, agent=None))
    assert ACCEPTANCE.sitting.applicant.phone in text_of(maker, alone, tmp_path)
    assert "无须提交申请材料" in text_of(maker, with_materials(ACCEPTANCE), tmp_path)


@pytest.mark.parametrize("kind", [PaperKind.ACCEPTANCE, PaperKind.TOLERANCE])
def test_what_is_owed_is_named_as_it_is_asked_for(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    subject = sample(kind)
    owed = next(m for m in subject.sitting.materials if m.state is HandedIn.OWED)
    none_yet = with_materials(subject, replace(owed, originals=0, copies=0))
    asked = tuple(
        replace(m, originals=2, copies=3) if m.key == owed.key else m
        for m in subject.form.materials
    )
    subject = replace(none_yet, form=replace(subject.form, materials=asked))
    text = text_of(maker, subject, tmp_path)
    assert f"{owed.label}原件2份、复印件3份" in text
    assert "2026年12月1日" in text


def test_done_at_once_is_no_step_that_stops_the_clock(maker: PaperMaker, tmp_path: Path) -> None:
    item = replace(ACCEPTANCE.items[ACCEPTANCE.case.item_id], special_procedures=("当场办结",))
    text = text_of(maker, replace(ACCEPTANCE, items={item.id: item}), tmp_path)
    assert "办理环节" not in text
    item = replace(item, special_procedures=("当场办结", "现场核查"))
    text = text_of(maker, replace(ACCEPTANCE, items={item.id: item}), tmp_path)
    assert "办理环节：现场核查。" in text


UNIFIED_BASIS = "《中华人民共和国行政许可法》第四十二条第二款"


def test_handled_together_the_long_limit_names_its_basis_beside_that_of_the_acceptance(
    maker: PaperMaker, tmp_path: Path
) -> None:
    together = replace(
        ACCEPTANCE,
        bureau=replace(ACCEPTANCE.bureau, waiting=Waiting.UNIFIED),
        regime=load_regimes()["licence"],
        dues={"legal": Due(date(2027, 2, 1), 45, "工作日", provisional=False)},
    )
    together = with_case(together, promised_due=date(2026, 12, 1))
    text = text_of(maker, together, tmp_path)
    assert f"根据{UNIFIED_BASIS}的规定，法定办理期限为45个工作日" in text
    assert "第三十二条第一款第五项" in text
    assert "承诺办理期限" in text  # its own day stands in the case's record
    waiting = with_case(together, promised_due=None)
    assert "承诺办理期限" not in text_of(maker, waiting, tmp_path)
    for other in (
        replace(together, cases=together.cases[1:]),
        replace(together, regime=load_regimes()["registration"]),
        replace(together, bureau=ACCEPTANCE.bureau),
    ):
        assert UNIFIED_BASIS not in text_of(maker, other, tmp_path)


@pytest.mark.parametrize(
    ("legal", "promised", "said"),
    [
        (
            Due(date(2026, 12, 22), 20, "工作日", provisional=False),
            Due(date(2026, 12, 22), 20, "工作日", provisional=False),
            "至2026年12月22日止；本机关承诺在该期限内作出决定。",
        ),
        (
            Due(date(2026, 12, 22), 20, "工作日", provisional=False),
            Due(date(2026, 11, 24), 0, "工作日", provisional=False),
            "止；本机关承诺即时办结，最迟于2026年11月24日作出决定。",
        ),
        (
            Due(date(2026, 11, 24), 0, "当场", provisional=False),
            Due(date(2026, 11, 24), 0, "当场", provisional=False),
            "本事项依法应当当场办结；本机关承诺当场办结，最迟于2026年11月24日作出决定。",
        ),
    ],
)
def test_a_promise_reads_well_also_when_it_is_the_legal_limit_or_none_at_all(
    maker: PaperMaker, legal: Due, promised: Due, said: str, tmp_path: Path
) -> None:
    dues = {"legal": legal, "promised": promised}
    assert said in text_of(maker, replace(ACCEPTANCE, dues=dues), tmp_path)


def test_remarks_of_the_catalogues_research_reach_no_paper(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = sample(PaperKind.COMMITMENT)
    item = subject.items[subject.case.item_id]
    laws = tuple(
        LegalBasis(law, articles)
        for law, articles in (
            ("甲法", "（条款号未核对）"),
            ("乙法（2025年修正，凭记忆）", "第二条（条号凭记忆）"),
            ("丙法（试行）", "第三条，条款号待核"),
        )
    )
    item = replace(item, legal_basis=laws, conditions=("有场所（面积未查实）", "名称已核准"))
    text = text_of(maker, replace(subject, items={item.id: item}), tmp_path)
    for words in (
        "《甲法》",
        "《乙法》第二条",
        "《丙法（试行）》第三条",
        "有场所。",
        "名称已核准。",
    ):
        assert words in text
    for remark in ("未核对", "凭记忆", "待核", "未查实"):
        assert remark not in text


def test_what_a_person_wrote_is_never_cut(maker: PaperMaker, tmp_path: Path) -> None:
    defect = Defect("身份证明（未核对原件）", "凭记忆填写", "按证件填写")
    subject = with_outcome(sample(PaperKind.CORRECTION), defects=(defect,))
    text = text_of(maker, subject, tmp_path)
    assert "身份证明（未核对原件）" in text
    assert "凭记忆填写" in text


@pytest.mark.parametrize("end", ["", "。", "。。", "；", " "])
def test_reason_and_competent_body_end_with_one_stop(
    maker: PaperMaker, end: str, tmp_path: Path
) -> None:
    subject = with_outcome(REFUSAL, reason=f"本事项由某局办理{end}", competent=f"某市某局{end}")
    text = text_of(maker, subject, tmp_path)
    assert "认为：本事项由某局办理。根据" in text
    assert "该事项请向某市某局申请。" in text


@pytest.mark.parametrize(
    ("regime", "reason", "said"),
    [
        (
            "licence",
            "该经营活动已改为备案。",
            "，该经营活动已改为备案，依法不需要取得行政许可。根据",
        ),
        ("registration", "该变更无关登记", "，该变更无关登记，依法不需要办理登记。本机关不受理"),
        ("licence", "从事该活动依法无须许可", "经审查，从事该活动依法无须许可。根据"),
        ("public-service", "情况已变", "，情况已变，依法不需要办理该事项。本机关不受理"),
    ],
)
def test_the_not_needed_notice_reads_as_a_sentence(
    maker: PaperMaker, regime: str, reason: str, said: str, tmp_path: Path
) -> None:
    subject = with_outcome(sample(PaperKind.NOT_NEEDED), reason=reason)
    subject = replace(subject, regime=load_regimes()[regime])
    assert said in text_of(maker, subject, tmp_path)
