"""A received sitting led to its end by four people who see only the accessibility tree."""

import json
from contextlib import closing
from dataclasses import dataclass

import pytest

from app import paths
from app.admin.opening import open_office
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import Case, CaseState
from app.domain.certificate import CertificateState
from app.domain.paper import PaperKind
from app.services import accounts, papers, settings, sign_in
from app.services.command_line import acting
from db.credentials import MemorySecrets
from tests.blackbox.stage import stage
from tests.requirements import require_group
from tests.services.builders import concluded

PASSWORD = "Deng-lu2026#"
LICENCE = "SCJG-02"
LONGEST = 60.0
"""Seconds for all four, the changes of person included."""
PEOPLE = {
    "clerk": ("li.na", "李娜", Role.CLERK),
    "reviewer": ("zhao.lei", "赵磊", Role.REVIEWER),
    "approver": ("sun.yan", "孙燕", Role.APPROVER),
    "issuer": ("qian.jun", "钱军", Role.ISSUER),
}


@dataclass(frozen=True)
class Hall:
    """A store with a received sitting; `told`: what its people know before they sit down."""

    licence: Case
    told: dict


def join(office, security, part):
    """Make an account, with its password changed and its PIN set, as after the first day."""
    name, shown, role = PEOPLE[part]
    made = accounts.add(office, security, name, shown, "", frozenset({role}))
    sign_in.change_password(office, name, made.password, PASSWORD)
    sign_in.set_pin(office, acting(office, name, role), "4711")
    return {"name": name, "display_name": shown, "password": PASSWORD}


@pytest.fixture
def hall(tmp_path):
    """A sitting received by the clerk, its papers made, the business licence accepted."""
    require_group("blackbox")
    office = open_office(paths.home(), MemorySecrets())
    with closing(office.store):
        names = {one.role: one.name for one in sign_in.first_start(office).passwords}
        security = acting(office, names[Role.SECURITY_ADMIN], Role.SECURITY_ADMIN)
        told = {part: join(office, security, part) for part in PEOPLE}
        clerk = acting(office, PEOPLE["clerk"][0], Role.CLERK)
        settings.put(office, clerk, "print.mode", "folder")
        settings.put(office, clerk, "print.folder", str(tmp_path / "printed"))
        done = concluded(office, clerk)
        made = papers.make_missing(office, clerk, done.sitting.id)
        assert made.failures == ()
        receipt = next(one for one in made.papers if one.kind is PaperKind.RECEIPT)
        told |= {
            "receipt": receipt.number,
            "id_number": done.sitting.applicant.id_number,
            "decision": "登记通知书",
            "certificate": "营业执照",
            "hand_over_key": "ctrl+4",
        }
        return Hall(next(case for case in done.cases if case.item_id == LICENCE), told)


def played(hall, tmp_path):
    """Let the four play on a stage; return what they heard and the exit code."""
    log = tmp_path / "program.log"
    with stage() as screen, screen.program(paths.home(), log) as program:
        done = screen.person("tests.blackbox.hall", json.dumps(hall.told))
        said = log.read_text(encoding="utf-8", errors="replace")
        assert done.returncode == 0, f"{done.stderr}\nthe program said: {said}"
        return json.loads(done.stdout), program.wait(20)


def test_four_people_who_see_only_the_accessibility_tree_lead_a_case_to_the_end(
    hall, tmp_path
) -> None:
    answer, code = played(hall, tmp_path)
    assert code == 0
    assert answer["heard"]["clerk"].startswith("已发放")
    assert sum(answer["seconds"].values()) < LONGEST, answer["seconds"]
    check_store(hall.licence)
    printed = list((tmp_path / "printed").glob("*.pdf"))
    assert len(printed) == 2, "the certificate's original and the delivery record"
    assert all(one.read_bytes().startswith(b"%PDF") for one in printed)


def check_store(licence) -> None:
    """Find the case handed over, each act by the person whose it was."""
    office = open_office(paths.home(), MemorySecrets())
    with closing(office.store), office.store.read() as reader:
        case = reader.cases.case(licence.region, licence.id)
        assert case.state is CaseState.ISSUED
        acts = reader.acts.of_case(licence.region, licence.id)
        names = {one.id: one.name for one in reader.accounts.all(licence.region)}
        by = {act.kind: names.get(act.by) for act in acts}
        assert by[ActKind.GRANT] == PEOPLE["approver"][0]
        assert by[ActKind.CERTIFY] == PEOPLE["issuer"][0]
        assert by[ActKind.DELIVER] == PEOPLE["clerk"][0]
        (certificate,) = reader.certificates.of_case(licence.region, licence.id)
        assert certificate.state is CertificateState.VALID
