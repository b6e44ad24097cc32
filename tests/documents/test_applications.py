"""Every item has its own application form, an item never seen before too."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.documents import ApplicationRow, PaperMaker
from app.documents.application import answer
from app.domain.catalogue import (
    Column,
    FieldDefinition,
    ItemDefinition,
    ItemResult,
    Limit,
    Required,
)
from tests.documents.builders import (
    application_of,
    filled_rows,
    joined_text,
    shipped,
    words_of,
)

UNSEEN = ItemDefinition(
    id="ZZ-77", name="月球探测车上路通行许可", short_name="月球车", former_department="航天", linkage="",
    transferred=True, type="行政许可", service_object="法人", legal_basis=(), fee="",
    statutory_limit=Limit(7, "日"), promised_limit=Limit(None, "即时"), result=ItemResult("通行证"),
    conditions=(), questions=(), materials=(),
    fields=tuple(
        FieldDefinition(key, label, kind, None, Required.ALWAYS, options=options, columns=columns)
        for key, label, kind, options, columns in (
            ("a", "车辆名称", "text", (), ()),
            ("b", "环形山", "choice", ("第谷", "哥白尼", "其他"), ()),
            ("c", "是否载人", "bool", (), ()),
            ("d", "轮子", "table", (), (Column("编号", "text"), Column("直径", "decimal"))),
        )
    ),
)  # fmt: skip


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("item", [*shipped().items.values(), UNSEEN], ids=lambda item: item.id)
def test_the_form_of_an_item_holds_every_label_and_stays_on_the_page(
    maker: PaperMaker, item: ItemDefinition, tmp_path: Path
) -> None:
    rows = filled_rows(item)
    content = maker.make(application_of(item, rows)).content
    text = joined_text(content, tmp_path)
    for row in rows:
        for label in (row.label, *(column.label for column in row.columns)):
            assert bare(label) in text or _found_in_pieces(label, text), label
    sizes, words = words_of(content, tmp_path)
    assert len(words) > 20
    for word in words:
        width, height = sizes[word.page - 1]
        assert 0 <= word.left <= word.right <= width - 14 * 72 / 25.4 + 1, word
        assert 0 <= word.top <= word.bottom <= height, word


def _found_in_pieces(label: str, text: str) -> bool:
    """A label of two lines is read around its answer: both halves must be there."""
    words = bare(label)
    return any(words[:cut] in text and words[cut:] in text for cut in range(2, len(words) - 1))


def test_rows_stand_in_the_order_of_the_department(maker: PaperMaker, tmp_path: Path) -> None:
    names = [f"第{number}问" for number in range(1, 30)]
    rows = tuple(
        ApplicationRow("甲" if number % 7 else "乙", name, "text", "答")
        for number, name in enumerate(names)
    )
    text = joined_text(maker.make(application_of(UNSEEN, rows)).content, tmp_path)
    places = [text.index(name + "答") for name in names]
    assert places == sorted(places)


def test_the_title_is_the_departments_name_of_its_form(maker: PaperMaker, tmp_path: Path) -> None:
    text = joined_text(maker.make(application_of(UNSEEN, filled_rows(UNSEEN))).content, tmp_path)
    assert "月球探测车上路通行许可申请表" in text
    item = next(
        item
        for item in shipped().items.values()
        if any(material.exemption == "系统生成" for material in item.materials)
    )
    title = next(m.name for m in item.materials if m.exemption == "系统生成")
    text = joined_text(maker.make(application_of(item, filled_rows(item))).content, tmp_path)
    assert bare(title) in text


ROW = ApplicationRow("", "问", "choice", "乙", ("甲", "乙", "丙"))


def test_choices_are_ticked_and_the_others_shown() -> None:
    assert answer(ROW) == "☐甲　☑乙　☐丙"
    assert answer(replace(ROW, type="multi", value=["甲", "丙"])) == "☑甲　☐乙　☑丙"
    assert answer(replace(ROW, value=None)) == "☐甲　☐乙　☐丙"


def test_an_answer_outside_the_options_is_not_lost() -> None:
    assert answer(replace(ROW, value="丁")) == "☐甲　☐乙　☐丙　☑丁"


def test_long_lists_of_options_print_only_the_answer() -> None:
    many = tuple(f"第{number}种" for number in range(200))
    assert answer(replace(ROW, options=many, value="第7种")) == "第7种"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "☑是　☐否"),
        (False, "☐是　☑否"),
        ("是", "☑是　☐否"),
        (None, "☐是　☐否"),
        ("", "☐是　☐否"),
    ],
)
def test_yes_and_no_are_ticked(value: object, shown: str) -> None:
    assert answer(ApplicationRow("", "问", "bool", value)) == shown


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("date", "2026-11-24", "2026年11月24日"),
        ("date", "长期", "长期"),
        ("datetime", "2026-11-24T09:05", "2026年11月24日09时05分"),
        ("text", None, ""),
        ("person", {"姓名": "张三", "电话": "1"}, "张三、1"),
        ("text", ["甲", "乙"], "甲、乙"),
    ],
)
def test_answers_are_written_out(kind: str, value: object, shown: str) -> None:
    assert answer(ApplicationRow("", "问", kind, value)) == shown


def test_a_declaration_is_ticked_only_when_made() -> None:
    row = ApplicationRow("", "所填属实", "bool", True, declared=True)
    assert answer(row) == "☑所填属实"
    assert answer(replace(row, value=False)) == "☐所填属实"


def test_an_empty_table_leaves_rows_to_write_on(maker: PaperMaker, tmp_path: Path) -> None:
    row = ApplicationRow("", "人员", "table", None, columns=(Column("姓名", "text"),))
    text = joined_text(maker.make(application_of(UNSEEN, (row,))).content, tmp_path)
    assert "姓名123" in text
