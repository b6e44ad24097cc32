"""What an act says can be printed, or the act is not done.

A decision without its letter, or a stopped clock without its notice, could never be mended: acts stay.
So free text is asked for unprintable characters before the act is written, not after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from app.checks.characters import code_point
from app.checks.glyphs import missing_glyphs
from app.errors import Problem


def require_printable(said: object) -> None:
    """Ask that every text of an act's body be printable with the fonts that the program carries.

    Raises Problem `act.no-glyph` (params: field, characters) for the first that is not; `field` is the
    path of its name in the body: `facts`, `defects.reason`.
    """
    for name, text in _texts(said, ""):
        controls = tuple(char for char in dict.fromkeys(text) if char < " " and char not in "\n\t")
        if missing := (*controls, *missing_glyphs(text)):
            shown = "、".join(_shown(char) for char in missing)
            raise Problem("act.no-glyph", field=name, characters=shown)


def _shown(char: str) -> str:
    return f"{char}（{code_point(char)}）" if char.isprintable() else code_point(char)


def _texts(said: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(said, str):
        yield name, said
    elif is_dataclass(said):
        for field in fields(said):
            yield from _texts(getattr(said, field.name), f"{name}.{field.name}".lstrip("."))
    elif isinstance(said, Mapping):
        for key, value in said.items():
            yield from _texts(value, f"{name}.{key}".lstrip("."))
    elif isinstance(said, tuple | list | frozenset):
        for value in said:
            yield from _texts(value, name)
