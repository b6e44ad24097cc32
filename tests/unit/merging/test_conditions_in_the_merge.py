"""What conditions see: own answers, and values of fields that are themselves asked."""

from app.domain.merged_form import Selection
from app.domain.merging import merge
from tests.unit.merging.builders import RULES, catalogue_of
from tests.unit.merging.test_disagreement import concept, field, item, material


def merged(items, values=None, concepts=(), **selection):
    words = {"concepts": list(concepts), "shared_materials": []}
    catalogue = catalogue_of(items, words, {"bundles": []})
    chosen = Selection(tuple(i["id"] for i in items), **selection)
    return merge(catalogue, chosen, values or {}, RULES)


def chain(*fields):
    return [item(1, fields)]


def question(question_id, labels, default="no"):
    options = [{"value": v, "label": x} for v, x in zip(("no", "yes"), labels, strict=True)]
    return {"id": question_id, "text": "问？", "options": options, "default": default}


def test_a_value_kept_for_a_field_that_is_not_asked_is_absent():
    items = chain(
        field("a", None),
        field("b", None, when="a == '要'"),
        field("c", None, when="b == '要'"),
    )
    values = {"T-1/a": "要", "T-1/b": "要"}
    assert list(merged(items, values).fields) == ["T-1/a", "T-1/b", "T-1/c"]
    assert list(merged(items, {**values, "T-1/a": "不"}).fields) == ["T-1/a"]


def test_a_ring_of_conditions_comes_to_an_end():
    items = chain(field("a", None, when="b == '要'"), field("b", None, when="a == '要'"))
    assert list(merged(items, {}).fields) == []
    assert set(merged(items, {"T-1/a": "要", "T-1/b": "要"}).fields) == {"T-1/a", "T-1/b"}


def test_numbers_kept_as_text_are_compared_as_numbers():
    own = (field("area", "size", "decimal"), field("plan", None, when="area >= 300"))
    words = [concept("size", "decimal")]
    for value, asked in (("300", True), ("1000.5", True), ("99", False), ("约三百", False)):
        form = merged(chain(*own), {"size": value}, words)
        assert ("T-1/plan" in form.fields) is asked
    by_concept = (own[0], field("plan", None, when="size >= 300"))
    assert "T-1/plan" in merged(chain(*by_concept), {"size": "300"}, words).fields


def test_questions_with_other_labels_are_other_questions():
    items = [
        item(1, questions=[question("q", ("否", "是"))]),
        item(2, questions=[question("q", ("无", "有"))]),
        item(3, questions=[question("q", ("否", "是"), default="yes")]),
    ]
    form = merged(items)
    assert [group.askers for group in form.questions] == [("T-1", "T-3"), ("T-2",)]


def test_equal_questions_with_different_defaults_keep_them_until_answered():
    items = [
        item(1, questions=[question("q", ("否", "是"))]),
        item(2, questions=[question("q", ("否", "是"), default="yes")]),
    ]
    form = merged(items)
    assert [entry.answers for entry in form.items] == [{"q": "no"}, {"q": "yes"}]
    (group,) = form.questions
    answered = merged(items, answers={group.key: "yes"})
    assert [entry.answers for entry in answered.items] == [{"q": "yes"}, {"q": "yes"}]
    nonsense = merged(items, answers={group.key: "perhaps"})
    assert [entry.answers for entry in nonsense.items] == [{"q": "no"}, {"q": "yes"}]


def test_the_form_depends_on_what_any_condition_names_asked_or_not():
    items = [
        item(
            1,
            [field("a", "shared"), field("b", None, when="q.q == 'yes' and a == '要'")],
            [material("m", when="b == '要'")],
            [question("q", ("否", "是"))],
        )
    ]
    form = merged(items, concepts=[concept("shared")])
    assert form.depends_on == {"shared", "T-1/b", form.questions[0].key}


def test_who_only_may_state_a_fact_of_the_licence_does_not_make_it_needed_now():
    licence = concept("org.code", prefill="licence")
    issuing = item(1, [field("c", "org.code")], satisfies=["material.business_license"])
    needing = item(
        2, [field("c", "org.code", required=True)], [material("material.business_license")]
    )
    form = merged([issuing, needing], concepts=[licence])
    assert form.fields["org.code"].awaits == ("T-1",)
    issuing["form_fields"][0]["required"] = True
    assert merged([issuing, needing], concepts=[licence]).fields["org.code"].awaits == ()
