"""Pages: nothing runs out of them, tables go on with their head, and the last is never lonely."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from app.documents import PAPER_KINDS, ApplicationRow, PaperMaker, PaperSubject
from app.documents.layouts import layout_of
from app.documents.pieces import MM
from app.documents.samples import sample
from app.domain.case import Defect, MaterialRecord
from app.domain.catalogue import Column
from app.domain.paper import PaperKind
from tests.documents.builders import joined_text, named, text_of, words_of

LONG_NAME = "中国某某国际文化旅游产业发展投资集团股份有限公司某某市第十二分公司筹备处"


def with_materials(count: int) -> PaperSubject:
    subject = sample(PaperKind.RECEIPT)
    first = subject.sitting.materials[0]
    records = tuple(
        replace(first, key=f"m{number}", label=f"第{number}号材料及其附件的复印件")
        for number in range(1, count + 1)
    )
    return replace(subject, sitting=replace(subject.sitting, materials=records))


def test_the_long_name_is_as_long_as_they_come() -> None:
    assert len(LONG_NAME) >= 33


@pytest.mark.parametrize("kind", PAPER_KINDS)
@pytest.mark.parametrize("name", [LONG_NAME, "阿卜杜热西提·买买提", "䶮", LONG_NAME * 3])
def test_nothing_leaves_the_margins(
    maker: PaperMaker, kind: PaperKind, name: str, tmp_path: Path
) -> None:
    subject = sample(kind)
    if subject.sitting:
        subject = named(subject, name)
    subject = replace(
        subject,
        decider=replace(subject.decider, name=name, letterhead=name),
        bureau=replace(subject.bureau, name=name),
        regime=replace(subject.regime, titles={kind.value: name}),
        items={key: replace(item, name=name) for key, item in subject.items.items()},
    )
    content = maker.make(subject).content
    _, right, bottom, left = (edge * MM for edge in layout_of(kind).margins)
    sizes, words = words_of(content, tmp_path)
    assert words
    for word in words:
        if word.text in {"示例", "示", "例"}:
            continue  # the mark crosses the whole page
        width, height = sizes[word.page - 1]
        assert word.left >= left - 3 * MM, word
        assert word.right <= width - right + 2, word
        assert 0 <= word.top <= word.bottom <= height - min(bottom, 3 * MM), word


def test_a_table_of_two_hundred_rows_goes_on_with_its_head(
    maker: PaperMaker, tmp_path: Path
) -> None:
    rendered = maker.make(with_materials(200))
    pages = text_of(rendered.content, tmp_path).split("\f")[:-1]
    assert len(pages) == rendered.pages >= 5
    assert all("材料名称" in page for page in pages[1:-1])
    text = joined_text(rendered.content, tmp_path)
    found = Counter(number for number in range(1, 201) if f"第{number}号材料及" in text)
    assert len(found) == 200
    assert f"第{rendered.pages}页共{rendered.pages}页" in text


def test_one_row_taller_than_a_page_is_divided(maker: PaperMaker, tmp_path: Path) -> None:
    subject = sample(PaperKind.CORRECTION)
    story = "，".join(f"第{number}处不符" for number in range(600))
    outcome = replace(subject.case.outcome, defects=(Defect("图", story, "改正"),))
    rendered = maker.make(replace(subject, case=replace(subject.case, outcome=outcome)))
    text = joined_text(rendered.content, tmp_path)
    assert rendered.pages >= 4
    assert all(f"第{number}处" in text for number in (0, 299, 599))


@pytest.mark.parametrize("count", range(1, 40, 3))
def test_the_seal_never_stands_alone_on_a_page(
    maker: PaperMaker, count: int, tmp_path: Path
) -> None:
    pages = text_of(maker.make(with_materials(count)).content, tmp_path).split("\f")[:-1]
    assert "盖章处" in pages[-1]
    assert "监督电话" in pages[-1]


def with_own_materials(count: int) -> PaperSubject:
    subject = sample(PaperKind.ACCEPTANCE)
    record = replace(subject.sitting.materials[1], items=(subject.case.item_id,))
    records = tuple(replace(record, key=f"m{number}") for number in range(count))
    return replace(subject, sitting=replace(subject.sitting, materials=records))


@pytest.mark.parametrize("count", [0, 3, 6, 9])
def test_an_ordinary_acceptance_takes_one_page(maker: PaperMaker, count: int) -> None:
    assert maker.make(with_own_materials(count)).pages == 1


@pytest.mark.parametrize("count", range(15, 60, 5))
def test_the_last_page_of_an_acceptance_holds_more_than_phones_and_seal(
    maker: PaperMaker, count: int, tmp_path: Path
) -> None:
    pages = text_of(maker.make(with_own_materials(count)).content, tmp_path).split("\f")[:-1]
    assert len(pages) > 1
    assert pages[-1].count("法定代表人身份证明") >= 3
    assert "盖章处" in pages[-1]


@pytest.mark.parametrize("count", range(14, 60, 3))
def test_the_last_page_of_a_form_holds_rows_beside_the_signatures(
    maker: PaperMaker, count: int, tmp_path: Path
) -> None:
    rows = tuple(ApplicationRow("甲", f"问题{n}", "address", "答案") for n in range(count))
    subject = replace(sample(PaperKind.APPLICATION), projected=rows)
    pages = text_of(maker.make(subject).content, tmp_path).split("\f")[:-1]
    assert "收件日期" in pages[-1]
    assert pages[-1].count("问题") >= (3 if len(pages) > 1 else count)


def test_numbers_and_dates_in_a_crowded_table_are_not_parted(
    maker: PaperMaker, tmp_path: Path
) -> None:
    names = ("姓名", "证件号码", "岗位", "健康证明编号", "健康证明有效期", "电话", "备注")
    kinds = ("text", "id_number", "text", "text", "date", "phone", "text")
    columns = tuple(Column(name, kind) for name, kind in zip(names, kinds, strict=True))
    answers = ("阿卜杜热西提·买买提", "37110319880229997X", "厨师", "虚构-H02", "2027-12-31",
               "16600000007", "长期在岗并负责后厨全部区域")  # fmt: skip
    row = ApplicationRow(
        "甲", "人员", "table", [dict(zip(names, answers, strict=True))], (), columns
    )
    subject = replace(sample(PaperKind.APPLICATION), projected=(row,))
    _, words = words_of(maker.make(subject).content, tmp_path)
    found = {word.text for word in words}
    assert {"37110319880229997X", "16600000007", "2027年12月31日", "虚构-H02"} <= found


def test_later_pages_name_their_paper_and_number(maker: PaperMaker, tmp_path: Path) -> None:
    subject = with_materials(80)
    pages = text_of(maker.make(subject).content, tmp_path).split("\f")[:-1]
    for page in pages[1:]:
        assert "续页" in page
        assert subject.number in page


def test_the_slip_is_as_long_as_its_content(maker: PaperMaker, tmp_path: Path) -> None:
    subject = sample(PaperKind.SLIP)
    short, _ = words_of(maker.make(subject).content, tmp_path)
    many = replace(subject, cases=subject.cases * 6)
    long, words = words_of(maker.make(many).content, tmp_path)
    assert short[0][0] == long[0][0] == pytest.approx(80 * MM, abs=0.5)
    assert long[0][1] > short[0][1] + 50 * MM / 2
    assert max(word.bottom for word in words) <= long[0][1]


def test_a_sitting_without_materials_says_so(maker: PaperMaker, tmp_path: Path) -> None:
    text = joined_text(maker.make(with_materials(0)).content, tmp_path)
    assert "材料清单未收取材料" in text


def test_a_material_record_shows_its_count(maker: PaperMaker, tmp_path: Path) -> None:
    subject = with_materials(1)
    record: MaterialRecord = replace(
        subject.sitting.materials[0], label="某证", originals=2, copies=3
    )
    sitting = replace(subject.sitting, materials=(record,))
    assert "某证23收取" in joined_text(
        maker.make(replace(subject, sitting=sitting)).content, tmp_path
    )
