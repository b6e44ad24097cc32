"""A bound file: pages numbered the way they are seen, whichever way they lie."""

import subprocess
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.documents.file_pdf import PDF, Sheet, bound
from app.errors import Problem


def a_pdf(text, pages=1, turn=0, size=(595, 842), crop=None):
    target = BytesIO()
    canvas = Canvas(target, size, cropBox=crop)
    for number in range(pages):
        canvas.setPageRotation(turn)
        canvas.drawString(200, 400, f"{text}{number}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def boxes(path, page):
    """Return the words of a page with their left edge and foot, measured as the page is seen."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    words = []
    for line in told.splitlines():
        if "<word" in line:
            parts = line.replace(">", '"').split('"')
            words.append((line.split(">")[1].split("<")[0], float(parts[1]), float(parts[7])))
    return words


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (842, 595), (300, 400)])
def test_the_number_stands_in_the_lower_right_corner_however_the_page_is_turned(
    tmp_path, turn, size
):
    path = tmp_path / "file.pdf"
    made = bound(a_pdf("front"), [Sheet("a", PDF, a_pdf("text", 1, turn, size))])
    path.write_bytes(made.content)
    assert made.pages == 1
    words, (width, height) = boxes(path, 2), size
    (number,) = [word for word in words if word[0] == "1"]
    assert width - 45 < number[1] < width - 20
    assert height - 40 < number[2] < height


def test_a_cut_page_is_numbered_inside_what_is_seen(tmp_path):
    path = tmp_path / "file.pdf"
    cut = a_pdf("text", crop=(100, 100, 500, 700))
    path.write_bytes(bound(a_pdf("front"), [Sheet("a", PDF, cut)]).content)
    told = subprocess.run(
        ["pdftotext", "-cropbox", "-f", "2", str(path), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "1" in told.split()


def test_numbers_run_through_all_sheets_and_leave_the_front_out(tmp_path):
    path = tmp_path / "file.pdf"
    sheets = [Sheet("a", PDF, a_pdf("a", 3)), Sheet("b", PDF, a_pdf("b", 9))]
    made = bound(a_pdf("front", 2), sheets)
    path.write_bytes(made.content)
    assert made.pages == 12
    for page in range(3, 15):
        assert str(page - 2) in {word[0] for word in boxes(path, page)}
    for page in (1, 2):
        assert [word[0] for word in boxes(path, page)] == [f"front{page - 1}"]
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)


def test_the_notes_come_last_and_are_numbered_on(tmp_path):
    path = tmp_path / "file.pdf"
    made = bound(a_pdf("front", 2), [Sheet("a", PDF, a_pdf("a", 3))], a_pdf("notes", 2))
    path.write_bytes(made.content)
    assert (made.front, made.pages, made.notes) == (2, 3, 2)
    for page, text in ((5, "a2"), (6, "notes0"), (7, "notes1")):
        assert {word[0] for word in boxes(path, page)} == {text, str(page - 2)}


def test_a_file_of_more_than_five_hundred_pages_is_bound(tmp_path):
    path = tmp_path / "file.pdf"
    sheets = [Sheet("a", PDF, a_pdf("a", 333)), Sheet("b", PDF, a_pdf("b", 200))]
    made = bound(a_pdf("front"), sheets, a_pdf("notes"))
    path.write_bytes(made.content)
    assert (made.pages, made.notes) == (533, 1)
    for page, text, number in (
        (2, "a0", 1),
        (18, "a16", 17),
        (335, "b0", 334),
        (535, "notes0", 534),
    ):
        assert {word[0] for word in boxes(path, page)} == {text, str(number)}


def test_what_goes_along_whole_is_the_original(tmp_path):
    path = tmp_path / "file.pdf"
    kept = a_pdf("kept")
    sheet = Sheet("a", PDF, a_pdf("stamped"), "kept.pdf", kept)
    path.write_bytes(bound(a_pdf("front"), [sheet]).content)
    subprocess.run(
        ["pdfdetach", "-save", "1", "-o", tmp_path / "out.pdf", path],
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "out.pdf").read_bytes() == kept


def test_the_same_file_gives_the_same_pages_and_no_sheet_gives_none():
    assert bound(a_pdf("front"), []).pages == 0
    with pytest.raises(Problem, match=r"case-file\.unreadable"):
        bound(a_pdf("front"), [Sheet("坏", PDF, b"no pdf")])
