"""Printing onto blanks: values alone, exactly where a calibrated printer needs them."""

import re
from io import BytesIO
from math import cos, radians, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.documents.certificate_press import CertificateMaker
from app.domain.certificate import Calibration
from tests.documents.builders import joined_text, run, signer, text_of, words_of
from tests.documents.certificate_subjects import subject

MM = 72 / 25.4
PIXEL = 25.4 / 300
"""Millimetres."""
EVEN = Calibration("hygiene", "P", "1")


@pytest.fixture(scope="session")
def press(font_cache):
    return CertificateMaker(signer(), font_cache)


def origins(content, folder):
    """Where each character stands on its base line, in millimetres from the upper left corner."""
    file = folder / "blank.pdf"
    file.write_bytes(content)
    found = run("mutool", "draw", "-F", "stext", file).decode()
    shape = re.compile(r'<char [^>]*? x="([-\d.]+)" y="([-\d.]+)"[^>]*? c="([^"]+)"/>')
    return [(c, float(x) / MM, float(y) / MM) for x, y, c in shape.findall(found)]


def places(press, calibration, folder):
    """The characters of the values of a filled blank; the mark of the sample bureau left out."""
    found = origins(press.fill_blank(subject("hygiene"), calibration), folder)
    return sorted(one for one in found if one[0] not in "示例")


def moved(place, own):
    """Where a calibration puts a place: scaled and turned around the corner, then moved."""
    x, y, a = place[0] * own.scale_x, place[1] * own.scale_y, radians(own.rotation)
    return x * cos(a) - y * sin(a) + own.offset_x, x * sin(a) + y * cos(a) + own.offset_y


def assert_moved(press, own, folder):
    even, seen = places(press, EVEN, folder), places(press, own, folder)
    assert len(even) == len(seen) > 60
    wanted = sorted((c, *moved((x, y), own)) for c, x, y in even)
    for (c, x, y), (d, u, v) in zip(wanted, seen, strict=True):
        assert c == d
        assert (u, v) == pytest.approx((x, y), abs=0.1)


def test_a_blank_gets_values_and_neither_title_nor_labels(press, tmp_path):
    made = subject("hygiene")
    content = press.fill_blank(made, EVEN)
    text = joined_text(content, tmp_path)
    for entry in made.certificate.entries:
        assert entry.value in text
        assert f"{entry.label}" not in text.replace(entry.value, "")
    assert made.certificate.kind not in text


def test_both_sheets_of_a_set_are_filled(press, tmp_path):
    content = press.fill_blank(subject("food-business"), EVEN)
    pages = text_of(content, tmp_path).split("\f")[:-1]
    assert len(pages) == 2
    assert all("JY29900000000017" in page for page in pages)


def test_an_uncalibrated_blank_is_where_the_whole_certificate_is(press, tmp_path):
    _sizes, words = words_of(press.make(subject("hygiene")).content, tmp_path)
    whole = {word.text: (word.left, word.top) for word in words}
    for word in words_of(press.fill_blank(subject("hygiene"), EVEN), tmp_path)[1]:
        if word.text != "示例":
            assert (word.left, word.top) == pytest.approx(whole[word.text], abs=0.1)


@settings(max_examples=25)
@given(
    st.floats(-20, 20), st.floats(-20, 20), st.floats(0.95, 1.05), st.floats(0.95, 1.05),
    st.floats(-2, 2),
)  # fmt: skip
def test_any_calibration_is_exact_to_a_tenth_of_a_millimetre(press, folder, dx, dy, sx, sy, turn):
    assert_moved(press, Calibration("hygiene", "P", "1", dx, dy, sx, sy, turn), folder)


def test_an_offset_is_seen_as_it_is_by_another_program(press, folder):
    own = Calibration("hygiene", "P", "1", 1.5, 2.0)
    even, seen = (
        words_of(press.fill_blank(subject("hygiene"), each), folder)[1] for each in (EVEN, own)
    )
    for one, other in zip(even, seen, strict=True):
        if one.text == other.text != "示例":
            assert (other.left - one.left) / MM == pytest.approx(1.5, abs=0.02)
            assert (other.top - one.top) / MM == pytest.approx(2.0, abs=0.02)


