"""Catalogues for tests: read plainly from package data, without the importer's checks."""

from functools import cache
from pathlib import Path

import yaml

from app.domain.catalogue import (
    Bundle,
    BundleItem,
    Catalogue,
    Column,
    Concept,
    FieldDefinition,
    ItemDefinition,
    ItemResult,
    Limit,
    MaterialRequirement,
    Option,
    Profile,
    Question,
    Required,
    SharedMaterial,
    Vocabulary,
)
from app.domain.conditions import parse_condition
from app.domain.merged_form import MergeRules, SectionRule
from app.paths import RESOURCES

SHIPPED = RESOURCES / "catalogue"
NEVER_SHARED = frozenset({"doc.declaration", "doc.commitment"})
RULES = MergeRules(
    sections=(
        SectionRule("org", "主体", ("org.",)),
        SectionRule("site", "场所", ("site.",)),
        SectionRule("doc", "申请与承诺", ("doc.",)),
        SectionRule("rest", "其他", ()),
    )
)


@cache
def shipped() -> Catalogue:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def load(path: Path) -> dict:
        return yaml.load(path.read_text("utf-8"), loader)

    items = [load(path) for path in sorted((SHIPPED / "items").glob("*.yaml"))]
    return catalogue_of(items, load(SHIPPED / "concepts.yaml"), load(SHIPPED / "bundles.yaml"))


def catalogue_of(items: list[dict], concepts: dict, bundles: dict) -> Catalogue:
    return Catalogue(
        items={data["id"]: item_of(data) for data in items},
        bundles={data["id"]: bundle_of(data) for data in bundles["bundles"]},
        vocabulary=Vocabulary(
            concepts={data["key"]: concept_of(data) for data in concepts["concepts"]},
            materials={data["key"]: material_of(data) for data in concepts["shared_materials"]},
        ),
    )


def concept_of(data: dict) -> Concept:
    return Concept(
        key=data["key"],
        label=data["label_zh"],
        label_en=data.get("label_en", ""),
        type=data["type"],
        validation=data.get("validation", {}),
        prefill=data["prefill"],
        default_from=tuple(data.get("default_from", ())),
        never_share=data.get("never_share", data["key"] in NEVER_SHARED),
    )


def material_of(data: dict) -> SharedMaterial:
    return SharedMaterial(
        key=data["key"],
        label=data["label_zh"],
        label_en=data.get("label_en", ""),
        abolished=data.get("abolished", False),
    )


def question_of(data: dict) -> Question:
    options = tuple(Option(o["value"], o["label"]) for o in data["options"])
    return Question(data["id"], data["text"], options, data.get("default", options[0].value))


def when_of(data: dict):
    return parse_condition(data["when"]) if "when" in data else None


def field_of(data: dict) -> FieldDefinition:
    required = {True: Required.ALWAYS, False: Required.NEVER}.get(data["required"])
    return FieldDefinition(
        key=data["key"],
        label=data["label"],
        type=data["type"],
        concept=data["concept"],
        required=required or Required.CONDITIONAL,
        when=when_of(data),
        options=tuple(data.get("options", ())),
        columns=tuple(Column(c["label"], c["type"]) for c in data.get("columns", ())),
        answered_by=data["answered_by"].removeprefix("q.") if "answered_by" in data else None,
        prefill=data.get("prefill", "none"),
        unit=data.get("unit", ""),
        help=data.get("help", ""),
        constraints=data.get("constraints", {}),
    )


def requirement_of(data: dict) -> MaterialRequirement:
    return MaterialRequirement(
        concept=data["concept"],
        name=data["name"],
        form=data["form"],
        copies=data["copies"],
        source=data["source"],
        necessity=data["necessity"],
        exemption=data["exemption"],
        tolerance_allowed=data["tolerance_allowed"],
        tolerance_days=data.get("tolerance_days"),
        when=when_of(data),
        note=data.get("note", ""),
        abolished=data.get("abolished", False),
    )


def limit_of(data: dict) -> Limit:
    return Limit(data["value"], data["unit"])


def item_of(data: dict) -> ItemDefinition:
    return ItemDefinition(
        id=data["id"],
        name=data["name"],
        short_name=data["short_name"],
        former_department=data["former_department"],
        linkage=data.get("linkage", ""),
        transferred="划转" in data.get("linkage", ""),
        type=data.get("type", "行政许可"),
        service_object=data.get("service_object", ""),
        legal_basis=(),
        statutory_limit=limit_of(data["statutory_limit"]),
        promised_limit=limit_of(data["promised_limit"]),
        fee=data.get("fee", "不收费"),
        result=ItemResult(
            data["result"]["document"], satisfies=tuple(data["result"].get("satisfies") or ())
        ),
        conditions=(),
        questions=tuple(question_of(q) for q in data["scenario_questions"]),
        fields=tuple(field_of(f) for f in data["form_fields"]),
        materials=tuple(requirement_of(m) for m in data["materials"]),
        special_procedures=tuple(data.get("special_procedures") or ()),
    )


def bundle_of(data: dict) -> Bundle:
    return Bundle(
        id=data["id"],
        name=data["name"],
        lead=data.get("lead", ""),
        questions=tuple(question_of(q) for q in data["questions"]),
        items=tuple(
            BundleItem(entry["item"], parse_condition(entry["include_when"]), tuple(entry["after"]))
            for entry in data["items"]
        ),
        profiles=tuple(
            Profile(p["name"], p["answers"], p["item_answers"]) for p in data["profiles"]
        ),
        applicant_registered=bool(data.get("applicant_registered")),
    )
