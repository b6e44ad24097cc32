"""A case's file handed out whole: as a folder, or bound into one PDF with running numbers."""

import csv
import errno
import hashlib
import json
import os
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from app.documents import page_sizes
from app.errors import Problem, WorldProblem
from app.services import case_file, file_writing, proceeding
from app.wording.sentences import sentence
from tests.services.desk import (
    LICENCE,
    a_png,
    a_scan,
    decision_number,
)
from tests.services.problems import problem


def text_of(path, page=None):
    only = [] if page is None else ["-f", str(page), "-l", str(page)]
    command = ["pdftotext", "-layout", *only, str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_folder_holds_every_document_as_it_was_kept(office, desk, issued, tmp_path):
    scan, label = a_scan(office, desk, issued)
    target = tmp_path / "案卷"
    done = case_file.export(office, desk.clerk, issued.id, target, one_pdf=False)
    entries = case_file.contents(office, desk.clerk, issued.id)
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


def test_catalogue_and_chronology_are_read_by_programs_and_people(office, desk, issued, tmp_path):
    target = tmp_path / "案卷"
    case_file.export(office, desk.clerk, issued.id, target, one_pdf=False)
    entries = case_file.contents(office, desk.clerk, issued.id)
    catalogue = json.loads((target / "卷内目录.json").read_text(encoding="utf-8"))
    assert catalogue["case"]["number"] == issued.number
    assert [one["sha256"] for one in catalogue["documents"]] == [one.sha256 for one in entries]
    with (target / "卷内目录.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][1] == "文书名称"
    assert [row[1] for row in rows[1:]] == [one.title for one in entries]
    acts = proceeding.view_case(office, desk.clerk, issued.id).acts
    chronology = json.loads((target / "办理经过.json").read_text(encoding="utf-8"))
    assert [line["position"] for line in chronology] == [act.seq for act in acts]
    assert chronology[-1]["what"] == "送达"
    assert chronology[-1]["details"]["receiver"] == "某人"
    assert (target / "办理经过.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    front = text_of(target / "000_案卷封面和卷内目录.pdf")
    assert "卷内目录" in front
    assert issued.item_name[:8] in front.replace("\n", "")


def test_one_pdf_begins_with_the_catalogue_and_numbers_its_pages(office, desk, issued, tmp_path):
    a_scan(office, desk, issued)
    target = tmp_path / "案卷.pdf"
    done = case_file.export(office, desk.clerk, issued.id, target, one_pdf=True)
    subprocess.run(["qpdf", "--check", str(target)], check=True, capture_output=True)
    info = subprocess.run(
        ["pdfinfo", str(target)], check=True, capture_output=True, text=True
    ).stdout
    total = int(next(line.split()[1] for line in info.splitlines() if line.startswith("Pages:")))
    front = total - done.pages
    assert front >= 2
    assert "卷内目录" in text_of(target)
    entries = case_file.contents(office, desk.clerk, issued.id)
    for entry in entries:
        words = text_of(target, front + entry.first_page).split()
        assert words[-1] == str(entry.first_page), entry.title
    last = text_of(target, total).split()
    assert last[-1] == str(done.pages)


def test_the_catalogues_page_numbers_are_those_of_the_pages(office, desk, issued, tmp_path):
    target = tmp_path / "案卷.pdf"
    done = case_file.export(office, desk.clerk, issued.id, target, one_pdf=True)
    entries = case_file.contents(office, desk.clerk, issued.id)
    listed = text_of(target)
    grant = next(e for e in entries if e.number == decision_number(office, desk, issued))
    page = next(
        line.split()[-1].split("-")[0].split("—")[0]
        for line in listed.splitlines()
        if grant.number in line
    )
    assert int(page) == grant.first_page
    assert done.pages >= grant.first_page


def test_a_sealed_certificate_is_seen_in_the_bound_file_and_goes_along_whole(
    office, desk, tmp_path
):
    licence = desk.cases[LICENCE]
    target = tmp_path / "案卷.pdf"
    done = case_file.export(office, desk.clerk, licence.id, target, one_pdf=True)
    entries = case_file.contents(office, desk.clerk, licence.id)
    certificate = next(entry for entry in entries if entry.title == "营业执照")
    with office.store.read() as reader:
        kept = reader.papers.of_sitting(licence.region, licence.sitting_id)
    sealed = next(paper for paper in kept if paper.sha256 == certificate.sha256)
    name = f"{certificate.position:03d}_营业执照_{certificate.number}.pdf"
    command = ["pdfdetach", "-enc", "UTF-8", "-list", target]
    listed = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert name in listed
    command = ["pdfdetach", "-save", "1", "-o", tmp_path / "原件.pdf", target]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "原件.pdf").read_bytes() == sealed.content
    front = len(page_sizes(target.read_bytes())) - done.pages
    with pikepdf.open(target) as bound:  # the seal is part of the page, not a field upon it
        assert "/Annots" not in bound.pages[front + certificate.first_page - 1]
    original = tmp_path / "原件.pdf"
    assert _red(target, front + certificate.first_page) > 1000
    assert _red(target, front + certificate.first_page) == pytest.approx(
        _red(original, 1), rel=0.05
    )


def _red(path, page):
    """Count the pixels of a page in the colour of a seal."""
    command = ["pdftoppm", "-r", "72", "-f", str(page), "-l", str(page), path]
    picture = subprocess.run(command, check=True, capture_output=True).stdout
    pixels = picture.split(b"\n", 3)[3]  # after the three lines of a PPM's head
    red, green, blue = (pixels[n::3] for n in range(3))
    return sum(r > 150 and g < 110 and b < 110 for r, g, b in zip(red, green, blue, strict=True))


def test_a_scan_that_cannot_be_opened_is_named(office, desk, issued, tmp_path):
    scan, label = a_scan(office, desk, issued)
    broken = a_png()[:60]
    with office.store.begin() as unit:
        unit.scans.remove(scan.region, scan.id)
        digest = hashlib.sha256(broken).hexdigest()
        unit.scans.put(replace(scan, content=broken, sha256=digest))
        unit.commit()
    with problem("case-file.unreadable") as refused:
        case_file.export(office, desk.clerk, issued.id, tmp_path / "案卷.pdf", one_pdf=True)
    assert label in sentence(refused.value)


def test_an_existing_folder_is_left_alone(office, desk, issued, tmp_path):
    target = tmp_path / "案卷"
    target.mkdir()
    (target / "别的.txt").write_text("别的", encoding="utf-8")
    with problem("case-file.exists"):
        case_file.export(office, desk.clerk, issued.id, target, one_pdf=False)
    assert [one.name for one in target.iterdir()] == ["别的.txt"]


@pytest.mark.parametrize("one_pdf", [True, False])
def test_a_full_disk_leaves_nothing_behind(office, desk, issued, tmp_path, monkeypatch, one_pdf):
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
        case_file.export(office, desk.clerk, issued.id, old, one_pdf=one_pdf)
    assert "磁盘空间不足" in sentence(refused.value)
    monkeypatch.undo()
    assert [one.name for one in room.iterdir()] == (["案卷"] if one_pdf else [])
    assert not one_pdf or old.read_bytes() == b"before"


def test_a_place_that_cannot_be_written_is_said(office, desk, issued, tmp_path):
    with pytest.raises(WorldProblem, match=r"case-file\.unwritable"):
        case_file.export(office, desk.clerk, issued.id, tmp_path / "无" / "案卷", one_pdf=False)


def test_a_damaged_paper_is_named_and_nothing_is_written(office, desk, issued, tmp_path):
    damage = next(
        entry
        for entry in case_file.contents(office, desk.clerk, issued.id)
        if entry.number == decision_number(office, desk, issued)
    )
    with office.store.begin() as unit:
        unit._connection.exec_driver_sql(
            "update papers set content = x'255044462d' where number = ?", (damage.number,)
        )
        unit.commit()
    with pytest.raises(Problem) as refused:
        case_file.export(office, desk.clerk, issued.id, tmp_path / "案卷", one_pdf=False)
    assert damage.number in sentence(refused.value)
    assert not (tmp_path / "案卷").exists()


def test_a_damaged_scan_is_named(office, desk, issued, tmp_path):
    a_scan(office, desk, issued)
    with office.store.begin() as unit:
        unit._connection.exec_driver_sql("update scans set content = x'00'")
        unit.commit()
    with pytest.raises(Problem) as refused:
        case_file.export(office, desk.clerk, issued.id, tmp_path / "案卷.pdf", one_pdf=True)
    assert "页.png" in sentence(refused.value)
    assert not (tmp_path / "案卷.pdf").exists()


def test_handing_a_file_out_is_on_record(office, desk, issued, tmp_path):
    case_file.export(office, desk.clerk, issued.id, tmp_path / "卷", one_pdf=False)
    with office.store.read() as reader:
        events = reader.journal.events(issued.region, issued.id)
    exported = [event for event in events if event.kind == "case.file-exported"]
    assert len(exported) == 1
    assert exported[0].data["papers"] == len(case_file.contents(office, desk.clerk, issued.id))
