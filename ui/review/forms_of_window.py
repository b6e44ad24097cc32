"""The forms of the window: correction, acceptance and its refusal, repair of a mistaken intake."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.act_bodies import Acceptance, Correction, NonAcceptance, Recall
from app.domain.actor import Actor
from app.domain.acts import ActKind
from app.domain.case import Applicant, ApplicantKind, Defect
from app.domain.catalogue import Column, ItemDefinition
from app.domain.clocks import counting_day, decision_dues
from app.domain.outcomes import owed_until
from app.services import catalogue, repair
from app.services.proceeding import CaseView
from app.wording import N_, _
from app.wording.proceeding import act_word
from ui.forms import FieldSpec
from ui.review.act_forms import (
    FALSE_MATERIALS,
    ActForm,
    Answers,
    Ask,
    Matter,
    Order,
    Unclear,
    choice,
    false_materials,
    long,
    text,
)

if TYPE_CHECKING:
    from app.services.office import Office

_APPLICANTS = {ApplicantKind.PERSON: N_("自然人"), ApplicantKind.ORGANISATION: N_("法人或其他组织")}


def ask_correction(matter: Matter) -> ActForm:
    """Tell all corrections at once (AL 32(1)(4)); a second notice says why."""
    case = matter.view.case
    second = case.corrections > 0
    names = (_("补正事项"), _("问题"), _("应达到的标准"))

    def order(answers: Answers) -> Order:
        rows = answers.rows("defects")
        defects = tuple(Defect(*(row.get(name, "").strip() for name in names)) for row in rows)
        body = Correction(case.round, defects, second=second, why=answers.text("why"))
        return matter.doing(ActKind.ASK_CORRECTION, body)

    columns = tuple(map(Column, names, ("text", "longtext", "longtext")))
    rows = [dict(zip(names, _of(defect), strict=True)) for defect in matter.defects]
    asks = [Ask(FieldSpec("defects", _("补正内容"), "table", columns=columns), rows, needed=True)]
    notes = matter.article(ActKind.ASK_CORRECTION)
    if second:
        words = _("这是再次告知，只能针对新补交的材料，并报督查备案。")
        notes = (("warning", words), *notes)
        asks.append(long("why", _("再次告知的原因"), needed=True))
    title = act_word(ActKind.ASK_CORRECTION)
    return ActForm("ask-correction", title, _("一次性告知"), tuple(asks), order, notes)


def _of(defect: Defect) -> tuple[str, str, str]:
    return defect.subject, defect.what, defect.standard


def recall_correction(matter: Matter) -> ActForm:
    """Take back a notice that was given by mistake."""
    told = [act for act in matter.view.acts if act.kind is ActKind.ASK_CORRECTION]

    def order(answers: Answers) -> Order:
        body = Recall(told[-1].id, answers.text("why"))
        return matter.doing(ActKind.RECALL_CORRECTION, body)

    title = act_word(ActKind.RECALL_CORRECTION)
    asks = (long("why", _("收回原因"), needed=True),)
    notes = matter.article(ActKind.RECALL_CORRECTION)
    return ActForm("recall", title, _("收回告知"), asks, order, notes)


def accept(matter: Matter) -> ActForm:
    """Accept the application (AL 32(1)(5))."""

    def order(_answers: Answers) -> Order:
        return matter.doing(ActKind.ACCEPT, Acceptance(_counts_from(matter)))

    title = act_word(ActKind.ACCEPT)
    notes = (("text", _from_when(matter)), *matter.article(ActKind.ACCEPT))
    return ActForm("accept", title, title, (), order, notes)


def accept_owing(matter: Matter) -> ActForm:
    """Accept with materials owed (容缺)."""
    standing = matter.view.standing
    facts = standing.facts
    owed = facts.owed if facts is not None else ()
    start = _counts_from(matter)
    until = None
    if facts is not None:
        dues = decision_dues(start, standing.ground.limits, standing.ground.calendar)
        until = owed_until(facts, standing.ground, start, dues)

    def order(_answers: Answers) -> Order:
        keys = tuple(record.key for record in owed)
        return matter.doing(ActKind.ACCEPT_OWING, Acceptance(start, owed=keys, owed_until=until))

    title = act_word(ActKind.ACCEPT_OWING)
    notes = [("text", _from_when(matter))]
    if owed and until is not None:
        words = _("待补：{materials}，{day} 前补齐")
        labels = "、".join(record.label for record in owed)
        notes.append(("warning", words.format(materials=labels, day=until.isoformat())))
    notes += matter.article(ActKind.ACCEPT_OWING)
    return ActForm("accept-owing", title, title, (), order, tuple(notes))


def not_accept(matter: Matter) -> ActForm:
    """Refuse acceptance: name who is competent (AL 32(1)(2)), or the false materials (AL 78)."""
    standing = matter.view.standing
    bar = standing.ground.bar_by_law(matter.view.case.item_id, standing.today)

    def order(answers: Answers) -> Order:
        false = answers.yes(FALSE_MATERIALS)
        reason, basis, competent = map(answers.text, ("reason", "basis", "competent"))
        body = NonAcceptance(reason, basis, "" if false else competent, false)
        return matter.doing(ActKind.NOT_ACCEPT, body)

    asks = (
        long("reason", _("理由"), needed=True),
        text("basis", _("依据"), bar.basis if bar is not None else "", needed=bar is not None),
        false_materials(),
        text("competent", _("有权受理的机关"), needed=bar is None),
    )
    title = act_word(ActKind.NOT_ACCEPT)
    return ActForm(
        "not-accept",
        title,
        title,
        asks,
        order,
        matter.article(ActKind.NOT_ACCEPT),
        shown={"competent": lambda answers: not answers.yes(FALSE_MATERIALS)},
    )


def not_needed(matter: Matter) -> ActForm:
    """Tell that no licence is needed (AL 32(1)(1))."""

    def order(answers: Answers) -> Order:
        body = NonAcceptance(answers.text("reason"), answers.text("basis"))
        return matter.doing(ActKind.NOT_NEEDED, body)

    asks = (long("reason", _("理由"), needed=True), text("basis", _("依据")))
    title = act_word(ActKind.NOT_NEEDED)
    return ActForm("not-needed", title, _("告知"), asks, order, matter.article(ActKind.NOT_NEEDED))


def change_item(matter: Matter) -> ActForm:
    """Put right an intake under a wrong item."""

    def order(answers: Answers) -> Order:
        item = _one_item(matter.items, answers.text("item"))
        return repair.change_item, (matter.view.case.id, item.id, answers.text("why"))

    asks = (
        text("item", _("正确的事项"), needed=True, hint=_("事项名称、简称或编码，写到能认出为止")),
        long("why", _("更正原因"), needed=True),
    )
    words = _("原收件凭证作废，另出新凭证；两者都可以查到。")
    notes = (("warning", words), *matter.article(ActKind.CHANGE_ITEM))
    title = act_word(ActKind.CHANGE_ITEM)
    return ActForm("change-item", title, _("更正"), asks, order, notes)


def change_applicant(matter: Matter) -> ActForm:
    """Put right an intake under a wrong applicant."""
    sitting = matter.view.seen.sitting
    now = sitting.applicant
    kinds = {_(words): kind for kind, words in _APPLICANTS.items()}

    def order(answers: Answers) -> Order:
        applicant = Applicant(
            kind=kinds.get(answers.text("kind"), now.kind),
            name=answers.text("name"),
            id_type=answers.text("id_type"),
            id_number=answers.text("id_number"),
            phone=answers.text("phone"),
            address=answers.text("address"),
        )
        why, person = answers.text("why"), answers.text("person")
        case_id = matter.view.case.id
        return repair.change_applicant, (sitting.id, applicant, why, case_id, person)

    behind = repair.person_behind(sitting)
    person = (text("person", _("法定代表人或经营者"), behind, needed=True),) if behind else ()

    asks = (
        choice("kind", _("申请人类型"), tuple(kinds), _(_APPLICANTS[now.kind])),
        text("name", _("姓名或名称"), now.name, needed=True),
        *person,
        text("id_type", _("证件类型"), now.id_type, needed=True),
        text("id_number", _("证件号码"), now.id_number, needed=True),
        text("phone", _("联系电话"), now.phone),
        text("address", _("住址或住所"), now.address),
        long("why", _("更正原因"), needed=True),
    )
    words = _("本次办理的全部办件一并更正，原收件凭证作废，另出新凭证。")
    notes = (("warning", words), *matter.article(ActKind.CHANGE_APPLICANT))
    title = act_word(ActKind.CHANGE_APPLICANT)
    return ActForm("change-applicant", title, _("更正"), asks, order, notes)


def items_of(office: Office, actor: Actor, view: CaseView) -> tuple[ItemDefinition, ...]:
    """Return the items in force; a verb for the reader's thread."""
    del actor, view
    return tuple(catalogue.current(office).items.values())


def _one_item(items: tuple[ItemDefinition, ...], typed: str) -> ItemDefinition:
    """Return the one item that is meant. Raises Unclear."""
    wanted = typed.lower()
    exact = [one for one in items if wanted in {one.id.lower(), one.name, one.short_name}]
    found = exact or [one for one in items if wanted and wanted in one.name.lower()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Unclear("item", _("目录里没有这个事项，请核对名称或编码。"))
    names = "、".join(one.name for one in found[:4])
    raise Unclear(
        "item", _("有 {n} 个事项符合：{names}；请写全。").format(n=len(found), names=names)
    )


def _counts_from(matter: Matter) -> date:
    standing = matter.view.standing
    ground = standing.ground
    return counting_day(standing.now, ground.calendar, rest_day_next=ground.rest_day_next)


def _from_when(matter: Matter) -> str:
    return _("期限自 {day} 的次日起算。").format(day=_counts_from(matter).isoformat())
