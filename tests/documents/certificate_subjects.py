"""Certificates with sample values, for tests of how they are set, sealed and read back."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from uuid import UUID

import yaml

from app.bureau import bureau_from_data
from app.documents.certificate_layouts import certificate_layouts
from app.documents.certificate_subject import CertificateSubject, Listed
from app.domain.certificate import Certificate, CertificateEntry, CertificateState
from app.domain.licence_id import licence_id
from app.paths import RESOURCES

NAMES = tuple(certificate_layouts())
MADE_AT = datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=8)))
CODE = "11370902MB0000000D"
ONE = UUID(int=1)
_KINDS = {"general": "高危险性体育项目经营许可证"}


@cache
def bureau():
    data = yaml.safe_load((RESOURCES / "bureau" / "sample.yaml").read_text("utf-8"))
    return bureau_from_data(data)


def entries_of(name):
    return tuple(
        CertificateEntry(own.key, own.label, own.sample)
        for own in certificate_layouts()[name].entries
        if own.sample
    )


def subject(name, state=CertificateState.VALID, *, listed=2, **changes):
    """A certificate with the sample values of its layout."""
    layout, own = certificate_layouts()[name], bureau()
    entries = entries_of(name)
    values = {entry.key: entry.value for entry in entries}
    certificate = Certificate(
        region=own.region,
        id=ONE,
        case_id=ONE,
        kind=_KINDS.get(name, layout.kind),
        layout=name,
        number=values["number"],
        licence_id=licence_id(CODE + layout.type_serial, CODE, "BUREAUCF0012026000017", 1),
        holder=values["name"],
        holder_id="91990000MA00000000",
        decider=own.decider,
        entries=entries,
        valid_from=date(2026, 11, 24),
        valid_until=date(2031, 11, 23),
        state=state,
        made_at=MADE_AT,
        sample=True,
    )
    lines = tuple(
        Listed(f"第{n}项许可证", f"示例证字〔2026〕第{n:05}号", "所列范围", "长期", "示例机关")
        for n in range(1, listed + 1)
    )
    return CertificateSubject(
        replace(certificate, **changes),
        own,
        own.deciders[own.decider],
        lines if name == "industry" else (),
    )


def with_value(made, key, value):
    """The same certificate with another value of one entry."""
    entries = tuple(
        replace(entry, value=value) if entry.key == key else entry
        for entry in made.certificate.entries
    )
    return replace(made, certificate=replace(made.certificate, entries=entries))
