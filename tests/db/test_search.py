"""Search as you type: what matches, in which order, the same on both engines."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.ports.store import Store
from app.ports.stored import SearchEntry
from db import open_central, open_store
from db.repositories.grams import fold, keys_of, query_of
from tests.benchmarks.made_up_catalogue import entries

FOOD = SearchEntry(
    key="SP-1",
    kind="item",
    name="食品经营许可（仅销售预包装食品）",
    short_name="食品证",
    code="SP-01",
    department="市场监督管理局",
    initials=("spjyxkjxsybzsp",),
    pinyin=("shi pin jing ying xu ke jin xiao shou yu bao zhuang shi pin",),
    synonyms=("卫生许可证", "KTV小吃"),
)
BANK = SearchEntry(
    key="YH-1",
    kind="bundle",
    name="银行重开户",
    short_name="",
    code="YH-01",
    department="金融办",
    initials=("yhckh", "yhzkh", "yxzkh"),
    pinyin=("yin hang chong kai hu", "yin hang zhong kai hu", "yin xing zhong kai hu"),
)
RARE = SearchEntry(
    key="HZ-1",
    kind="item",
    name="𬭎石·䲠鱼养殖备案",
    short_name="",
    code="",
    department="",
    initials=("hsyyzba",),
    pinyin=("hong shi yi yu yang zhi bei an",),
)
ALL = (FOOD, BANK, RARE)


def fill(store: Store, catalogue) -> None:
    with store.begin() as unit:
        unit.catalogue.index(catalogue)
        unit.commit()


def keys(store: Store, text: str, hall: str = "大厅", limit: int = 20) -> list[str]:
    with store.read() as reader:
        return [hit.key for hit in reader.catalogue.search(text, hall=hall, limit=limit)]


@pytest.mark.parametrize(
    "text",
    [
        "食品",
        "食",
        "品经营许",
        "经营许可仅销售",
        "食品证",
        "卫生许可",
        "监督管理",
        "ktv",
        "ＫＴＶ小",
        "spjy",
        "SPJY",
        "ｓｐｊｙ",
        "jyxk",
        "j",
        "pin",
        "shipin",
        "shipinjingyingxu",
        "jingyingxukejinxiao",
        "pinjing",
        "SP-01",
        "sp0",
        "食品 销售",
        "许可\u3000食品",
        "食品 spjy 市场",
        "sp-01 预包装",
        "食品经营许可(仅销售预包装食品)",
        "食品经营许可（仅销售预包装食品）",
        '"食品"',
        "食品*",
        "%食品%",
        "食_品",
        "食品' OR 1=1 --",
    ],
)
def test_a_part_of_name_initials_pinyin_code_or_department_is_enough(
    store: Store, text: str
) -> None:
    fill(store, ALL)
    expected = [] if "OR" in text else ["SP-1"]
    assert keys(store, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "品食",
        "食品经理",
        "食品 银行",
        "ipin",  # not from a syllable's start
        "shipinyin",
        "spjyy",
        "P-01",
        "sp02",
        "可卫",  # not across two parts
        "证卫生",
        "龘",
        "%",
        '"',
        "*",
        "' ''",
        "NEAR(食品)",
    ],
)
def test_what_is_not_there_is_not_found(store: Store, text: str) -> None:
    fill(store, ALL)
    assert keys(store, text) == []


@pytest.mark.parametrize("text", ["yhckh", "yhzkh", "yinhang", "yinxing", "chongkai", "zhongkai"])
def test_every_reading_finds(store: Store, text: str) -> None:
    fill(store, ALL)
    assert keys(store, text) == ["YH-1"]


@pytest.mark.parametrize("text", ["𬭎", "𬭎石", "䲠鱼", "石䲠", "石·䲠", "鱼养殖"])
def test_rare_characters_are_found_too(store: Store, text: str) -> None:
    fill(store, ALL)
    assert keys(store, text) == ["HZ-1"]


def test_a_hit_carries_what_a_list_shows(store: Store) -> None:
    fill(store, ALL)
    with store.begin() as unit:
        unit.catalogue.count_use("大厅", ["YH-1", "YH-1"])
        unit.commit()
    with store.read() as reader:
        (hit,) = reader.catalogue.search("银行", hall="大厅")
        (elsewhere,) = reader.catalogue.search("银行", hall="别处")
        (bare,) = reader.catalogue.search("养殖", hall="")
    assert (hit.key, hit.kind, hit.name) == ("YH-1", "bundle", "银行重开户")
    assert (hit.department, hit.code, hit.uses) == ("金融办", "YH-01", 2)
    assert elsewhere.uses == 0
    assert (bare.department, bare.code) == ("", "")


def named(key: str, name: str, **more: str) -> SearchEntry:
    return SearchEntry(key, "item", name, more.get("short", ""), key, "", (), ())


def test_use_in_this_hall_comes_first_then_whole_names_then_beginnings(store: Store) -> None:
    catalogue = [
        named("A", "新食品"),
        named("B", "食品生产"),
        named("C", "食品"),
        named("D", "大型食品展销"),
        named("E", "进口食品检疫审批", short="食品"),
    ]
    fill(store, catalogue)
    assert keys(store, "食品") == ["C", "E", "B", "A", "D"]
    with store.begin() as unit:
        unit.catalogue.count_use("大厅", ["D", "A", "D"])
        unit.catalogue.count_use("别处", ["B", "B", "B", "B"])
        unit.commit()
    expected = ["D", "A", "C", "E", "B"]
    assert keys(store, "食品") == expected
    assert keys(store, "食品", hall="别处") == ["B", "C", "E", "A", "D"]
    fill(store, catalogue)  # uses stay when the catalogue is read in again
    assert keys(store, "食品") == expected
    assert keys(store, "食品", limit=2) == ["D", "A"]


def test_nothing_typed_shows_what_the_hall_uses_most(store: Store) -> None:
    fill(store, ALL)
    with store.begin() as unit:
        unit.catalogue.count_use("大厅", ["HZ-1", "SP-1", "HZ-1", "gone"])
        unit.commit()
    assert keys(store, "  ") == ["HZ-1", "SP-1", "YH-1"]


def test_an_index_is_replaced_as_a_whole(store: Store) -> None:
    fill(store, ALL)
    fill(store, [BANK])
    assert keys(store, "食品") == []
    assert keys(store, "银行") == ["YH-1"]
    fill(store, [])
    assert keys(store, "银行") == []


def test_an_item_used_by_one_hall_among_thousands_is_found_first(store: Store) -> None:
    crowd = [named(f"N{place}", f"食品{place:05}号") for place in range(1_500)]
    late = named("Z", "某某经营单位名称很长的食品")
    fill(store, [*crowd, late])
    assert "Z" not in keys(store, "食品")
    with store.begin() as unit:
        unit.catalogue.count_use("大厅", ["Z"])
        unit.commit()
    assert keys(store, "食品")[0] == "Z"
    assert keys(store, "品")[0] == "Z"


def test_a_whole_name_is_found_among_thousands(store: Store) -> None:
    crowd = [named(f"N{place}", f"食{place:04}品") for place in range(1_500)]
    fill(store, [*crowd, named("Z", "食1499品安全长长长长")])
    assert keys(store, "食1499品安全长长长长") == ["Z"]
    assert keys(store, "食1499品")[:2] == ["N1499", "Z"]


def test_both_engines_find_the_same_in_the_same_order(
    tmp_path: Path, new_central: Callable[[], str]
) -> None:
    catalogue = list(entries(1_200, seed=7))
    dice = random.Random(11)
    local, central = open_store(tmp_path / "yichuang.db"), open_central(new_central())
    with closing(local), closing(central):
        _compare(local, central, catalogue, dice)


def _compare(local: Store, central: Store, catalogue: list[SearchEntry], dice) -> None:
    used = [entry.key for entry in dice.choices(catalogue, k=150)]
    for store in (local, central):
        with store.begin() as unit:
            unit.catalogue.count_use("大厅", used[:75])
            unit.catalogue.index(catalogue)
            unit.catalogue.count_use("大厅", used[75:])
            unit.commit()
    queries = []
    for _ in range(120):
        entry = dice.choice(catalogue)
        start = dice.randrange(len(entry.name) - 3)
        queries += [
            entry.name[start : start + dice.randint(1, 4)],
            entry.initials[0][start : start + dice.randint(1, 4)],
            "".join(entry.pinyin[0].split()[start : start + 3]),
            f"{entry.name[start : start + 2]} {entry.name[:1]}",
            entry.code[: dice.randint(1, 8)],
        ]
    with local.read() as one, central.read() as other:
        for query in queries:
            found = one.catalogue.search(query, hall="大厅")
            assert found, query
            assert found == other.catalogue.search(query, hall="大厅"), query


@given(st.text(max_size=30), st.integers(0, 40), st.integers(1, 8))
def test_whatever_matches_bears_every_token_that_is_asked_for(
    noise: str, start: int, length: int
) -> None:
    entry = SearchEntry(
        "K", "item", FOOD.name + noise, noise, noise, "市场" + noise, FOOD.initials, FOOD.pinyin
    )
    folded = keys_of(entry)
    tokens = folded.tokens()
    for source in (folded.name, folded.initials, folded.pinyin.replace(" ", "")):
        query = query_of(source[start : start + length])
        by_code = folded.code.startswith(query.whole)
        if not query.terms or by_code:
            continue
        if query.matches("", folded.text, folded.initials, folded.pinyin):
            ways = query.expression.strip("()").split(") OR (")
            asked = [set(way.strip("()").replace('"', "").split(" AND ")) for way in ways]
            assert any(way <= tokens for way in asked), (query, asked)


@given(st.text(max_size=12))
def test_no_text_upsets_the_search(text: str) -> None:
    query = query_of(text)
    assert all(term == fold(term) and term.isalnum() for term in query.terms)
    assert '"' not in query.expression.replace('"', "")
