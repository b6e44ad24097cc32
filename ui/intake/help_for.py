"""Help for a row: who asks it in which words, on what basis, what a reviewer watches."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.catalogue import ItemDefinition
from app.forms.draft import Draft
from app.wording import _
from ui.intake.binding import origin_words
from ui.intake.plan import Row, RowKind
from ui.kit.help_strip import Help

_MOST = 5


def help_for(draft: Draft, row: Row) -> Help:
    """Return the help of a row."""
    field = row.field
    if field is None:
        return _question_help(draft, row)
    items = [draft.catalogue.items[asker.item_id] for asker in field.askers]
    askers = tuple(
        dict.fromkeys((asker.department, asker.definition.label) for asker in field.askers)
    )
    words = {field.label, *(label for _department, label in askers)}
    origin = origin_words(draft, field.key) if row.kind is RowKind.FIELD else ""
    return Help(field.label, askers, _basis(items), _watch(items, words), origin, field.help)


def _question_help(draft: Draft, row: Row) -> Help:
    group = next((g for g in draft.form.questions if g.key == row.target), None)
    if row.kind is RowKind.BUNDLE_QUESTION or group is None:
        bundle = draft.catalogue.bundles.get(draft.form.selection.bundle_id or "")
        note = _("回答决定要办哪些事项；改答案时已填的内容保留")
        return Help(row.spec.caption, note=f"{bundle.name}　{note}" if bundle else note)
    items = [draft.catalogue.items[item] for item in group.askers]
    askers = tuple((item.former_department, item.short_name) for item in items)
    note = _("回答决定要填哪些内容、交哪些材料；改答案时已填的内容保留")
    return Help(row.spec.caption, askers, note=note)


def _basis(items: Iterable[ItemDefinition]) -> tuple[str, ...]:
    laws = (
        f"《{law.law}》{law.articles}".strip() for item in items for law in item.legal_basis[:1]
    )
    return tuple(dict.fromkeys(laws))[:_MOST]


def _watch(items: list[ItemDefinition], words: set[str]) -> tuple[str, ...]:
    """Return the review points that speak of the field; the items' first ones where none does."""
    points = [point for item in items for point in item.review_points]
    wanted = {part for word in words for part in _pieces(word)}
    spoken = [point for point in points if any(part in point for part in wanted)]
    first = [item.review_points[0] for item in items if item.review_points]
    return tuple(dict.fromkeys(spoken or first))[:_MOST]


def _pieces(word: str) -> Iterable[str]:
    """Return a label and what stands before a bracket in it."""
    yield word
    if "（" in word:
        yield word.split("（", maxsplit=1)[0]
