"""Every body of an act comes back from JSON as it was."""

from __future__ import annotations

import json
from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.domain import act_bodies as bodies
from app.domain.act_bodies import Body
from db.engine import to_json
from db.repositories.act_bodies import KINDS, read, written
from tests.db.builders import CHINA

MOMENTS = st.datetimes(timezones=st.just(CHINA)).map(lambda moment: moment.replace(fold=0))


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """What a field of a type may hold; a date is never a time here."""
    if get_origin(kind) is UnionType:
        return st.one_of(
            st.none() if each is NoneType else values_of(each) for each in get_args(kind)
        )
    if get_origin(kind) is tuple:
        return st.lists(values_of(get_args(kind)[0]), max_size=3).map(tuple)
    if kind is bodies.datetime:
        return MOMENTS
    if hasattr(kind, "__dataclass_fields__"):
        return bodies_of(kind)
    return st.from_type(kind)


def bodies_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Bodies of a class with a value in every field."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: values_of(hints[each.name]) for each in fields(kind)})


def through_json(body: Body) -> Body:
    """Write a body as a row does, and read it again."""
    row = written(body)
    return read(str(row["body_kind"]), json.loads(to_json(row["body"])))


def test_every_class_of_body_has_a_name_of_its_own() -> None:
    assert set(KINDS.values()) == set(get_args(Body))
    assert len(set(KINDS.values())) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_body_comes_back_as_it_was(kind: type[Body]) -> None:
    @given(bodies_of(kind))
    def comes_back(body: Body) -> None:
        again = through_json(body)
        assert again == body
        assert repr(again) == repr(body)  # a plain text equals the member of an enumeration

    comes_back()


def test_what_older_data_lacks_has_its_default() -> None:
    kept = read("spot-correction", {"what": "页码"})
    assert kept == bodies.SpotCorrection("页码")
    assert read("acceptance", {"counts_from": "2026-07-27"}) == bodies.Acceptance(
        bodies.date(2026, 7, 27)
    )
