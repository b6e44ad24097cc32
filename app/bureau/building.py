"""From a bureau file's data to the bureau as a domain value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.domain.bureau import (
    Bureau,
    Decider,
    Hall,
    ItemRule,
    OwedEnd,
    Station,
    Team,
    Waiting,
    Window,
)
from app.domain.catalogue import Limit


def bureau_from_data(data: Mapping[str, Any]) -> Bureau:
    """Build the bureau from data that passed `read_bureau`; what is optional has its default."""
    deciders = [_decider(entry) for entry in data["deciders"]]
    return Bureau(
        region=data["region"],
        name=data["name"],
        short=data["short"],
        decider=data["decider"],
        halls=tuple(
            Hall(entry["id"], entry["name"], entry["address"], entry["opening_hours"])
            for entry in data["halls"]
        ),
        windows=tuple(
            Window(entry["id"], entry["hall"], entry["number"], entry["name"])
            for entry in data["windows"]
        ),
        stations=tuple(
            Station(entry["id"], entry["window"], entry["name"]) for entry in data["stations"]
        ),
        deciders={decider.id: decider for decider in deciders},
        item_rules={item: _rule(rule) for item, rule in data.get("item_rules", {}).items()},
        waiting=Waiting(data.get("waiting", Waiting.CONDITIONAL)),
        resubmit=_limit(data.get("resubmit")),
        share_copies=data.get("share_copies", True),
        rest_day_next=data.get("rest_day_next", True),
        privacy_notice=data.get("privacy_notice", ""),
        pickup=data.get("pickup", ""),
        verify_url=data.get("verify_url", ""),
        sample=data.get("sample", False),
        teams=tuple(_team(entry) for entry in data.get("teams", ())),
        owed_end=OwedEnd(data.get("owed_end", OwedEnd.WITHDRAWN)),
        organisation_code=data.get("organisation_code", ""),
    )


def _team(data: Mapping[str, Any]) -> Team:
    return Team(
        id=data["id"],
        name=data["name"],
        departments=tuple(data.get("departments", ())),
        items=tuple(data.get("items", ())),
    )


def _decider(data: Mapping[str, Any]) -> Decider:
    return Decider(
        id=data["id"],
        name=data["name"],
        short=data["short"],
        letterhead=data.get("letterhead", data["name"]),
        seal_kind=data.get("seal_kind", ""),
        acceptance_seal_kind=data.get("acceptance_seal_kind", ""),
        remedy_body=data.get("remedy_body", ""),
        court=data.get("court", ""),
        phone=data["phone"],
        complaint_phone=data["complaint_phone"],
        address=data["address"],
        inside=data["inside"],
        departments=tuple(data.get("departments", ())),
    )


def _rule(data: Mapping[str, Any]) -> ItemRule:
    return ItemRule(
        regime=data.get("regime"),
        decider=data.get("decider"),
        review_steps=tuple(data.get("review_steps", ())),
        four_eyes=data.get("four_eyes", False),
        promised_limit=_limit(data.get("promised_limit")),
        correction_limit=_limit(data.get("correction_limit")),
        certificate_kind=data.get("certificate_kind"),
        instant=data.get("instant"),
        safety=data.get("safety", False),
        field_check=data.get("field_check", False),
        industry=data.get("industry"),
        fee_fen=fen(data.get("fee", "0")),
        fee_basis=data.get("fee_basis", ""),
        licence_kind=data.get("licence_kind", ""),
        type_code=data.get("type_code", ""),
    )


def _limit(data: Mapping[str, Any] | None) -> Limit | None:
    return None if data is None else Limit(data["value"], data["unit"], data.get("basis", ""))


def fen(yuan: str) -> int:
    """Return a sum of yuan as written (`35`, `12.50`) in fen."""
    return int(Decimal(yuan) * 100)
