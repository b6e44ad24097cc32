"""Rebuild `resources/fonts` from the packages that publish the fonts (a maintainer's tool).

    python installer/fonts.py [FOLDER]

Needs `npm`, `apt-get` with `dpkg-deb` (Debian), and fontTools. Fetches the packages by name with
their ordinary clients, cuts each font to what the program needs, gives the cut files names of
their own (the licence reserves the originals' names), and writes `NAME.ttf.xz`, `fonts.json`
(size and SHA-256 of each unpacked file), the licences and `coverage.bin`. Takes some minutes.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
NPM = {
    "serif": ("@expo-google-fonts/noto-serif-sc", "0.4.3"),
    "sans": ("@expo-google-fonts/noto-sans-sc", "0.4.3"),
}
DEBIAN = "fonts-hanazono"
CODE_POINTS = 0x40000
TICKS = frozenset((0x2610, 0x2611, 0x2612))
"""Boxes, empty, ticked and crossed, which the other fonts lack."""
RANGES = (
    (0x20, 0x24F), (0x250, 0x2FF), (0x370, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x206F),
    (0x2070, 0x20CF), (0x2100, 0x23FF), (0x2460, 0x27BF), (0x2E80, 0x30FF), (0x3100, 0x312F),
    (0x3190, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE10, 0xFE4F),
    (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Latin, Greek, Cyrillic, symbols, kana, bopomofo, and all Han; no Hangul, no vertical forms."""
DROPPED = (
    "BASE", "DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "cvt ", "fpgm", "gasp",
    "prep", "prop", "vhea", "vmtx",
)  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """One font file to make: where it comes from and the family and style it is called by."""

    name: str
    family: str
    style: str
    source: Path
    wanted: frozenset[int]


