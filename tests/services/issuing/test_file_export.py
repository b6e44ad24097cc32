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

from app.domain.actor import Role
from app.domain.acts import ActKind
from app.errors import Problem, WorldProblem
from app.services import case_file, certificates, file_writing, proceeding
from app.services.command_line import acting
from app.wording.sentences import sentence
from tests.services.desk import (
    LICENCE,
    a_png,
    a_scan,
    decision_number,
    void_receipt,
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
    front = done.front
    assert front >= 2
    assert "卷内目录" in text_of(target, front)
    assert "备考表" not in "".join(text_of(target, page) for page in range(1, total))
    assert "卷内备考表" in text_of(target, total)
    entries = case_file.contents(office, desk.clerk, issued.id)
    for entry in entries:
        words = text_of(target, front + entry.first_page).split()
        assert words[-1] == str(entry.first_page), entry.title
    last = text_of(target, front + done.pages).split()
    assert last[-1] == str(done.pages)
    assert text_of(target, total).split()[-1] == str(total - front) == str(done.pages + 1)


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
    front = done.front
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


def test_what_holds_no_longer_says_so_on_its_pages_and_is_kept_as_it_was(
    office, desk, issued, tmp_path
):
    receipt = void_receipt(office, desk, issued)
    bound = case_file.export(office, desk.clerk, issued.id, tmp_path / "卷.pdf", one_pdf=True)
    entries = case_file.contents(office, desk.clerk, issued.id)
    void = next(entry for entry in entries if entry.number == receipt.number)
    for entry in entries:
        shown = "".join(text_of(bound.path, bound.front + entry.first_page).split())
        assert ("作废" in shown) is (entry is void), entry.title
    case_file.export(office, desk.clerk, issued.id, tmp_path / "卷", one_pdf=False)
    (kept,) = (tmp_path / "卷").glob(f"{void.position:03d}_*")
    assert kept.read_bytes() == receipt.content
    assert "已作废" in kept.name


@pytest.mark.parametrize(("change", "mark"), [("revoked", "已撤销"), ("cancelled", "已注销")])
def test_a_licence_that_has_ended_is_marked_in_its_file(office, desk, change, mark, tmp_path):
    licence = desk.cases[LICENCE]
    made = certificates.of_case(office, desk.issuer, licence.id)[0]
    approver = acting(office, "approver", Role.APPROVER)
    grounds = proceeding.view_case(office, approver, licence.id).standing.ground.regime.procedure
    ground = grounds.grounds[change][0].code
    certificates.end(office, approver, made.id, change, ground, "核实")
    done = case_file.export(office, desk.clerk, licence.id, tmp_path / "卷.pdf", one_pdf=True)
    entries = case_file.contents(office, desk.clerk, licence.id)
    ended = next(entry for entry in entries if entry.number == made.number)
    assert ended.title.endswith(f"（{mark}）")
    page = text_of(done.path, done.front + ended.first_page)
    assert mark in "".join(page.split())
    (tmp_path / "out").mkdir()
    command = ["pdfdetach", "-enc", "UTF-8", "-saveall", "-o", tmp_path / "out", done.path]
    subprocess.run(command, check=True, capture_output=True)
    (whole,) = (tmp_path / "out").glob("*.pdf")
    assert hashlib.sha256(whole.read_bytes()).hexdigest() == ended.sha256
    told = json.loads((tmp_path / "out" / "卷内目录.json").read_text(encoding="utf-8"))
    assert [one["sha256"] for one in told["documents"]] == [one.sha256 for one in entries]
    assert (tmp_path / "out" / "办理经过.json").exists()


def test_the_reviews_opinions_stand_in_the_notes(office, desk, issued, tmp_path):
    done = case_file.export(office, desk.clerk, issued.id, tmp_path / "卷.pdf", one_pdf=True)
    acts = proceeding.view_case(office, desk.clerk, issued.id).acts
    opinions = [act.body for act in acts if act.kind is ActKind.OPINE]
    assert opinions
    last = page_count(done.path)
    pages = range(done.front + done.pages + 1, last + 1)
    notes = "".join("".join(text_of(done.path, page).split()) for page in pages)
    assert notes.count("同意") >= len(opinions)
    assert all(one.comment.rstrip("。") in notes for one in opinions)


def page_count(path):
    with pikepdf.open(path) as opened:
        return len(opened.pages)


def test_a_place_with_spaces_and_rare_characters_is_written(office, desk, issued, tmp_path):
    room = tmp_path / "盘 符" / "䶮 的 文件夹"
    room.mkdir(parents=True)
    for one_pdf, name in ((True, "案 卷 𠮷.pdf"), (False, "案 卷 𠮷")):
        done = case_file.export(office, desk.clerk, issued.id, room / name, one_pdf=one_pdf)
        assert done.path.exists()
    with problem("case-file.exists"):
        case_file.export(office, desk.clerk, issued.id, room / "案 卷 𠮷", one_pdf=False)
