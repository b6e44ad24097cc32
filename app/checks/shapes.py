"""The shape of data from outside, checked against a JSON schema.

What the schema finds becomes findings with file and line; the places it finds fault with are
remembered, so that the checks of meaning look at sound parts only and still name every fault.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from app import paths
from app.checks.untrusted_yaml import Where, YamlText
from app.errors import Finding, Severity

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

Data = Mapping[str, Any]

_TYPE_CODES = {
    "string": "shape.not-text",
    "integer": "shape.not-number",
    "number": "shape.not-number",
    "array": "shape.not-list",
    "object": "shape.not-mapping",
    "boolean": "shape.not-truth",
}
_CODES = {
    "pattern": "shape.bad-text",
    "minLength": "shape.bad-text",
    "maxLength": "shape.bad-text",
    "minimum": "shape.out-of-range",
    "maximum": "shape.out-of-range",
    "minItems": "shape.list-length",
    "maxItems": "shape.list-length",
}


@dataclass(frozen=True)
class Schema:
    """A definition (`$defs`) of a JSON schema under `resources`."""

    file: str
    part: str


@dataclass
class Faults:
    """Collects findings, each with file and line."""

    found: list[Finding] = field(default_factory=list)

    def error(self, code: str, where: str, **params: object) -> None:
        """Note what makes the package unusable."""
        self.found.append(Finding(code, params, where=where))

    def warn(self, code: str, where: str, **params: object) -> None:
        """Note what a person should look at."""
        self.found.append(Finding(code, params, Severity.WARNING, where))


@dataclass(frozen=True)
class Part:
    """One definition inside its file.

    `unsound`: the places whose shape is wrong; `tainted`: those and all places around them.
    """

    data: Data
    text: YamlText
    base: Where
    unsound: frozenset[Where]
    tainted: frozenset[Where]

    def where(self, *place: str | int) -> str:
        """Return `file:line` of a place inside the part."""
        return self.text.where((*self.base, *place))

    def sound(self, *place: str | int) -> bool:
        """Tell whether nothing at, below or above a place has a wrong shape."""
        around = (place[:length] for length in range(1, len(place)))
        return place not in self.tainted and not any(outer in self.unsound for outer in around)

    def entries(self, *place: str | int) -> Iterator[tuple[int, Data]]:
        """Yield the sound mappings of a list with their index; nothing where there is no list."""
        for index, entry in enumerate(self.listed(*place)):
            if isinstance(entry, Mapping) and self.sound(*place, index):
                yield index, entry

    def listed(self, *place: str | int) -> Sequence[Any]:
        """Return the list at a place, sound or not; an empty one where there is none."""
        here: Any = self.data
        for step in place:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return ()
        return here if isinstance(here, list) else ()


def check_shape(schema: Schema, data: object, text: YamlText, base: Where, faults: Faults) -> Part:
    """Check one definition and return it with its unsound places; unknown keys are warnings.

    `base`: where the definition stands in the file's data.
    """
    unsound: set[Where] = set()
    told: set[tuple[Where, str]] = set()
    for error in _validator(schema).iter_errors(data):
        place = tuple(error.absolute_path)
        if (place, str(error.validator)) in told:
            continue
        told.add((place, str(error.validator)))
        if not _tell(error, place, text, base, faults):
            unsound.add(place)
    mapping = data if isinstance(data, Mapping) else {}
    tainted = {place[:length] for place in unsound for length in range(1, len(place) + 1)}
    return Part(mapping, text, base, frozenset(unsound), frozenset(tainted))


def _tell(error: Any, place: Where, text: YamlText, base: Where, faults: Faults) -> bool:
    """Note a schema error (jsonschema's); True when it is only worth a warning."""
    where = text.where((*base, *place))
    part = _spoken(place)
    value = _shortened(error.instance)
    if error.validator == "additionalProperties":
        for name in sorted(set(error.instance) - set(error.schema.get("properties", {}))):
            faults.warn("shape.unknown-key", text.where((*base, *place, name)), key=name[:60])
        return True
    if error.validator == "required":
        for name in error.validator_value:
            if name not in error.instance:
                faults.error("shape.part-missing", where, part=_spoken((*place, name)))
    elif error.validator == "type":
        expected = error.validator_value
        first = expected if isinstance(expected, str) else expected[0]
        faults.error(_TYPE_CODES[first], where, part=part, value=value)
    elif error.validator == "enum" and place[-1:] == ("type",):
        faults.error("shape.unknown-field-type", where, type=value)
    elif error.validator == "enum":
        allowed = "、".join(_shortened(word) for word in error.validator_value)
        faults.error("shape.unknown-word", where, part=part, value=value, allowed=allowed)
    else:
        code = _CODES.get(str(error.validator), "shape.bad-text")
        faults.error(code, where, part=part, value=value)
    return False


def _spoken(place: Where) -> str:
    """Return a place as people write it: `form_fields[3].label`, counted from 1."""
    text = ""
    for step in place:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step[:60]}"
    return text.removeprefix(".") or "—"


def _shortened(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 - fits one line


@cache
def _validator(schema: Schema) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    text = json.loads((paths.RESOURCES / schema.file).read_bytes())
    return Draft202012Validator({**text, "$ref": f"#/$defs/{schema.part}"})
