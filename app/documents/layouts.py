"""Layouts: how a kind of paper looks, as data in millimetres.

A layout is a JSON file of `resources/layouts`, checked against `layout.schema.json`; types of
text (styles) stand once in `styles.json` and may be overridden by a layout. What many layouts have
alike (page, closer settings, what stands on every page) is a frame of `frames.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from app.documents.contents import COMPULSORY, labels
from app.documents.facts import TEXTS
from app.documents.subject import PaperSubject
from app.documents.words import LAYOUTS
from app.domain.paper import PaperKind
from app.errors import Finding, Problem

Block = Mapping[str, Any]
"""One block as its JSON stands; the schema says which keys each type has."""

Styles = Mapping[str, Mapping[str, Any]]
"""Types of text by name, as their JSON stands."""
Tighter = tuple[float, Styles]
"""What white is multiplied by, and the styles, all of them, of a closer setting."""

_VARIABLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Layout:
    """One layout. Lengths in millimetres; `margins`: top, right, bottom, left.

    `height` 0: as tall as its content (a roll). `later_top`: upper margin from the second page on.
    `styles`: name → role, size in points, leading and so on, as in `styles.json`. `tighter`: closer
    settings (density, styles), loosest first, tried one after the other to save a page; `tighter_to`:
    taken only when the paper then has no more pages than that (0: whenever one is saved).
    """

    kind: str
    name: str
    version: int
    width: float
    height: float
    margins: tuple[float, float, float, float]
    later_top: float
    styles: Styles
    fixed: tuple[Block, ...]
    flow: tuple[Block, ...]
    tighter: tuple[Tighter, ...] = ()
    tighter_to: int = 0

    @property
    def text(self) -> str:
        """All characters that the layout itself prints."""
        return "".join(_texts([*self.fixed, *self.flow])) + self.name


@cache
def layout_of(kind: PaperKind) -> Layout:
    """Return the layout of a kind of paper. Raises Problem like `read_layout`."""
    return read_layout(LAYOUTS / f"{kind.value}.json")


def title_of(subject: PaperSubject) -> str:
    """Return the title that a paper bears: its regime's, else that of its layout."""
    return str(TEXTS["title"](subject)) or layout_of(subject.kind).name


def read_layout(path: Path) -> Layout:
    """Read and check a layout file.

    Raises Problem `layout.wrong` (params: file, fault) with one finding for every fault: not JSON,
    against the schema, a variable or style that does not exist, or compulsory contents left out.
    """
    try:
        data = framed(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise _wrong(path, [str(error)]) from error
    faults = [_fault(error) for error in _validator().iter_errors(data)]
    if not faults:
        faults = [*_unknown(data), *_left_out(data)]
    if faults:
        raise _wrong(path, faults)
    page = data["page"]
    return Layout(
        data["kind"], data["name"], data["version"], page["width"], page["height"],
        tuple(page["margins"]), page.get("later_top", page["margins"][0]), _styles(data),
        tuple(data["fixed"]), tuple(data["flow"]), tuple(_tighter(data)),
        data.get("tighter_to", 0),
    )  # fmt: skip


def framed(data: Any) -> Any:
    """Return a layout's data with what its frame gives; the schema finds a frame that is none."""
    name = data.get("frame") if isinstance(data, dict) else None
    frames = json.loads((LAYOUTS / "frames.json").read_text(encoding="utf-8"))
    return {**frames[name], **data} if name in frames else data


def variables_of(block: object, *, conditions: bool = True) -> Iterator[str]:
    """Yield the names of all variables that a block or list of blocks mentions.

    `conditions`: those of `when` too, which decide and are not printed.
    """
    if isinstance(block, Mapping):
        for key, value in block.items():
            if key == "rows":
                yield str(value)
            elif key == "when":
                yield from (str(name).lstrip("!") for name in _listed(value) if conditions)
            else:
                yield from variables_of(value, conditions=conditions)
    elif isinstance(block, list | tuple):
        for part in block:
            yield from variables_of(part, conditions=conditions)
    elif isinstance(block, str):
        yield from _VARIABLE.findall(block)


def fill(template: str, values: Mapping[str, object]) -> str:
    """Put values into a text; what is put in is never read as a template again."""
    return _VARIABLE.sub(lambda found: str(values[found[1]]), template)


def holds(condition: object, values: Mapping[str, object]) -> bool:
    """Tell whether all names of a `when` are given (or, after `!`, are not)."""
    return all(bool(values[n.lstrip("!")]) is not n.startswith("!") for n in _listed(condition))


def _listed(condition: object) -> list[str]:
    if condition is None:
        return []
    return [str(name) for name in condition] if isinstance(condition, list) else [str(condition)]


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads((LAYOUTS / "layout.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _fault(error: Any) -> str:
    place = "/".join(str(part) for part in error.absolute_path)
    return f"{place}: {error.message}"


def _styles(data: Mapping[str, Any]) -> Styles:
    shared = json.loads((LAYOUTS / "styles.json").read_text(encoding="utf-8"))
    return _overridden(shared, data.get("styles", {}))


def _overridden(styles: Styles, own: Styles) -> Styles:
    return {name: {**styles.get(name, {}), **own.get(name, {})} for name in {*styles, *own}}


def _tighter(data: Mapping[str, Any]) -> Iterator[Tighter]:
    styles = _styles(data)
    for step in data.get("tighter", ()):
        yield step["density"], _overridden(styles, step.get("styles", {}))


def _unknown(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield faults for variables and styles that do not exist; rows know their list's columns."""
    known = set(labels()["texts"]) | set(labels()["flags"]) | set(labels()["page"])  # type: ignore[call-overload]  # JSON: checked by a test
    for block in [*data["fixed"], *data["flow"]]:
        yield from _unknown_in(block, known)
    styles = _styles(data)
    for name in _named_styles([data["fixed"], data["flow"]]):
        if name not in styles:
            yield f"style {name}"


def _unknown_in(block: Block, known: set[str]) -> Iterator[str]:
    lists: Any = labels()["lists"]
    if "flow" in block:
        rest = {key: value for key, value in block.items() if key != "flow"}
        yield from _unknown_in(rest, known)
        for inner in block["flow"]:
            yield from _unknown_in(inner, known)
        return
    within = set(known) | set(lists)
    if "rows" in block:
        within |= set(lists.get(block["rows"], {}).get("columns", {}))
    for name in variables_of(block):
        if name not in within:
            yield f"{{{name}}}"


def _named_styles(block: object) -> Iterator[str]:
    if isinstance(block, Mapping):
        for key, value in block.items():
            if key == "style" or key.endswith("_style"):
                yield str(value)
            else:
                yield from _named_styles(value)
    elif isinstance(block, list | tuple):
        for part in block:
            yield from _named_styles(part)


def _left_out(data: Mapping[str, Any]) -> Iterator[str]:
    used = set(variables_of([data["fixed"], data["flow"]], conditions=False))
    for name in COMPULSORY[PaperKind(data["kind"])]:
        if name not in used:
            yield f"{{{name}}} !"


def _texts(block: object) -> Iterator[str]:
    if isinstance(block, Mapping):
        for value in block.values():
            yield from _texts(value)
    elif isinstance(block, list | tuple):
        for part in block:
            yield from _texts(part)
    elif isinstance(block, str):
        yield _VARIABLE.sub("", block)


def _wrong(path: Path, faults: list[str]) -> Problem:
    findings = tuple(Finding("layout.wrong", {"file": path.name, "fault": f}) for f in faults)
    return Problem("layout.wrong", findings=findings, file=path.name, fault="；".join(faults))
