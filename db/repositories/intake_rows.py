"""Sittings, cases and what belongs to them: domain objects to rows and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from app.domain.actor import Channel, EntryMode
from app.domain.case import (
    Agent,
    Applicant,
    ApplicantKind,
    Case,
    CaseState,
    Defect,
    HandedIn,
    MaterialRecord,
    Outcome,
    OutcomeKind,
    Sitting,
    SubmissionRound,
    Visit,
)
from app.domain.concept_keys import SITE
from db.repositories.case_dues import NEVER, nearest_due
from db.repositories.rows import epoch

Fields = dict[str, Any]

APPLICANT, AGENT = "applicant", "agent"


def visit_row(visit: Visit) -> Fields:
    """Return the row of a visit."""
    row: Fields = dict(vars(visit))
    row["window_id"] = row.pop("window")
    return row | {"channel": visit.channel.value, "entry_mode": visit.entry_mode.value}


def sitting_row(sitting: Sitting) -> Fields:
    """Return the row of a sitting, without people and materials."""
    row: Fields = dict(vars(sitting))
    for elsewhere in ("applicant", "agent", "materials"):
        del row[elsewhere]
    row["window_id"] = row.pop("window")
    row["form_values"] = dict(row.pop("values"))
    row["ticks"] = {key: list(items) for key, items in sitting.ticks.items()}
    for name in ("bundle_answers", "answers", "decisions", "savings", "versions"):
        row[name] = dict(row[name])
    return row | {
        "received_on": sitting.received_at.date(),
        "received_epoch": epoch(sitting.received_at),
        "site": str(sitting.values.get(SITE) or "").strip(),
        "channel": sitting.channel.value,
        "entry_mode": sitting.entry_mode.value,
    }


def party_rows(sitting: Sitting) -> list[Fields]:
    """Return the rows of the applicant and the agent, where there is one."""
    key = {"region": sitting.region, "sitting_id": sitting.id}
    nothing: Fields = dict.fromkeys(("kind", "address", "read_by", "powers", "until"))
    applicant = vars(sitting.applicant) | {"kind": sitting.applicant.kind.value}
    rows = [key | nothing | applicant | {"role": APPLICANT}]
    if sitting.agent is not None:
        agent = vars(sitting.agent) | {"powers": list(sitting.agent.powers)}
        rows.append(key | nothing | agent | {"role": AGENT})
    return rows


def material_rows(sitting: Sitting) -> list[Fields]:
    """Return the rows of the materials, in their order."""
    return [
        vars(material)
        | {
            "region": sitting.region,
            "sitting_id": sitting.id,
            "position": position,
            "state": material.state.value,
            "items": list(material.items),
        }
        for position, material in enumerate(sitting.materials, start=1)
    ]


def sitting_of(
    row: RowMapping, parties: Sequence[RowMapping], materials: Sequence[RowMapping]
) -> Sitting:
    """Build a sitting from its rows; `materials` come in their order."""
    fields: Fields = dict(row)
    for promoted in ("received_on", "received_epoch", "site"):
        del fields[promoted]
    fields["window"] = fields.pop("window_id")
    fields["values"] = fields.pop("form_values")
    fields["ticks"] = {key: tuple(items) for key, items in fields["ticks"].items()}
    fields["channel"] = Channel(fields["channel"])
    fields["entry_mode"] = EntryMode(fields["entry_mode"])
    people = {party["role"]: party for party in parties}
    return Sitting(
        **fields,
        applicant=_applicant(people[APPLICANT]),
        agent=_agent(people[AGENT]) if AGENT in people else None,
        materials=tuple(_material(material) for material in materials),
    )


def _applicant(row: RowMapping) -> Applicant:
    """Build the applicant from the row of a party."""
    names = ("name", "id_type", "id_number", "phone", "address", "read_by")
    return Applicant(kind=ApplicantKind(row["kind"]), **{name: row[name] for name in names})


def _agent(row: RowMapping) -> Agent:
    """Build the agent from the row of a party."""
    names = ("name", "id_type", "id_number", "phone", "until")
    return Agent(powers=tuple(row["powers"]), **{name: row[name] for name in names})


def _material(row: RowMapping) -> MaterialRecord:
    """Build a material from its row."""
    return MaterialRecord(
        key=row["key"],
        label=row["label"],
        state=HandedIn(row["state"]),
        originals=row["originals"],
        copies=row["copies"],
        items=tuple(row["items"]),
        owed_until=row["owed_until"],
        note=row["note"],
    )


def case_row(case: Case) -> Fields:
    """Return the row of a case."""
    return vars(case) | {
        "state": case.state.value,
        "waits_for": [other.hex for other in case.waits_for],
        "outcome": None if case.outcome is None else _outcome_data(case.outcome),
        "due_on": nearest_due(case) or NEVER,
        "received_epoch": epoch(case.received_at),
    }


def case_of(row: RowMapping) -> Case:
    """Build a case from its row."""
    fields: Fields = dict(row)
    for promoted in ("due_on", "received_epoch"):
        del fields[promoted]
    fields["state"] = CaseState(fields["state"])
    fields["waits_for"] = tuple(UUID(other) for other in fields["waits_for"])
    fields["outcome"] = None if fields["outcome"] is None else _outcome(fields["outcome"])
    return Case(**fields)


def _outcome_data(outcome: Outcome) -> Fields:
    """Return the clerk's decision as JSON data."""
    return vars(outcome) | {
        "kind": outcome.kind.value,
        "defects": [dict(vars(defect)) for defect in outcome.defects],
    }


def _outcome(data: Mapping[str, Any]) -> Outcome:
    """Build the clerk's decision from JSON data."""
    return Outcome(
        **{
            **data,
            "kind": OutcomeKind(data["kind"]),
            "defects": tuple(Defect(**defect) for defect in data["defects"]),
        }
    )


def round_row(submission: SubmissionRound) -> Fields:
    """Return the row of a submission round."""
    return vars(submission) | {"materials": list(submission.materials)}


def round_of(row: RowMapping) -> SubmissionRound:
    """Build a submission round from its row."""
    return SubmissionRound(**{**row, "materials": tuple(row["materials"])})
