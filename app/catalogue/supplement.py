"""The catalogue's supplement: what packages do not say (`resources/catalogue_supplement.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app import paths
from app.checks.untrusted_yaml import parse_yaml
from app.domain.merged_form import SectionRule

_MAX_SHORT = 4
_TAIL = re.compile(
    r"(行政管理局|管理局|管理委员会|委员会|总队|支队|大队|中心|部门|局|委|厅|部|办)$"
)


@dataclass(frozen=True)
class Supplement:
    """Sections of the merged form, what is never shared or asked for, and short names.

    `never_share`, `abolished`: keys of concepts and of shared materials; the `…_words` say the same
    of labels and necessities of packages not seen before. `transferred_prefixes`: beginnings of an
    item's linkage. `column_options`: label of a choice column → its options, or the name of a
    dictionary. `department_short`: former department → badge of at most four characters.
    """

    sections: tuple[SectionRule, ...]
    never_share: frozenset[str]
    never_share_words: tuple[str, ...]
    abolished: frozenset[str]
    abolished_words: tuple[str, ...]
    transferred_prefixes: tuple[str, ...]
    column_options: Mapping[str, tuple[str, ...] | str]
    department_short: Mapping[str, str]

    def short(self, department: str) -> str:
        """Return a department's badge word: listed, else by the longest listed name inside it."""
        if department in self.department_short:
            return self.department_short[department]
        inside = [name for name in self.department_short if name in department]
        if inside:
            return self.department_short[max(inside, key=len)]
        return (_TAIL.sub("", department) or department)[:_MAX_SHORT]


@cache
def load_supplement() -> Supplement:
    """Return the supplement that ships with the program."""
    file = paths.RESOURCES / "catalogue_supplement.yaml"
    data: Any = parse_yaml(file.read_bytes(), file.name).data
    return Supplement(
        sections=tuple(
            SectionRule(rule["key"], rule["title"], tuple(rule["prefixes"]))
            for rule in data["sections"]
        ),
        never_share=frozenset(data["never_share"]["concepts"]),
        never_share_words=tuple(data["never_share"]["words"]),
        abolished=frozenset(data["abolished"]["materials"]),
        abolished_words=tuple(data["abolished"]["words"]),
        transferred_prefixes=tuple(data["transferred_prefixes"]),
        column_options={
            label: options if isinstance(options, str) else tuple(options)
            for label, options in data["column_options"].items()
        },
        department_short=data["department_short"],
    )
