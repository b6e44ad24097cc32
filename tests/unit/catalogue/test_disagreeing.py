"""The test package whose items disagree: sound in itself, and disagreeing where it should."""

from __future__ import annotations

from app.catalogue import build_catalogue, load_supplement
from app.paths import ROOT
from tests.unit.catalogue.builders import findings_of, installed_from

PACKAGE = ROOT / "tests" / "data" / "packages" / "disagreeing"


def test_the_package_is_sound():
    assert findings_of(PACKAGE) == ()


def test_options_units_and_requiredness_differ():
    catalogue = build_catalogue(installed_from(PACKAGE), load_supplement())
    asked: dict[str, list] = {}
    for item in catalogue.items.values():
        for field in item.fields:
            asked.setdefault(field.concept or field.key, []).append(field)
    assert len({field.options for field in asked["test.size"]}) == 3
    assert set.intersection(*({*field.options} for field in asked["test.size"])) == {"中"}
    assert not set.intersection(*({*field.options} for field in asked["test.colour"]))
    assert {field.unit for field in asked["test.capital"]} == {"元", "万元"}
    assert {field.unit for field in asked["test.area"]} == {"㎡"}
    assert len({field.required for field in asked["test.name"]}) == 2
    questions = [item.questions[0] for item in catalogue.items.values()]
    assert [question.id for question in questions] == ["mode"] * 3
    assert questions[0].options == questions[1].options != questions[2].options
