"""A generated catalogue: names of some 21 characters, with pinyin, for the benchmark of search.

Characters are drawn with the uneven frequencies of real item names; each stands for one syllable,
so that pinyin and initials cost nothing to make.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.ports.stored import SearchEntry

_INITIALS = [
    "b",
    "p",
    "m",
    "f",
    "d",
    "t",
    "n",
    "l",
    "g",
    "k",
    "h",
    "j",
    "q",
    "x",
    "zh",
    "ch",
    "sh",
    "r",
    "z",
    "c",
    "s",
    "y",
    "w",
]
_FINALS = [
    "a",
    "ai",
    "an",
    "ang",
    "ao",
    "e",
    "en",
    "eng",
    "i",
    "ia",
    "ian",
    "iang",
    "ie",
    "in",
    "ing",
    "ong",
    "ou",
    "u",
    "uan",
    "un",
    "uo",
]
SYLLABLES = tuple(initial + final for initial in _INITIALS for final in _FINALS)

_COMMON = "许可证经营备案登记变更注销设立延续核发食品药品建设工程消防安全特种设备卫生公共场所"
_ACTS = ("设立许可", "变更登记", "延续核发", "注销备案", "经营许可", "核准")
DEPARTMENTS = tuple(
    f"{place}{office}"
    for place in ("省", "市", "区")
    for office in ("市场监督管理局", "住房和城乡建设局", "卫生健康局", "消防救援支队", "交通运输局")
)


def _reading(character: str) -> str:
    """One syllable for a character, always the same."""
    return SYLLABLES[ord(character) % len(SYLLABLES)]


def entries(count: int, seed: int = 370_000) -> Iterator[SearchEntry]:
    """Generate entries; the same seed gives the same catalogue."""
    dice = random.Random(seed)
    rare = [chr(0x4E00 + place) for place in dice.sample(range(3_500), 2_000)]
    words = ["".join(dice.choices(rare, k=2)) for _ in range(1_500)]
    words += [_COMMON[place : place + 2] for place in range(0, len(_COMMON), 2)] * 40
    for place in range(count):
        name = "".join(dice.choices(words, k=dice.randint(5, 11))) + dice.choice(_ACTS)
        syllables = [_reading(character) for character in name]
        yield SearchEntry(
            key=f"GEN-{place:06}",
            kind="item",
            name=name,
            short_name="",
            code=f"{dice.randint(110_000, 659_999)}{place:06}X{dice.randint(0, 99):02}",
            department=dice.choice(DEPARTMENTS),
            initials=("".join(syllable[0] for syllable in syllables),),
            pinyin=(" ".join(syllables),),
            synonyms=(),
        )
