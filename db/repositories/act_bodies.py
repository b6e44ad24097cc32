"""The bodies of acts as JSON data and back, by the types that their fields declare.

A row keeps the short name of its body's class beside the data; the names are part of the store and
never change, whatever the classes are called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from app.domain import act_bodies as bodies
from app.domain.act_bodies import Body

KINDS: Mapping[str, type[Body]] = {
    "nothing": bodies.Nothing,
    "arrival": bodies.Arrival,
    "spot-correction": bodies.SpotCorrection,
    "correction": bodies.Correction,
    "recall": bodies.Recall,
    "supplement": bodies.Supplement,
    "acceptance": bodies.Acceptance,
    "non-acceptance": bodies.NonAcceptance,
    "item-change": bodies.ItemChange,
    "applicant-change": bodies.ApplicantChange,
    "assignment": bodies.Assignment,
    "opinion": bodies.Opinion,
    "stop": bodies.Stop,
    "resumption": bodies.Resumption,
    "extension": bodies.Extension,
    "hearing-notice": bodies.HearingNotice,
    "field-check": bodies.FieldCheck,
    "decision": bodies.Decision,
    "ending": bodies.Ending,
    "promise-check": bodies.PromiseCheck,
    "delivery": bodies.Delivery,
    "certificate": bodies.CertificateAct,
    "fee": bodies.Fee,
}
"""Every class of body by the name that stands in its rows."""

_NAMES = {kind: name for name, kind in KINDS.items()}


def written(body: Body) -> dict[str, object]:
    """Return a body as the columns of its row: `body_kind` and `body` (JSON data)."""
    return {"body_kind": _NAMES[type(body)], "body": _plain(body)}


def read(kind: str, data: Mapping[str, object]) -> Body:
    """Build a body from the columns of its row; a field that the data lacks has its default.

    Raises KeyError, TypeError, ValueError for data that is no such body.
    """
    return cast("Body", _typed(KINDS[kind], data))


def _plain(value: object) -> object:
    """Return a value as JSON data."""
    match value:
        case tuple():
            return [_plain(each) for each in value]
        case date():  # a datetime is a date too
            return value.isoformat()
        case UUID():
            return value.hex
        case Enum():
            return value.value
        case _ if is_dataclass(value):
            return {name: _plain(each) for name, each in vars(value).items()}
        case _:
            return value


def _typed(kind: Any, data: Any) -> object:
    """Build a value of a type from JSON data. Raises TypeError for data of another type."""
    if get_origin(kind) is UnionType:
        if data is None:
            return None
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is tuple:
        _demand(data, list | tuple)
        return tuple(_typed(get_args(kind)[0], each) for each in data)
    if isinstance(kind, type) and is_dataclass(kind):
        types = _types(kind)
        _demand(data, Mapping)
        return kind(**{name: _typed(types[name], each) for name, each in data.items()})
    if kind in (date, datetime):
        return kind.fromisoformat(data)
    if issubclass(kind, UUID | Enum):
        return kind(data)
    _demand(data, kind)
    return cast("object", data)


def _demand(data: object, kind: Any) -> None:
    """Refuse data of another type; true and false are no numbers."""
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise TypeError(kind, data)


@cache
def _types(kind: Any) -> dict[str, Any]:
    """Return the types of a class's fields."""
    return get_type_hints(kind)