def test_a_turn_is_clockwise(press, folder):
    even, seen = (
        places(press, own, folder) for own in (EVEN, Calibration("hygiene", "P", "1", rotation=1))
    )
    rightmost = max(even, key=lambda one: one[1])
    turned = max(seen, key=lambda one: one[1])
    assert turned[2] > rightmost[2]


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("overlay")


def test_a_copy_on_a_blank_is_marked(press, maker, tmp_path):
    content = maker.stamp_reprint(press.fill_blank(subject("hygiene"), EVEN), 2)
    assert "补打2" in joined_text(content, tmp_path)


@pytest.mark.parametrize("name", ["food-business", "hygiene"])
def test_the_ruler_shows_every_tenth_millimetre_where_it_is(press, folder, name):
    sizes, words = words_of(press.ruler(name, Calibration(name, "P", "1")), folder)
    sheets = subject(name).layout.sheets
    assert [tuple(round(n / MM) for n in size) for size in sizes] == [
        tuple(sheet["page"]) for sheet in sheets
    ]
    for page, (width, height) in enumerate(sizes, 1):
        on_page = [word for word in words if word.page == page]
        upper = {w.text: (w.left + w.right) / 2 / MM for w in on_page if w.top / MM < 20}
        for n in range(20, round(width / MM) - 10, 10):
            assert upper[str(n)] == pytest.approx(n, abs=0.1)
        left = {w.text for w in on_page if w.left / MM < 20}
        assert {str(n) for n in range(30, round(height / MM) - 10, 10)} <= left


def test_the_ruler_is_calibrated_like_what_it_measures_for(press, folder):
    even = words_of(press.ruler("hygiene", EVEN), folder)[1]
    moved = words_of(press.ruler("hygiene", Calibration("hygiene", "P", "1", 1.5, 2.0)), folder)[1]
    for one, other in zip(even, moved, strict=True):
        assert (other.left - one.left) / MM == pytest.approx(1.5, abs=0.01)
        assert (other.top - one.top) / MM == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize(
    "own",
    [
        EVEN,
        Calibration("hygiene", "P", "1", 3.7, -2.3),
        Calibration("hygiene", "P", "1", scale_x=1.013, scale_y=0.988),
        Calibration("hygiene", "P", "1", rotation=-0.6),
        Calibration("hygiene", "P", "1", -1.4, 4.2, 0.991, 1.007, 0.5),
    ],
    ids=["even", "moved", "scaled", "turned", "all at once"],
)
def test_on_the_rendered_page_the_crosses_of_the_ruler_are_where_they_should_be(
    press, tmp_path, own
):
    """Measured from the pixels: the middle of each cross, 25 mm from two edges of the sheet."""
    (tmp_path / "ruler.pdf").write_bytes(press.ruler("hygiene", own))
    drawn = run("pdftoppm", "-r", "300", "-gray", "-singlefile", tmp_path / "ruler.pdf")
    with Image.open(BytesIO(drawn)) as image:
        ink = 255.0 - np.asarray(image, float)
    width, height = subject("hygiene").layout.sheets[0]["page"]
    for corner in ((x, y) for x in (25, width - 25) for y in (25, height - 25)):
        wanted = moved(corner, own)
        seen = [
            np.mean([middle_of_line(ink, wanted, upright, side) for side in (-1, 1)])
            for upright in (True, False)
        ]
        assert seen == pytest.approx(wanted, abs=0.1)


def middle_of_line(ink, cross, upright, side):
    """Where an arm of a cross runs, in millimetres: across it, 2 to 4 mm from the cross's middle."""
    across, along = cross if upright else reversed(cross)
    ends = sorted((along + side * 2, along + side * 4))
    rows = slice(*(round(n / PIXEL) for n in ends))
    columns = slice(*(round((across + n) / PIXEL) for n in (-1.5, 1.5)))
    part = (ink if upright else ink.T)[rows, columns]
    return (columns.start + np.average(np.arange(part.shape[1]) + 0.5, weights=part.sum(0))) * PIXEL
