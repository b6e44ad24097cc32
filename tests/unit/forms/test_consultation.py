"""A consultation without an application: the same merge, nothing filled in."""

from app.domain.catalogue import Limit
from app.forms.consultation import consult
from tests.unit.forms.builders import a_draft, restaurant_case
from tests.unit.merging.builders import shipped


def a_restaurant():
    draft = a_draft()
    draft.choose_bundle("B01", restaurant_case()["answers"])
    return draft.form


def test_everything_to_bring_is_listed_once_under_who_supplies_it():
    form = a_restaurant()
    answer = consult(form, shipped())
    listed = [key for keys in answer.supplies.values() for key in keys]
    assert len(listed) == len(set(listed)) == form.savings.materials_physical
    assert "material.business_license" not in listed
    assert "申请人自备" in answer.supplies
    assert answer.optional == ("material.health_certs",)


def test_the_longest_chain_keeps_each_items_own_unit():
    answer = consult(a_restaurant(), shipped())
    chain = [(part.item_id, part.limit.value, part.limit.unit) for part in answer.promised]
    assert chain[0][0] == "SCJG-02"
    assert len(chain) == 2
    form = a_restaurant()
    total = sum(part.limit.value or 0 for part in answer.statutory)
    assert total == form.savings.days_statutory_critical_path


def test_the_bureaus_own_promise_counts():
    answer = consult(a_restaurant(), shipped(), {"CG-01": Limit(90, "工作日")})
    assert answer.promised[-1].item_id == "CG-01"


def test_visits_and_inspections_are_told():
    answer = consult(a_restaurant(), shipped())
    assert answer.visits == 2
    assert answer.inspections["SCJG-03"] == ("现场核查", "两名以上核查人员")
    at_once = {item.item_id: Limit(0, "即时") for item in a_restaurant().items}
    assert consult(a_restaurant(), shipped(), at_once).visits == 1


def test_nothing_chosen_asks_for_nothing():
    answer = consult(a_draft().form, shipped())
    assert (answer.supplies, answer.promised, answer.statutory) == ({}, (), ())
