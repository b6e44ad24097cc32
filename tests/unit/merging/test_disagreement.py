"""A package in which departments disagree: the stricter rule holds, or the clerk decides."""

import pytest

from app.domain.merge_report import bundle_reports
from app.domain.merged_form import Disposition, MergeRules, Selection, Source
from app.domain.merging import merge
from app.domain.projection import project
from app.errors import Problem
from tests.unit.merging.builders import RULES, catalogue_of


def concept(key, type_="text", **more):
    base = {"key": key, "label_zh": key, "type": type_, "validation": {}, "prefill": "none"}
    return {**base, **more}


def field(key, concept_key, type_="text", **more):
    base = {"key": key, "label": f"{key}栏", "type": type_, "concept": concept_key}
    return {**base, "required": False, **more}


def material(key, **more):
    base = {"concept": key, "name": key, "form": "复印件", "copies": 1, "source": "申请人自备"}
    rest = {"necessity": "必要", "exemption": None, "tolerance_allowed": False}
    return {**base, **rest, **more}


def item(number, fields=(), materials=(), questions=(), satisfies=()):
    return {
        "id": f"T-{number}",
        "name": f"事项{number}",
        "short_name": f"项{number}",
        "former_department": f"部门{number}",
        "statutory_limit": {"value": 20, "unit": "工作日"},
        "promised_limit": {"value": 5, "unit": "日"},
        "result": {"document": "证", "satisfies": list(satisfies)},
        "scenario_questions": list(questions),
        "form_fields": list(fields),
        "materials": list(materials),
    }


def merged(concepts, items, materials=(), rules=RULES, **selection):
    catalogue = catalogue_of(
        items,
        {"concepts": concepts, "shared_materials": list(materials)},
        {"bundles": []},
    )
    return merge(catalogue, Selection(tuple(i["id"] for i in items), **selection), {}, rules)


def one_field(*fields, **more):
    items = [item(number, [own]) for number, own in enumerate(fields, 1)]
    return merged([concept("thing", fields[0]["type"], **more)], items).fields["thing"]


def test_required_beats_optional():
    merged_field = one_field(field("a", "thing"), field("b", "thing", required=True))
    assert merged_field.required
    assert [asker.required for asker in merged_field.askers] == [False, True]


def test_common_options_serve_both():
    options = ["甲", "乙", "丙"], ["丙", "乙", "丁"]
    merged_field = one_field(*(field("a", "thing", "choice", options=o) for o in options))
    assert merged_field.options == ("乙", "丙")
    assert merged_field.dispute is None


def test_no_common_option_is_for_the_clerk_to_decide_and_counts_once():
    options = ["甲"], ["乙"]
    items = [item(n, [field("a", "thing", "choice", options=o)]) for n, o in enumerate(options, 1)]
    form = merged([concept("thing", "choice")], items)
    dispute = form.fields["thing"].dispute
    assert dispute.aspect == "options"
    assert dispute.sides == {"T-1": ("甲",), "T-2": ("乙",)}
    assert form.fields["thing"].options == ("甲", "乙")
    assert form.savings.fields_merged == 1


def test_different_units_are_for_the_clerk_to_decide_and_every_form_shows_the_decision():
    units = "万元", "元"
    items = [item(n, [field("a", "thing", "money", unit=u)]) for n, u in enumerate(units, 1)]
    form = merged([concept("thing", "money")], items)
    assert form.fields["thing"].dispute.aspect == "unit"
    shown = project(form, {"thing": "10"}, {}, "T-2", {"thing": "T-1"})
    assert (shown[0].value, shown[0].unit) == ("10", "万元")


def test_one_unit_is_enough():
    merged_field = one_field(field("a", "thing", "money", unit="元"), field("b", "thing", "money"))
    assert merged_field.unit == "元"
    assert merged_field.dispute is None


def test_the_strictest_range_holds():
    merged_field = one_field(
        field("a", "thing", "integer", constraints={"min": 10, "max": 90}),
        field("b", "thing", "integer", constraints={"min": 50, "max": 100}),
        validation={"rules": [">=0"], "max": 80},
    )
    assert merged_field.rules == {"rules": [">=0"], "min": 50, "max": 80}
    assert merged_field.dispute is None


def test_a_minimum_above_a_maximum_is_for_the_clerk_to_decide():
    merged_field = one_field(
        field("a", "thing", "integer", constraints={"min": 200}),
        field("b", "thing", "integer", constraints={"max": 100}),
    )
    assert merged_field.dispute.aspect == "range"
    assert merged_field.dispute.sides == {"T-1": ("≥200",), "T-2": ("≤100",)}


def test_columns_of_all_askers_are_united_and_each_form_gets_its_own():
    columns = [{"label": "姓名", "type": "text"}], [{"label": "电话", "type": "phone"}]
    items = [item(n, [field("a", "thing", "table", columns=c)]) for n, c in enumerate(columns, 1)]
    form = merged([concept("thing", "table")], items)
    assert [c.label for c in form.fields["thing"].columns] == ["姓名", "电话"]
    rows = [{"姓名": "甲", "电话": "1"}]
    assert project(form, {"thing": rows}, {}, "T-2")[0].value == [{"电话": "1"}]


def test_never_shared_is_one_row_with_one_tick_for_each_item():
    items = [item(n, [field("a", "thing", "bool", required=True)]) for n in (1, 2)]
    form = merged([concept("thing", "bool", never_share=True)], items)
    row = form.fields["thing"]
    assert row.per_item
    assert len(row.askers) == 2
    ticks = {"thing": ("T-1",)}
    assert project(form, {}, ticks, "T-1")[0].value is True
    assert project(form, {}, ticks, "T-2")[0].value is False


