"""Departments that disagree: the clerk decides, the decision is kept and holds for the checks."""

import pytest

from app.errors import Problem
from app.forms.faults import UNDECIDED, faults_of_item
from tests.unit.forms.builders import NOW, a_draft
from tests.unit.merging.builders import catalogue_of
from tests.unit.merging.test_disagreement import concept, field, item


def a_disputed_draft(kind: str, *demands: dict):
    items = [
        item(n, [field("a", "thing", kind, required=n == 1, **demand)])
        for n, demand in enumerate(demands, 1)
    ]
    words = {"concepts": [concept("thing", kind)], "shared_materials": []}
    draft = a_draft(catalogue_of(items, words, {"bundles": []}))
    draft.add_items("T-1", "T-2")
    return draft


def test_an_undecided_dispute_is_a_fault_until_the_clerk_decides():
    draft = a_disputed_draft("choice", {"options": ["甲"]}, {"options": ["乙"]})
    draft.set_value("thing", "乙")
    assert draft.faults() == ("thing",)
    snapshot = draft.snapshot()
    (fault,) = faults_of_item(snapshot.form, "T-2", snapshot.values, {}, {}, NOW.date())
    assert (fault.finding.code, fault.label) == (UNDECIDED, "a栏")
    change = draft.decide("thing", "T-2")
    assert "thing" in change.values
    assert draft.decision("thing") == "T-2"
    assert draft.field("thing").options == ("乙",)
    assert draft.faults() == ()
    assert draft.snapshot().decisions == {"thing": "T-2"}


def test_a_value_that_the_decision_does_not_allow_is_found():
    draft = a_disputed_draft("choice", {"options": ["甲"]}, {"options": ["乙"]})
    draft.set_value("thing", "乙")
    change = draft.decide("thing", "T-1")
    assert change.findings == {"thing"}
    assert draft.value("thing") == "乙"
    assert draft.faults() == ("thing",)
    draft.undo()
    draft.decide("thing", "T-2")
    assert draft.findings("thing") == ()


def test_the_unit_decided_on_is_the_one_read():
    draft = a_disputed_draft("money", {"unit": "万元"}, {"unit": "元"})
    draft.decide("thing", "T-1")
    draft.set_value("thing", "50000元")
    assert draft.value("thing") == "5"
    draft.decide("thing", "T-2")
    draft.set_value("thing", "5万")
    assert draft.value("thing") == "50000"


def test_the_range_decided_on_holds_alone():
    draft = a_disputed_draft(
        "integer", {"constraints": {"min": 200}}, {"constraints": {"max": 100}}
    )
    draft.decide("thing", "T-2")
    draft.set_value("thing", "50")
    assert draft.faults() == ()
    draft.decide("thing", "T-1")
    assert draft.faults() == ("thing",)


def test_only_a_side_of_the_dispute_can_be_chosen():
    draft = a_disputed_draft("choice", {"options": ["甲"]}, {"options": ["乙"]})
    with pytest.raises(Problem) as refused:
        draft.decide("thing", "T-9")
    assert refused.value.code == "item.not-asking"


def test_a_decision_outlives_an_item_that_goes_and_comes_back():
    draft = a_disputed_draft("choice", {"options": ["甲"]}, {"options": ["乙"]})
    draft.decide("thing", "T-2")
    draft.remove_items("T-1")
    assert draft.snapshot().decisions == {}
    draft.add_items("T-1")
    assert draft.decision("thing") == "T-2"


def test_the_faults_of_one_item_are_its_own_in_its_own_words():
    draft = a_disputed_draft("text", {}, {})
    snapshot = draft.snapshot()
    empty = faults_of_item(snapshot.form, "T-1", {}, {}, {}, NOW.date())
    assert [(fault.key, fault.finding) for fault in empty] == [("thing", None)]
    assert faults_of_item(snapshot.form, "T-2", {}, {}, {}, NOW.date()) == ()
    with pytest.raises(Problem) as refused:
        faults_of_item(snapshot.form, "T-9", {}, {}, {}, NOW.date())
    assert refused.value.code == "item.not-chosen"
