"""Between draft and cell: what a cell shows, and what a person's edit does to the draft."""

from __future__ import annotations

from app.errors import Severity
from app.forms.draft import Draft, DraftChange
from app.forms.snapshot import Origin
from app.wording import N_, _
from app.wording.sentences import sentence
from ui.intake.cells import Cell, FootNote
from ui.intake.plan import Row, RowKind
from ui.intake.row_fields import TicksField

ORIGINS = {
    Origin.CARD: N_("来自证件读取"),
    Origin.LICENCE: N_("来自电子证照"),
    Origin.ANSWERED: N_("由情形选择得出"),
    Origin.DERIVED: N_("由其他内容推算"),
    Origin.DEFAULTED: N_("默认带出，可修改"),
    Origin.SYSTEM: N_("系统生成"),
    Origin.EARLIER: N_("来自以前的办件"),
}
"""Where a value comes from; typed values need no word."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.REPAIRED: "info"}


def show_row(draft: Draft, cell: Cell) -> None:
    """Show the draft's value in a cell."""
    row = cell.row
    assert row is not None  # only cells in use are shown
    if isinstance(cell.field, TicksField):
        cell.field.show_ticks(frozenset(draft.ticks(row.target)))
    elif row.kind is RowKind.DISPUTE:
        cell.field.show_value(draft.decision(row.target), "")
    elif row.kind in (RowKind.QUESTION, RowKind.BUNDLE_QUESTION):
        value = answer_of(draft, row)
        cell.field.show_value(value, dict(row.choices).get(value, ""))
    else:
        cell.field.show_value(draft.value(row.target), draft.shown(row.target))


def answer_of(draft: Draft, row: Row) -> str:
    """Return the answer in force of a question row."""
    if row.kind is RowKind.QUESTION:
        return next(group.value for group in draft.form.questions if group.key == row.target)
    selection = draft.form.selection
    bundle = draft.catalogue.bundles[selection.bundle_id or ""]
    question = next(question for question in bundle.questions if question.id == row.target)
    return selection.bundle_answers.get(row.target, question.default)


def foot_note(draft: Draft, row: Row, *, told: bool) -> FootNote:
    """Return what stands below a row; `told`: faults may be shown already."""
    if row.kind is not RowKind.FIELD and row.kind is not RowKind.TICKS:
        return FootNote(departments=row.departments)
    if told:
        for severity in (Severity.ERROR, Severity.WARNING, Severity.REPAIRED):
            for finding in draft.findings(row.target):
                if finding.severity is severity:
                    return FootNote(sentence(finding), _KINDS[severity], row.departments)
        if draft.is_empty(row.target) and row.target in draft.faults():
            return FootNote(_("必填，还没有填"), "open", row.departments)
    if row.kind is RowKind.TICKS:
        return FootNote(_("逐项勾选，不代为复制"), "", row.departments)
    return FootNote(origin_words(draft, row.target), "", row.departments)


def origin_words(draft: Draft, key: str) -> str:
    """Return where a value comes from, in words; empty for typed or no value."""
    origin = draft.origin(key)
    if origin is None or draft.value(key) in (None, ""):
        return ""
    words = ORIGINS.get(origin)
    return _(words) if words else ""


def look_of(draft: Draft, row: Row, note: FootNote) -> str:
    """Return how a row's field looks."""
    if note.kind in ("error", "warning"):
        return note.kind
    if row.kind is RowKind.FIELD and origin_words(draft, row.target):
        return "prefilled"
    return "plain"


def changed_by(draft: Draft, cell: Cell) -> DraftChange | None:
    """Bring what stands in a cell into the draft; None when it stands there already."""
    row, read = cell.row, cell.field.read()
    assert row is not None  # only cells in use are edited
    if isinstance(cell.field, TicksField):
        return _tick(draft, row, cell.field)
    if row.kind is RowKind.DISPUTE:
        return draft.decide(row.target, str(read)) if read else None
    if row.asks:
        return _answer(draft, row, read)
    if read in (draft.shown(row.target), draft.value(row.target)):
        return None
    return draft.set_value(row.target, read)


def _answer(draft: Draft, row: Row, words: object) -> DraftChange | None:
    value = next((value for value, label in row.choices if label == words), None)
    if value is None or value == answer_of(draft, row):
        return None
    if row.kind is RowKind.QUESTION:
        return draft.answer(row.target, value)
    return draft.answer_bundle(row.target, value)


def _tick(draft: Draft, row: Row, field: TicksField) -> DraftChange | None:
    """Tick what differs: one press of one box, so at most one item."""
    now, before = field.ticked(), frozenset(draft.ticks(row.target))
    for item in sorted(now ^ before):
        return draft.tick(row.target, item, item in now)
    return None
