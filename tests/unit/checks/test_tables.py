"""Tables: rows of typed cells."""

import pytest

from app.checks import FIELD_TYPES, check_value
from app.domain.catalogue import Column
from tests.unit.checks.builders import CONTEXT, codes, field

STAFF = (
    Column("姓名", "text"),
    Column("证件号码", "id_number"),
    Column("数量", "integer"),
    Column("有效期", "date"),
    Column("专职或兼职", "choice", ("专职", "兼职")),
)
HOLDERS = (
    Column("姓名或名称", "text"),
    Column("证件类型", "choice"),
    Column("证件号码", "id_number"),
)


def read(raw, columns=STAFF, **rules):
    return check_value(field("table", "staff.list", columns=columns, rules=rules), raw, CONTEXT)


def test_cells_are_read_by_their_columns_and_every_column_is_there():
    found = read([{"姓名": "赵㛃", "证件号码": "370703199507229982", "数量": "8人", "有效期": "t"}])
    assert found.ok
    assert found.value == [
        {"姓名": "赵㛃", "证件号码": "370703199507229982", "数量": 8, "有效期": "2026-11-24",
         "专职或兼职": None}
    ]  # fmt: skip


def test_a_fault_in_a_cell_names_row_and_column_and_keeps_what_was_typed():
    found = read([{"姓名": "甲"}, {"姓名": "乙", "证件号码": "370703199507229981"}])
    assert [(one.code, one.where) for one in found.findings] == [
        ("id-number.check-digit", "staff.list[2].证件号码")
    ]
    assert found.value[1]["证件号码"] == "370703199507229981"


def test_a_table_pasted_from_a_spreadsheet():
    text = (
        "姓名\t证件号码\t数量\t有效期\t专职或兼职\n赵㛃\t\t2\t20270501\t2\n\t\t\t\t\n周\t\t１\t\t专"
    )
    found = read(text)
    assert found.ok
    assert [row["姓名"] for row in found.value] == ["赵㛃", "周"]
    assert [row["数量"] for row in found.value] == [2, 1]
    assert found.value[0]["专职或兼职"] == "兼职"


def test_empty_rows_count_for_nothing():
    assert read([{}, {"姓名": " "}]).value is None
    assert codes(read([{"姓名": " "}], min_rows=1)) == ["table.min-rows"]
    assert codes(read([{"姓名": "甲"}, {"姓名": "乙"}], max_rows=1)) == ["table.max-rows"]


def test_a_cell_under_no_column_is_refused_but_kept():
    found = read([{"姓名": "甲", "备注": "乙"}])
    assert [(one.code, one.where) for one in found.findings] == [
        ("table.unknown-column", "staff.list[1].备注")
    ]
    assert found.value[0]["备注"] == "乙"


@pytest.mark.parametrize("raw", [5, True, [1], ["甲"], [{}, "乙"]])
def test_what_is_no_table_is_refused_and_kept(raw):
    assert codes(read(raw)) == ["table.no-rows"]
    assert read(raw).value is raw


def test_too_many_rows_are_refused():
    assert codes(read([{"姓名": "甲"}] * 2001)) == ["table.too-long"]


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("居民身份证", "370703199507229982", []),
        ("外国护照", "C03005988", []),
        ("居民身份证", "C03005988", ["id-number.character"]),
        ("营业执照", "91370102MAXXXX015T", []),
        ("", "91370102MAXXXX015T", []),
        ("", "91370102MAXXXX015A", ["uscc.check-digit"]),
    ],
)
def test_the_kind_of_document_in_the_same_row_decides(kind, number, expected):
    row = {"姓名或名称": "某", "证件类型": kind, "证件号码": number}
    assert codes(read([row], HOLDERS)) == expected


def test_without_columns_the_rows_are_kept_as_they_are():
    assert read([{"甲": 1}], ()).value == [{"甲": 1}]


def test_what_is_shown_can_be_read_again():
    row = {
        "姓名": "赵㛃",
        "证件号码": None,
        "数量": 8,
        "有效期": "2026-11-24",
        "专职或兼职": "兼职",
    }
    subject = field("table", columns=STAFF)
    shown = FIELD_TYPES["table"].show([row], subject)
    assert shown == "赵㛃\t\t8\t2026-11-24\t兼职"
    assert check_value(subject, shown, CONTEXT).value == [row]
