"""The forms of handing in later: what was to be corrected, what is owed, what is mended on the spot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.checks.registry import FIELD_TYPES
from app.domain.act_bodies import PromiseCheck
from app.domain.actor import Actor
from app.domain.acts import ActKind
from app.domain.case import HandedIn, MaterialRecord
from app.domain.merged_form import MergedField
from app.domain.procedure import still_owed
from app.forms.faults import UNDECIDED, Fault, decided, faults_of_item
from app.services import supplements
from app.services.proceeding import CaseView
from app.wording import _
from app.wording.proceeding import act_word
from ui.forms import FieldSpec
from ui.review.act_forms import ActForm, Answers, Ask, Matter, Order, day, long, yes_no

if TYPE_CHECKING:
    from app.services.office import Office

_ABSENT = (HandedIn.LACKING, HandedIn.DEFECTIVE)
_AS_DATA = frozenset({"multi", "table", "bool"})
_VALUE, _DECISION = "value:", "decision:"


def faults_of(office: Office, actor: Actor, view: CaseView) -> tuple[Fault, ...]:
    """Return what is empty or wrong in the department's form; a verb for the reader's thread."""
    del office, actor
    sitting = view.seen.sitting
    return faults_of_item(
        view.seen.form,
        view.case.item_id,
        sitting.values,
        sitting.ticks,
        sitting.decisions,
        view.standing.today,
    )


def supplement(matter: Matter) -> ActForm:
    """Take in what a correction notice asked for: a new round under the same number."""
    records = _records(matter)
    absent = tuple(record for record in records if record.state in _ABSENT)

    def order(answers: Answers) -> Order:
        verb = partial(supplements.supplement, mended=_mended(answers, matter))
        return verb, (matter.view.case.id, _handed(answers, matter, records))

    title = act_word(ActKind.SUPPLEMENT)
    asks = (_materials(records, absent), *_fields(matter))
    return ActForm("supplement", title, _("收下"), asks, order, matter.article(ActKind.SUPPLEMENT))


def supply_owed(matter: Matter) -> ActForm:
    """Take in what was owed since an acceptance."""
    keys = still_owed(matter.view.acts)
    records = tuple(record for record in _records(matter) if record.key in keys)

    def order(answers: Answers) -> Order:
        handed = _handed(answers, matter, records)
        return supplements.supply_owed, (matter.view.case.id, handed)

    title = act_word(ActKind.SUPPLY_OWED)
    asks = (_materials(records, records),)
    return ActForm(
        "supply-owed", title, _("收下"), asks, order, matter.article(ActKind.SUPPLY_OWED)
    )


def check_promise(matter: Matter) -> ActForm:
    """Look later whether what was promised in a material's place holds."""
    promised = [one for one in _records(matter) if one.state is HandedIn.PROMISED]
    keys = {record.label: record.key for record in promised}

    def order(answers: Answers) -> Order:
        looked_at = tuple(keys[label] for label in answers.chosen("materials"))
        kept = answers.yes("kept")
        until = None if kept else answers.day_or_none("until")
        body = PromiseCheck(looked_at, kept, answers.text("findings"), until)
        return matter.doing(ActKind.CHECK_PROMISE, body)

    title = act_word(ActKind.CHECK_PROMISE)
    spec = FieldSpec("materials", _("核查的承诺"), "multi", options=tuple(keys))
    asks = (
        Ask(spec, list(keys), needed=True),
        long("findings", _("核查情况"), needed=True),
        yes_no("kept", _("与承诺一致")),
        day("until", _("限期整改至")),
    )
    return ActForm(
        "check-promise",
        title,
        _("登记核查"),
        asks,
        order,
        matter.article(ActKind.CHECK_PROMISE),
        shown={"until": lambda answers: answers.raw.get("kept") is False},
    )


