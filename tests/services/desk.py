"""An issue desk with something to give: made once for each module, copied for every test."""

import shutil
import struct
import zlib
from dataclasses import dataclass, replace
from functools import cache
from uuid import uuid4

from app.admin.opening import open_office
from app.documents import PaperMaker
from app.domain.act_bodies import Delivery, DeliveryWay
from app.domain.actor import Actor, Role
from app.domain.acts import ActKind
from app.domain.case import Outcome, OutcomeKind
from app.domain.paper import PaperKind
from app.services import certificates, outcomes, papers, proceeding, scans
from app.services.command_line import acting
from db.credentials import MemorySecrets
from tests.fakes.clock import StandingClock
from tests.services.builders import concluded
from tests.services.people import person, reviewed, staff

LICENCE, PLAIN, FOOD = "SCJG-02", "CG-01", "SCJG-03"
"""Granted with its certificate printed; granted without a certificate; waiting to be accepted."""


@dataclass(frozen=True)
class Desk:
    """The people at an issue desk, and the cases of one sitting by their item."""

    issuer: Actor
    clerk: Actor
    supervisor: Actor
    cases: dict

    @property
    def sitting_id(self):
        return self.cases[LICENCE].sitting_id


def prepare(started_store, folder):
    """Fill a store: a business licence ready to be given, a filing granted, three cases not decided."""
    home = folder / "home"
    shutil.copytree(started_store, home)
    office = open_office(home, MemorySecrets(), clock=StandingClock())
    people = staff(office)
    issuer = person(office, "issuer", Role.ISSUER)
    cases = {case.item_id: case for case in concluded(office, people.clerk).cases}
    reviewed(people, cases[LICENCE])
    made = certificates.make(office, issuer, cases[LICENCE].id)
    certificates.seal(office, issuer, made.certificate.id)
    certificates.print_certificate(office, issuer, made.certificate.id)
    outcomes.decide(office, people.clerk, cases[PLAIN].id, Outcome(PLAIN, OutcomeKind.ACCEPT))
    reviewed(people, cases[PLAIN])
    assert papers.make_missing(office, people.clerk, cases[LICENCE].sitting_id).failures == ()
    office.store.close()
    return home


@cache
def _maker():
    return PaperMaker(None)


def opened(prepared, folder, clock):
    """Open a copy of a prepared store, with one maker for all of them: it opens its fonts once."""
    shutil.copytree(prepared, folder)
    return replace(open_office(folder, MemorySecrets(), clock=clock), paper_maker=_maker)


def desk_of(office):
    """Return the people and cases of a prepared store."""
    issuer, clerk, supervisor = (
        acting(office, name, Role.CLERK) for name in ("issuer", "clerk1", "supervisor")
    )
    with office.store.read() as reader:
        (line,) = reader.cases.lines(clerk.region, day=None, text="", limit=9)
        cases = reader.cases.cases_of(clerk.region, line.sitting_id)
    return Desk(issuer, clerk, supervisor, {case.item_id: case for case in cases})


def a_png(width=300, height=200):
    """Return a picture in one colour."""

    def chunk(kind, data):
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    rows = b"".join(b"\0" + b"\x40\x80\xc0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def decision_number(office, people, case):
    """Return the number of the paper that decides a case."""
    decisions = {PaperKind.GRANT, PaperKind.REFUSAL, PaperKind.REGISTRATION}
    lines = papers.of_sitting(office, people.clerk, case.sitting_id)
    return next(one.number for one in lines if one.case_id == case.id and one.kind in decisions)


def delivered(office, people, case, **changes):
    """Deliver a case by its act, and make the record."""
    said = {
        "delivery_id": uuid4(),
        "way": DeliveryWay.COUNTER,
        "receiver": "某人",
        "receiver_is": "applicant",
        "id_tail": "001X",
        "place": "大厅",
        "papers": (decision_number(office, people, case),),
        "signature": "on-paper",
    }
    body = Delivery(**(said | changes))
    done = proceeding.do(office, people.clerk, case.id, ActKind.DELIVER, body)
    made = papers.make_missing(office, people.clerk, case.sitting_id)
    assert made.failures == ()
    return done.case


def void_receipt(office, people, case):
    """Make the receipt of a case void, as a correction does; return it."""
    with office.store.begin() as unit:
        receipt = next(
            paper
            for paper in unit.papers.of_sitting(case.region, case.sitting_id)
            if paper.kind is PaperKind.RECEIPT
        )
        papers.void(office, unit, people.clerk, receipt.id, "更正")
        unit.commit()
    return receipt


def a_scan(office, people, case):
    """Attach a picture to a material of the case; return it with its line's label."""
    sitting = proceeding.view_case(office, people.clerk, case.id).seen.sitting
    record = next(one for one in sitting.materials if case.item_id in one.items)
    scan = scans.attach(office, people.clerk, sitting.id, record.key, "页.png", a_png())
    return scan, record.label
