"""Scenario questions: which of them are one question, and which items a bundle's answers choose."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from app.domain.catalogue import Bundle, Catalogue, ItemDefinition, Question
from app.domain.concept_keys import REGISTERED_MARKERS
from app.domain.merged_form import QuestionGroup
from app.errors import Problem

RegisteredMarkers = Mapping[str, str]
"""Bundle question id → the answer that means: the applicant already holds a licence."""


@lru_cache(maxsize=16384)
def group_key(question: Question) -> str:
    """Return `id#digest` over text and options, so that only equal questions share an answer."""
    content = [question.text, [[option.value, option.label] for option in question.options]]
    digest = sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
    return f"{question.id}#{digest[:8]}"


def answers_of(item: ItemDefinition, answers: Mapping[str, str]) -> dict[str, str]:
    """Return an item's answers by question id; what is no option for it means its own default.

    `answers`: question group key → value.
    """
    return {
        question.id: _answer(question, answers.get(group_key(question)))
        for question in item.questions
    }


def _answer(question: Question, given: str | None) -> str:
    if given is not None and any(option.value == given for option in question.options):
        return given
    return question.default


def question_groups(
    items: Iterable[ItemDefinition], answers: Mapping[str, str]
) -> tuple[QuestionGroup, ...]:
    """Return the questions of several items, equal ones once, in the items' order.

    Where equal questions have different defaults and nobody has answered, each item keeps its own
    default and the group shows that of the first asker.
    """
    askers: dict[str, list[str]] = {}
    first: dict[str, Question] = {}
    for item in items:
        for question in item.questions:
            key = group_key(question)
            first.setdefault(key, question)
            names = askers.setdefault(key, [])
            if item.id not in names:
                names.append(item.id)
    return tuple(
        QuestionGroup(key, question, tuple(askers[key]), _answer(question, answers.get(key)))
        for key, question in first.items()
    )


def spread_answers(
    catalogue: Catalogue, items: Iterable[str], answers_by_id: Mapping[str, str]
) -> dict[str, str]:
    """Turn answers by plain question id (as in profiles and filled cases) into group answers.

    An answer reaches every item that has a question of that id with that option, whatever its
    text. Raises Problem `item.unknown` (params: item).
    """
    spread: dict[str, str] = {}
    for item_id in items:
        for question in chosen_item(catalogue, item_id).questions:
            given = answers_by_id.get(question.id)
            if given is not None and any(option.value == given for option in question.options):
                spread[group_key(question)] = given
    return spread


def chosen_item(catalogue: Catalogue, item_id: str) -> ItemDefinition:
    """Return an installed item; raises Problem `item.unknown` (params: item)."""
    item = catalogue.items.get(item_id)
    if item is None:
        raise Problem("item.unknown", item=item_id)
    return item


def items_of_bundle(bundle: Bundle, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the items that a bundle's answers choose, in the bundle's order.

    A question without an answer has no value; the conditions decide what that means.
    """

    def look(name: str) -> object:
        prefix, _, question_id = name.partition(".")
        return answers.get(question_id) if prefix == "b" else None

    return tuple(entry.item for entry in bundle.items if entry.include_when.holds(look))


def is_registered(
    bundle: Bundle | None,
    answers: Mapping[str, str],
    markers: RegisteredMarkers = REGISTERED_MARKERS,
) -> bool:
    """Tell whether the applicant already holds a licence, by the bundle's nature or its answers."""
    return (bundle is not None and bundle.applicant_registered) or any(
        answers.get(question_id) == value for question_id, value in markers.items()
    )
