"""Where a printer puts a blank: kept per layout, printer and tray."""

import pytest

from app.documents.certificate_layouts import certificate_layout
from app.domain.actor import Role
from app.services import certificates
from tests.services.people import person
from tests.services.problems import problem


@pytest.fixture(autouse=True)
def unpacked_fonts(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("YICHUANG_CACHE", str(tmp_path_factory.getbasetemp() / "fonts"))


@pytest.fixture
def issuer(office):
    return person(office, "issuer", Role.ISSUER)


def test_a_calibration_is_kept_and_a_wild_one_refused(office, issuer):
    even = certificates.calibration(office, issuer, "food-business", "P", "1")
    assert even.offset_x == 0
    moved = type(even)("food-business", "P", "1", offset_x=1.5, rotation=0.1)
    certificates.calibrate(office, issuer, moved)
    assert certificates.calibration(office, issuer, "food-business", "P", "1") == moved
    with problem("calibration.out-of-range"):
        certificates.calibrate(office, issuer, type(even)("food-business", "P", "1", scale_x=2.0))
    assert certificates.ruler_page(office, issuer, moved).startswith(b"%PDF")


def test_every_layout_with_blanks_names_the_certificate_that_goes_on_them():
    for name in ("food-business", "hygiene", "small-catering"):
        layout = certificate_layout(name)
        assert layout.blank == layout.kind
