"""Words and counts that the screen shows of a draft: head, tabs, pills, label of a saved draft."""

from __future__ import annotations

from app.errors import Severity
from app.forms.draft import Draft
from app.wording import _
from ui.intake.form_view import FormView
from ui.intake.plan import SectionPlan
from ui.intake.tabs import Tab
from ui.intake.words import masked

_NAMES = 3


def applicant_words(draft: Draft) -> tuple[str, str]:
    """Return the applicant's name, and document and agent below it."""
    applicant, agent = draft.applicant(), draft.agent()
    if applicant is None:
        return _("申请人未填"), _("填写后显示在这里")
    below = f"{applicant.id_type} {masked(applicant.id_number)}".strip()
    if agent is not None:
        below = _("{below}　代办 {agent}").format(below=below, agent=agent.name)
    return applicant.name, below


def matter_words(draft: Draft) -> tuple[str, str]:
    """Return what is being done: the bundle's name or the items, and how many of whom."""
    form = draft.form
    bundle = draft.catalogue.bundles.get(form.selection.bundle_id or "")
    names = [item.short_name for item in form.items]
    if not names and bundle is None:
        return _("未选事项"), _("按 F2 查找")
    short = "、".join(names[:_NAMES])
    more = _("{names} 等 {n} 项").format(names=short, n=len(names))
    return bundle.name if bundle else short, more if len(names) > _NAMES else "、".join(names)


def draft_label(draft: Draft) -> str:
    """Return the words under which a saved draft is listed."""
    applicant = draft.applicant()
    name = applicant.name if applicant else _("申请人未填")
    return "　".join(filter(None, (draft.ticket, name, matter_words(draft)[0])))


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
