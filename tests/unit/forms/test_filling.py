"""What fills itself in may open further fields, and never runs in a ring."""

from app.forms.snapshot import Origin
from tests.unit.forms.builders import a_draft
from tests.unit.merging.builders import catalogue_of
from tests.unit.merging.test_disagreement import concept, field, item


def a_draft_of(concepts, *items):
    words = {"concepts": list(concepts), "shared_materials": []}
    draft = a_draft(catalogue_of(items, words, {"bundles": []}))
    draft.add_items(*(one["id"] for one in items))
    return draft


def a_question():
    options = [{"value": "no", "label": "小"}, {"value": "yes", "label": "大"}]
    return {"id": "size", "text": "规模？", "options": options, "default": "no"}


def test_an_answered_value_opens_the_fields_that_depend_on_it():
    own = [
        field("kind", None, "choice", options=["小型", "大型"], answered_by="q.size"),
        field("plan", None, when="kind == '大型'"),
    ]
    draft = a_draft_of([], item(1, own, questions=[a_question()]))
    assert list(draft.form.fields) == ["T-1/kind"]
    draft.answer(draft.form.questions[0].key, "yes")
    assert draft.value("T-1/kind") == "大型"
    assert list(draft.form.fields) == ["T-1/kind", "T-1/plan"]
    draft.set_value("T-1/kind", "小型")
    assert list(draft.form.fields) == ["T-1/kind"]


def test_a_default_opens_the_fields_that_depend_on_it():
    concepts = [concept("one"), concept("two", default_from=["one"])]
    own = [field("a", "one"), field("b", "two"), field("c", None, when="b == '甲'")]
    draft = a_draft_of(concepts, item(1, own))
    draft.set_value("one", "甲")
    assert draft.origin("two") is Origin.DEFAULTED
    assert "T-1/c" in draft.form.fields
    draft.set_value("two", "乙")
    assert "T-1/c" not in draft.form.fields


def test_a_ring_of_defaults_takes_whatever_is_typed():
    concepts = [concept("one", default_from=["two"]), concept("two", default_from=["one"])]
    draft = a_draft_of(concepts, item(1, [field("a", "one"), field("b", "two")]))
    assert draft.value("one") is None
    draft.set_value("two", "甲")
    assert draft.value("one") == "甲"
    assert draft.origin("two") is Origin.TYPED


def test_a_default_goes_only_where_its_type_fits():
    concepts = [
        concept("one", "integer"),
        concept("two", "integer", default_from=["one"]),
        concept("three", "date", default_from=["one"]),
    ]
    own = [field("a", "one", "integer"), field("b", "two", "integer"), field("c", "three", "date")]
    draft = a_draft_of(concepts, item(1, own))
    draft.set_value("one", "8")
    assert draft.value("two") == 8
    assert draft.value("three") is None


def test_a_fact_of_a_number_that_is_not_asked_is_not_derived():
    concepts = [concept("p.gender", "choice", validation={"check": "id_number"}, prefill="derived")]
    draft = a_draft_of(concepts, item(1, [field("a", "p.gender", "choice")]))
    assert draft.value("p.gender") is None


def test_columns_of_the_shared_fact_serve_an_asker_that_lists_none():
    columns = [{"label": "姓名", "type": "text", "options": []}]
    concepts = [concept("rows", "table", validation={"columns": columns})]
    draft = a_draft_of(concepts, item(1, [field("a", "rows", "table")]))
    assert [column.label for column in draft.form.fields["rows"].columns] == ["姓名"]
