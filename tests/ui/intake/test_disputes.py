"""Demands that cannot both hold are shown with their items; the clerk decides by digit."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.forms.builders import a_draft
from tests.unit.merging.builders import catalogue_of
from ui.forms import FieldContext
from ui.intake.form_view import FormView
from ui.intake.plan import RowKind


def asked(number: int, options: list[str]) -> dict:
    from tests.unit.merging.test_disagreement import field, item

    return item(number, [field("a", "thing", "choice", options=options)])


@pytest.fixture
def disputed(qtbot: QtBot) -> FormView:
    from tests.unit.merging.test_disagreement import concept

    items = [asked(1, ["甲"]), asked(2, ["乙"])]
    concepts = {"concepts": [concept("thing", "choice")], "shared_materials": []}
    draft = a_draft(catalogue_of(items, concepts, {"bundles": []}))
    draft.add_items(*draft.catalogue.items)
    view = FormView(FieldContext(draft.came_at.date()))
    qtbot.addWidget(view)
    view.resize(834, 560)
    with qtbot.waitSignal(view.settled):
        view.show_draft(draft)
        view.show()
    return view


def test_both_demands_are_shown_with_their_items(disputed: FormView) -> None:
    row = next(r for s in disputed.sections for r in s.rows if r.kind is RowKind.DISPUTE)
    words = [words for _item, words in row.choices]
    assert len(words) == 2
    assert any("甲" in each for each in words)
    assert any("乙" in each for each in words)


def test_the_clerk_decides_and_the_field_takes_that_side(disputed: FormView) -> None:
    row = next(r for s in disputed.sections for r in s.rows if r.kind is RowKind.DISPUTE)
    disputed.go_to(row.key)
    QTest.keyClick(QApplication.focusWidget(), "2")
    assert disputed.draft.decision(row.target) == row.choices[1][0]
    disputed.remerge()
    assert disputed.cells[row.target].field.spec.options == ("乙",)
    disputed.refresh(disputed.draft.undo())
    assert disputed.draft.decision(row.target) is None
    assert disputed.cells[row.key].field.read() == ""
