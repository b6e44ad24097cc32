"""The rules of the catalogue (`validation.rules` and constraints), parsed once and applied.

A rule compares the value with a number, with `today` or `now`, or with another field; names a check
of its own (`name`, `mobile`, `gb32100` …); or sums a table's column. Comparisons with other fields
and sums need both labels and so belong to `app.checks.contradictions`; here stand those that need
the value alone. An unknown rule is ignored (a package with one is warned about at import).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from app.checks.characters import narrow_letters
from app.checks.dates import FOREVER, as_day
from app.checks.quantities import as_number
from app.checks.results import CheckContext, FieldSpec, error, repaired, rule_names
from app.errors import Finding

NAMED = frozenset(
    {
        "name",
        "by_id_type",
        "mobile_or_landline",
        "mobile",
        "email",
        "gb11643",
        "gb32100",
        "gb2260",
        "date_or_长期",
        "must_be_true",
    }
)
_COMPARISON = re.compile(r"\s*(>=|<=|==|>|<)\s*(\S+)\s*")
_SUM = re.compile(r"\s*sum\(([^()]+)\)\s*==\s*([A-Za-z_][\w./-]*)\s*")
_KEY = re.compile(r"[A-Za-z_][\w./-]*")
_CODES = {">": "gt", ">=": "ge", "<": "lt", "<=": "le", "==": "eq"}
_TESTS: dict[str, Callable[[Decimal | str, Decimal | str], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
}
_MATCHED_LENGTH = 200
_PATTERN_LENGTH = 200
_UNBOUNDED = 3
_QUANTIFIER = re.compile(r"[*+?]|\{\d*,?\d*\}")


@dataclass(frozen=True)
class Comparison:
    """`operator` and what to compare with: a number, `today`, `now`, or a field's key."""

    operator: str
    other: str
    number: Decimal | None = None

    @property
    def key(self) -> str:
        """Return the other field's key, empty when it compares with no field."""
        return "" if self.number is not None or self.other in {"today", "now"} else self.other

    @property
    def code(self) -> str:
        """Return the operator as a word for finding codes."""
        return _CODES[self.operator]


@dataclass(frozen=True)
class SumRule:
    """The sum of a table's column equals another field."""

    column: str
    key: str


@lru_cache(maxsize=1024)
def parse_rule(text: str) -> Comparison | SumRule | None:
    """Parse a comparing or summing rule; None for named and unknown ones."""
    if found := _SUM.fullmatch(text):
        return SumRule(found.group(1).strip(), found.group(2))
    found = _COMPARISON.fullmatch(text)
    if found is None:
        return None
    sign, other = found.groups()
    number = as_number(other)
    if number is None and not _KEY.fullmatch(other):
        return None
    return Comparison(sign, other, number)


def known_rule(text: str) -> bool:
    """Tell whether a rule of a package means anything to this program."""
    return text in NAMED or parse_rule(text) is not None


def compare(left: object, sign: str, right: object) -> bool | None:
    """Compare two canonical values; None when they cannot be compared (or one is empty)."""
    pair = _comparable(left, right)
    return None if pair is None else _TESTS[sign](*pair)


def is_time(value: object) -> bool:
    """Tell whether a canonical value is a date, a time or 长期."""
    return value == FOREVER or (isinstance(value, str) and as_day(value) is not None)


def value_faults(value: object, spec: FieldSpec, context: CheckContext) -> list[Finding]:
    """Return what the rules say against a canonical value by itself."""
    findings = [
        finding
        for text in rule_names(spec)
        if isinstance(rule := parse_rule(text), Comparison) and not rule.key
        for finding in _against_constant(value, rule, context)
    ]
    if isinstance(value, int | str) and not isinstance(value, bool):
        findings += _bounds(value, spec)
    return findings


def text_faults(value: str, spec: FieldSpec) -> tuple[str, list[Finding]]:
    """Apply `max_length` and `pattern` to text; full-width letters are repaired if that fits."""
    findings: list[Finding] = []
    longest = spec.rules.get("max_length")
    if isinstance(longest, int) and len(value) > longest:
        findings.append(error("text.too-long", limit=longest, count=len(value)))
    pattern = spec.rules.get("pattern")
    compiled = _compiled(pattern) if isinstance(pattern, str) else None
    if compiled is not None:
        narrowed = "".join(narrow_letters(value).split())
        if not _matches(compiled, narrowed):
            findings.append(error("text.pattern", value=value))
        elif narrowed != value:
            findings.append(repaired("text.full-width"))
            value = narrowed
    return value, findings


def safe_pattern(text: str) -> bool:
    """Tell whether a package's pattern is usable: valid, short, and with no way to run away.

    Refused: more than 200 characters, look-around and back-references, repeated groups that repeat
    inside, more than three open-ended repetitions.
    """
    return _compiled(text) is not None


def _matches(compiled: re.Pattern[str], text: str) -> bool:
    return len(text) <= _MATCHED_LENGTH and compiled.fullmatch(text) is not None


@lru_cache(maxsize=256)
def _compiled(text: str) -> re.Pattern[str] | None:
    if len(text) > _PATTERN_LENGTH or not _bounded(text):
        return None
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return None


def _bounded(pattern: str) -> bool:
    bare = re.sub(r"\\[^\d]", "x", pattern)
    bare = re.sub(r"\[\^?\]?[^\]]*\]", "x", bare)
    if "\\" in bare or re.search(r"\(\?(?!:)", bare):
        return False
    open_ended = len(re.findall(r"[*+]|\{\d*,\}", bare))
    if open_ended > _UNBOUNDED:
        return False
    inner = re.compile(r"\((?:\?:)?([^()]*)\)(" + _QUANTIFIER.pattern + ")?")
    while group := inner.search(bare):
        repeats = group.group(2) not in {None, "?"}
        if repeats and (_QUANTIFIER.search(group.group(1)) or "|" in group.group(1)):
            return False
        mark = "y+" if _QUANTIFIER.search(group.group(1)) else "y"
        bare = bare[: group.start()] + mark + bare[group.end() :]
    return True


def _comparable(left: object, right: object) -> tuple[Decimal | str, Decimal | str] | None:
    if is_time(left) and is_time(right):
        one, two = _sortable(left), _sortable(right)
        length = min(len(one), len(two))
        return one[:length], two[:length]
    one_number, two_number = as_number(left), as_number(right)
    if one_number is None or two_number is None:
        return None
    return one_number, two_number


def _sortable(value: object) -> str:
    return "9999-12-31T23:59" if value == FOREVER else str(value)


def _against_constant(value: object, rule: Comparison, context: CheckContext) -> list[Finding]:
    if rule.number is not None:
        limit: object = rule.other
    elif rule.other == "today" or context.now is None:
        limit = context.today.isoformat()
    else:
        limit = context.now.strftime("%Y-%m-%dT%H:%M")
    if compare(value, rule.operator, limit) is not False:
        return []
    family = "date" if rule.number is None else "number"
    return [error(f"rule.{family}-{rule.code}", limit=str(limit).replace("T", " "), value=value)]


def _bounds(value: float | str, spec: FieldSpec) -> list[Finding]:
    number = as_number(value) if spec.type in {"integer", "decimal", "money"} else None
    if number is None:
        return []
    findings = []
    for name, sign, code in (("min", ">=", "ge"), ("max", "<=", "le")):
        limit = as_number(spec.rules.get(name))
        if limit is not None and not _TESTS[sign](number, limit):
            findings.append(error(f"rule.number-{code}", limit=format(limit, "f"), value=value))
    return findings
