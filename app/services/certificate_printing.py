"""Printing certificates: one original on one blank, copies with a reason, spoiled blanks void.

A printing is logged before the paper goes out, so that a crash or a second press can never make a
second original; what did not come out is told afterwards and does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.changes import Changes
from app.documents.certificate_layouts import certificate_layout
from app.domain.actor import Actor, Role
from app.domain.certificate import (
    Blank,
    BlankState,
    Calibration,
    Certificate,
    CertificatePrint,
    CertificateState,
)
from app.errors import Problem
from app.ports.store import Reader, UnitOfWork
from app.services.certificate_making import found, subject_of, writing
from app.services.journal import note
from app.services.office import Office
from app.services.proceeding import READERS
from app.services.rights import require

_COPIERS = (Role.ISSUER, Role.APPROVER)
_PRINTED = "certificate.printed"


@dataclass(frozen=True)
class PrintJob:
    """What goes to the printer. `copy`: 0 for the original, n for the n-th copy (marked).

    `blank`: the number of the blank it goes onto, empty for plain paper. `print_id` is None for a
    draft, which is not counted.
    """

    print_id: UUID | None
    content: bytes
    copy: int
    blank: str
    changes: Changes = Changes(certificates=True, papers=True)


def print_certificate(
    office: Office,
    actor: Actor,
    certificate_id: UUID,
    *,
    blank: str = "",
    reason: str = "",
    printer: str = "",
    tray: str = "",
) -> PrintJob:
    """Hand out a certificate for printing and log the act.

    A draft comes watermarked and is not counted. The first printing is the original, a later one a
    copy: it needs a reason and is marked on the printed page only. `blank`: the number on the blank
    in the tray; without one the next in stock. Raises `right.missing`, `certificate.unknown`,
    `certificate.not-valid` (params: number), `certificate.printed-already` (number) for a second
    press without a reason, `certificate.printed-meanwhile`, `blank.none-left` (kind),
    `blank.not-in-stock` (number).
    """
    require(actor, *_COPIERS)
    with writing(office) as unit:
        certificate = found(unit, actor.region, certificate_id)
        if certificate.state is CertificateState.DRAFT:
            draft = office.paper_maker().make_certificate(subject_of(office, unit, certificate))
            return PrintJob(None, draft.content, 0, "", Changes())
        if certificate.state is not CertificateState.VALID:
            raise Problem("certificate.not-valid", number=certificate.number)
        printed = unit.certificates.prints(actor.region, certificate_id)
        copy = _next_copy(actor, certificate, printed, reason)
        used = _blank(unit, certificate, printed, copy, blank)
        printing = CertificatePrint(
            region=actor.region,
            id=office.clock.new_id(),
            certificate_id=certificate_id,
            copy=copy,
            blank=used.number if used else "",
            reason=reason.strip(),
            at=office.now(),
            by=actor.account_id,
        )
        unit.certificates.put_print(printing)
        if used:
            unit.blanks.put([_used(office, actor, used, certificate, copy)])
        content = _content(office, unit, certificate, printing, (printer, tray))
        facts = {"certificate": str(certificate_id), "copy": copy, "blank": printing.blank}
        note(office, unit, actor, _PRINTED, printing.id, facts)
        unit.commit()
    return PrintJob(printing.id, content, copy, printing.blank)


def _next_copy(
    actor: Actor, certificate: Certificate, printed: Sequence[CertificatePrint], reason: str
) -> int:
    """Return which copy comes now: 0 for the original."""
    counted = [one.copy for one in printed if not one.failed]
    if 0 not in counted:
        require(actor, Role.ISSUER)
        return 0
    if not reason.strip():
        raise Problem("certificate.printed-already", number=certificate.number)
    return max(counted) + 1


def _content(
    office: Office,
    unit: UnitOfWork,
    certificate: Certificate,
    printing: CertificatePrint,
    place: tuple[str, str],
) -> bytes:
    maker = office.paper_maker()
    if printing.blank:
        calibration = unit.calibrations.get(certificate.layout, *place)
        content = maker.fill_blank(subject_of(office, unit, certificate), calibration)
    else:
        content = kept(unit, certificate)
    return maker.stamp_reprint(content, printing.copy) if printing.copy else content


def kept(records: Reader | UnitOfWork, certificate: Certificate) -> bytes:
    """Return the sealed file of a certificate. Raises Problem `paper.unknown`."""
    paper = (
        records.papers.get(certificate.region, certificate.paper_id)
        if certificate.paper_id
        else None
    )
    if paper is None:
        raise Problem("paper.unknown")
    return paper.content


def _blank(
    unit: UnitOfWork,
    certificate: Certificate,
    printed: Sequence[CertificatePrint],
    copy: int,
    number: str,
) -> Blank | None:
    """Return the blank that a printing goes onto, None for plain paper."""
    kind = blank_kind(unit, certificate)
    if kind is None and not number:
        return None
    kind = kind or certificate.kind
    wanted = number.strip() or next_number(unit, certificate, printed, copy)
    if not wanted:
        raise Problem("blank.none-left", kind=kind)
    blank = unit.blanks.get(certificate.region, kind, wanted)
    if blank is None or not (
        blank.state is BlankState.STOCK or wanted == _unspent(unit, certificate, printed, copy)
    ):
        raise Problem("blank.not-in-stock", number=wanted)
    return blank


def blank_kind(records: Reader | UnitOfWork, certificate: Certificate) -> str | None:
    """Return the kind of blank a certificate is printed on, None where none was ever received."""
    kind = certificate_layout(certificate.layout).blank
    if not kind:
        return None
    known = records.blanks.balance(certificate.region, date.max)
    return kind if any(one.kind == kind for one in known) else None


def next_number(
    records: Reader | UnitOfWork,
    certificate: Certificate,
    printed: Sequence[CertificatePrint],
    copy: int,
) -> str:
    """Return the number of the blank that comes next, empty where none is left."""
    unspent = _unspent(records, certificate, printed, copy)
    if unspent:
        return unspent
    kind = certificate_layout(certificate.layout).blank
    stock = records.blanks.stock(certificate.region, kind, 1)
    return stock[0].number if stock else ""


def _unspent(
    records: Reader | UnitOfWork,
    certificate: Certificate,
    printed: Sequence[CertificatePrint],
    copy: int,
) -> str:
    """Return the blank of a printing that never reached the paper: it lies in the tray still."""
    kind = certificate_layout(certificate.layout).blank
    taken = {one.blank for one in printed if not one.failed}
    for one in reversed(printed):
        if one.failed and one.copy == copy and one.blank and one.blank not in taken:
            blank = records.blanks.get(certificate.region, kind, one.blank)
            if blank is not None and blank.state is BlankState.USED:
                return blank.number
    return ""


def _used(office: Office, actor: Actor, blank: Blank, certificate: Certificate, copy: int) -> Blank:
    return replace(
        blank, state=BlankState.USED, certificate_id=certificate.id, copy=copy,
        used_at=office.now(), used_by=actor.account_id,
    )  # fmt: skip


def next_blank(office: Office, actor: Actor, certificate_id: UUID) -> str:
    """Return the number of the blank that the next printing goes onto, empty for plain paper.

    Raises `right.missing`, `certificate.unknown`.
    """
    require(actor, *READERS)
    with office.store.read() as reader:
        certificate = found(reader, actor.region, certificate_id)
        if blank_kind(reader, certificate) is None:
            return ""
        printed = reader.certificates.prints(actor.region, certificate_id)
        counted = [one.copy for one in printed if not one.failed]
        return next_number(reader, certificate, printed, max(counted, default=-1) + 1)


def prints(office: Office, actor: Actor, certificate_id: UUID) -> tuple[CertificatePrint, ...]:
    """Return the printings of a certificate, oldest first, failed ones too. Raises `right.missing`."""
    require(actor, *READERS)
    with office.store.read() as reader:
        return reader.certificates.prints(actor.region, certificate_id)


def spoil(office: Office, actor: Actor, print_id: UUID, reason: str) -> Changes:
    """Record that a printing came out spoiled: its blank is void, and it does not count.

    Raises `right.missing`, `certificate.no-such-print`, `blank.no-reason`.
    """
    require(actor, *_COPIERS)
    if not reason.strip():
        raise Problem("blank.no-reason")
    with office.store.begin() as unit:
        certificate, printing = _printing(unit, actor, print_id)
        unit.certificates.put_print(replace(printing, failed=True))
        blank = _blank_of(unit, certificate, printing)
        if blank is not None:
            spoiled = replace(
                blank, state=BlankState.SPOILED, reason=reason.strip(), used_at=office.now(),
                used_by=actor.account_id,
            )  # fmt: skip
            unit.blanks.put([spoiled])
        facts = {"certificate": str(certificate.id), "blank": printing.blank, "reason": reason}
        note(office, unit, actor, "certificate.print-spoiled", print_id, facts)
        unit.commit()
    return Changes(certificates=True)


def print_failed(office: Office, actor: Actor, print_id: UUID | None) -> Changes:
    """Record that a printing never reached the paper; its blank serves the next attempt.

    A draft (None) was not counted. Raises `certificate.no-such-print`.
    """
    if print_id is None:
        return Changes()
    with office.store.begin() as unit:
        certificate, printing = _printing(unit, actor, print_id)
        unit.certificates.put_print(replace(printing, failed=True))
        facts = {"certificate": str(certificate.id), "blank": printing.blank}
        note(office, unit, actor, "certificate.print-failed", print_id, facts)
        unit.commit()
    return Changes(certificates=True)


def _printing(
    unit: UnitOfWork, actor: Actor, print_id: UUID
) -> tuple[Certificate, CertificatePrint]:
    """Return a printing that counts, by the event that logged it."""
    for event in unit.journal.events(actor.region, print_id):
        if event.kind == _PRINTED:
            certificate = found(unit, actor.region, UUID(str(event.data["certificate"])))
            for one in unit.certificates.prints(actor.region, certificate.id):
                if one.id == print_id and not one.failed:
                    return certificate, one
    raise Problem("certificate.no-such-print")


def _blank_of(
    unit: UnitOfWork, certificate: Certificate, printing: CertificatePrint
) -> Blank | None:
    if not printing.blank:
        return None
    kind = certificate_layout(certificate.layout).blank or certificate.kind
    return unit.blanks.get(certificate.region, kind, printing.blank)


def calibration(office: Office, actor: Actor, layout: str, printer: str, tray: str) -> Calibration:
    """Return where a printer puts things on a layout's blank. Raises `right.missing`."""
    require(actor, *READERS, Role.SYSTEM_ADMIN)
    with office.store.read() as reader:
        return reader.calibrations.get(layout, printer, tray)


