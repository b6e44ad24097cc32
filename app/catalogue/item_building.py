"""Building one item from its stored data."""

from __future__ import annotations

from dataclasses import dataclass

from app.catalogue.parts import build_limit, build_question, listed, words
from app.catalogue.supplement import Supplement
from app.checks.shapes import Data
from app.domain.catalogue import (
    Column,
    FieldDefinition,
    ItemDefinition,
    ItemResult,
    LegalBasis,
    MaterialRequirement,
    Required,
    Vocabulary,
)
from app.domain.conditions import Condition, parse_condition
from app.ports.stored import StoredDefinition

_REQUIRED = {True: Required.ALWAYS, False: Required.NEVER, "conditional": Required.CONDITIONAL}


@dataclass(frozen=True)
class ItemBuilder:
    """Builds items against one vocabulary and supplement."""

    vocabulary: Vocabulary
    supplement: Supplement

    def item(self, stored: StoredDefinition) -> ItemDefinition:
        """Build an item from its stored version."""
        data: Data = stored.data
        conditions = data["conditions"]
        linkage = words(data.get("linkage"))
        return ItemDefinition(
            id=data["id"],
            name=data["name"],
            short_name=data.get("short_name", data["name"]),
            former_department=data["former_department"],
            linkage=linkage,
            transferred=linkage.startswith(self.supplement.transferred_prefixes),
            type=data["type"],
            service_object=data["service_object"],
            legal_basis=tuple(
                LegalBasis(law["law"], words(law.get("articles")), words(law.get("gist")))
                for law in data["legal_basis"]
            ),
            statutory_limit=build_limit(data["statutory_limit"]),
            promised_limit=build_limit(data["promised_limit"]),
            fee=data["fee"],
            result=_result(data["result"]),
            conditions=tuple(conditions if isinstance(conditions, list) else conditions["list"]),
            questions=tuple(build_question(entry) for entry in data["scenario_questions"]),
            fields=tuple(self._field(entry) for entry in data["form_fields"]),
            materials=tuple(self._material(entry) for entry in data["materials"]),
            review_points=tuple(data["review_points"]),
            special_procedures=listed(data.get("special_procedures")),
            base_code=data["base_code"],
            caveat=words(data.get("caveat")),
            version=stored.version,
            content_hash=stored.content_hash,
            valid_from=stored.valid_from,
        )

    def _field(self, data: Data) -> FieldDefinition:
        concept = self.vocabulary.concepts.get(data.get("concept") or "")
        rules = concept.validation if concept is not None else {}
        prefill = concept.prefill if concept is not None else "none"
        answered_by = words(data.get("answered_by")).removeprefix("q.")
        return FieldDefinition(
            key=data["key"],
            label=data["label"],
            type=data["type"],
            concept=data.get("concept"),
            required=_REQUIRED[data["required"]],
            when=_condition(data),
            options=self._options(data, rules),
            columns=self._columns(data.get("columns") or rules.get("columns")),
            answered_by=answered_by or None,
            prefill=data.get("prefill") or prefill,
            unit=data.get("unit") or words(rules.get("unit")),
            help=words(data.get("help")),
            constraints=data.get("constraints") or {},
        )

    def _options(self, data: Data, rules: Data) -> tuple[str, ...]:
        if data["type"] not in ("choice", "multi"):
            return ()
        return listed(data.get("options") or rules.get("options")) or self._labels(
            rules.get("dict")
        )

    def _labels(self, dictionary: str | None) -> tuple[str, ...]:
        entries = self.vocabulary.dictionaries.get(words(dictionary), ())
        return tuple(entry.label for entry in entries)

    def _columns(self, columns: object) -> tuple[Column, ...]:
        return tuple(
            Column(column["label"], column["type"], self._column_options(column))
            for column in listed(columns)
        )

    def _column_options(self, column: Data) -> tuple[str, ...]:
        if column["type"] not in ("choice", "multi"):
            return ()
        known = self.supplement.column_options.get(column["label"], ())
        usual = self._labels(known) if isinstance(known, str) else known
        return listed(column.get("options")) or usual

    def _material(self, data: Data) -> MaterialRequirement:
        tolerated = bool(data.get("tolerance_allowed"))
        return MaterialRequirement(
            concept=data["concept"],
            name=data["name"],
            form=data["form"],
            copies=data["copies"],
            source=words(data.get("source")),
            necessity=data["necessity"],
            exemption=data.get("exemption"),
            tolerance_allowed=tolerated,
            tolerance_days=data.get("tolerance_days") if tolerated else None,
            when=_condition(data),
            note=words(data.get("note")),
            abolished=self._is_abolished(data),
        )

    def _is_abolished(self, data: Data) -> bool:
        shared = self.vocabulary.materials.get(data["concept"])
        return (
            bool(data.get("abolished"))
            or (shared is not None and shared.abolished)
            or any(word in data["necessity"] for word in self.supplement.abolished_words)
        )


def _condition(data: Data) -> Condition | None:
    return parse_condition(data["when"]) if "when" in data else None


def _result(data: Data) -> ItemResult:
    return ItemResult(
        document=data["document"],
        validity=words(data.get("validity")),
        number_rule=words(data.get("number_rule")),
        satisfies=listed(data.get("satisfies")),
    )