def test_a_projection_speaks_its_departments_words_in_its_order():
    items = [
        item(1, [field("x", "one"), field("y", "two")]),
        item(2, [field("second", "two"), field("own", None), field("first", "one")]),
    ]
    form = merged([concept("one"), concept("two")], items)
    rows = project(form, {"one": "1", "two": "2", "T-2/own": "3"}, {}, "T-2")
    assert [(row.label, row.value) for row in rows] == [
        ("second栏", "2"),
        ("own栏", "3"),
        ("first栏", "1"),
    ]
    with pytest.raises(Problem) as refused:
        project(form, {}, {}, "T-9")
    assert refused.value.code == "item.not-chosen"


def test_each_form_shows_its_own_scenario_answer_until_the_merged_value_is_changed():
    def question(text):
        options = [{"value": "no", "label": "否"}, {"value": "yes", "label": "是"}]
        return {"id": "online", "text": text, "options": options, "default": "no"}

    own = field("a", "thing", "bool", answered_by="q.online")
    items = [item(n, [own], questions=[question(f"问{n}")]) for n in (1, 2)]
    first = merged([concept("thing", "bool")], items)
    assert first.fields["thing"].source is Source.ANSWERED
    key = next(g.key for g in first.questions if g.askers == ("T-2",))
    form = merged([concept("thing", "bool")], items, answers={key: "yes"})
    values = [project(form, {"thing": True}, {}, i)[0].value for i in ("T-1", "T-2")]
    assert values == [False, True]
    typed = [project(form, {"thing": False}, {}, i)[0].value for i in ("T-1", "T-2")]
    assert typed == [False, False]


def lines(*demands, rules=RULES, shared=(), **more):
    items = [item(n, materials=[m]) for n, m in enumerate(demands, 1)]
    return merged([], items, shared, rules, **more).materials


def test_originals_are_the_largest_demand_and_copies_one_set_inside_the_bureau():
    (line,) = lines(
        material("m", form="原件核验、留复印件", copies=2),
        material("m", form="复印件", copies=3),
        material("m", form="电子件", copies=5),
    )
    assert (line.originals, line.copies) == (1, 3)
    (original,) = lines(material("m", form="原件", copies=2), material("m", form="原件"))
    assert (original.originals, original.copies) == (2, 0)


def test_every_decider_outside_gets_a_set_of_copies_of_its_own():
    demands = [material("m", copies=copies) for copies in (1, 2, 3, 1)]
    outside = {"T-2": "fire", "T-3": "fire", "T-4": "tobacco"}
    (line,) = lines(*demands, rules=MergeRules(outside=outside))
    assert line.copies == 1 + 3 + 1
    (unshared,) = lines(*demands, rules=MergeRules(outside=outside, share_copies=False))
    assert unshared.copies == 7


def test_exempt_only_where_every_asker_takes_the_data_instead():
    licence, sharing = (
        material("m", exemption="电子证照免交"),
        material("m", exemption="数据共享核验免交"),
    )
    assert lines(licence, licence)[0].disposition is Disposition.EXEMPT_LICENCE
    assert lines(licence, sharing)[0].disposition is Disposition.EXEMPT_SHARING
    mixed = lines(material("m", exemption="电子证照免交", copies=9), material("m", copies=1))[0]
    assert (mixed.disposition, mixed.copies) == (Disposition.HAND_IN, 1)


def test_a_promise_replaces_a_paper_only_where_all_who_need_it_allow_that():
    promise, paper = material("m", exemption="告知承诺可替代"), material("m")
    assert lines(promise, promise)[0].promise
    assert lines(promise, material("m", exemption="电子证照免交"))[0].promise
    assert not lines(promise, paper)[0].promise


def test_later_supply_only_where_all_allow_it_and_within_the_shortest_days():
    ten = material("m", tolerance_allowed=True, tolerance_days=10)
    five = material("m", tolerance_allowed=True, tolerance_days=5)
    assert lines(ten, five)[0].tolerance_days == 5
    assert lines(ten, material("m"))[0].tolerance_days is None


def test_an_abolished_proof_is_never_asked_for():
    shared = [{"key": "m", "label_zh": "旧证明", "abolished": True}]
    assert lines(material("m"), shared=shared) == ()
    assert lines(material("m", abolished=True)) == ()


def test_what_nobody_insists_on_is_shown_and_not_counted():
    items = [item(1, materials=[material("m", necessity="非必要")])]
    form = merged([], items)
    assert form.materials[0].optional
    assert form.savings.materials_merged == 0


def test_a_result_of_the_same_sitting_is_not_asked_for_and_is_waited_for():
    items = [item(1, materials=[material("m")]), item(2, satisfies=["m"])]
    form = merged([], items)
    assert form.materials[0].disposition is Disposition.PRODUCED
    assert form.materials[0].produced_by == ("T-2",)
    assert [(i.item_id, i.waits_for) for i in form.items] == [("T-2", ()), ("T-1", ("T-2",))]
    assert form.savings.days_statutory_critical_path == 40


def test_results_that_wait_for_each_other_do_not_hang():
    items = [
        item(1, materials=[material("m")], satisfies=["n"]),
        item(2, materials=[material("n")], satisfies=["m"]),
    ]
    assert [i.waits_for for i in merged([], items).items] == [(), ("T-2",)]


def test_a_package_without_bundles_has_an_empty_report():
    catalogue = catalogue_of([], {"concepts": [], "shared_materials": []}, {"bundles": []})
    assert bundle_reports(catalogue, RULES) == []
