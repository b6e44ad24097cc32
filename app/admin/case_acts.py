"""An act on a case as told on the command line: the body from JSON or YAML, the obvious left out.

What the case itself says need not be said again: the round, the step, the open stop, the last
notice, the basis of a special procedure, the rank that extends, the fee of the bureau's rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from app.admin import certificate_acts
from app.domain.act_bodies import (
    Body,
    Decision,
    Delivery,
    DeliveryWay,
    FieldCheck,
    Verdict,
)
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.domain.case import Applicant, ApplicantKind, Defect, HandedIn, MaterialRecord, OutcomeKind
from app.domain.clocks import open_stops
from app.domain.procedure import TABLE, Stage, extension_of, hearing_until, stage_of
from app.errors import Problem
from app.services import (
    case_file,
    fees,
    hand_over,
    outcomes,
    proceeding,
    repair,
    review,
    supplements,
)
from app.services.collectors import APPLICANT, Collector
from app.services.office import Office
from app.services.proceeding import CaseView, Done
from app.services.supplements import Mended
from app.wording.proceeding import act_word
from db.repositories import act_bodies

Said = Mapping[str, Any]

_FIRST = (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.HEAD, Role.ISSUER, Role.SUPERVISOR)
_OUTCOMES = {
    ActKind.ACCEPT: OutcomeKind.ACCEPT,
    ActKind.ACCEPT_OWING: OutcomeKind.ACCEPT_OWING,
    ActKind.ASK_CORRECTION: OutcomeKind.CORRECT,
    ActKind.NOT_ACCEPT: OutcomeKind.REFUSE,
    ActKind.NOT_NEEDED: OutcomeKind.NOT_NEEDED,
}
_BODIES = {
    ActKind.RECALL_CORRECTION: "recall",
    ActKind.STOP: "stop",
    ActKind.RESUME: "resumption",
    ActKind.EXTEND: "extension",
    ActKind.TELL_HEARING: "hearing-notice",
    ActKind.FIELD_CHECK: "field-check",
    ActKind.GRANT: "decision",
    ActKind.REFUSE: "decision",
    ActKind.WITHDRAW: "ending",
    ActKind.TERMINATE: "ending",
    ActKind.CHECK_PROMISE: "promise-check",
}
"""The name of the body of each kind that goes straight through the one door."""


@dataclass(frozen=True)
class Command:
    """One act as asked for: on which case, of which kind, saying what, when."""

    office: Office
    view: CaseView
    kind: ActKind
    said: Said
    at: datetime | None

    def text(self, name: str) -> str:
        """Return something said as text, empty where it was not said."""
        return str(self.said.get(name) or "")

    def named(self, name: str) -> Mapping[str, Any]:
        """Return something said as name → value. Raises TypeError where it is anything else."""
        said = self.said.get(name, {})
        if not isinstance(said, Mapping):
            raise TypeError(name)
        return said


def role_for(view: CaseView, kind: ActKind) -> Role:
    """Return in which role the command line does an act when nobody is named."""
    roles = TABLE[kind].roles
    reviewing = stage_of(view.case.state) is Stage.REVIEW
    last = view.case.step >= len(view.steps) - 1
    if Role.APPROVER in roles and reviewing and (last or Role.REVIEWER not in roles):
        return Role.APPROVER
    return next((role for role in _FIRST if role in roles), Role.CLERK)


def carry_out(command: Command, actor: Actor) -> Done:
    """Do the act.

    Raises `act-file.wrong` (params: why), `act.at-not-told` (params: act), and what the act refuses.
    """
    if command.at is not None and command.kind in _OF_THE_MOMENT:
        raise Problem("act.at-not-told", act=act_word(command.kind))
    try:
        special = _SPECIAL.get(command.kind)
        if command.kind in _OUTCOMES:
            return _outcome(command, actor)
        if special is not None:
            return special(command, actor)
        body = _body(command)
    except (KeyError, TypeError, ValueError) as fault:
        raise Problem("act-file.wrong", why=str(fault)) from fault
    return proceeding.do(
        command.office, actor, command.view.case.id, command.kind, body, command.at
    )


def _body(command: Command) -> Body:
    name = _BODIES.get(command.kind)
    if name is None:
        raise Problem("act-file.no-such-act", kind=str(command.kind))
    return _here(command, act_bodies.read(name, {**_obvious(command), **command.said}))


def _here(command: Command, body: Body) -> Body:
    """Take times of a field check that name no zone as times of this place."""
    if not isinstance(body, FieldCheck):
        return body
    zone = command.office.now().tzinfo
    began, ended = (
        one if one.tzinfo else one.replace(tzinfo=zone) for one in (body.began, body.ended)
    )
    return replace(body, began=began, ended=ended)


def _obvious(command: Command) -> dict[str, Any]:
    """Return what the case itself says about the act's body."""
    obvious = _OBVIOUS.get(command.kind)
    return obvious(command) if obvious else {}