def spot_correction(matter: Matter) -> ActForm:
    """Let the applicant correct an error on the spot (AL 32(1)(3))."""
    records = tuple(record for record in _records(matter) if record.state in _ABSENT)

    def order(answers: Answers) -> Order:
        verb = partial(supplements.correct_on_the_spot, mended=_mended(answers, matter))
        handed = _handed(answers, matter, records)
        return verb, (matter.view.case.id, answers.text("what"), handed)

    materials = (_materials(records, ()),) if records else ()
    asks = (long("what", _("更正内容"), needed=True), *materials, *_fields(matter))
    title = act_word(ActKind.SPOT_CORRECTION)
    return ActForm(
        "spot", title, _("登记更正"), asks, order, matter.article(ActKind.SPOT_CORRECTION)
    )


def _records(matter: Matter) -> tuple[MaterialRecord, ...]:
    item = matter.view.case.item_id
    return tuple(one for one in matter.view.seen.sitting.materials if item in one.items)


def _materials(records: tuple[MaterialRecord, ...], ticked: Iterable[MaterialRecord]) -> Ask:
    labels = tuple(record.label for record in records)
    spec = FieldSpec("materials", _("交来的材料"), "multi", options=labels)
    return Ask(spec, [record.label for record in ticked])


def _handed(
    answers: Answers, matter: Matter, records: tuple[MaterialRecord, ...]
) -> tuple[MaterialRecord, ...]:
    """Return the ticked records as handed in, with what was demanded of each."""
    chosen = answers.chosen("materials")
    demanded = {one.key: one for one in matter.view.seen.form.materials}
    handed = []
    for record in records:
        asked = demanded.get(record.key)
        if record.label in chosen:
            handed.append(
                replace(
                    record,
                    state=HandedIn.HANDED_IN,
                    originals=max(record.originals, asked.originals if asked else 0),
                    copies=max(record.copies, asked.copies if asked else 0),
                    owed_until=None,
                    note="",
                )
            )
    return tuple(handed)


def _fields(matter: Matter) -> tuple[Ask, ...]:
    """Return the fields at fault, each once, as they stand now."""
    seen: dict[str, Fault] = {fault.key: fault for fault in reversed(matter.faults)}
    form = matter.view.seen.form
    ordered = dict.fromkeys(fault.key for fault in matter.faults)
    return tuple(_field(matter.view, form.fields[key], seen[key]) for key in ordered)


def _field(view: CaseView, field: MergedField, fault: Fault) -> Ask:
    sitting = view.seen.sitting
    if fault.finding is not None and fault.finding.code == UNDECIDED:
        names = tuple(_side_names(view, field))
        return Ask(FieldSpec(f"{_DECISION}{field.key}", fault.label, "choice", options=names))
    if field.per_item:
        return Ask(FieldSpec(f"{_VALUE}{field.key}", fault.label, "bool"), None)
    asked = decided(field, sitting.decisions)
    value = sitting.values.get(field.key)
    spec = FieldSpec(
        f"{_VALUE}{field.key}", fault.label, asked.type, asked.options, asked.columns, asked.unit
    )
    kind = FIELD_TYPES.get(asked.type, FIELD_TYPES["text"])
    return Ask(spec, value if asked.type in _AS_DATA else kind.show(value, asked))


def _side_names(view: CaseView, field: MergedField) -> dict[str, str]:
    """Return what the clerk may decide about a disputed field: words → item."""
    if field.dispute is None:
        return {}
    names = {item.item_id: item.short_name for item in view.seen.form.items}
    return {
        f"{names.get(item, item)}：{'、'.join(demand)}": item
        for item, demand in field.dispute.sides.items()
    }


def _mended(answers: Answers, matter: Matter) -> supplements.Mended:
    form = matter.view.seen.form
    values, decisions = {}, {}
    for key, raw in answers.raw.items():
        if key.startswith(_VALUE) and raw not in ("", None, []):
            values[key.removeprefix(_VALUE)] = raw
        elif key.startswith(_DECISION) and raw:
            field = form.fields[key.removeprefix(_DECISION)]
            decisions[field.key] = _side_names(matter.view, field)[str(raw)]
    return supplements.Mended(values, decisions)
