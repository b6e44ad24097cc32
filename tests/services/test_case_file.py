"""One case, one file: catalogue, score sheet, closing, and the file handed out whole."""

import csv
import errno
import hashlib
import json
import os
import struct
import subprocess
import zlib
from uuid import uuid4

import pytest

from app.domain.act_bodies import Delivery, DeliveryWay
from app.domain.acts import ActKind
from app.domain.case import CaseState, Outcome, OutcomeKind
from app.domain.paper import PaperKind
from app.errors import Problem, WorldProblem
from app.services import case_file, file_writing, outcomes, papers, proceeding, scans
from app.wording.sentences import sentence
from tests.services.builders import concluded
from tests.services.people import REFUSED, reviewed, staff


def problem(code):
    return pytest.raises(Problem, match=code.replace(".", r"\."))


@pytest.fixture
def people(office):
    return staff(office)


@pytest.fixture
def cases(office, people):
    return {case.item_id: case for case in concluded(office, people.clerk).cases}


@pytest.fixture
def granted(office, people, cases):
    """A case without a certificate, granted after its forerunner's result had come."""
    reviewed(people, cases["SCJG-02"])
    outcomes.decide(office, people.clerk, cases["CG-01"].id, Outcome("CG-01", OutcomeKind.ACCEPT))
    return reviewed(people, cases["CG-01"]).case


def decision_number(office, people, case):
    decisions = {PaperKind.GRANT, PaperKind.REFUSAL, PaperKind.REGISTRATION}
    lines = papers.of_sitting(office, people.clerk, case.sitting_id)
    return next(one.number for one in lines if one.case_id == case.id and one.kind in decisions)


def delivered(office, people, case, **changes):
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


@pytest.fixture
def issued(office, people, granted):
    papers.make_missing(office, people.clerk, granted.sitting_id)
    return delivered(office, people, granted)


def a_png(width=300, height=200):
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


def a_scan(office, people, case):
    """Attach a picture to a material of the case; return it with its line's label."""
    sitting = proceeding.view_case(office, people.clerk, case.id).seen.sitting
    record = next(one for one in sitting.materials if case.item_id in one.items)
    scan = scans.attach(office, people.clerk, sitting.id, record.key, "页.png", a_png())
    return scan, record.label


