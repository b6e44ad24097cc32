"""Words and counts that the screen shows of a draft: head, tabs, pills, label of a saved draft."""

from __future__ import annotations

from app.errors import Severity
from app.forms.draft import Draft
from app.wording import _
from ui.intake.form_view import FormView
from ui.intake.plan import SectionPlan
from ui.intake.tabs import Tab
from ui.intake.words import masked
from ui.kit.numbers import public_number

_NAMES = 3


def applicant_words(draft: Draft) -> tuple[str, str]:
    """Return the applicant's name, and document and agent below it."""
    applicant, agent = draft.applicant(), draft.agent()
    acting = _("代理人 {name}").format(name=agent.name) if agent is not None else ""
    if applicant is None:
        return _("申请人未填"), acting or _("填写后显示在这里")
    number = public_number(applicant.id_type, applicant.id_number, masked)
    below = f"{applicant.id_type} {number}".strip()
    return applicant.name, "　".join(filter(None, (acting, below)))


def matter_words(draft: Draft) -> tuple[str, str]:
    """Return what is being done: the bundle's name or the items, and how many of whom."""
    form = draft.form
    bundle = draft.catalogue.bundles.get(form.selection.bundle_id or "")
    names = [item.short_name for item in form.items]
    if not names and bundle is None:
        return _("未选事项"), _("按 F2 查找")
    if len(names) == 1 and bundle is None:
        return names[0], form.items[0].department
    short = "、".join(names[:_NAMES])
    more = _("{names} 等 {n} 项").format(names=short, n=len(names))
    return bundle.name if bundle else short, more if len(names) > _NAMES else "、".join(names)


def draft_label(draft: Draft) -> str:
    """Return the words under which a saved draft is listed."""
    applicant = draft.applicant()
    name = applicant.name if applicant else _("申请人未填")
    return "　".join(filter(None, (draft.ticket, name, matter_words(draft)[0])))


def materials_words(draft: Draft) -> tuple[int, int, str]:
    """Return how many of the demanded materials are there, of how many, and both in words.

    Optional ones are counted apart, as in the savings of the merge.
    """
    still = set(draft.open_materials())
    asked = [material.key for material in draft.form.materials if not material.optional]
    there, total = sum(key not in still for key in asked), len(asked)
    optional = len(draft.form.materials) - total
    words = f"{there}/{total}" if total else ""
    if optional:
        words = _("{words}　另可选 {n}").format(words=words, n=optional).strip()
    return there, total, words


def counts(draft: Draft) -> tuple[int, int]:
    """Return how many fields are empty or wrong, and how many deserve a look."""
    warnings = sum(
        any(finding.severity is Severity.WARNING for finding in draft.findings(key))
        for key in draft.form.fields
    )
    return len(draft.faults()), warnings


def tabs_of(draft: Draft, form: FormView) -> tuple[tuple[Tab, ...], int]:
    """Return the tabs, and the number of the section that has the keys."""
    here = form.focused_key()
    tabs, current = [], 0
    for number, section in enumerate(form.sections):
        done, total = form.progress[section.key]
        title = section.title.split("（", maxsplit=1)[0]  # the band says it in full
        tabs.append(Tab(title, done, total, _icon(draft, section, done, total)))
        if any(row.key == here for row in section.rows):
            current = number
    return tuple(tabs), current


def _icon(draft: Draft, section: SectionPlan, done: int, total: int) -> str:
    findings = [f for row in section.rows if row.field for f in draft.findings(row.field.key)]
    if any(finding.severity is Severity.ERROR for finding in findings):
        return "error"
    if any(finding.severity is Severity.WARNING for finding in findings):
        return "warning"
    return "ok" if total and done == total else ""
