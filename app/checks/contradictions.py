"""Fields that contradict each other: every finding names both in one sentence.

Partners are found by the shape of the keys (`P.id_number` beside `P.gender`, `P.birth_date`,
`P.id_type`, `P.id_valid_until`, `P.name`; `P.uscc` beside `P.kind`, `P.type`) and by the rules of
the catalogue, never by item, so that packages never seen before are served as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.checks.credit_code import read_uscc
from app.checks.dates import FOREVER, as_day
from app.checks.identity import age_on, birth_of, derive_from_id, holder_of
from app.checks.quantities import as_number, unit_of
from app.checks.results import error, is_empty, plain, rule_names, warning
from app.checks.rules import Comparison, SumRule, compare, is_time, parse_rule
from app.checks.travel_documents import holders_of_kind
from app.domain.merged_form import MergedField, MergedForm, Values
from app.errors import Finding

# words of the kinds of applicant, entity and economy → how their credit codes begin; the first
# word that occurs decides (GB 32100-2015: registrar and kind)
_CODE_BEGINNINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("农村集体经济", ("N",)),
    ("股份经济合作社", ("N",)),
    ("个体", ("92",)),
    ("农民专业合作社", ("93",)),
    ("分支机构", ("91", "93")),
    ("事业单位/机关", ("11", "12", "13")),
    ("事业单位", ("12",)),
    ("机关", ("11",)),
    ("社会团体", ("51",)),
    ("民办非企业", ("52",)),
    ("基金会", ("53",)),
    ("社会组织", ("51", "52", "53")),
    ("企业", ("91",)),
    ("公司", ("91",)),
)
# IDL 5: how long a resident's card is valid at most, by the age at issue; for ever from 46
_VALIDITY = ((16, 5), (26, 10), (46, 20))
_FOREVER_FROM = 46


@dataclass(frozen=True)
class _Form:
    """The form and its filled values, as the single checks look at them."""

    fields: Mapping[str, MergedField]
    values: Values
    today: date

    def value(self, key: str) -> object:
        """Return a field's value; None when it is empty or no field of the form."""
        value = self.values.get(key) if key in self.fields else None
        return None if is_empty(value) else value

    def label(self, key: str) -> str:
        return self.fields[key].label

    def both(self, left: str, right: str) -> dict[str, object]:
        """Return the parameters that every sentence about two fields has."""
        return {
            "left": self.label(left),
            "right": self.label(right),
            "left_value": _shown(self.value(left)),
            "right_value": _shown(self.value(right)),
        }


def check_form(form: MergedForm, values: Values, today: date) -> Mapping[str, tuple[Finding, ...]]:
    """Return the contradictions between a form's canonical values, by the key of the field.

    A field that is empty or that `check_value` refuses contradicts nothing.
    """
    facts = _Form(form.fields, values, today)
    found: dict[str, list[Finding]] = {}
    for key, field in form.fields.items():
        if facts.value(key) is None:
            continue
        for finding in _of_field(facts, key, field):
            where = finding.where or key
            found.setdefault(where, []).append(replace(finding, where=where))
    for finding in _one_number_two_names(facts):
        found.setdefault(finding.where, []).append(finding)
    return {key: tuple(findings) for key, findings in found.items()}


def _of_field(facts: _Form, key: str, field: MergedField) -> Iterator[Finding]:
    for text in rule_names(field):
        rule = parse_rule(text)
        if isinstance(rule, Comparison) and rule.key:
            yield from _compared(facts, key, rule)
        elif isinstance(rule, SumRule):
            yield from _summed(facts, key, rule)
    if field.type == "id_number":
        yield from _person(facts, key)
    elif field.type == "uscc":
        yield from _organisation(facts, key)


def _compared(facts: _Form, key: str, rule: Comparison) -> Iterator[Finding]:
    other = rule.key
    mine, theirs = facts.value(key), facts.value(other)
    if theirs is None or unit_of(facts.fields[key]) != unit_of(facts.fields[other]):
        return
    if compare(mine, rule.operator, theirs) is False:
        family = "date" if is_time(mine) else "number"
        yield error(f"contradiction.{family}-{rule.code}", **facts.both(key, other))


