"""Scans: kept with their hash, told by content and not by name."""

import hashlib
import struct
import zlib

import pytest
from PIL import Image

from app.errors import Problem
from app.services import papers, scans
from tests.services.builders import received
from tests.services.problems import problem


@pytest.fixture
def sitting(office, clerk):
    return received(office, clerk).sitting


@pytest.fixture
def material(sitting):
    return sitting.materials[0].key


def picture(tmp_path, name, kind):
    file = tmp_path / name
    Image.new("RGB", (40, 30), "white").save(file, kind)
    return file.read_bytes()


def a_pdf(office, clerk, sitting):
    papers.make_missing(office, clerk, sitting.id)
    with office.store.read() as reader:
        return reader.papers.of_sitting(clerk.region, sitting.id)[0].content


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_pictures_are_kept_as_they_are(office, clerk, sitting, material, tmp_path, kind, media):
    content = picture(tmp_path, "x", kind)
    scan = scans.attach(office, clerk, sitting.id, material, "C:\\扫描\\第一页.jpg", content)
    assert (scan.media, scan.pages, scan.name) == (media, 1, "第一页.jpg")
    assert scan.sha256 == hashlib.sha256(content).hexdigest()
    listed = scans.of_sitting(office, clerk, sitting.id)
    assert [(one.id, one.content) for one in listed] == [(scan.id, b"")]
    assert scans.content(office, clerk, scan.id).content == content


def test_a_pdf_is_counted(office, clerk, sitting, material):
    content = a_pdf(office, clerk, sitting)
    scan = scans.attach(office, clerk, sitting.id, material, "收件.pdf", content)
    assert scan.media == "application/pdf"
    assert scan.pages >= 1


def bad_files(tmp_path):
    png = picture(tmp_path, "p", "PNG")
    jpeg = picture(tmp_path, "j", "JPEG")
    huge = struct.pack(">II", 100_000, 100_000) + png[24:29]
    return {
        "empty": b"",
        "text": b"hello",
        "programme": b"MZ\x90\x00",
        "short png": png[:-20],
        "png with a broken chunk": png[:20] + b"\xff" + png[21:],
        "huge png": png[:16] + huge + struct.pack(">I", zlib.crc32(b"IHDR" + huge)) + png[33:],
        "short jpeg": jpeg[: len(jpeg) // 2],
        "jpeg of nothing": b"\xff\xd8\xff\xd9",
        "jpeg header only": b"\xff\xd8\xff",
        "pdf of nothing": b"%PDF-1.7\n",
        "pdf cut off": b"%PDF-1.7\n1 0 obj\n<<",
    }


def test_a_bad_file_gets_one_sentence_and_nothing_is_kept(
    office, clerk, sitting, material, tmp_path
):
    for name, content in bad_files(tmp_path).items():
        with pytest.raises(Problem, match=r"scan\.(empty|wrong-kind|damaged)"):
            scans.attach(office, clerk, sitting.id, material, name, content)
    assert scans.of_sitting(office, clerk, sitting.id) == ()


def test_a_file_too_large_is_refused(office, clerk, sitting, material):
    with problem("scan.too-large"):
        scans.attach(
            office, clerk, sitting.id, material, "大.pdf", b"%PDF-" + bytes(scans.MAX_BYTES)
        )


def test_a_scan_belongs_to_a_line_of_the_list(office, clerk, sitting, tmp_path):
    content = picture(tmp_path, "x", "PNG")
    with problem("scan.no-material"):
        scans.attach(office, clerk, sitting.id, "no.such", "x.png", content)
    with problem("sitting.unknown"):
        scans.attach(office, clerk, office.clock.new_id(), "no.such", "x.png", content)


def test_a_scan_attached_by_mistake_is_taken_away_and_the_journal_remembers(
    office, clerk, sitting, material, tmp_path
):
    scan = scans.attach(office, clerk, sitting.id, material, "x.png", picture(tmp_path, "x", "PNG"))
    scans.remove(office, clerk, scan.id)
    assert scans.of_sitting(office, clerk, sitting.id) == ()
    with problem("scan.unknown"):
        scans.content(office, clerk, scan.id)
    with office.store.read() as reader:
        events = reader.journal.events(clerk.region, sitting.id)
    assert events[-1].kind == "scan.removed"
    assert events[-1].data["sha256"] == scan.sha256
