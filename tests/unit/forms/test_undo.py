"""Undo and redo across everything that a clerk can do."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.case import HandedIn
from app.forms.draft import Draft
from app.forms.history import DEPTH, History
from app.forms.snapshot import MaterialEntry, Origin
from tests.unit.forms.builders import NOW, RESTAURANT, a_draft
from tests.unit.merging.builders import RULES

ITEMS = (*RESTAURANT, "SCJG-01", "WL-01", "RS-04")
NUMBERS = st.integers(0, 10_000)

steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(ITEMS)),
        st.tuples(st.just("remove"), st.sampled_from(ITEMS)),
        st.tuples(st.just("bundle"), st.sampled_from(["yes", "no"])),
        st.tuples(
            st.just("value"), NUMBERS, st.sampled_from(["甲", "370983199003159995", "", "3"])
        ),
        st.tuples(st.just("tick"), NUMBERS, st.booleans()),
        st.tuples(st.just("answer"), NUMBERS, NUMBERS),
        st.tuples(st.just("material"), NUMBERS, st.integers(0, 3)),
        st.tuples(st.just("fill"), st.sampled_from(["甲", "乙"]), st.sampled_from(list(Origin))),
    ),
    max_size=12,
)


def perform(draft: Draft, step: tuple) -> None:
    kind, *rest = step
    form = draft.form
    if kind == "add":
        draft.add_items(rest[0])
    elif kind == "remove":
        draft.remove_items(rest[0])
    elif kind == "bundle":
        draft.choose_bundle("B01", {"has_license": rest[0], "signboard": "yes", "small": "no"})
    elif kind == "fill":
        draft.fill({"org.name": rest[0], "applicant.name": rest[0]}, rest[1])
    elif form.fields and kind == "value":
        plain = [key for key, field in form.fields.items() if not field.per_item]
        draft.set_value(plain[rest[0] % len(plain)], rest[1])
    elif kind == "tick":
        rows = [field for field in form.fields.values() if field.per_item]
        if rows:
            row = rows[rest[0] % len(rows)]
            draft.tick(row.key, row.askers[rest[0] % len(row.askers)].item_id, rest[1])
    elif form.questions and kind == "answer":
        group = form.questions[rest[0] % len(form.questions)]
        options = group.question.options
        draft.answer(group.key, options[rest[1] % len(options)].value)
    elif form.materials and kind == "material":
        material = form.materials[rest[0] % len(form.materials)]
        draft.set_material(material.key, MaterialEntry(HandedIn.HANDED_IN, rest[1], 0))


@given(steps)
@settings(deadline=None, max_examples=50)
def test_undoing_all_is_the_start_and_redoing_all_is_the_end(sequence):
    draft = a_draft()
    start, states = draft.snapshot(), [draft.snapshot()]
    for step in sequence:
        perform(draft, step)
        if draft.snapshot() != states[-1]:
            states.append(draft.snapshot())
    end = draft.snapshot()
    seen = [end]
    while draft.can_undo:
        assert draft.undo() is not None
        seen.append(draft.snapshot())
    assert draft.undo() is None
    assert draft.snapshot() == start
    assert [state for state in states if state not in seen] == []
    while draft.can_redo:
        assert draft.redo() is not None
    assert draft.redo() is None
    assert draft.snapshot() == end


@given(steps)
@settings(deadline=None, max_examples=40)
def test_what_a_step_says_it_changed_is_what_changed(sequence):
    draft = a_draft()
    for step in sequence:
        perform(draft, step)
    before = draft.snapshot()
    found = {key: draft.findings(key) for key in before.form.fields}
    change = draft.undo()
    if change is None:
        return
    after = draft.snapshot()
    both = {**before.form.fields, **after.form.fields}.keys() - change.values
    for key in both:
        assert before.values.get(key) == after.values.get(key)
        assert before.origins.get(key) == after.origins.get(key)
        assert before.ticks.get(key) == after.ticks.get(key)
    for key in after.form.fields.keys() - change.findings:
        assert found.get(key, ()) == draft.findings(key)
    if not change.form:
        assert before.form is after.form
    if not change.materials:
        assert before.materials == after.materials


@given(steps)
@settings(deadline=None, max_examples=40)
def test_a_saved_draft_is_the_same_whatever_was_done(sequence):
    draft = a_draft()
    for step in sequence:
        perform(draft, step)
    back = Draft.from_json(draft.to_json(), draft.catalogue, RULES, NOW)
    assert back.to_json() == draft.to_json()
    assert back.snapshot() == draft.snapshot()


@given(steps, st.sampled_from(["YC-01", "TY-01", "ZJ-01"]))
@settings(deadline=None, max_examples=40)
def test_an_item_that_comes_and_goes_leaves_no_trace(sequence, item):
    draft = a_draft()
    for step in sequence:
        perform(draft, step)
    before = draft.snapshot()
    draft.add_items(item)
    draft.remove_items(item)
    assert draft.snapshot() == before


def test_a_new_step_forgets_what_was_undone():
    draft = a_draft()
    draft.add_items("SCJG-03")
    draft.set_value("org.name", "甲")
    draft.undo()
    assert draft.can_redo
    draft.set_value("org.name", "乙")
    assert not draft.can_redo
    draft.undo()
    assert draft.value("org.name") is None


def test_history_forgets_only_the_oldest():
    history = History(0)
    for number in range(1, DEPTH + 5):
        history.push(number)
    while history.undo():
        pass
    assert history.now == 4
