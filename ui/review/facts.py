"""What the reviewer reads of a case: the merged facts, the department's own form, the acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.checks.registry import FIELD_TYPES
from app.checks.results import Spec
from app.documents.subject import ApplicationRow
from app.domain.certificate import BarGround
from app.domain.merged_form import MergedField
from app.services.proceeding import CaseView
from app.wording import N_, _
from app.wording.proceeding import act_word
from ui.review.chronicle import told
from ui.review.fact_list import Fact

_NOTHING = "—"
_BARS = {
    BarGround.FALSE_MATERIALS: N_("隐瞒情况或提供虚假材料"),
    BarGround.FRAUD: N_("以欺骗等不正当手段取得许可"),
    BarGround.BAD_CREDIT: N_("失信，不适用容缺受理和告知承诺"),
}


def merged_facts(view: CaseView) -> tuple[Fact, ...]:
    """Return everything that was told once for all, what this item asks in full ink."""
    return (*_bars(view), *_answers(view), *_sections(view))


def _bars(view: CaseView) -> Iterator[Fact]:
    today = view.standing.now.date()
    for bar in view.standing.ground.bars:
        if bar.holds(today):
            until = bar.ends.isoformat() if bar.ends is not None else _("解除为止")
            words = _("{ground}。依据 {basis}，至 {until}")
            value = words.format(ground=_(_BARS[bar.ground]), basis=bar.basis, until=until)
            yield Fact(_("申请人限制"), value, ink="error", icon="error")


def _answers(view: CaseView) -> Iterator[Fact]:
    form, item = view.seen.form, view.case.item_id
    if form.questions:
        yield Fact(_("情形"), heading=True)
    for group in form.questions:
        value = group.question.label_of(group.value)
        ink = "text" if item in group.askers else "muted"
        yield Fact(group.question.text, value or _NOTHING, ink=ink)


def _sections(view: CaseView) -> Iterator[Fact]:
    form = view.seen.form
    for section in form.sections:
        fields = [form.fields[key] for key in section.field_keys if key in form.fields]
        if fields:
            yield Fact(section.title, heading=True)
        yield from (_field(view, field) for field in fields)


def _field(view: CaseView, field: MergedField) -> Fact:
    item = view.case.item_id
    asked = any(asker.item_id == item for asker in field.askers)
    if field.per_item:
        value = _("是") if item in view.seen.sitting.ticks.get(field.key, ()) else _("否")
    else:
        value = shown(field.type, view.seen.sitting.values.get(field.key), field)
    words = f"{value} {field.unit}".strip() if value and field.unit else value
    return Fact(field.label, words or _NOTHING, ink="text" if asked and words else "muted")


def shown(kind: str, value: object, spec: MergedField | Spec) -> str:
    """Return a canonical value as a person reads it."""
    text = FIELD_TYPES.get(kind, FIELD_TYPES["text"]).show(value, spec)
    return text.replace("\t", "　")


def form_facts(rows: Sequence[ApplicationRow]) -> tuple[Fact, ...]:
    """Return the department's own form, in its order and words."""
    facts: list[Fact] = []
    for section, own in groupby(rows, key=lambda row: row.section):
        facts.append(Fact(section, heading=True))
        facts += [_row(row) for row in own]
    return tuple(facts)


def _row(row: ApplicationRow) -> Fact:
    if row.declared:
        return Fact(row.label, _("已声明") if row.value else _("未声明"), icon="promise")
    value = shown(row.type, row.value, Spec(row.type, row.options, row.columns, row.unit))
    words = f"{value} {row.unit}".strip() if value and row.unit else value
    return Fact(row.label, words or _NOTHING, ink="text" if words else "muted")


def chronology(view: CaseView) -> tuple[Fact, ...]:
    """Return what was done on the case, the latest first."""
    facts: list[Fact] = []
    for act in reversed(view.acts):
        who = act.by_name or _("依法自动")
        facts.append(Fact(f"{act.at:%Y-%m-%d %H:%M}　{act_word(act.kind)}", heading=True))
        facts.append(Fact(who, told(act, view)))
        if act.recorded_at.date() != act.at.date():
            words = _("{moment} 录入").format(moment=f"{act.recorded_at:%Y-%m-%d %H:%M}")
            facts.append(Fact(_("补记"), words, ink="muted"))
    return tuple(facts)