def calibrate(office: Office, actor: Actor, found_to_be: Calibration) -> Changes:
    """Keep a calibration. Raises `right.missing`, `calibration.out-of-range`."""
    require(actor, Role.ISSUER, Role.SYSTEM_ADMIN)
    lengths = (found_to_be.offset_x, found_to_be.offset_y)
    scales = (found_to_be.scale_x, found_to_be.scale_y)
    sound = (
        all(abs(one) <= _MOST_OFF for one in lengths)
        and all(_LEAST_SCALE <= one <= 1 / _LEAST_SCALE for one in scales)
        and abs(found_to_be.rotation) <= _MOST_TURNED
    )
    if not sound:
        raise Problem("calibration.out-of-range")
    with office.store.begin() as unit:
        unit.calibrations.put(found_to_be)
        unit.commit()
    return Changes(certificates=True)


def ruler_page(office: Office, actor: Actor, tried: Calibration) -> bytes:
    """Return pages of rulers under a calibration that is being tried. Raises `right.missing`."""
    require(actor, Role.ISSUER, Role.SYSTEM_ADMIN)
    return office.paper_maker().ruler(tried.layout, tried)


_MOST_OFF = 50.0
_MOST_TURNED = 5.0
_LEAST_SCALE = 0.9
"""Millimetres, degrees and factors beyond which a printer is not calibrated but broken."""
