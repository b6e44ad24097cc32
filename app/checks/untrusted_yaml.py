"""YAML from outside: read within narrow bounds, with the line of every value.

Packages, bureau files and filled sittings are written by others. Only plain data passes: mappings
with text keys, lists, text, numbers, truth values, dates (kept as ISO text). Scalars mean what
YAML 1.1 says (`no` is false), as the reference script reads them. Sizes, depth and aliases are
bounded, custom tags and duplicate keys refused, so that no file can fill the memory or hide a
second value. JSON is read by the same rules: its syntax is a part of YAML's, but for tabs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from app.errors import Finding

Where = tuple[str | int, ...]
"""A place inside parsed data: mapping keys and list indices from the top."""

MAX_BYTES = 2 * 1024 * 1024
MAX_NODES = 200_000
MAX_DEPTH = 24
MAX_ALIASES = 64

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STR = "tag:yaml.org,2002:str"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE
)


@dataclass(frozen=True)
class YamlText:
    """One parsed file.

    `data` is None where the file could not be read; `lines`: place → line, counted from 1;
    `findings`: the faults of the text itself, all of them errors.
    """

    name: str
    data: object
    lines: Mapping[Where, int]
    findings: tuple[Finding, ...] = ()

    def where(self, place: Where = ()) -> str:
        """Return `file:line` of a place, or of the nearest place around it; nothing without a name."""
        if not self.name:
            return ""
        while place and place not in self.lines:
            place = place[:-1]
        return f"{self.name}:{self.lines.get(place, 1)}"


class _Stop(Exception):  # noqa: N818 - ends the reading of one file, seen by `parse_yaml` only
    def __init__(self, code: str, line: int, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.params = params


def parse_yaml(raw: bytes, name: str) -> YamlText:
    """Read one file; its faults are findings `yaml.…` with `where` = `name:line`.

    Raises nothing, whatever the bytes are.
    """
    builder = _Builder(name)
    try:
        builder.read(_decoded(raw))
    except _Stop as stop:
        builder.fault(stop.code, stop.line, **stop.params)
        return YamlText(name, None, builder.lines, tuple(builder.findings))
    return YamlText(name, builder.result, builder.lines, tuple(builder.findings))


def _decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise _Stop("yaml.too-large", 1, limit=MAX_BYTES // 1024)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _Stop("yaml.not-utf8", line) from error
    return _json_as_yaml(text) if text.lstrip()[:1] in ("{", "[") else text


def _json_as_yaml(text: str) -> str:
    """Replace what JSON allows and YAML does not: tabs between tokens, escaped surrogate pairs."""

    def join(pair: re.Match[str]) -> str:
        units = bytes.fromhex(pair[2] + pair[3])
        return pair[1] + units.decode("utf-16-be")

    return _PAIR.sub(join, text.replace("\t", " "))


@dataclass
class _Frame:
    """A list or mapping that is being filled."""

    value: list[object] | dict[str, object]
    place: Where
    anchor: str | None
    first_node: int
    key: str | None = None


@dataclass
class _Builder:
    """Builds data from the parser's events; every alias counts as the nodes behind it."""

    name: str
    result: object = None
    lines: dict[Where, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _stack: list[_Frame] = field(default_factory=list)
    _anchors: dict[str, tuple[object, int]] = field(default_factory=dict)
    _nodes: int = 0
    _aliases: int = 0
    _documents: int = 0
    _line: int = 1

    def fault(self, code: str, line: int, **params: object) -> None:
        """Note a fault at a line."""
        self.findings.append(Finding(code, params, where=f"{self.name}:{line}"))

    def read(self, text: str) -> None:
        """Read the whole text. Raises _Stop at what makes the rest unreadable."""
        try:
            loader = _Loader(text)
            try:
                while loader.check_event():
                    self._take(loader.get_event(), loader)
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            # An open quote is noticed at the end of the file; where it began is what helps.
            scanning = str(error.context).startswith("while scanning")
            mark = (error.context_mark if scanning else None) or error.problem_mark
            raise _Stop("yaml.not-parsed", mark.line + 1 if mark else self._line) from error
        except (yaml.YAMLError, UnicodeError) as error:
            raise _Stop("yaml.not-parsed", self._line) from error
        if self._documents == 0:
            raise _Stop("yaml.empty", 1)

    def _take(self, event: yaml.Event, loader: Any) -> None:
        self._line = event.start_mark.line + 1 if event.start_mark else self._line
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._scalar(event, loader), event.anchor, 1)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _Stop("yaml.several-documents", self._line)

    def _open(self, value: list[object] | dict[str, object], event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise _Stop("yaml.tag", self._line, tag=str(tag)[:60])
        if self._awaits_key():
            raise _Stop("yaml.key-not-text", self._line)
        if len(self._stack) >= MAX_DEPTH:
            raise _Stop("yaml.too-deep", self._line, limit=MAX_DEPTH)
        place = self._place()
        self.lines.setdefault(place, self._line)
        self._stack.append(_Frame(value, place, event.anchor, self._nodes))

    def _close(self) -> None:
        frame = self._stack.pop()
        self._put(frame.value, frame.anchor, 1, self._nodes - frame.first_node)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._aliases += 1
        known = self._anchors.get(str(event.anchor))
        if known is None or self._aliases > MAX_ALIASES:
            raise _Stop("yaml.alias", self._line, limit=MAX_ALIASES)
        if self._awaits_key() and not isinstance(known[0], str):
            raise _Stop("yaml.key-not-text", self._line)
        self._put(known[0], None, known[1])

    def _put(self, value: object, anchor: str | None, nodes: int, inside: int = 0) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise _Stop("yaml.too-many-values", self._line, limit=MAX_NODES)
        if anchor:
            self._anchors[anchor] = (value, nodes + inside)
        if not self._stack:
            self.lines.setdefault((), self._line)
            self.result = value
        elif isinstance(self._stack[-1].value, list):
            self.lines.setdefault(self._place(), self._line)
            self._stack[-1].value.append(value)
        elif self._awaits_key():
            self._put_key(value)
        else:
            self._put_value(value)

    def _put_key(self, key: object) -> None:
        if not isinstance(key, str):
            self.fault("yaml.key-not-text", self._line)
            key = str(key)
        frame = self._stack[-1]
        if key in frame.value:
            self.fault("yaml.key-twice", self._line, key=key[:60])
            key = f"{key}#{self._line}"
        frame.key = key
        self.lines.setdefault((*frame.place, key), self._line)

    def _put_value(self, value: object) -> None:
        frame = self._stack[-1]
        assert isinstance(frame.value, dict)
        assert frame.key is not None
        frame.value[frame.key] = value
        frame.key = None

    def _awaits_key(self) -> bool:
        return (
            bool(self._stack)
            and isinstance(self._stack[-1].value, dict)
            and (self._stack[-1].key is None)
        )

    def _place(self) -> Where:
        if not self._stack:
            return ()
        frame = self._stack[-1]
        step = len(frame.value) if isinstance(frame.value, list) else frame.key
        assert step is not None
        return (*frame.place, step)

    def _scalar(self, event: yaml.ScalarEvent, loader: Any) -> object:
        if event.tag not in (None, "!", _STR):
            raise _Stop("yaml.tag", self._line, tag=str(event.tag)[:60])
        tag = _STR
        if event.tag is None and event.implicit[0]:
            tag = loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag.endswith(":merge"):
            raise _Stop("yaml.merge", self._line)
        try:
            return _CONSTRUCTORS.get(tag, _text)(event.value)
        except (ValueError, OverflowError):
            self.fault("yaml.value", self._line, value=event.value[:60])
            return None


def _text(value: str) -> str:
    """Return text that every store can hold; ValueError for control and broken characters."""
    if _UNPRINTABLE.search(value):
        raise ValueError(value)
    return value


def _by(construct: Callable[[SafeConstructor, yaml.ScalarNode], Any]) -> Callable[[str], Any]:
    constructor = SafeConstructor()
    return lambda value: construct(constructor, yaml.ScalarNode("", value))


def _finite(value: str) -> float:
    number = float(_by(SafeConstructor.construct_yaml_float)(value))
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _day(value: str) -> str:
    moment: date = _by(SafeConstructor.construct_yaml_timestamp)(value)
    return moment.isoformat()


_CONSTRUCTORS: Mapping[str, Callable[[str], object]] = {
    "tag:yaml.org,2002:null": lambda _value: None,
    "tag:yaml.org,2002:bool": _by(SafeConstructor.construct_yaml_bool),
    "tag:yaml.org,2002:int": _by(SafeConstructor.construct_yaml_int),
    "tag:yaml.org,2002:float": _finite,
    "tag:yaml.org,2002:timestamp": _day,
}
