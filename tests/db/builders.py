"""Whole records for the tests of the store, each with a value in every field."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from uuid import UUID

from app.domain.act_bodies import Acceptance
from app.domain.actor import Account, Channel, EntryMode, Role
from app.domain.acts import Act, ActKind
from app.domain.case import (
    Agent,
    Applicant,
    ApplicantKind,
    Case,
    CaseState,
    Defect,
    Event,
    HandedIn,
    MaterialRecord,
    Outcome,
    OutcomeKind,
    Sitting,
    SubmissionRound,
    Visit,
)
from app.domain.certificate import (
    Bar,
    BarGround,
    Blank,
    BlankState,
    Certificate,
    CertificateEntry,
    CertificatePrint,
    CertificateState,
    Scan,
    Seal,
)
from app.domain.identity import uuid7
from app.domain.paper import Paper, PaperKind, PaperState, SeriesKey

REGION = "370100"
CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 7, 27, 9, 5, 0, tzinfo=CHINA)
SERIES = SeriesKey(REGION, "审批", "sitting", 2026, practice=False)

TYPED = {
    "applicant_name": "欧阳𬭎",
    "id_number": "370102199003074514",
    "address": "历下区泉城路188号",
    "site.address": "历下区虚构路9号",
    "area": 86.5,
    "tick": True,
    "rows": [{"brand": "海尔", "count": 2}],
}

_count = itertools.count(1)


def an_id() -> UUID:
    """A fresh identity."""
    return uuid7(1_785_000_000_000 + next(_count), next(_count).to_bytes(10, "big"))


def an_account(name: str = "王芳", *roles: Role) -> Account:
    return Account(
        id=an_id(),
        region=REGION,
        name=name,
        display_name="王芳",
        staff_no="0815",
        roles=frozenset(roles or (Role.CLERK, Role.REVIEWER)),
        password_hash="$argon2id$p",
        pin_hash="$argon2id$q",
        must_change=True,
        active=False,
        failures=3,
        locked_until="2026-07-27T09:05:00+08:00",
        teams=frozenset({"food", "health"}),
    )


def a_visit() -> Visit:
    return Visit(
        REGION, an_id(), "A017", NOW, "泉城大厅", "8", Channel.HELPER, EntryMode.BACK_ENTRY, True
    )


def a_sitting(visit: Visit, serial: int = 1, **changes: object) -> Sitting:
    whole = Sitting(
        region=REGION,
        id=an_id(),
        visit_id=visit.id,
        draft_id=an_id(),
        number=f"审批收〔2026〕{serial}号",
        barcode=f"3701002026{serial:06}",
        applicant=Applicant(
            ApplicantKind.PERSON,
            "欧阳𬭎",
            "111",
            "370102199003074514",
            "13800000000",
            "历下区",
            "card",
        ),
        agent=Agent("李雷", "111", "370102198001010011", "139", ("提交材料",), date(2026, 12, 31)),
        bundle_id="restaurant",
        bundle_answers={"size": "small"},
        answers={"kitchen": "open"},
        values=TYPED,
        ticks={"declaration": ("X-01", "X-02")},
        decisions={"area": "X-01"},
        materials=(
            MaterialRecord("id", "身份证", HandedIn.HANDED_IN, 1, 2, ("X-01", "X-02")),
            MaterialRecord(
                "plan", "平面图", HandedIn.OWED, 0, 1, ("X-02",), date(2026, 8, 5), "后补"
            ),
        ),
        received_at=NOW,
        recorded_at=NOW + timedelta(seconds=5),
        hall="泉城大厅",
        window="8",
        station="S8",
        clerk_id=an_id(),
        clerk_name="王芳",
        clerk_no="0815",
        query_code="7421",
        savings={"asked": 90, "merged": 40},
        versions={"bundle:restaurant": 2},
        registered=True,
        concluded_at=NOW + timedelta(minutes=3),
        channel=Channel.HELPER,
        entry_mode=EntryMode.BACK_ENTRY,
        practice=False,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def a_case(sitting: Sitting, serial: int = 1, **changes: object) -> Case:
    whole = Case(
        region=REGION,
        id=an_id(),
        sitting_id=sitting.id,
        item_id=f"X-{serial:02}",
        item_version=2,
        item_hash="ab" * 32,
        item_name="食品经营许可",
        department="市场监管",
        decider="d1",
        regime="licence",
        number=f"审批受〔2026〕{serial}号",
        barcode=f"3701002026A{serial:06}",
        state=CaseState.CORRECTION,
        received_at=NOW,
        handed_in_at=NOW,
        accepted_at=NOW + timedelta(hours=1),
        waits_for=(an_id(), an_id()),
        notice_due=date(2026, 8, 3),
        promised_due=date(2026, 8, 5),
        legal_due=date(2026, 8, 24),
        owed_due=date(2026, 8, 6),
        provisional=True,
        outcome=Outcome(
            f"X-{serial:02}",
            OutcomeKind.CORRECT,
            (Defect("平面图", "缺签字", "负责人签字"),),
            "材料不齐",
            "第三十二条",
            "某局",
        ),
        practice=False,
        duty_due=date(2026, 7, 29),
        round=2,
        corrections=1,
        step=3,
        team="food",
        holder=an_id(),
        holder_name="赵敏",
        stopped=True,
        extended_days=10,
        decided_at=NOW + timedelta(days=2),
        issue_due=date(2026, 8, 10),
        delivered_at=NOW + timedelta(days=3),
        closed_at=NOW + timedelta(days=4),
        acts=7,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def a_round(case: Case, number: int = 1) -> SubmissionRound:
    return SubmissionRound(REGION, an_id(), case.id, number, NOW, ("id", "plan"))


def a_paper(sitting: Sitting | None, case: Case | None = None, **changes: object) -> Paper:
    content = b"%PDF-1.4 \x00\xff" + an_id().bytes
    whole = Paper(
        region=REGION,
        id=an_id(),
        kind=PaperKind.RECEIPT,
        number="审批收〔2026〕1号",
        barcode="3701002026000001",
        sitting_id=sitting.id if sitting else None,
        case_id=case.id if case else None,
        layout="receipt",
        layout_version=3,
        state=PaperState.ORIGINAL,
        made_at=NOW,
        made_by=an_id(),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=2,
        copy=1,
        practice=True,
        act_id=an_id(),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def an_event(subject: UUID | None = None, **changes: object) -> Event:
    whole = Event(
        region=REGION,
        id=an_id(),
        kind="case.accepted",
        subject=subject or an_id(),
        occurred_at=NOW,
        recorded_at=NOW + timedelta(seconds=5),
        hall="泉城大厅",
        window="8",
        station="S8",
        clerk_id=an_id(),
        department="市场监管",
        channel=Channel.HELPER,
        entry_mode=EntryMode.BACK_ENTRY,
        practice=True,
        entry="command",
        savings={"asked": 90, "merged": 40},
        data={"cases": ["X-01"], "form": "ab" * 32, "count": 3},
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def an_act(case: Case, seq: int = 1, **changes: object) -> Act:
    whole = Act(
        region=REGION,
        id=an_id(),
        case_id=case.id,
        seq=seq,
        kind=ActKind.ACCEPT_OWING,
        at=NOW,
        recorded_at=NOW + timedelta(seconds=5),
        by=an_id(),
        by_name="王芳",
        body=Acceptance(date(2026, 7, 27), 3, ("id", "plan")),
        practice=True,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def a_certificate(case: Case, **changes: object) -> Certificate:
    whole = Certificate(
        region=REGION,
        id=an_id(),
        case_id=case.id,
        kind="食品经营许可证",
        layout="food",
        number="JY13701020000017",
        licence_id="1.2.156.3005.2.1-X",
        holder="欧阳𬭎",
        holder_id="370102199003074514",
        decider="d1",
        entries=(
            CertificateEntry("holder", "经营者名称", "欧阳𬭎"),
            CertificateEntry("site", "经营场所", ""),
        ),
        valid_from=date(2026, 8, 1),
        valid_until=date(2031, 7, 31),
        state=CertificateState.RECALLED,
        made_at=NOW,
        version=2,
        replaces=an_id(),
        sample=True,
        ended_at=NOW + timedelta(days=30),
        ended_ground="AL8",
        practice=True,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def a_print(certificate: Certificate, copy: int = 0, **changes: object) -> CertificatePrint:
    whole = CertificatePrint(
        REGION, an_id(), certificate.id, copy, "0001", "遗失", NOW, an_id(), failed=False
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def a_blank(number: str = "0001", **changes: object) -> Blank:
    return replace(  # type: ignore[arg-type]  # fields by name
        Blank(REGION, "食品经营许可证", number, BlankState.STOCK, NOW), **changes
    )


def a_seal(**changes: object) -> Seal:
    whole = Seal(
        region=REGION,
        id=an_id(),
        decider="d1",
        name="某市行政审批服务局",
        kind="行政审批专用章",
        source="pkcs12:seal.p12",
        certificate="-----BEGIN CERTIFICATE-----",
        valid_from=date(2026, 1, 1),
        valid_until=date(2028, 12, 31),
        retired_on=date(2027, 6, 1),
        sample=True,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def a_bar(**changes: object) -> Bar:
    whole = Bar(
        region=REGION,
        id=an_id(),
        id_number="370102199003074514",
        name="欧阳𬭎",
        ground=BarGround.FRAUD,
        basis="《行政许可法》第七十九条",
        begins=date(2026, 7, 1),
        ends=date(2029, 6, 30),
        item_id="X-01",
        lifted_on=date(2028, 1, 1),
        facts={"case": "0123", "notes": ["伪造"]},
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def a_scan(sitting: Sitting, **changes: object) -> Scan:
    content = b"\xff\xd8\x00" + an_id().bytes
    whole = Scan(
        region=REGION,
        id=an_id(),
        sitting_id=sitting.id,
        material="plan",
        name="平面图.jpg",
        media="image/jpeg",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=1,
        added_at=NOW,
        added_by=an_id(),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name
