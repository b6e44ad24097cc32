"""From stored data to domain values, for packages never seen before."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.catalogue import build_catalogue, load_supplement
from app.domain.catalogue import Catalogue
from tests.unit.catalogue.builders import SOUND, installed_from, shipped, write_package


def built(folder: Path, **changes: tuple[str, str]) -> Catalogue:
    """Build the sound package with one replacement per file (`item`, `concepts`)."""
    files = dict(SOUND)
    for name, (old, new) in changes.items():
        file = {"item": "items/A-1.yaml", "concepts": "concepts.yaml"}[name]
        assert old in files[file]
        files[file] = files[file].replace(old, new, 1)
    return build_catalogue(installed_from(write_package(folder, files)), load_supplement())


def test_options_are_the_fields_own_then_the_concepts_then_the_dictionarys(tmp_path: Path):
    fields = {f.key: f for f in built(tmp_path).items["A-1"].fields}
    assert fields["way"].options == ("甲式", "乙式")
    assert fields["kind"].options == ("大", "小")
    people = fields["people"].columns[1]
    assert people.label == "证件类型"
    assert "居民身份证" in people.options


@pytest.mark.parametrize(
    ("rules", "options"),
    [("{dict: own}", ("一", "二")), ("{dict: gb2261.2}", ("未婚", "已婚", "初婚"))],
)
def test_dictionaries_of_package_and_program_give_options(tmp_path: Path, rules, options):
    catalogue = built(tmp_path, concepts=("{options: [大, 小]}", rules))
    field = catalogue.items["A-1"].fields[1]
    assert field.options[: len(options)] == options


def test_a_packages_dictionary_goes_before_the_programs(tmp_path: Path):
    catalogue = built(
        tmp_path, concepts=("own: [一, 二]", "gb3304: [汉, {code: '99', label: 外星}]")
    )
    entries = catalogue.vocabulary.dictionaries["gb3304"]
    assert [(e.code, e.label) for e in entries] == [("01", "汉"), ("99", "外星")]


def test_a_fields_own_unit_goes_before_the_concepts(tmp_path: Path):
    shared = ("validation: {max_length: 100}", "validation: {unit: 万元}")
    of_concept = built(tmp_path / "1", concepts=shared).items["A-1"].fields[0]
    own = (
        built(
            tmp_path / "2",
            concepts=shared,
            item=("  concept: c.name", "  concept: c.name\n  unit: 元"),
        )
        .items["A-1"]
        .fields[0]
    )
    assert (of_concept.unit, own.unit) == ("万元", "元")


def test_linkage_tells_transfer_by_its_beginning(tmp_path: Path):
    assert built(tmp_path / "1").items["A-1"].transferred
    stationed = built(tmp_path / "2", item=("linkage: 划转（示例）", "linkage: 进驻（不划转）"))
    assert not stationed.items["A-1"].transferred
    silent = built(tmp_path / "3", item=("linkage: 划转（示例）\n", ""))
    assert not silent.items["A-1"].transferred


@pytest.mark.parametrize(
    ("concept", "never"),
    [
        ("validation: {rules: [must_be_true]}", True),
        ("never_share: true", True),
        ("validation: {rules: [must_be_true]}\n  never_share: false", False),
        ("validation: {}", False),
    ],
)
def test_never_share_is_data_of_the_concept(tmp_path: Path, concept, never):
    catalogue = built(tmp_path, concepts=("validation: {max_length: 100}", concept))
    assert catalogue.vocabulary.concepts["c.name"].never_share is never


@pytest.mark.parametrize(
    ("kind", "label", "never"),
    [("bool", "安全承诺签署", True), ("bool", "是否连锁", False), ("text", "承诺事项", False)],
)
def test_signed_yes_or_no_concepts_never_seen_before_are_not_shared(
    tmp_path: Path, kind, label, never
):
    more = f"- {{key: c.pledge, label_zh: {label}, type: {kind}}}\nshared_materials:"
    catalogue = built(tmp_path, concepts=("shared_materials:", more))
    assert catalogue.vocabulary.concepts["c.pledge"].never_share is never


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("necessity: 条件必要", "necessity: 已取消"),
        ("necessity: 条件必要", "necessity: 废止"),
        ("necessity: 条件必要", "necessity: 条件必要\n  abolished: true"),
    ],
)
def test_an_abolished_proof_is_marked(tmp_path: Path, old, new):
    assert built(tmp_path, item=(old, new)).items["A-1"].materials[0].abolished


def test_a_shared_material_may_be_abolished_for_everyone(tmp_path: Path):
    abolished = ("- key: material.b", "- key: material.b\n  abolished: true")
    catalogue = built(tmp_path, concepts=abolished)
    assert all(item.materials[0].abolished for item in catalogue.items.values())
    assert not built(tmp_path / "2").items["A-1"].materials[0].abolished


def test_days_of_tolerance_without_tolerance_count_for_nothing(tmp_path: Path):
    strict = built(tmp_path, item=("tolerance_allowed: true", "tolerance_allowed: false"))
    assert strict.items["A-1"].materials[0].tolerance_days is None


def test_what_is_left_out_has_its_default(tmp_path: Path):
    item = built(tmp_path, item=("short_name: 甲\n", "")).items["A-1"]
    assert (item.short_name, item.special_procedures, item.caveat) == ("甲事项", (), "")
    assert (item.version, item.fields[4].prefill) == (1, "none")


def test_conditions_may_be_a_plain_list(tmp_path: Path):
    catalogue = built(tmp_path, item=("conditions:\n  list: [有场所]", "conditions: [有场所]"))
    assert catalogue.items["A-1"].conditions == ("有场所",)


def test_the_whole_shipped_catalogue_builds_within_its_budget():
    definitions = shipped()
    began = time.process_time()
    build_catalogue(definitions, load_supplement())
    assert time.process_time() - began < 0.15
