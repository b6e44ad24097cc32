"""Versions: equal data is the same, different data the next version."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import canonical_json, check_package, content_hash, plan_install, read_package
from tests.unit.catalogue.builders import SOUND, installed_from, write_package

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def changed(fee: str) -> dict[str, str]:
    return SOUND | {"items/A-1.yaml": SOUND["items/A-1.yaml"].replace("fee: 不收费", f"fee: {fee}")}


@given(JSON)
def test_hashing_does_not_depend_on_the_order_of_keys(data):
    shuffled = json.loads(json.dumps(data, ensure_ascii=True))
    if isinstance(shuffled, dict):
        shuffled = dict(reversed(shuffled.items()))
    assert content_hash(shuffled) == content_hash(data)


@given(JSON, JSON)
def test_equal_hashes_mean_equal_data(one, other):
    same = content_hash(one) == content_hash(other)
    assert same == (canonical_json(one) == canonical_json(other))
    if same:
        assert one == other


@given(JSON)
def test_the_canonical_text_is_json_that_says_the_same(data):
    assert json.loads(canonical_json(data)) == data


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (1, "1"), (None, "")])
def test_lookalikes_of_different_type_differ(one, other):
    assert content_hash(one) != content_hash(other)


def test_six_and_six_point_nought_are_the_same():
    assert content_hash({"length": 6.0}) == content_hash({"length": 6})


def test_the_first_import_makes_version_one_of_everything(tmp_path: Path):
    installed = installed_from(write_package(tmp_path, SOUND))
    assert {definition.version for definition in installed} == {1}
    assert [(d.kind, d.key) for d in installed] == [
        ("vocabulary", "concepts"),
        ("item", "A-1"),
        ("item", "A-2"),
        ("bundle", "B1"),
    ]
    assert all(definition.content_hash == content_hash(definition.data) for definition in installed)


def test_only_what_differs_gets_a_new_version(tmp_path: Path):
    installed = installed_from(write_package(tmp_path / "1", SOUND))
    checked = check_package(read_package(write_package(tmp_path / "2", changed("收费"))), installed)
    plan = plan_install(checked, installed, date(2026, 3, 1))
    assert [(d.key, d.version, d.valid_from) for d in plan.new] == [("A-1", 2, date(2026, 3, 1))]
    assert set(plan.unchanged) == {"concepts", "A-2", "B1"}


def test_comments_order_and_quotes_make_no_new_version(tmp_path: Path):
    installed = installed_from(write_package(tmp_path / "1", SOUND))
    text = SOUND["items/A-1.yaml"].replace("fee: 不收费\n", "")
    same = SOUND | {"items/A-1.yaml": f"# 注\n\ufefffee: '不收费'\n{text}".replace("\ufeff", "")}
    checked = check_package(read_package(write_package(tmp_path / "2", same)), installed)
    assert plan_install(checked, installed, date(2026, 3, 1)).new == ()


def test_a_return_to_an_earlier_content_is_a_further_version(tmp_path: Path):
    installed = installed_from(write_package(tmp_path / "1", SOUND))
    installed = installed_from(write_package(tmp_path / "2", changed("收费")), installed)
    installed = installed_from(write_package(tmp_path / "3", SOUND), installed)
    versions = [d for d in installed if d.key == "A-1"]
    assert [d.version for d in versions] == [1, 2, 3]
    assert versions[0].content_hash == versions[2].content_hash


def test_new_words_join_the_installed_ones(tmp_path: Path):
    installed = installed_from(write_package(tmp_path / "1", SOUND))
    more = (
        "concepts:\n- {key: c.more, label_zh: 又, type: text}\n"
        "- {key: c.kind, label_zh: 种类, type: choice, validation: {options: [大, 中, 小]}}\n"
    )
    installed = installed_from(write_package(tmp_path / "2", {"concepts.yaml": more}), installed)
    words = installed[-1]
    assert (words.kind, words.version) == ("vocabulary", 2)
    assert [(c["key"], c["label_zh"]) for c in words.data["concepts"]] == [
        ("c.name", "名称"),
        ("c.kind", "种类"),
        ("c.more", "又"),
    ]
    assert [m["key"] for m in words.data["shared_materials"]] == ["material.a", "material.b"]


def test_dates_in_yaml_are_kept_as_iso_text(tmp_path: Path):
    dated = changed("不收费\ncaveat: 2026-11-24 不是文字")
    dated["items/A-1.yaml"] = dated["items/A-1.yaml"].replace(" 不是文字", "")
    installed = installed_from(write_package(tmp_path, dated))
    assert installed[1].data["caveat"] == "2026-11-24"
