"""Certificates, the licences that industry certificates list, and the printings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, union

from app.domain.certificate import (
    Certificate,
    CertificateEntry,
    CertificatePrint,
    CertificateState,
)
from app.errors import Problem
from db.repositories.rows import epoch, put, unless_taken
from db.tables.intake import cases
from db.tables.issuing import certificate_licences, certificate_prints, certificates

_OLDEST_FIRST = (certificates.c.made_epoch, certificates.c.version, certificates.c.id)


class SqlCertificates:
    """Implements `CertificateReads` and `CertificateWrites`."""

    def __init__(self, connection: Connection) -> None:
        """Work over this connection."""
        self._connection = connection

    def get(self, region: str, certificate_id: UUID) -> Certificate | None:
        """Return one certificate."""
        found = self._where(region, certificates.c.id == certificate_id)
        return found[0] if found else None

    def by_number(self, region: str, number: str) -> tuple[Certificate, ...]:
        """Return the versions of a certificate by its number or licence identifier, oldest first."""
        named = union(
            *(
                select(certificates.c.id).where(certificates.c.region == region, column == number)
                for column in (certificates.c.number, certificates.c.licence_id)
            )
        )
        return self._where(
            region, certificates.c.id.in_(named), order=(certificates.c.version, *_OLDEST_FIRST)
        )

    def of_case(self, region: str, case_id: UUID) -> tuple[Certificate, ...]:
        """Return the certificates made in a case, oldest first."""
        return self._where(region, certificates.c.case_id == case_id)

    def listing(self, region: str, certificate_id: UUID) -> tuple[Certificate, ...]:
        """Return the industry certificates that list a licence."""
        listed = select(certificate_licences.c.certificate_id).where(
            certificate_licences.c.region == region,
            certificate_licences.c.licence == certificate_id,
        )
        return self._where(region, certificates.c.id.in_(listed))

    def expiring(self, region: str, before: date) -> tuple[Certificate, ...]:
        """Return the valid certificates whose term ends before a day, the nearest end first."""
        return self._where(
            region,
            certificates.c.state == CertificateState.VALID.value,
            certificates.c.valid_until < before,
            order=(certificates.c.valid_until, certificates.c.id),
        )

    def prints(self, region: str, certificate_id: UUID) -> tuple[CertificatePrint, ...]:
        """Return the printings of a certificate, oldest first."""
        rows = self._connection.execute(
            select(certificate_prints)
            .where(
                certificate_prints.c.region == region,
                certificate_prints.c.certificate_id == certificate_id,
            )
            .order_by(certificate_prints.c.printed_epoch, certificate_prints.c.id)
        )
        return tuple(_print(row) for row in rows.mappings())

    def hold(self, region: str, case_id: UUID) -> None:
        """Let no other transaction change a case's certificates until this one has ended."""
        self._connection.execute(
            select(cases.c.id)
            .where(cases.c.region == region, cases.c.id == case_id)
            .with_for_update()
        )

    def put(self, certificate: Certificate) -> None:
        """Insert or replace a certificate."""
        row = dict(vars(certificate))
        listed = row.pop("stands_for")
        row |= {
            "entries": [dict(vars(entry)) for entry in certificate.entries],
            "state": certificate.state.value,
            "made_epoch": epoch(certificate.made_at),
        }
        key = {"region": certificate.region, "certificate_id": certificate.id}
        if put(self._connection, certificates, row):
            self._connection.execute(
                delete(certificate_licences).where(
                    *(certificate_licences.c[name] == value for name, value in key.items())
                )
            )
        if listed:
            rows = [key | {"position": n, "licence": one} for n, one in enumerate(listed, start=1)]
            self._connection.execute(insert(certificate_licences), rows)

    def put_print(self, printing: CertificatePrint) -> None:
        """Insert or replace a printing.

        Raises Problem `certificate.printed-meanwhile` where a printing of that copy that did not
        fail exists under another id, also one that another writer commits at this moment.
        """
        row = dict(vars(printing))
        row |= {
            "printed_at": row.pop("at"),
            "printed_by": row.pop("by"),
            "printed_epoch": epoch(printing.at),
            "counted_copy": None if printing.failed else printing.copy,
        }
        taken = select(certificate_prints.c.id).where(
            certificate_prints.c.region == printing.region,
            certificate_prints.c.certificate_id == printing.certificate_id,
            certificate_prints.c.counted_copy == row["counted_copy"],
        )
        with unless_taken(
            self._connection, lambda: taken, Problem("certificate.printed-meanwhile")
        ):
            put(self._connection, certificate_prints, row)

    def _where(
        self,
        region: str,
        *conditions: ColumnElement[bool],
        order: Sequence[ColumnElement[Any]] = _OLDEST_FIRST,
    ) -> tuple[Certificate, ...]:
        """Return the certificates of a region that meet some conditions."""
        rows = (
            self._connection.execute(
                select(certificates)
                .where(certificates.c.region == region, *conditions)
                .order_by(*order)
            )
            .mappings()
            .all()
        )
        listed = self._listed(region, [row["id"] for row in rows])
        return tuple(_certificate(row, listed) for row in rows)

    def _listed(self, region: str, ids: Sequence[UUID]) -> Mapping[UUID, list[UUID]]:
        """Return what each of some certificates stands for."""
        listed: dict[UUID, list[UUID]] = {}
        if not ids:
            return listed
        rows = self._connection.execute(
            select(certificate_licences)
            .where(
                certificate_licences.c.region == region,
                certificate_licences.c.certificate_id.in_(ids),
            )
            .order_by(certificate_licences.c.position)
        )
        for row in rows:
            listed.setdefault(row.certificate_id, []).append(row.licence)
        return listed


def _certificate(row: RowMapping, listed: Mapping[UUID, list[UUID]]) -> Certificate:
    """Build a certificate from its row and what it stands for."""
    fields: dict[str, Any] = dict(row)
    del fields["made_epoch"]
    fields["state"] = CertificateState(fields["state"])
    fields["entries"] = tuple(CertificateEntry(**entry) for entry in fields["entries"])
    return Certificate(**fields, stands_for=tuple(listed.get(row["id"], ())))


def _print(row: RowMapping) -> CertificatePrint:
    """Build a printing from its row."""
    fields: dict[str, Any] = dict(row)
    for ours in ("counted_copy", "printed_epoch"):
        del fields[ours]
    return CertificatePrint(at=fields.pop("printed_at"), by=fields.pop("printed_by"), **fields)
