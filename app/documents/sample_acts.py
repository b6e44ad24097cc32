"""Made-up acts, certificates and lists of papers for the samples of what follows the acceptance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.documents.subject import ListedPaper
from app.domain.act_bodies import (
    NOTHING,
    Body,
    CertificateAct,
    Decision,
    Delivery,
    DeliveryWay,
    Ending,
    Extension,
    Fee,
    FieldCheck,
    HearingNotice,
    Officer,
    PromiseCheck,
    Rank,
    Stop,
)
from app.domain.acts import Act, ActKind
from app.domain.certificate import Certificate, CertificateState

_Facts = Mapping[str, Any]
_CLERK = UUID(int=6)
_CERTIFICATE = 40


def sample_act(facts: _Facts, kind: str, at: datetime) -> Act | None:
    """Return the act that the sample of a kind of paper witnesses, None where it has none."""
    told = facts["acts"].get(kind)
    if told is None:
        return None
    act = ActKind(told["kind"])
    make = _BODIES.get(act)
    body = make({**told["body"], "_at": at}, facts) if make and told["body"] else NOTHING
    return _act(facts, len(facts["chronology"]), act, at, body)


def sample_acts(facts: _Facts, at: datetime) -> tuple[Act, ...]:
    """Return the chronology of the sample case, a day after each other."""
    kinds = enumerate(map(ActKind, facts["chronology"]))
    return tuple(_act(facts, n + 1, one, at + timedelta(days=n), NOTHING) for n, one in kinds)


def sample_certificates(facts: _Facts, at: datetime) -> tuple[Certificate, ...]:
    """Return the certificate of the sample case and the one that replaced it."""
    item = facts["items"][1]
    return tuple(
        Certificate(
            region=facts["bureau"]["region"], id=UUID(int=_CERTIFICATE + n), case_id=UUID(int=2),
            kind=item["document"], layout="sample", number=one["number"], licence_id="",
            holder=facts["applicant"]["name"], holder_id=facts["applicant"]["id_number"],
            decider=facts["decider"]["id"], entries=(), valid_from=date.fromisoformat(one["from"]),
            valid_until=date.fromisoformat(one["until"]), state=CertificateState(one["state"]),
            made_at=at, version=n + 1, replaces=UUID(int=_CERTIFICATE) if n else None,
        )
        for n, one in enumerate(facts["certificates"])
    )  # fmt: skip


def sample_list(facts: _Facts) -> tuple[ListedPaper, ...]:
    """Return the papers of the sample file."""
    return tuple(
        ListedPaper(**{**one, "day": date.fromisoformat(one["day"])}) for one in facts["listed"]
    )


def _act(facts: _Facts, seq: int, kind: ActKind, at: datetime, body: Body) -> Act:
    return Act(
        region=facts["bureau"]["region"], id=UUID(int=100 + seq), case_id=UUID(int=2), seq=seq,
        kind=kind, at=at, recorded_at=at, by=_CLERK, by_name=facts["actor"], body=body,
    )  # fmt: skip


def _bare(told: _Facts, *days: str) -> dict[str, Any]:
    own = {name: value for name, value in told.items() if name != "_at"}
    return {**own, **{day: date.fromisoformat(own[day]) for day in days}}


def _check(told: _Facts, _facts: _Facts) -> Body:
    officers = tuple(Officer(**one) for one in told["officers"])
    end = told["_at"] + timedelta(minutes=50)
    return FieldCheck(**{**_bare(told), "officers": officers, "began": told["_at"], "ended": end})


def _notice(told: _Facts, _facts: _Facts) -> Body:
    return HearingNotice(**{**_bare(told, "until"), "parties": tuple(told["parties"])})


def _decision(told: _Facts, _facts: _Facts) -> Body:
    return Decision(**_bare(told, *(d for d in ("valid_from", "valid_until") if d in told)))


def _certificate(told: _Facts, facts: _Facts) -> Body:
    number = facts["certificates"][0]["number"]
    return CertificateAct(certificate=UUID(int=_CERTIFICATE), number=number, **_bare(told))


def _promise(told: _Facts, _facts: _Facts) -> Body:
    own = _bare(told, "until")
    return PromiseCheck(**{**own, "materials": tuple(own["materials"])})


def _delivery(told: _Facts, facts: _Facts) -> Body:
    papers = tuple(one["number"] for one in facts["listed"])
    own = {**_bare(told), "way": DeliveryWay(told["way"])}
    return Delivery(delivery_id=UUID(int=50), papers=papers, **own)


_BODIES: Mapping[ActKind, Callable[[_Facts, _Facts], Body]] = {
    ActKind.STOP: lambda told, _: Stop(**_bare(told, "begins")),
    ActKind.EXTEND: lambda told, _: Extension(rank=Rank.AGENCY_HEAD, **_bare(told, "new_due")),
    ActKind.TELL_HEARING: _notice,
    ActKind.FIELD_CHECK: _check,
    ActKind.GRANT: _decision,
    ActKind.REFUSE: _decision,
    ActKind.AMEND_CERTIFICATE: _certificate,
    ActKind.END_CERTIFICATE: _certificate,
    ActKind.TERMINATE: lambda told, _: Ending(**_bare(told)),
    ActKind.DELIVER: _delivery,
    ActKind.DEMAND_FEE: lambda told, _: Fee(**_bare(told)),
    ActKind.CHECK_PROMISE: _promise,
}
