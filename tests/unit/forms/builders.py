"""Drafts for tests: over the shipped catalogue, filled from the filled sample case."""

from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from uuid import UUID

import yaml

from app.domain.questions import spread_answers
from app.forms.draft import Draft
from app.forms.snapshot import Origin
from tests.unit.merging.builders import RULES, shipped

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
CASES = Path(__file__).parents[2] / "data" / "catalogue" / "cases.yaml"
RESTAURANT = ("SCJG-02", "SCJG-03", "XF-01", "CG-01", "PS-01")


def a_draft(catalogue=None, number: int = 1) -> Draft:
    return Draft(catalogue or shipped(), RULES, UUID(int=number), NOW)


@cache
def restaurant_case() -> dict:
    return yaml.safe_load(CASES.read_text("utf-8"))["cases"][0]


def values_of(case: dict) -> dict[str, object]:
    own = case["values_by_item"].items()
    return {
        **case["values_by_concept"],
        **{f"{item}/{key}": value for item, values in own for key, value in values.items()},
    }


def filled_restaurant() -> Draft:
    case, draft = restaurant_case(), a_draft()
    draft.choose_bundle(case["bundle"], case["answers"])
    spread = spread_answers(draft.catalogue, case["items"], case["item_answers"])
    for group, value in spread.items():
        draft.answer(group, value)
    draft.fill(values_of(case), Origin.TYPED)
    return draft
