"""Scanned materials: attached to a line of the material list, checked by content, never by name.

What a file is called says nothing; what is kept is a PDF, JPEG or PNG that can be opened, with its
hash and its number of pages.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from uuid import UUID

from app.changes import Changes
from app.documents import page_sizes
from app.domain.actor import Actor, Role
from app.domain.certificate import Scan
from app.errors import Problem
from app.services.journal import note
from app.services.office import Office
from app.services.rights import require
from app.services.sitting_view import find

MAX_BYTES = 20 * 1024 * 1024
"""The largest file that is taken: a hundred pages in black and white, ten in colour."""

_MAX_PAGES = 500
_MAX_SIDE = 20_000
_MAX_NAME = 100
_READERS = (
    Role.CLERK,
    Role.REVIEWER,
    Role.APPROVER,
    Role.HEAD,
    Role.ISSUER,
    Role.SUPERVISOR,
)
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PDF = b"%PDF-"
# Markers of a JPEG that open a frame, and so state its size (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN_BEGINS = 0xDA
_MARK = 0xFF


def attach(
    office: Office, actor: Actor, sitting_id: UUID, material: str, name: str, content: bytes
) -> Scan:
    """Keep a scan of a material. `material`: the key of its line; `name`: the file's, for people.

    Reads PDF with pdfium, so it belongs on the papers' thread. Raises `right.missing`,
    `sitting.unknown`, `scan.no-material`, `scan.too-large` (params: limit), `scan.empty`,
    `scan.wrong-kind`, `scan.damaged` (all with name).
    """
    require(actor, Role.CLERK, Role.REVIEWER)
    shown = _shown(name)
    media, pages = _looked_at(shown, content)
    scan = Scan(
        region=actor.region,
        id=office.clock.new_id(),
        sitting_id=sitting_id,
        material=material,
        name=shown,
        media=media,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        added_at=office.now(),
        added_by=actor.account_id,
    )
    with office.store.begin() as unit:
        sitting, _cases = find(unit, actor.region, sitting_id)
        if material not in {record.key for record in sitting.materials}:
            raise Problem("scan.no-material", name=shown)
        unit.scans.put(scan)
        facts = {"material": material, "sha256": scan.sha256, "pages": pages}
        note(office, unit, actor, "scan.attached", sitting_id, facts)
        unit.commit()
    return scan


def remove(office: Office, actor: Actor, scan_id: UUID) -> Changes:
    """Take a scan away that was attached by mistake; the journal keeps its hash.

    Raises `right.missing`, `scan.unknown`.
    """
    require(actor, Role.CLERK, Role.REVIEWER)
    with office.store.begin() as unit:
        scan = unit.scans.get(actor.region, scan_id)
        if scan is None:
            raise Problem("scan.unknown")
        unit.scans.remove(actor.region, scan_id)
        facts = {"material": scan.material, "sha256": scan.sha256}
        note(office, unit, actor, "scan.removed", scan.sitting_id, facts)
        unit.commit()
    return Changes(cases=True)


def of_sitting(office: Office, actor: Actor, sitting_id: UUID) -> tuple[Scan, ...]:
    """Return a sitting's scans in the order they were added, each without its bytes."""
    require(actor, *_READERS)
    with office.store.read() as reader:
        return reader.scans.of_sitting(actor.region, sitting_id)


def content(office: Office, actor: Actor, scan_id: UUID) -> Scan:
    """Return a scan with its bytes, for looking at. Raises `right.missing`, `scan.unknown`."""
    require(actor, *_READERS)
    with office.store.read() as reader:
        scan = reader.scans.get(actor.region, scan_id)
    if scan is None:
        raise Problem("scan.unknown")
    return scan


def _shown(name: str) -> str:
    """Return a file's name without its folders and without what cannot be shown."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[:_MAX_NAME]


def _looked_at(name: str, content: bytes) -> tuple[str, int]:
    """Return what a file is and how many pages it has."""
    if not content:
        raise Problem("scan.empty", name=name)
    if len(content) > MAX_BYTES:
        raise Problem("scan.too-large", name=name, limit=MAX_BYTES // 1024**2)
    if content.startswith(_PDF):
        return "application/pdf", _pdf_pages(name, content)
    if content.startswith(_PNG):
        size = _png_size(content)
    elif content.startswith(_JPEG):
        size = _jpeg_size(content)
    else:
        raise Problem("scan.wrong-kind", name=name)
    if size is None or not all(0 < side <= _MAX_SIDE for side in size):
        raise Problem("scan.damaged", name=name)
    return "image/png" if content.startswith(_PNG) else "image/jpeg", 1


def _pdf_pages(name: str, content: bytes) -> int:
    try:
        pages = len(page_sizes(content))
    except Problem as problem:
        raise Problem("scan.damaged", name=name) from problem
    if not 0 < pages <= _MAX_PAGES:
        raise Problem("scan.damaged", name=name)
    return pages


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG whose every chunk is whole, None for a damaged one."""
    size, place = None, len(_PNG)
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        end = place + 8 + length
        if end + 4 > len(content):
            return None
        if zlib.crc32(content[place + 4 : end]) != struct.unpack_from(">I", content, end)[0]:
            return None
        if kind == b"IHDR" and length >= struct.calcsize(">II"):
            width, height = struct.unpack_from(">II", content, place + 8)
            size = (width, height)
        if kind == b"IEND":
            return size
        place = end + 4
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG with a frame, a scan and an end, None for a damaged one."""
    size, place = None, 2
    while place + 4 <= len(content):
        mark, kind, length = struct.unpack_from(">BBH", content, place)
        if mark != _MARK or place + 2 + length > len(content):
            return None
        if kind in _FRAMES and length >= struct.calcsize(">HBHH"):
            height, width = struct.unpack_from(">HH", content, place + 5)
            size = (width, height)
        if kind == _SCAN_BEGINS:
            return size if b"\xff\xd9" in content[-64:] else None
        place += 2 + length
    return None