def text_of(path, page=None):
    only = [] if page is None else ["-f", str(page), "-l", str(page)]
    command = ["pdftotext", "-layout", *only, str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def titles(office, people, case):
    return [entry.title for entry in case_file.contents(office, people.clerk, case.id)]


def test_the_file_lies_in_the_order_of_a_bound_file(office, people, issued):
    entries = case_file.contents(office, people.clerk, issued.id)
    found = [entry.title for entry in entries]
    expected = ["申请", "接收凭证", "受理", "准予", "送达回证"]
    places = [next(n for n, title in enumerate(found) if word in title) for word in expected]
    assert places == sorted(places)
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    assert not any("小票" in title or "取件" in title for title in found)
    firsts = [1]
    for entry in entries:
        firsts.append(firsts[-1] + entry.pages)
    assert [entry.first_page for entry in entries] == firsts[:-1]


def test_another_cases_papers_are_not_in_the_file(office, people, issued):
    with office.store.read() as reader:
        kept = reader.papers.of_sitting(issued.region, issued.sitting_id)
    others = {paper.number for paper in kept if paper.case_id not in {issued.id, None}}
    assert others
    entries = case_file.contents(office, people.clerk, issued.id)
    assert others.isdisjoint(entry.number for entry in entries)


def test_scans_of_the_cases_materials_lie_after_the_acceptance(office, people, issued):
    _scan, label = a_scan(office, people, issued)
    found = titles(office, people, issued)
    accepted = next(n for n, title in enumerate(found) if "受理" in title)
    assert accepted < found.index(label) < len(found) - 1


def test_a_file_as_it_should_be_passes_every_line(office, people, issued):
    lines = case_file.score(office, people.clerk, issued.id)
    assert [(line.code, line.missing) for line in lines if line.passed is False] == []
    assert {line.code for line in lines if line.passed} == {
        "acceptance",
        "in-time",
        "opinions",
        "supervision",
        "delivery",
        "binding",
    }
    assert all(line.title for line in lines)


def test_what_is_missing_is_told_line_by_line(office, people, granted):
    found = {line.code: line for line in case_file.score(office, people.clerk, granted.id)}
    assert found["delivery"].missing == ("还没有送达申请人",)
    assert "缺决定书" in found["binding"].missing
    papers.make_missing(office, people.clerk, granted.sitting_id)
    found = {line.code: line for line in case_file.score(office, people.clerk, granted.id)}
    assert found["binding"].passed


def test_a_whole_file_is_closed_once(office, people, issued):
    done = case_file.close(office, people.clerk, issued.id)
    assert done.case.closed_at == office.now()
    with problem("case.closed"):
        case_file.close(office, people.clerk, issued.id)


@pytest.fixture
def unproved(office, people, granted):
    """Issued, but its decision was never put on paper, and no record says how it was received."""
    proceeding.do(
        office,
        people.clerk,
        granted.id,
        ActKind.DELIVER,
        Delivery(
            uuid4(), DeliveryWay.COUNTER, "某人", "applicant", "1", "大厅", ("准",), "on-paper"
        ),
    )
    return granted


def test_a_file_with_gaps_is_not_closed(office, people, unproved):
    with problem("case-file.incomplete") as refused:
        case_file.close(office, people.clerk, unproved.id)
    assert len(refused.value.findings) == refused.value.params["count"] > 1
    assert all("…" not in sentence(one) for one in refused.value.findings)
    assert proceeding.view_case(office, people.clerk, unproved.id).case.closed_at is None


def test_only_a_supervisor_with_a_reason_closes_a_file_with_gaps(office, people, unproved):
    with problem("case-file.incomplete"):
        case_file.close(office, people.clerk, unproved.id, "纸质文书另行保管")
    with problem("case-file.incomplete"):
        case_file.close(office, people.supervisor, unproved.id, "  ")
    done = case_file.close(office, people.supervisor, unproved.id, "纸质文书另行保管")
    assert done.act.body.why == "纸质文书另行保管"
    with office.store.read() as reader:
        events = reader.journal.events(unproved.region, unproved.id)
    logged = next(event for event in events if event.kind == "case.closed-incomplete")
    assert logged.clerk_id == people.supervisor.account_id
    assert "case-file.no-decision-paper" in logged.data["missing"]
    assert "纸质" not in str(logged.data)


def test_a_case_under_review_is_not_closed_even_by_a_supervisor(office, people, cases):
    papers.make_missing(office, people.clerk, cases["SCJG-02"].sitting_id)
    with problem("case.not-while-accepted"):
        case_file.close(office, people.supervisor, cases["SCJG-02"].id, "理由")


def test_a_refused_case_is_delivered_and_closed_without_certificate(office, people, cases):
    refused = reviewed(people, cases["SCJG-02"], REFUSED).case
    papers.make_missing(office, people.clerk, refused.sitting_id)
    done = delivered(office, people, refused)
    assert done.state is CaseState.REFUSED
    lines = {line.code: line for line in case_file.score(office, people.clerk, refused.id)}
    assert lines["reasons"].passed
    assert case_file.close(office, people.clerk, refused.id).case.closed_at is not None


def test_the_folder_holds_every_document_as_it_was_kept(office, people, issued, tmp_path):
    scan, label = a_scan(office, people, issued)
    target = tmp_path / "案卷"
    done = case_file.export(office, people.clerk, issued.id, target, one_pdf=False)
    entries = case_file.contents(office, people.clerk, issued.id)
    assert (done.path, done.papers) == (target, len(entries))
    assert done.pages == sum(entry.pages for entry in entries)
    for entry in entries:
        (file,) = target.glob(f"{entry.position:03d}_*")
        assert hashlib.sha256(file.read_bytes()).hexdigest() == entry.sha256
        assert entry.title in file.name
    (picture,) = target.glob("*.png")
    assert picture.read_bytes() == a_png()
    assert label in picture.name
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=target,
        capture_output=True,
        check=True,
    )
    assert checked.returncode == 0
    assert scan.sha256 in (target / "SHA256SUMS").read_text(encoding="utf-8")


