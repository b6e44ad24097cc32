"""The catalogue that ships: it imports clean and says in domain terms what its files say."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from app.catalogue import (
    build_catalogue,
    check_package,
    load_supplement,
    plan_install,
    read_package,
)
from app.domain.catalogue import Catalogue, Limit, Required
from app.domain.conditions import parse_condition
from app.paths import ROOT
from tests.unit.catalogue.builders import SHIPPED, shipped


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(shipped(), load_supplement())


@pytest.fixture(scope="module")
def raw() -> dict[str, dict]:
    files = sorted((SHIPPED / "items").glob("*.yaml"))
    items = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return {item["id"]: item for item in items}


def test_it_imports_without_a_single_finding():
    checked = check_package(read_package(SHIPPED), ())
    assert checked.findings == ()
    kinds = [definition.kind for definition in checked.definitions]
    assert (kinds.count("item"), kinds.count("bundle"), kinds.count("vocabulary")) == (36, 8, 1)


def test_importing_it_again_changes_nothing():
    installed = shipped()
    plan = plan_install(
        check_package(read_package(SHIPPED), installed), installed, date(2026, 1, 1)
    )
    assert plan.new == ()
    assert len(plan.unchanged) == len(installed)


def test_every_field_and_material_of_every_item_is_there(catalogue, raw):
    for key, item in raw.items():
        built = catalogue.items[key]
        assert [f.key for f in built.fields] == [f["key"] for f in item["form_fields"]]
        assert [m.concept for m in built.materials] == [m["concept"] for m in item["materials"]]
        assert [q.id for q in built.questions] == [q["id"] for q in item["scenario_questions"]]
        assert built.result.satisfies == tuple(item["result"].get("satisfies", ()))
        for field, source in zip(built.fields, item["form_fields"], strict=True):
            assert (
                field.required
                is {
                    True: Required.ALWAYS,
                    False: Required.NEVER,
                    "conditional": Required.CONDITIONAL,
                }[source["required"]]
            )
            assert (field.when is None) == ("when" not in source)
            assert field.answered_by == source.get("answered_by", "q.").removeprefix("q.") or (
                field.answered_by is None
            )


def test_every_choice_has_options_and_every_table_columns(catalogue):
    for item in catalogue.items.values():
        for field in item.fields:
            where = item.id, field.key
            assert bool(field.options) == (field.type in ("choice", "multi")), where
            assert bool(field.columns) == (field.type == "table"), where
            for column in field.columns:
                assert bool(column.options) == (column.type == "choice"), (*where, column.label)


def test_the_filled_example_uses_only_options_that_exist(catalogue):
    text = (ROOT / "tests" / "data" / "catalogue" / "cases.yaml").read_text(encoding="utf-8")
    for case in yaml.safe_load(text)["cases"]:
        for key in case["items"]:
            for field in catalogue.items[key].fields:
                value = (
                    case["values_by_concept"].get(field.concept)
                    if field.concept
                    else case["values_by_item"].get(key, {}).get(field.key)
                )
                if field.options and value is not None:
                    chosen = value if isinstance(value, list) else [value]
                    assert set(chosen) <= set(field.options), (key, field.key)


def test_fifteen_items_are_only_stationed_at_the_window(catalogue):
    stationed = [item.id for item in catalogue.items.values() if not item.transferred]
    assert len(stationed) == 15
    assert "XF-01" in stationed


def test_declaration_and_commitment_are_never_shared(catalogue):
    never = {key for key, concept in catalogue.vocabulary.concepts.items() if concept.never_share}
    assert never == {"doc.declaration", "doc.commitment"}


def test_limits_keep_their_units(catalogue):
    assert catalogue.items["SCJG-04"].statutory_limit.unit == "日"
    assert catalogue.items["GA-04"].statutory_limit == Limit(0, "当场", "材料齐全当场办理（S53）")
    assert catalogue.items["CG-01"].statutory_limit.unit == "—"


def test_units_of_shared_fields_come_from_the_concept(catalogue):
    field = next(f for f in catalogue.items["XF-01"].fields if f.concept == "site.area")
    assert field.unit == "㎡"


def test_bundles_keep_order_and_conditions(catalogue):
    bundle = catalogue.bundles["B01"]
    food = next(entry for entry in bundle.items if entry.item == "SCJG-03")
    assert food.after == ("SCJG-01", "SCJG-02")
    assert food.include_when == parse_condition("b.small=='no'")
    assert bundle.questions[0].default == bundle.questions[0].options[0].value
    assert catalogue.bundles["B09"].applicant_registered


def test_sections_take_every_concept_and_none_is_empty(catalogue):
    sections = load_supplement().sections
    assert sum(not section.prefixes for section in sections) == 1
    for key in catalogue.vocabulary.concepts:
        assert any(key.startswith(section.prefixes) for section in sections if section.prefixes)
    for section in sections:
        if section.prefixes:
            assert any(key.startswith(section.prefixes) for key in catalogue.vocabulary.concepts)


def test_badges_are_short_and_every_department_has_its_own(catalogue):
    supplement = load_supplement()
    departments = {item.former_department for item in catalogue.items.values()}
    badges = {department: supplement.short(department) for department in departments}
    assert all(1 <= len(badge) <= 4 for badge in badges.values())
    assert len(set(badges.values())) == len(departments)


@pytest.mark.parametrize(
    ("department", "badge"),
    [("泰安市市场监督管理局", "市监"), ("林业和草原局", "林业"), ("统计局", "统计"), ("局", "局")],
)
def test_unseen_departments_get_a_badge_by_rule(department, badge):
    assert load_supplement().short(department) == badge
