"""From a scenario answer to the value of the field that it answers (`answered_by`).

The packages state no mapping, only words; so the words decide: an option's label against the
field's own options or, for a yes-or-no field, against its label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.catalogue import FieldDefinition, Question
from app.domain.merged_form import ChosenItem, MergedField, MergedForm

_YES = frozenset({"yes", "true", "y", "是", "有", "on"})
_NO = frozenset({"no", "false", "n", "否", "无", "没有", "off"})
_BRACKETS = re.compile(r"[（(](.*?)[)）]")


def own_answer(
    form: MergedForm, merged: MergedField, item: ChosenItem, own: FieldDefinition
) -> object | None:
    """Return what one item's own scenario answer says about its field, None when it says nothing."""
    for group in form.questions:
        if group.question.id == own.answered_by and item.item_id in group.askers:
            answer = item.answers[group.question.id]
            wording = f"{own.label} {merged.label}"
            options = own.options or merged.options
            return answered_value(own.type, wording, options, group.question, answer)
    return None


def merged_answer(form: MergedForm, merged: MergedField) -> object | None:
    """Return what all scenario answers together say about a field.

    A fact that is true for one item (网络经营) is true; otherwise the first asker's answer stands.
    """
    by_id = {item.item_id: item for item in form.items}
    said = [
        own_answer(form, merged, by_id[asker.item_id], asker.definition)
        for asker in merged.askers
        if asker.definition.answered_by
    ]
    known = [value for value in said if value is not None]
    if True in known:
        return True
    return known[0] if known else None


def answered_value(
    kind: str, label: str, options: Sequence[str], question: Question, answer: str
) -> object | None:
    """Return the value that an answer gives a field, None where the words do not decide.

    `kind`: the field's type; `label`: its wording; `options`: its own options, empty for free
    values. A bool, one of `options` (in a list for `multi`), or the answer's label.
    """
    spoken = question.label_of(answer)
    if kind == "bool":
        return _truth(label, answer, spoken)
    if kind not in {"choice", "multi"} or not options:
        return spoken
    chosen = _option(options, spoken)
    if chosen is None and not any(_option(options, o.label) for o in question.options):
        chosen = _by_place(options, question, answer)
    if chosen is None:
        return None
    return [chosen] if kind == "multi" else chosen


def _truth(label: str, answer: str, spoken: str) -> bool:
    """Read a yes-or-no answer: by its value, else by its label standing in the field's wording."""
    if answer.lower() in _YES or spoken in _YES:
        return True
    if answer.lower() in _NO or spoken in _NO:
        return False
    return _BRACKETS.sub("", spoken) in label


def _option(options: Sequence[str], spoken: str) -> str | None:
    """Find an answer's words among the field's options: whole, without brackets, or unique part."""
    core = _BRACKETS.sub("", spoken)
    for words in (spoken, core, *_BRACKETS.findall(spoken)):
        if words in options:
            return str(words)
    similar = [option for option in options if core and (core in option or option in core)]
    return similar[0] if len(similar) == 1 else None


def _by_place(options: Sequence[str], question: Question, answer: str) -> str | None:
    """Pair options and answers by place, where they are equally many and no words agree."""
    values = [option.value for option in question.options]
    if len(values) != len(options) or answer not in values:
        return None
    return options[values.index(answer)]