def test_catalogue_and_chronology_are_read_by_programs_and_people(office, people, issued, tmp_path):
    target = tmp_path / "案卷"
    case_file.export(office, people.clerk, issued.id, target, one_pdf=False)
    entries = case_file.contents(office, people.clerk, issued.id)
    catalogue = json.loads((target / "卷内目录.json").read_text(encoding="utf-8"))
    assert catalogue["case"]["number"] == issued.number
    assert [one["sha256"] for one in catalogue["documents"]] == [one.sha256 for one in entries]
    with (target / "卷内目录.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][1] == "文书名称"
    assert [row[1] for row in rows[1:]] == [one.title for one in entries]
    acts = proceeding.view_case(office, people.clerk, issued.id).acts
    chronology = json.loads((target / "办理经过.json").read_text(encoding="utf-8"))
    assert [line["position"] for line in chronology] == [act.seq for act in acts]
    assert chronology[-1]["what"] == "送达"
    assert chronology[-1]["details"]["receiver"] == "某人"
    assert (target / "办理经过.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    front = text_of(target / "000_案卷封面和卷内目录.pdf")
    assert "卷内目录" in front
    assert issued.item_name[:8] in front.replace("\n", "")


def test_one_pdf_begins_with_the_catalogue_and_numbers_its_pages(office, people, issued, tmp_path):
    a_scan(office, people, issued)
    target = tmp_path / "案卷.pdf"
    done = case_file.export(office, people.clerk, issued.id, target, one_pdf=True)
    subprocess.run(["qpdf", "--check", str(target)], check=True, capture_output=True)
    info = subprocess.run(
        ["pdfinfo", str(target)], check=True, capture_output=True, text=True
    ).stdout
    total = int(next(line.split()[1] for line in info.splitlines() if line.startswith("Pages:")))
    front = total - done.pages
    assert front >= 2
    assert "卷内目录" in text_of(target)
    entries = case_file.contents(office, people.clerk, issued.id)
    for entry in entries:
        words = text_of(target, front + entry.first_page).split()
        assert words[-1] == str(entry.first_page), entry.title
    last = text_of(target, total).split()
    assert last[-1] == str(done.pages)


def test_the_catalogues_page_numbers_are_those_of_the_pages(office, people, issued, tmp_path):
    target = tmp_path / "案卷.pdf"
    done = case_file.export(office, people.clerk, issued.id, target, one_pdf=True)
    entries = case_file.contents(office, people.clerk, issued.id)
    listed = text_of(target)
    grant = next(entry for entry in entries if "准予" in entry.title)
    page = next(
        line.split()[-1].split("-")[0].split("—")[0]
        for line in listed.splitlines()
        if grant.number in line
    )
    assert int(page) == grant.first_page
    assert done.pages >= grant.first_page


def test_an_existing_folder_is_left_alone(office, people, issued, tmp_path):
    target = tmp_path / "案卷"
    target.mkdir()
    (target / "别的.txt").write_text("别的", encoding="utf-8")
    with problem("case-file.exists"):
        case_file.export(office, people.clerk, issued.id, target, one_pdf=False)
    assert [one.name for one in target.iterdir()] == ["别的.txt"]


@pytest.mark.parametrize("one_pdf", [True, False])
def test_a_full_disk_leaves_nothing_behind(office, people, issued, tmp_path, monkeypatch, one_pdf):
    room = tmp_path / "盘"
    room.mkdir()
    old = room / "案卷"
    if one_pdf:
        old.write_bytes(b"before")
    written = os.write

    def full(handle, data):
        if len(data) > 2000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return written(handle, data)

    monkeypatch.setattr(file_writing.os, "write", full)
    with pytest.raises(WorldProblem, match=r"case-file\.disk-full") as refused:
        case_file.export(office, people.clerk, issued.id, old, one_pdf=one_pdf)
    assert "磁盘空间不足" in sentence(refused.value)
    monkeypatch.undo()
    assert [one.name for one in room.iterdir()] == (["案卷"] if one_pdf else [])
    assert not one_pdf or old.read_bytes() == b"before"


def test_a_place_that_cannot_be_written_is_said(office, people, issued, tmp_path):
    with pytest.raises(WorldProblem, match=r"case-file\.unwritable"):
        case_file.export(office, people.clerk, issued.id, tmp_path / "无" / "案卷", one_pdf=False)


def test_a_damaged_paper_is_named_and_nothing_is_written(office, people, issued, tmp_path):
    damage = next(
        entry
        for entry in case_file.contents(office, people.clerk, issued.id)
        if "准予" in entry.title
    )
    with office.store.begin() as unit:
        unit._connection.exec_driver_sql(
            "update papers set content = x'255044462d' where number = ?", (damage.number,)
        )
        unit.commit()
    with pytest.raises(Problem) as refused:
        case_file.export(office, people.clerk, issued.id, tmp_path / "案卷", one_pdf=False)
    assert damage.number in sentence(refused.value)
    assert not (tmp_path / "案卷").exists()


def test_a_damaged_scan_is_named(office, people, issued, tmp_path):
    _scan, label = a_scan(office, people, issued)
    with office.store.begin() as unit:
        unit._connection.exec_driver_sql("update scans set content = x'00'")
        unit.commit()
    with pytest.raises(Problem) as refused:
        case_file.export(office, people.clerk, issued.id, tmp_path / "案卷.pdf", one_pdf=True)
    assert label in sentence(refused.value)


def test_handing_a_file_out_is_on_record(office, people, issued, tmp_path):
    case_file.export(office, people.clerk, issued.id, tmp_path / "卷", one_pdf=False)
    with office.store.read() as reader:
        events = reader.journal.events(issued.region, issued.id)
    exported = [event for event in events if event.kind == "case.file-exported"]
    assert len(exported) == 1
    assert exported[0].data["papers"] == len(case_file.contents(office, people.clerk, issued.id))


def test_void_papers_stay_in_the_file_with_their_mark(office, people, issued):
    with office.store.begin() as unit:
        receipt = next(
            paper
            for paper in unit.papers.of_sitting(issued.region, issued.sitting_id)
            if paper.kind is PaperKind.RECEIPT
        )
        papers.void(office, unit, people.clerk, receipt.id, "更正")
        unit.commit()
    assert any(title.endswith("（已作废）") for title in titles(office, people, issued))
    lines = {line.code: line for line in case_file.score(office, people.clerk, issued.id)}
    assert lines["acceptance"].missing == ("缺材料接收凭证",)