def _last_notice(command: Command) -> dict[str, Any]:
    asked = [act for act in command.view.acts if act.kind is ActKind.ASK_CORRECTION]
    return {"correction": asked[-1].id.hex} if asked else {}


def _special_procedure(command: Command) -> dict[str, Any]:
    known = command.view.standing.ground.regime.procedure.special_of(command.text("kind"))
    begins = (command.at or command.office.now()).date().isoformat()
    if known is None:
        return {"begins": begins, "name": "", "basis": ""}
    return {
        "begins": begins,
        "name": known.name,
        "basis": known.basis,
        "promise_only": known.promise_only,
    }


def _open_stop(command: Command) -> dict[str, Any]:
    running = open_stops(command.view.acts)
    ends = command.office.today().isoformat()
    return {"stop": running[-1].id.hex, "ends": ends} if running else {"ends": ends}


def _rank(command: Command) -> dict[str, Any]:
    return {"rank": extension_of(command.view.standing.ground)[1].value}


def _hearing(command: Command) -> dict[str, Any]:
    until = hearing_until(command.view.standing, command.office.today())
    applicant = command.view.seen.sitting.applicant.name
    return {"parties": [applicant], "until": until.isoformat() if until else None}


def _promised(command: Command) -> dict[str, Any]:
    case, materials = command.view.case, command.view.seen.sitting.materials
    mine = (one for one in materials if case.item_id in one.items)
    return {"materials": [one.key for one in mine if one.state is HandedIn.PROMISED]}


def _request(_command: Command) -> dict[str, Any]:
    return {"ground": "on-request"}


_OBVIOUS: Mapping[ActKind, Callable[[Command], dict[str, Any]]] = {
    ActKind.RECALL_CORRECTION: _last_notice,
    ActKind.STOP: _special_procedure,
    ActKind.RESUME: _open_stop,
    ActKind.EXTEND: _rank,
    ActKind.TELL_HEARING: _hearing,
    ActKind.CHECK_PROMISE: _promised,
    ActKind.WITHDRAW: _request,
}


def _outcome(command: Command, actor: Actor) -> Done:
    """Decide at the window; corrections are the proposed ones unless others are told."""
    office, case = command.office, command.view.case
    outcome = outcomes.proposal(office, actor, case.id)
    kind = _OUTCOMES[command.kind]
    told = tuple(Defect(**one) for one in command.said.get("defects", ()))
    found = outcome.defects if outcome.kind is OutcomeKind.CORRECT else ()
    outcome = replace(
        outcome,
        kind=kind,
        defects=(told or found) if kind is OutcomeKind.CORRECT else (),
        reason=command.text("reason"),
        basis=command.text("basis"),
        competent=command.text("competent"),
        false_materials=command.said.get("false_materials") is True,
    )
    return outcomes.decide(office, actor, case.id, outcome, command.at, why=command.text("why"))


def _claim(command: Command, actor: Actor) -> Done:
    return review.claim(command.office, actor, command.view.case.id)


def _hand_over(command: Command, actor: Actor) -> Done:
    named = command.text("to")
    with command.office.store.read() as reader:
        account = reader.accounts.by_name(actor.region, named) if named else None
    if named and account is None:
        raise Problem("account.unknown-name", name=named)
    to = account.id if account else None
    return review.hand_over(command.office, actor, command.view.case.id, to, command.text("why"))


def _opine(command: Command, actor: Actor) -> Done:
    said = command.said
    decided = command.named("decision")
    decision = act_bodies.read("decision", decided) if decided else None
    return review.opine(
        command.office,
        actor,
        command.view.case.id,
        Verdict(said.get("verdict", Verdict.GRANT)),
        command.text("comment"),
        tuple(map(str, said.get("points", ()))),
        cast("Decision | None", decision),
    )


def _handed(command: Command) -> tuple[MaterialRecord, ...]:
    """Return the lines of the list that are said to be handed in: key → state."""
    lines = {record.key: record for record in command.view.seen.sitting.materials}
    handed = []
    for key, state in command.named("materials").items():
        line = lines.get(key)
        if line is None:
            raise Problem("supplement.not-on-list", material=key)
        handed.append(replace(line, state=HandedIn(state), originals=max(line.originals, 1)))
    return tuple(handed)