def main(folder: Path) -> None:
    """Fetch, cut and write everything into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        fetched = {kind: fetch_npm(*package, work) for kind, package in NPM.items()}
        rare = fetch_debian(DEBIAN, work)
        facts = {cut.name: make(cut, folder) for cut in cuts(fetched, rare)}
        copy_licences(fetched, rare, folder)
    (folder / "fonts.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    write_coverage(folder, facts)


def cuts(fetched: dict[str, Path], rare: Path) -> Iterator[Cut]:
    """Name the six files; the rare one holds only what the first two do not both have."""
    serif = fetched["serif"] / "400Regular" / "NotoSerifSC_400Regular.ttf"
    sans = fetched["sans"] / "400Regular" / "NotoSansSC_400Regular.ttf"
    everything = frozenset(code for first, last in RANGES for code in range(first, last + 1))
    rare_file = next(rare.rglob("HanaMinB.ttf"))
    both = characters(serif) & characters(sans)
    yield Cut("song", "Yichuang Song", "Regular", serif, everything)
    bold = fetched["serif"] / "700Bold" / "NotoSerifSC_700Bold.ttf"
    yield Cut("song-bold", "Yichuang Song", "Bold", bold, frozenset(title_characters()))
    yield Cut("hei", "Yichuang Hei", "Regular", sans, everything)
    yield Cut(
        "hei-bold",
        "Yichuang Hei",
        "Bold",
        fetched["sans"] / "700Bold" / "NotoSansSC_700Bold.ttf",
        everything,
    )
    yield Cut("rare", "Yichuang Rare", "Regular", rare_file, characters(rare_file) - both)
    yield Cut("ticks", "Yichuang Ticks", "Regular", rare_file.with_name("HanaMinA.ttf"), TICKS)


def title_characters() -> Iterable[int]:
    """Name what titles and names of agencies are written with: GB 2312, Latin, punctuation."""
    for first, last in RANGES:
        for code in range(first, last + 1):
            if not 0x3400 <= code < 0x40000 or is_gb2312(code):
                yield code


def is_gb2312(code: int) -> bool:
    """Tell whether a code point is in GB 2312-80."""
    try:
        chr(code).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def characters(file: Path) -> frozenset[int]:
    """Return the code points that a font file has glyphs for."""
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def make(cut: Cut, folder: Path) -> dict[str, object]:
    """Cut one font, write it compressed, and return its size and digest."""
    font = TTFont(cut.source, recalcTimestamp=False)
    options = Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 13, 14],
        drop_tables=list(DROPPED), glyph_names=False, recalc_timestamp=False,
    )  # fmt: skip
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=cut.wanted)
    subsetter.subset(font)
    if any(font["glyf"][name].isComposite() for name in font.getGlyphOrder()):
        sys.exit(f"{cut.name}: composite glyphs, which app.documents.truetype does not cut")
    rename(font, cut)
    raw = folder / f"{cut.name}.ttf"
    font.save(raw)
    content = raw.read_bytes()
    raw.unlink()
    packed = lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)
    (folder / f"{cut.name}.ttf.xz").write_bytes(packed)
    print(f"{cut.name}: {len(content)} bytes, packed {len(packed)}")
    return {
        "family": cut.family,
        "style": cut.style,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def rename(font: TTFont, cut: Cut) -> None:
    """Give a cut font its own names; a modified file may not carry the reserved ones."""
    full = f"{cut.family} {cut.style}"
    names = {
        1: cut.family,
        2: cut.style,
        3: f"1.0;{full}",
        4: full,
        5: "Version 1.0",
        6: full.replace(" ", ""),
    }
    table = font["name"]
    table.names = [
        record for record in table.names if record.platformID == 3 and record.langID == 0x409
    ]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def fetch_npm(package: str, version: str, work: Path) -> Path:
    """Fetch a package with npm and return its unpacked folder."""
    target = work / package.rsplit("/", 1)[1]
    target.mkdir()
    answer = subprocess.run(
        ["npm", "pack", "--silent", f"{package}@{version}"],
        cwd=target,
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(target / answer.stdout.strip()) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def fetch_debian(package: str, work: Path) -> Path:
    """Fetch a Debian package with apt and return its unpacked folder."""
    subprocess.run(["apt-get", "download", package], cwd=work, check=True, capture_output=True)
    file = next(work.glob(f"{package}_*.deb"))
    subprocess.run(["dpkg-deb", "-x", str(file), str(work / package)], check=True)
    return work / package


def copy_licences(fetched: dict[str, Path], rare: Path, folder: Path) -> None:
    """Lay each font's licence beside it, as its terms ask."""
    for kind, name in (("serif", "song"), ("sans", "hei")):
        text = (fetched[kind] / "LICENSE_FONT").read_text(encoding="utf-8")
        (folder / f"OFL-{name}.txt").write_text(text, encoding="utf-8")
    text = next(rare.rglob("copyright")).read_text(encoding="utf-8")
    licence = text[text.rindex("License: Open-Font-License\n") :].splitlines()[1:]
    lines = ["" if line.strip() == "." else line.removeprefix(" ") for line in licence]
    (folder / "OFL-rare.txt").write_text("\n".join(lines).strip() + "\n", encoding="utf-8")


def write_coverage(folder: Path, facts: dict[str, dict[str, object]]) -> None:
    """Write `coverage.bin`: bit n (lowest first in byte n // 8) tells that n can be printed.

    A code point counts when every face can show it, itself or through the rare one or the ticks.
    """
    with tempfile.TemporaryDirectory() as temporary:
        sets = {}
        for name in facts:
            file = Path(temporary) / name
            file.write_bytes(lzma.decompress((folder / f"{name}.ttf.xz").read_bytes()))
            sets[name] = characters(file)
    covered = (sets["song"] & sets["hei"]) | sets["rare"] | sets["ticks"]
    bits = bytearray(CODE_POINTS // 8)
    for code in covered:
        bits[code // 8] |= 1 << code % 8
    (folder / "coverage.bin").write_bytes(zlib.compress(bytes(bits), 9))
    print(f"coverage: {len(covered)} code points")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS)
