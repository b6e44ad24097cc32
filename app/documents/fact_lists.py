"""The lists of layouts: rows for tables and numbered paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from uuid import UUID

from app.documents.act_facts import supplies_owed
from app.documents.act_grounds import body_of
from app.documents.law_names import cited
from app.documents.limits import item_of
from app.documents.promise_facts import broken_rows
from app.documents.subject import PaperSubject
from app.documents.words import (
    clause_of,
    date_text,
    joined,
    limit_text,
    moment_text,
    printed,
    sentence_of,
    word,
    word_for,
)
from app.domain.act_bodies import Correction, FieldCheck, Opinion, Supplement
from app.domain.acts import Act
from app.domain.case import Case, CaseState, HandedIn, MaterialRecord
from app.domain.merged_form import Disposition, MergedMaterial
from app.domain.paper import PaperKind

Row = Mapping[str, str]
ListFact = Callable[[PaperSubject], tuple[Row, ...]]

_TAKEN = frozenset({HandedIn.HANDED_IN, HandedIn.GENERATED, HandedIn.DEFECTIVE})
_TO_COME = frozenset({HandedIn.OWED, HandedIn.LACKING, HandedIn.DEFECTIVE})
_BROUGHT = frozenset({Disposition.HAND_IN, Disposition.GENERATED})
_RECEIPTS = frozenset({PaperKind.RECEIPT, PaperKind.SLIP})


def _numbered(rows: Iterable[dict[str, str]]) -> tuple[Row, ...]:
    return tuple({"n": str(number), **row} for number, row in enumerate(rows, 1))


def _materials(subject: PaperSubject) -> Iterable[MaterialRecord]:
    """Return the sitting's materials, for a paper of one item only those it asks for.

    A receipt for a supplement names those that were handed in with it.
    """
    records = subject.sitting.materials if subject.sitting else ()
    supplement = body_of(subject, Supplement)
    if supplement is not None:
        records = tuple(record for record in records if record.key in supplement.materials)
    if subject.case is None:
        return records
    return tuple(record for record in records if subject.case.item_id in record.items)


def _material_rows(subject: PaperSubject, states: frozenset[HandedIn]) -> tuple[Row, ...]:
    asked = {
        material.key: material for material in (subject.form.materials if subject.form else ())
    }
    return _numbered(
        {
            "name": printed(record.label),
            "form": _form(*_counts(record, asked)),
            "originals": _taken(record, record.originals),
            "copies": _taken(record, record.copies),
            "state": word_for("material_states", record.state.value),
            "stand": _stand(record),
            "items": joined(_short_name(subject, item_id) for item_id in record.items),
            "note": _material_note(record),
            "until": date_text(record.owed_until or getattr(subject.case, "owed_due", None)),
        }
        for record in _materials(subject)
        if record.state in states
    )


def _counts(record: MaterialRecord, asked: Mapping[str, MergedMaterial]) -> tuple[int, int]:
    """Return originals and copies: those taken, or those still to come as they are asked for."""
    wanted = asked.get(record.key)
    if record.state in _TO_COME and wanted is not None:
        return wanted.originals, wanted.copies
    return record.originals, record.copies


def _stand(record: MaterialRecord) -> str:
    state = word_for("material_states", record.state.value)
    until = _until(record)
    return word("stand", state=state, until=until) if until else state


def _until(record: MaterialRecord) -> str:
    return word("owed_until", date=date_text(record.owed_until)) if record.owed_until else ""


def _taken(record: MaterialRecord, count: int) -> str:
    """Return how many were really taken; what was not handed in is not attested as received."""
    return str(count) if count and record.state in _TAKEN else word("dash")


def _material_note(record: MaterialRecord) -> str:
    return joined((_until(record), record.note))


def _form(originals: int, copies: int) -> str:
    parts = [word("originals", count=originals) if originals else ""]
    parts.append(word("copies", count=copies) if copies else "")
    return joined(parts) or word("dash")


def _short_name(subject: PaperSubject, item_id: str) -> str:
    item = subject.items.get(item_id)
    if item is not None:
        return printed(item.short_name)
    return next((c.item_name for c in subject.cases if c.item_id == item_id), "")


def _case_rows(subject: PaperSubject) -> tuple[Row, ...]:
    names = {case.id: _short_name(subject, case.item_id) for case in subject.cases}
    return _numbered(
        {
            "name": printed(case.item_name),
            "number": case.number,
            "state": _state(subject, case),
            "notice": word("dash") if supplies_owed(subject) else _notice(case, names),
            "short": _short_name(subject, case.item_id),
            "results": _results(case, names),
        }
        for case in subject.cases
    )


def _state(subject: PaperSubject, case: Case) -> str:
    """Return where a case stands; a receipt witnesses the receiving, whatever was decided since."""
    state = case.state
    if subject.kind in _RECEIPTS and not supplies_owed(subject):
        state = CaseState.RECEIVED if case.handed_in_at else CaseState.WAITING
    return word_for("case_states", state.value)


def _notice(case: Case, names: Mapping[UUID, str]) -> str:
    if case.waits_for and case.handed_in_at is None:
        return word("waiting_for", results=_results(case, names))
    if case.notice_due is None:
        return word("dash")
    return word("notice_until", date=date_text(case.notice_due))


def _results(case: Case, names: Mapping[UUID, str]) -> str:
    return joined(names.get(waited, "") for waited in case.waits_for)


def _waiting_rows(subject: PaperSubject) -> tuple[Row, ...]:
    """Return the waiting cases, those that wait for the same results together."""
    names = {case.id: _short_name(subject, case.item_id) for case in subject.cases}
    waiting: dict[str, list[str]] = {}
    for case in subject.cases:
        if case.waits_for and case.handed_in_at is None:
            results = _quoted(names.get(waited, "") for waited in case.waits_for)
            waiting.setdefault(results, []).append(names[case.id])
    return _numbered(
        {"names": _quoted(own), "results": results} for results, own in waiting.items()
    )


def _quoted(names: Iterable[str]) -> str:
    return joined(word("quoted", text=name) for name in names if name)


def _defect_rows(subject: PaperSubject) -> tuple[Row, ...]:
    notice, outcome = body_of(subject, Correction), subject.case.outcome if subject.case else None
    defects = notice.defects if notice else outcome.defects if outcome else ()
    return _numbered(
        {"subject": defect.subject, "what": defect.what, "standard": defect.standard}
        for defect in defects
    )


def _condition_rows(subject: PaperSubject) -> tuple[Row, ...]:
    item = item_of(subject)
    texts = map(printed, item.conditions if item else ())
    return _numbered({"text": sentence_of(text)} for text in texts if text)


def _law_rows(subject: PaperSubject) -> tuple[Row, ...]:
    item = item_of(subject)
    return _numbered(
        {"law": cited(basis), "gist": printed(basis.gist)}
        for basis in (item.legal_basis if item else ())
    )


def _wanted_rows(subject: PaperSubject) -> tuple[Row, ...]:
    materials = subject.form.materials if subject.form else ()
    return _numbered(
        {
            "name": printed(material.label),
            "form": _brought(material),
            "source": _source(material),
            "handling": word_for("dispositions", material.disposition.value),
            "items": joined(_short_name(subject, asker.item_id) for asker in material.askers),
            "note": _wanted_note(material),
        }
        for material in materials
    )


def _brought(material: MergedMaterial) -> str:
    """Return what the applicant has to bring or sign himself."""
    if material.disposition not in _BROUGHT:
        return word("dash")
    return _form(material.originals, material.copies)


def _source(material: MergedMaterial) -> str:
    return joined(dict.fromkeys(printed(asker.requirement.source) for asker in material.askers))


def _wanted_note(material: MergedMaterial) -> str:
    notes = dict.fromkeys(printed(asker.requirement.note) for asker in material.askers)
    remarks = (
        word("optional") if material.optional else "",
        word("promise") if material.promise else "",
        word("tolerance", days=material.tolerance_days) if material.tolerance_days else "",
        *notes,
    )
    return word("semicolon").join(remark for remark in remarks if remark)


def _chosen_rows(subject: PaperSubject) -> tuple[Row, ...]:
    chosen = subject.form.items if subject.form else ()
    names = {item.item_id: item.short_name for item in chosen}
    return _numbered(
        {
            "name": printed(item.name),
            "promised": _days(subject, item.item_id, "promised_limit"),
            "legal": _days(subject, item.item_id, "statutory_limit"),
            "fee": printed(subject.items[item.item_id].fee)
            if item.item_id in subject.items
            else "",
            "after": joined(names.get(waited, "") for waited in item.waits_for) or word("none"),
            "visits": _on_site(subject, item.item_id),
        }
        for item in chosen
    )


def _days(subject: PaperSubject, item_id: str, name: str) -> str:
    item = subject.items.get(item_id)
    if item is None:
        return ""
    own = subject.bureau.rule(item_id).promised_limit if name == "promised_limit" else None
    return limit_text(own or getattr(item, name)) or word("no_limit")


def _on_site(subject: PaperSubject, item_id: str) -> str:
    item = subject.items.get(item_id)
    return joined(map(printed, item.special_procedures if item else ())) or word("none")


def _transferred_rows(subject: PaperSubject) -> tuple[Row, ...]:
    """Return the papers that were really taken for the cases that go on."""
    going = {case.item_id for case in subject.cases}
    return _numbered(
        {
            "name": printed(record.label),
            "originals": _taken(record, record.originals),
            "copies": _taken(record, record.copies),
            "items": joined(_short_name(subject, item) for item in record.items if item in going),
            "note": record.note,
        }
        for record in (subject.sitting.materials if subject.sitting else ())
        if record.state in _TAKEN and going.intersection(record.items)
    )


def _officer_rows(subject: PaperSubject) -> tuple[Row, ...]:
    """Return the officers who inspected; one without a card number does not count (AL 34(3))."""
    check = body_of(subject, FieldCheck)
    return _numbered(
        {"name": officer.name, "card_no": officer.card_no}
        for officer in (check.officers if check else ())
        if officer.name and officer.card_no
    )


def _listed_rows(subject: PaperSubject) -> tuple[Row, ...]:
    """Return the papers listed, with the pages that each takes when they are bound in order."""
    ends = accumulate(paper.pages for paper in subject.listed)
    return _numbered(
        {
            "title": paper.title,
            "number": paper.number or word("dash"),
            "day": date_text(paper.day),
            "pages": _pages(end - paper.pages + 1, end),
            "copies": str(paper.copies),
        }
        for paper, end in zip(subject.listed, ends, strict=True)
    )


def _pages(first: int, last: int) -> str:
    return str(first) if first >= last else word("pages", first=first, last=last)


def _chronology_rows(subject: PaperSubject) -> tuple[Row, ...]:
    return _numbered(
        {
            "day": moment_text(act.at),
            "what": _what(act),
            "who": act.by_name if act.by else word("by_law"),
        }
        for act in subject.acts
    )


def _what(act: Act) -> str:
    """Return what was done; an opinion with the step of the review that it was given in."""
    what = word_for("acts", act.kind.value)
    if isinstance(act.body, Opinion) and act.body.step_name:
        what = word("act_in_step", what=what, step=act.body.step_name)
    if isinstance(act.body, Opinion):
        said = (word_for("verdicts", act.body.verdict.value), clause_of(act.body.comment))
        return word("said_in_act", what=what, said=joined(said))
    return what


LISTS: Mapping[str, ListFact] = {
    "materials": lambda s: _material_rows(s, frozenset(HandedIn)),
    "owed": lambda s: _material_rows(s, frozenset({HandedIn.OWED})),
    "promised": lambda s: _material_rows(s, frozenset({HandedIn.PROMISED})),
    "cases": _case_rows,
    "waiting_cases": _waiting_rows,
    "defects": _defect_rows,
    "conditions": _condition_rows,
    "legal_bases": _law_rows,
    "wanted": _wanted_rows,
    "chosen": _chosen_rows,
    "transferred": _transferred_rows,
    "officers": _officer_rows,
    "listed": _listed_rows,
    "chronology": _chronology_rows,
    "broken_promises": broken_rows,
}
