"""Build `resources/characters/` from Unicode's own Unihan files.

    python3 installer/characters.py FOLDER [--out resources/characters]

FOLDER holds `Unihan_Readings.txt`, `Unihan_IRGSources.txt` (each may be compressed as `.bz2`) and
`CJKRadicals.txt`, for instance from Debian's package `unicode-data` (/usr/share/unicode).

Three small files come out, one key a line, so that the program reads them without parsing 98,000 entries:
`readings.txt` (syllable with tone mark, tab, characters), `radicals.txt` (radical number, tab, its
character, tab, further forms) and `strokes.txt` (radical number, strokes beside the radical, tab, characters).
Characters stand in the order of their total strokes, then of their code points.
"""

from __future__ import annotations

import argparse
import bz2
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_READINGS = ("kMandarin", "kHanyuPinlu", "kXHC1983", "kTGHZ2013")
_RARE = "kHanyuPinyin"  # names every old reading: used only where nothing else is known


def properties(folder: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield (character, property, value) of one Unihan file. Raises FileNotFoundError."""
    packed = folder / f"{name}.bz2"
    text = bz2.decompress(packed.read_bytes()) if packed.exists() else (folder / name).read_bytes()
    for line in text.decode("utf-8").splitlines():
        if line.startswith("U+"):
            code, prop, value = line.split("\t")
            yield chr(int(code.partition("+")[2], 16)), prop, value


def syllables(prop: str, value: str) -> Iterator[str]:
    """Yield the syllables of one reading property, tone marks composed.

    Shapes: `yǎn`, `yǎn(12)`, `423.040:yǎn,yán`, `1234.010,1234.020:yǎn` (UAX 38).
    """
    for part in value.split(" "):
        bare = part.rsplit(":", 1)[-1]
        for syllable in bare.split(","):
            plain = syllable.split("(")[0] if prop == "kHanyuPinlu" else syllable
            yield unicodedata.normalize("NFC", plain)


def build(folder: Path) -> dict[str, str]:
    """Return file name → content of the three resource files."""
    strokes: dict[str, int] = {}
    places: dict[tuple[int, int], set[str]] = defaultdict(set)
    for char, prop, value in properties(folder, "Unihan_IRGSources.txt"):
        if prop == "kTotalStrokes":
            strokes[char] = int(value.split()[0])
        elif prop == "kRSUnicode":
            for place in value.split():
                radical, rest = place.split(".")
                places[int(radical.rstrip("'")), max(int(rest), 0)].add(char)
    readings = sounds(folder)

    def ordered(chars: set[str]) -> str:
        return "".join(sorted(chars, key=lambda char: (strokes.get(char, 99), ord(char))))

    return {
        "readings.txt": _lines(f"{key}\t{ordered(readings[key])}" for key in sorted(readings)),
        "strokes.txt": _lines(
            f"{radical} {rest}\t{ordered(places[radical, rest])}"
            for radical, rest in sorted(places)
        ),
        "radicals.txt": _lines(radicals(folder, strokes)),
    }


def sounds(folder: Path) -> dict[str, set[str]]:
    """Return syllable → characters."""
    common: dict[str, set[str]] = defaultdict(set)
    rare: dict[str, set[str]] = defaultdict(set)
    for char, prop, value in properties(folder, "Unihan_Readings.txt"):
        if prop in _READINGS:
            common[char].update(syllables(prop, value))
        elif prop == _RARE:
            rare[char].update(syllables(prop, value))
    readings: dict[str, set[str]] = defaultdict(set)
    for char, known in {**rare, **common}.items():
        for syllable in known:
            readings[syllable].add(char)
    return readings


def radicals(folder: Path, strokes: dict[str, int]) -> Iterator[str]:
    """Yield `number, its strokes, tab, character, tab, simplified forms` for the 214 radicals."""
    forms: dict[int, list[str]] = defaultdict(list)
    for line in (folder / "CJKRadicals.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, _, ideograph = (part.strip() for part in line.split(";"))
            forms[int(number.rstrip("'"))].append(chr(int(ideograph, 16)))
    for number in sorted(forms):
        first, *others = forms[number]
        yield f"{number} {strokes[first]}\t{first}\t{''.join(others)}"


def _lines(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(description="Build resources/characters from Unihan")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("resources/characters"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name, content in build(given.folder).items():
        (given.out / name).write_text(content, encoding="utf-8", newline="\n")
        print(f"{name}: {len(content.encode()):,} bytes")


if __name__ == "__main__":
    main()
