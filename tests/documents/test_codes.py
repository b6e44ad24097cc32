"""Codes: read from 200 dpi pictures by two readers, and proof against tampering."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.documents import PAPER_KINDS, PaperMaker, PaperSubject, verify_text
from app.documents.codes import QUIET_BAR, draw_code128
from app.documents.pieces import MM
from app.documents.samples import sample
from app.documents.verification import facts_digest, signed_text
from app.domain.paper import PaperKind
from app.errors import Problem
from tests.documents.builders import named, run, signer

REAL = "370902-TAIAN1-AC2026000099"
KEYS = {signer().key_id: signer().public}


def numbered(kind: PaperKind, barcode: str = REAL) -> PaperSubject:
    return replace(sample(kind), barcode=barcode)


def picture(content: bytes, folder: Path, dpi: int = 200) -> Path:
    (folder / "paper.pdf").write_bytes(content)
    run(
        "pdftoppm",
        "-r",
        dpi,
        "-f",
        1,
        "-l",
        1,
        "-png",
        "-singlefile",
        folder / "paper.pdf",
        folder / "page",
    )
    return folder / "page.png"


def read_by_zxing(file: Path) -> set[str]:
    with Image.open(file) as image:
        return {code.text for code in zxingcpp.read_barcodes(image)}


def read_by_zbar(file: Path) -> set[str]:
    found = run("zbarimg", "-q", "--raw", "-Sdatabar.disable", "-Sdatabar-exp.disable", file)
    return set(found.decode().split("\n")) - {""}


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_two_readers_agree_on_every_paper(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    subject = numbered(kind)
    file = picture(maker.make(subject).content, tmp_path)
    expected = {REAL, signed_text(subject, signer())}
    assert read_by_zxing(file) == expected
    assert read_by_zbar(file) == expected


@pytest.mark.parametrize("text", ["990101-A-SM2026000018", "119901-A-SM2026009900", "9-A-1"])
def test_pairs_of_nines_are_not_dropped(text: str, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "code.pdf"))
    draw_code128(canvas, text, (100, 700, 300, 40))
    canvas.save()
    assert read_by_zxing(picture((tmp_path / "code.pdf").read_bytes(), tmp_path)) == {text}


def test_bars_keep_their_quiet_zone_and_their_width() -> None:
    start, end = draw_code128(Canvas("unused.pdf"), REAL, (100, 0, 250, 30))
    module = (350 - end) / QUIET_BAR
    assert module >= 0.25 * MM
    assert start - 100 >= QUIET_BAR * module - 0.01


@pytest.mark.parametrize("text", ["9" * 120, "鲁审批", ""])
def test_what_cannot_be_a_bar_code_is_refused(text: str) -> None:
    with pytest.raises(Problem, match=r"paper\.code-too-long"):
        draw_code128(Canvas("unused.pdf"), text, (0, 0, 200, 30))


def test_a_genuine_code_says_what_the_paper_says() -> None:
    subject = numbered(PaperKind.ACCEPTANCE)
    found = verify_text(signed_text(subject, signer()), KEYS)
    assert (found.kind, found.number) == (PaperKind.ACCEPTANCE, REAL)
    assert found.day == subject.made_at.date()
    assert found.digest == facts_digest(subject)
    assert found.digest != facts_digest(named(subject, "另一个人"))


def test_any_changed_character_is_noticed() -> None:
    text = signed_text(numbered(PaperKind.ACCEPTANCE), signer())
    for place, character in enumerate(text):
        other = "A" if character != "A" else "B"
        changed = text[:place] + other + text[place + 1 :]
        with pytest.raises(Problem, match=r"paper\.code-"):
            verify_text(changed, KEYS)


def test_another_key_is_a_forgery_and_an_unknown_key_is_named() -> None:
    text = signed_text(numbered(PaperKind.RECEIPT), signer(2))
    with pytest.raises(Problem, match=r"paper\.code-forged"):
        verify_text(text, KEYS)
    with pytest.raises(Problem, match=r"paper\.code-unknown-key"):
        verify_text(text, {})


@pytest.mark.parametrize(
    "text", ["", "hello", "YC1|", "https://example.org/#YC1|receipt|A|20261332|x|y|z"]
)
def test_other_texts_are_no_codes(text: str) -> None:
    with pytest.raises(Problem, match=r"paper\.code-unreadable"):
        verify_text(text, KEYS)


def test_an_address_stands_in_the_code_only_where_the_bureau_has_one() -> None:
    subject = numbered(PaperKind.RECEIPT)
    assert "http" not in signed_text(subject, signer())
    bureau = replace(subject.bureau, verify_url="https://verify.example.org/p")
    text = signed_text(replace(subject, bureau=bureau), signer())
    assert text.startswith("https://verify.example.org/p#YC1|")
    assert verify_text(text, KEYS).number == REAL


def test_without_a_signer_there_is_no_qr_code(font_cache: Path, tmp_path: Path) -> None:
    content = PaperMaker(None, font_cache).make(numbered(PaperKind.RECEIPT)).content
    assert read_by_zxing(picture(content, tmp_path)) == {REAL}


def test_the_code_holds_no_personal_data() -> None:
    text = signed_text(numbered(PaperKind.RECEIPT), signer())
    subject = sample(PaperKind.RECEIPT)
    assert re.fullmatch(r"[!-~]+", text)
    assert subject.sitting.applicant.id_number not in text


def test_a_long_name_of_an_authority_still_fits_on_a4(maker: PaperMaker, tmp_path: Path) -> None:
    long = "370902-DISABLEDFEDERATION-TAC2026000012"
    content = maker.make(numbered(PaperKind.APPLICATION, long)).content
    assert long in read_by_zxing(picture(content, tmp_path))
    assert long in read_by_zbar(tmp_path / "page.png")
