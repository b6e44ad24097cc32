"""What holds for every merge, on the shipped catalogue and on packages never seen before."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.merged_form import MergeRules, Selection
from app.domain.merging import Merger, merge
from app.domain.questions import group_key, items_of_bundle, spread_answers
from app.errors import Problem
from tests.unit.merging.builders import RULES, catalogue_of, shipped
from tests.unit.merging.packages import generate

PACKAGES = {seed: catalogue_of(*generate(seed)) for seed in range(100, 106)}


@st.composite
def selections(draw):
    catalogue = draw(st.sampled_from([shipped(), *PACKAGES.values()]))
    items = draw(st.lists(st.sampled_from(sorted(catalogue.items)), unique=True, max_size=8))
    bundle = draw(st.sampled_from([None, *catalogue.bundles]))
    answers = {}
    for item in items:
        for question in catalogue.items[item].questions:
            if draw(st.booleans()):
                option = draw(st.sampled_from(question.options))
                answers[group_key(question)] = option.value
    values = draw(st.dictionaries(st.sampled_from(_keys(catalogue)), st.sampled_from("甲乙丙")))
    return catalogue, Selection(tuple(items), bundle, {}, answers), values


def _keys(catalogue):
    keys = {f.concept or f"{i.id}/{f.key}" for i in catalogue.items.values() for f in i.fields}
    return sorted(keys)


@given(selections(), st.randoms())
@settings(deadline=None, max_examples=60)
def test_the_order_of_choosing_does_not_matter(chosen, rng):
    catalogue, selection, values = chosen
    shuffled = list(selection.items)
    rng.shuffle(shuffled)
    other = replace(selection, items=tuple(shuffled) * 2)
    assert merge(catalogue, other, values, RULES) == merge(catalogue, selection, values, RULES)


@given(selections())
@settings(deadline=None, max_examples=60)
def test_merging_what_was_merged_changes_nothing(chosen):
    catalogue, selection, values = chosen
    form = merge(catalogue, selection, values, RULES)
    again = merge(catalogue, form.selection, values, RULES)
    assert again == form
    assert list(again.fields) == list(form.fields)


@given(selections())
@settings(deadline=None, max_examples=60)
def test_no_field_is_lost_and_none_is_doubled(chosen):
    catalogue, selection, values = chosen
    form = merge(catalogue, selection, values, RULES)
    asked = Counter(
        (item.item_id, own.concept or f"{item.item_id}/{own.key}")
        for item in form.items
        for own in item.asks
    )
    shown = Counter((a.item_id, key) for key, field in form.fields.items() for a in field.askers)
    assert shown == asked
    in_sections = [key for section in form.sections for key in section.field_keys]
    assert in_sections == list(form.fields)
    assert len(set(in_sections)) == len(in_sections)
    assert form.savings.fields_separate == asked.total()
    wanted = Counter(m.key for m in form.materials for _ in m.askers)
    assert set(wanted) == {m.key for m in form.materials}
    assert form.savings.materials_separate <= wanted.total()


@given(selections(), st.data())
@settings(deadline=None, max_examples=60)
def test_removing_what_was_added_restores_the_form(chosen, data):
    catalogue, selection, values = chosen
    form = merge(catalogue, selection, values, RULES)
    more = data.draw(st.lists(st.sampled_from(sorted(catalogue.items)), max_size=3))
    wider = merge(
        catalogue, replace(selection, items=(*form.selection.items, *more)), values, RULES
    )
    left = tuple(i for i in wider.selection.items if i in form.selection.items)
    assert merge(catalogue, replace(wider.selection, items=left), values, RULES) == form


@given(selections(), st.data())
@settings(deadline=None, max_examples=60)
def test_only_values_that_conditions_look_at_change_the_form(chosen, data):
    catalogue, selection, values = chosen
    form = merge(catalogue, selection, values, RULES)
    free = [key for key in _keys(catalogue) if key not in form.depends_on]
    noise = data.draw(st.dictionaries(st.sampled_from(free), st.just("别的"), max_size=5))
    assert merge(catalogue, selection, {**values, **noise}, RULES) == form


@given(selections())
@settings(deadline=None, max_examples=60)
def test_items_stand_after_those_whose_results_they_wait_for(chosen):
    catalogue, selection, values = chosen
    form = merge(catalogue, selection, values, RULES)
    order = [item.item_id for item in form.items]
    for item in form.items:
        assert all(order.index(other) < order.index(item.item_id) for other in item.waits_for)


@given(st.lists(selections(), min_size=2, max_size=4))
@settings(deadline=None, max_examples=40)
def test_a_merger_that_remembers_rows_gives_what_a_fresh_merge_gives(several):
    mergers = {}
    for catalogue, selection, values in several:
        merger = mergers.setdefault(id(catalogue), Merger(catalogue, RULES))
        for registered in (False, True):
            chosen = replace(selection, registered=registered)
            assert merger.merge(chosen, values) == merge(catalogue, chosen, values, RULES)


def test_rows_that_did_not_change_stay_the_same_objects():
    merger = Merger(shipped(), RULES)
    first = merger.merge(Selection(("SCJG-03", "XF-01")), {})
    second = merger.merge(Selection(("SCJG-03", "XF-01", "PS-01")), {})
    assert second.fields["staff.list"] is first.fields["staff.list"]
    assert second.fields["org.name"] is not first.fields["org.name"]


def test_nothing_chosen_is_an_empty_form():
    form = merge(shipped(), Selection(()), {}, MergeRules())
    assert form.fields == {}
    assert form.sections == ()
    assert form.savings.days_promised_critical_path == 0


def test_an_item_that_is_not_installed_is_refused():
    with pytest.raises(Problem) as refused:
        merge(shipped(), Selection(("XX-99",)), {}, RULES)
    assert refused.value.code == "item.unknown"
    assert refused.value.params == {"item": "XX-99"}


def test_every_section_rule_keeps_near_synonyms_apart():
    form = merge(shipped(), Selection(("SCJG-03", "XF-01")), {}, RULES)
    assert {"site.area", "site.operating_area"} <= form.fields.keys()


def test_equal_questions_are_one_and_merely_equal_ids_are_not():
    form = merge(shipped(), Selection(("SCJG-03", "XF-01", "CG-01")), {}, RULES)
    delegates = [g for g in form.questions if g.question.id == "delegate"]
    modes = [g for g in form.questions if g.question.id == "mode"]
    assert [set(g.askers) for g in delegates] == [{"SCJG-03", "XF-01", "CG-01"}]
    assert [len(g.askers) for g in modes] == [1, 1]


def test_an_answer_by_id_reaches_every_item_that_has_that_option():
    catalogue = shipped()
    spread = spread_answers(catalogue, ("SCJG-03", "WJ-01", "SCJG-07"), {"mode": "commit"})
    form = merge(catalogue, Selection(("SCJG-03", "WJ-01", "SCJG-07"), answers=spread), {}, RULES)
    by_id = {item.item_id: item.answers["mode"] for item in form.items}
    assert by_id == {"SCJG-03": "commit", "WJ-01": "commit", "SCJG-07": "retail"}


def test_a_bundle_chooses_items_by_its_answers_and_waits_as_it_says():
    catalogue = shipped()
    bundle = catalogue.bundles["B01"]
    profile = bundle.profiles[0]
    ids = items_of_bundle(bundle, profile.answers)
    assert ids == ("SCJG-02", "SCJG-03", "XF-01", "CG-01", "PS-01")
    form = merge(catalogue, Selection(ids, "B01", profile.answers), {}, RULES)
    assert {i.item_id: i.waits_for for i in form.items} == {
        "SCJG-02": (),
        **dict.fromkeys(("CG-01", "PS-01", "SCJG-03", "XF-01"), ("SCJG-02",)),
    }


def test_an_unanswered_bundle_question_has_no_value():
    bundle = shipped().bundles["B01"]
    assert items_of_bundle(bundle, {"signboard": "yes"}) == ("CG-01",)


def test_items_picked_freely_wait_as_any_bundle_with_both_says():
    form = merge(shipped(), Selection(("SCJG-03", "SCJG-02")), {}, RULES)
    assert [(i.item_id, i.waits_for) for i in form.items] == [
        ("SCJG-02", ()),
        ("SCJG-03", ("SCJG-02",)),
    ]


def test_a_fact_of_the_licence_in_the_making_is_awaited_only_by_those_who_wait():
    form = merge(shipped(), Selection(("SCJG-03", "SCJG-02")), {}, RULES)
    assert form.fields["org.uscc"].awaits == ("SCJG-02",)
    assert form.fields["org.name"].awaits == ()
    alone = merge(shipped(), Selection(("SCJG-03",)), {}, RULES)
    assert alone.fields["org.uscc"].awaits == ()
