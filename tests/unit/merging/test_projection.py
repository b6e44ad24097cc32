"""Every item's own form, out of one merged form; and what scenario answers say."""

import pytest

from app.domain.answered import answered_value
from app.domain.catalogue import Option, Question
from app.domain.merged_form import Selection
from app.domain.merging import merge
from app.domain.projection import project
from tests.unit.merging.builders import RULES, shipped

ALL = tuple(sorted(shipped().items))


@pytest.fixture(scope="module")
def everything():
    return merge(shipped(), Selection(ALL), {}, RULES)


@pytest.mark.parametrize("item_id", ALL)
def test_every_items_form_is_whole_in_its_departments_order_and_words(item_id, everything):
    alone = merge(shipped(), Selection((item_id,)), {}, RULES)
    rows = project(everything, {}, {}, item_id)
    assert [row.definition for row in rows] == list(alone.items[0].asks)
    keys = [field.key for field in shipped().items[item_id].fields]
    places = [keys.index(row.definition.key) for row in rows]
    assert places == sorted(places)
    assert [row.label for row in rows] == [row.definition.label for row in rows]


def test_every_shipped_answer_that_words_can_decide_gives_a_value():
    undecided = []
    for item in shipped().items.values():
        questions = {question.id: question for question in item.questions}
        for own in item.fields:
            if own.answered_by is None:
                continue
            concept = shipped().vocabulary.concepts.get(own.concept or "")
            shared = tuple(concept.validation.get("options", ())) if concept else ()
            label = f"{own.label} {concept.label if concept else ''}"
            for option in questions[own.answered_by].options:
                value = answered_value(
                    own.type, label, own.options or shared, questions[own.answered_by], option.value
                )
                if own.type == "bool":
                    assert value is (option.value in {"yes", "commit"})
                elif value is None:
                    undecided.append((own.key, option.label))
                else:
                    assert value in (own.options or shared)
    # one answer stands for two options of the form: only the applicant can say which
    assert undecided == [("drain_type", "宾馆洗浴")]


def question(*labels: str) -> Question:
    options = tuple(Option(f"v{n}", label) for n, label in enumerate(labels))
    return Question("x", "？", options, "v0")


@pytest.mark.parametrize(
    ("options", "labels", "expected"),
    [
        (("甲", "乙"), ("乙", "甲"), "乙"),
        (("甲类场所", "乙类场所"), ("乙类", "甲类"), "乙类场所"),
        (("过户", "更名"), ("单位变更（过户）", "改名"), "过户"),
        (("A", "B"), ("第一种", "第二种"), "A"),
        (("A", "B", "C"), ("第一种", "第二种"), None),
        ((), ("自由文字", "别的"), "自由文字"),
    ],
)
def test_words_decide_then_place_and_otherwise_nothing(options, labels, expected):
    assert answered_value("choice", "栏目", options, question(*labels), "v0") == expected


def test_a_multiple_choice_is_answered_by_a_list():
    assert answered_value("multi", "栏目", ("甲", "乙"), question("乙", "甲"), "v1") == ["甲"]