def _mended(command: Command) -> Mended:
    return Mended(command.named("values"), command.named("decisions"))


def _supplement(command: Command, actor: Actor) -> Done:
    case_id = command.view.case.id
    return supplements.supplement(
        command.office, actor, case_id, _handed(command), command.at, mended=_mended(command)
    )


def _supply_owed(command: Command, actor: Actor) -> Done:
    case_id = command.view.case.id
    return supplements.supply_owed(command.office, actor, case_id, _handed(command), command.at)


def _on_the_spot(command: Command, actor: Actor) -> Done:
    return supplements.correct_on_the_spot(
        command.office,
        actor,
        command.view.case.id,
        command.text("what"),
        _handed(command),
        mended=_mended(command),
    )


def _change_item(command: Command, actor: Actor) -> Done:
    new, why = command.text("new_item"), command.text("why")
    return repair.change_item(command.office, actor, command.view.case.id, new, why)


def _change_applicant(command: Command, actor: Actor) -> Done:
    facts = {key: value for key, value in command.said.items() if key != "why"}
    if wrong := [key for key, value in facts.items() if not isinstance(value, str)]:
        raise TypeError(*wrong)
    former = command.view.seen.sitting.applicant
    kind, person = ApplicantKind(facts.pop("kind", former.kind)), facts.pop("person", "")
    applicant = Applicant(kind=kind, **{"id_type": former.id_type, **facts})
    sitting_id = command.view.case.sitting_id
    why, case_id = command.text("why"), command.view.case.id
    return repair.change_applicant(
        command.office, actor, sitting_id, applicant, why, case_id, person
    )


def _demand_fee(command: Command, actor: Actor) -> Done:
    return fees.demand(command.office, actor, command.view.case.id)


def _pay_fee(command: Command, actor: Actor) -> Done:
    return fees.pay(command.office, actor, command.view.case.id, command.text("receipt_no"))


def _deliver(command: Command, actor: Actor) -> Done:
    """Give out what is ready of the case to whoever shows who he is: the words of a `Collector`."""
    said = {"is_": APPLICANT, "name": "", "id_type": "", "id_number": "", "way": "counter"}
    told = {**said, **command.said}
    collector = Collector(**{**told, "way": DeliveryWay(told["way"]), "signature": None})
    case = command.view.case
    done = hand_over.hand_over(command.office, actor, case.sitting_id, (case.id,), collector)
    acts = proceeding.view_case(command.office, actor, case.id).acts
    given = next(act for act in reversed(acts) if isinstance(act.body, Delivery))
    return Done(done.cases[0], given, changes=done.changes)


def _close(command: Command, actor: Actor) -> Done:
    """Close the file; what it lacks hinders that, unless a supervisor says why (`why`)."""
    return case_file.close(command.office, actor, command.view.case.id, command.text("why"))


def _of_certificate(
    verb: Callable[[Office, Actor, UUID, Said], Done],
) -> Callable[[Command, Actor], Done]:
    return lambda command, actor: verb(command.office, actor, command.view.case.id, command.said)


_SPECIAL: Mapping[ActKind, Callable[[Command, Actor], Done]] = {
    ActKind.CLAIM: _claim,
    ActKind.HAND_OVER: _hand_over,
    ActKind.OPINE: _opine,
    ActKind.SUPPLEMENT: _supplement,
    ActKind.SUPPLY_OWED: _supply_owed,
    ActKind.SPOT_CORRECTION: _on_the_spot,
    ActKind.CHANGE_ITEM: _change_item,
    ActKind.CHANGE_APPLICANT: _change_applicant,
    ActKind.DEMAND_FEE: _demand_fee,
    ActKind.PAY_FEE: _pay_fee,
    ActKind.SERVE: _deliver,
    ActKind.DELIVER: _deliver,
    ActKind.CLOSE: _close,
    ActKind.CERTIFY: _of_certificate(certificate_acts.certify),
    ActKind.AMEND_CERTIFICATE: _of_certificate(certificate_acts.amend),
    ActKind.END_CERTIFICATE: _of_certificate(certificate_acts.end),
}

_OF_THE_MOMENT = _SPECIAL.keys() - {ActKind.SUPPLEMENT, ActKind.SUPPLY_OWED}
"""What happens when it is recorded: nobody dates it otherwise."""
