"""The font files: complete, sound, unpacked once, and covering GB 18030-2022 level 3."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from

import pytest

from app.documents import fonts
from app.documents.font_rack import font_rack
from app.documents.fonts import FOLDER, font_files
from app.documents.truetype import TrueTypeFile
from app.errors import Problem, WorldProblem
from app.paths import ROOT

LEVEL_3 = (
    (0x4E00, 0x9FEF), (0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0),
)  # fmt: skip
UNIFIED_AMONG_COMPATIBLE = (
    0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29,
)  # fmt: skip


def level_3() -> Iterator[int]:
    for first, last in LEVEL_3:
        yield from range(first, last + 1)
    yield from UNIFIED_AMONG_COMPATIBLE


@pytest.mark.parametrize("role", ["serif", "title", "sans", "strong"])
def test_every_character_of_level_3_has_a_glyph_in_every_role(font_cache: Path, role: str) -> None:
    face = font_rack(font_cache).faces[role]
    count = 0
    for code in level_3():
        assert face.place(chr(code))[1] > 0
        count += 1
    assert count == 87_887


def test_every_kangxi_radical_has_a_glyph(font_cache: Path) -> None:
    face = font_rack(font_cache).faces["serif"]
    for code in range(0x2F00, 0x2FD6):
        face.place(chr(code))


def test_the_coverage_bitmap_says_what_the_fonts_can_do(font_cache: Path) -> None:
    files = font_files(font_cache)
    serif, sans, rare, ticks = (
        TrueTypeFile(path) for path in (files.serif, files.sans, files.rare, files.ticks)
    )
    bits = zlib.decompress((FOLDER / "coverage.bin").read_bytes())
    assert len(bits) * 8 == 0x40000
    for code in range(0x40000):
        both = serif.glyph(code) and sans.glyph(code)
        shown = bool(both or rare.glyph(code) or ticks.glyph(code))
        assert bool(bits[code // 8] >> code % 8 & 1) is shown, hex(code)


def test_a_character_that_no_font_has_is_refused_by_name(font_cache: Path) -> None:
    with pytest.raises(Problem) as refusal:
        font_rack(font_cache).faces["serif"].place("\U00030edd")
    assert refusal.value.code == "paper.missing-glyph"
    assert refusal.value.params == {"character": "\U00030edd", "code_point": "U+30EDD"}


def test_the_packed_fonts_stay_small_and_carry_their_licences() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= 35_000_000
    for name in ("song", "hei", "rare"):
        assert "SIL OPEN FONT LICENSE" in (FOLDER / f"OFL-{name}.txt").read_text("utf-8")


def test_cut_fonts_carry_no_reserved_name(font_cache: Path) -> None:
    files = font_files(font_cache)
    for path in (
        files.sans,
        files.sans_bold,
        files.serif,
        files.serif_bold,
        files.rare,
        files.ticks,
    ):
        names = bytes(TrueTypeFile(path).table("name"))
        for reserved in ("Hana", "花園"):
            assert reserved.encode("utf-16-be") not in names
        assert "Yichuang".encode("utf-16-be") in names


def test_fonts_are_unpacked_once(font_cache: Path) -> None:
    first = font_files(font_cache)
    stamps = {path: path.stat().st_mtime_ns for path in (font_cache / "fonts").iterdir()}
    assert font_files(font_cache) == first
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    assert len(stamps) == 6  # and no temporary file


@pytest.fixture
def one_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "packed"
    folder.mkdir()
    shutil.copy(FOLDER / "ticks.ttf.xz", folder)
    facts = json.loads((FOLDER / "fonts.json").read_text("utf-8"))
    (folder / "fonts.json").write_text(json.dumps({"ticks": facts["ticks"]}), "utf-8")
    monkeypatch.setattr(fonts, "FOLDER", folder)
    return folder


def test_a_damaged_font_is_refused_and_nothing_is_left(one_font: Path, tmp_path: Path) -> None:
    facts = json.loads((one_font / "fonts.json").read_text("utf-8"))
    facts["ticks"]["sha256"] = "0" * 64
    (one_font / "fonts.json").write_text(json.dumps(facts), "utf-8")
    with pytest.raises(WorldProblem, match=r"fonts\.damaged"):
        font_files(tmp_path / "cache")
    assert not (tmp_path / "cache" / "fonts").exists()


def test_a_cut_short_package_is_refused(one_font: Path, tmp_path: Path) -> None:
    packed = (one_font / "ticks.ttf.xz").read_bytes()
    (one_font / "ticks.ttf.xz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(WorldProblem, match=r"fonts\.damaged"):
        font_files(tmp_path / "cache")


@pytest.mark.usefixtures("one_font")
def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way", "utf-8")
    with pytest.raises(WorldProblem, match=r"fonts\.not-unpacked"):
        font_files(tmp_path / "cache")


def test_the_screen_finds_its_fonts_without_the_papers() -> None:
    script = (
        "import sys; from app.documents.fonts import font_files; import app.documents;"
        "print(sorted({'reportlab', 'zxingcpp', 'barcode', 'pypdfium2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_no_glyph_is_composed_of_others(font_cache: Path) -> None:
    for path in vars(font_files(font_cache)).values():
        file = TrueTypeFile(path)
        for glyph in range(unpack_from(">H", file.table("maxp"), 4)[0]):
            outline = file._outline(glyph)
            assert not outline or unpack_from(">h", outline, 0)[0] >= 0