def _summed(facts: _Form, key: str, rule: SumRule) -> Iterator[Finding]:
    total = as_number(facts.value(rule.key))
    rows = facts.value(key)
    if total is None or not isinstance(rows, list | tuple):
        return
    cells = [as_number(row.get(rule.column)) for row in rows if isinstance(row, Mapping)]
    numbers = [cell for cell in cells if cell is not None]
    if numbers and sum(numbers, Decimal(0)) != total:
        yield error(
            "contradiction.sum",
            left=facts.label(key),
            column=rule.column,
            sum=format(sum(numbers, Decimal(0)), "f"),
            right=facts.label(rule.key),
            right_value=_shown(facts.value(rule.key)),
        )


def _person(facts: _Form, key: str) -> Iterator[Finding]:
    prefix = key.removesuffix("id_number")
    if prefix == key:
        return
    number = plain(facts.value(key))
    said = derive_from_id(number, facts.today)
    kind = facts.value(f"{prefix}id_type")
    if not said:
        return
    allowed = holders_of_kind(plain(kind))
    if kind is not None and allowed and holder_of(number) not in allowed:
        yield error("contradiction.id-kind", **facts.both(key, f"{prefix}id_type"))
    gender = plain(facts.value(f"{prefix}gender"))
    if gender in {"男", "女"} and gender != said["gender"]:
        params = facts.both(f"{prefix}gender", key)
        yield _at(f"{prefix}gender", error("contradiction.gender", said=said["gender"], **params))
    for name in ("birth_date", "birth_datetime"):
        birth = facts.value(prefix + name)
        if birth is not None and plain(birth)[:10] != said["birth_date"]:
            params = facts.both(prefix + name, key)
            finding = error("contradiction.birth-date", said=said["birth_date"], **params)
            yield _at(prefix + name, finding)
    if kind is None or "居民身份证" in plain(kind):
        yield from _card_validity(facts, key, f"{prefix}id_valid_until")


def _card_validity(facts: _Form, key: str, until_key: str) -> Iterator[Finding]:
    until = facts.value(until_key)
    birth = birth_of(plain(facts.value(key)))
    if until is None or birth is None:
        return
    params = facts.both(until_key, key)
    age = age_on(birth, facts.today)
    if until == FOREVER:
        if age < _FOREVER_FROM:
            yield _at(until_key, warning("contradiction.card-forever", age=age, **params))
        return
    day = as_day(until)
    if day is None:
        return
    if day < facts.today:
        yield _at(until_key, warning("contradiction.card-expired", **params))
    years = next((longest for below, longest in _VALIDITY if age < below), 20)
    if (day.year - years, day.month, day.day) > (
        facts.today.year,
        facts.today.month,
        facts.today.day,
    ):
        finding = warning("contradiction.card-too-long", age=age, years=years, **params)
        yield _at(until_key, finding)


def _organisation(facts: _Form, key: str) -> Iterator[Finding]:
    prefix = key.removesuffix("uscc")
    code = plain(facts.value(key))
    if not read_uscc(code).ok:
        return
    partners = [f"{prefix}kind", f"{prefix}type", f"{prefix}economic_nature"]
    if prefix == "org.":
        partners.insert(0, "applicant.kind")
    for partner in partners:
        kind = plain(facts.value(partner))
        beginnings = next((begin for word, begin in _CODE_BEGINNINGS if word in kind), ())
        if not kind or not beginnings or code.startswith(beginnings):
            continue
        make = warning if partner.endswith("economic_nature") else error
        params = facts.both(partner, key)
        yield make(
            "contradiction.credit-code", begin=code[:2], expected="、".join(beginnings), **params
        )


def _one_number_two_names(facts: _Form) -> Iterator[Finding]:
    """Find one identity number under two different names."""
    holders: dict[str, str] = {}
    for key, field in facts.fields.items():
        if field.type != "id_number" or not key.endswith(".id_number"):
            continue
        number = facts.value(key)
        name_key = key.removesuffix("id_number") + "name"
        if number is None or facts.value(name_key) is None:
            continue
        first = holders.setdefault(plain(number), name_key)
        if facts.value(first) != facts.value(name_key):
            params = facts.both(first, name_key)
            yield _at(name_key, error("contradiction.two-names", number=plain(number), **params))


def _at(key: str, finding: Finding) -> Finding:
    """Place a finding at a field."""
    return replace(finding, where=key)


def _shown(value: object) -> str:
    return plain(value).replace("T", " ")
