"""Random packages in the catalogue's format: nothing in them is known to the program."""

import random

TYPES = ("text", "choice", "bool", "integer")
EXEMPTIONS = (None, None, "电子证照免交", "数据共享核验免交", "系统生成", "告知承诺可替代")
FORMS = ("原件", "复印件", "原件核验、留复印件", "电子件")


def generate(seed: int) -> tuple[list[dict], dict, dict]:
    """Return item files, the concepts file and the bundles file of one package."""
    rng = random.Random(seed)
    concepts = [_concept(rng, n) for n in range(rng.randint(10, 40))]
    concepts.append({**_concept(rng, 0), "key": "doc.declaration", "type": "bool"})
    for place, concept in enumerate(concepts[2:], 2):
        if rng.random() < 0.4:
            concept["default_from"] = [c["key"] for c in rng.sample(concepts[:place], 2)]
    materials = [_shared_material(n) for n in range(rng.randint(4, 15))]
    items = [_item(rng, n, concepts, materials) for n in range(rng.randint(3, 12))]
    bundles = [_bundle(rng, n, items) for n in range(rng.randint(1, 4))]
    return (
        items,
        {"concepts": concepts, "shared_materials": materials, "near_synonyms_do_not_merge": []},
        {"bundles": bundles},
    )


def _concept(rng: random.Random, number: int) -> dict:
    group = rng.choice(("org", "site", "person", "thing"))
    return {
        "key": f"{group}.fact{number}",
        "label_zh": f"事实{number}",
        "label_en": f"fact {number}",
        "type": rng.choice(TYPES),
        "validation": {"options": ["甲", "乙", "丙"]},
        "prefill": rng.choice(("none", "none", "idcard", "licence", "derived", "system")),
        "label_variants": [],
        "item_count": 1,
    }


def _shared_material(number: int) -> dict:
    return {"key": f"material.m{number}", "label_zh": f"材料{number}", "label_en": f"m {number}"}


def _question(rng: random.Random, number: int) -> dict:
    values = ["no", "yes", "some"][: rng.randint(2, 3)]
    return {
        "id": f"ask{number}",
        "text": f"问题{number}之{rng.randint(0, 1)}？",
        "options": [{"value": v, "label": f"答{v}"} for v in values],
        "default": rng.choice(values),
    }


def _when(
    rng: random.Random, prefix: str, questions: list[dict], others: dict[str, str] | None = None
) -> str:
    choices = [key for key, kind in (others or {}).items() if kind == "choice"]
    numbers = [key for key, kind in (others or {}).items() if kind == "integer"]

    def leaf() -> str:
        if choices and rng.random() < 0.2:
            return f"{rng.choice(choices)} {rng.choice(('==', '!='))} '甲'"
        if numbers and rng.random() < 0.1:
            return f"{rng.choice(numbers)} > {rng.randint(0, 9)}"
        question = rng.choice(questions)
        value = rng.choice(question["options"])["value"]
        return f"{prefix}.{question['id']} {rng.choice(('==', '!='))} '{value}'"

    text = leaf()
    while rng.random() < 0.4:
        text = f"{text} {rng.choice(('and', 'or'))} {rng.choice(('', 'not '))}({leaf()})"
    return text


def _item(rng: random.Random, number: int, concepts: list[dict], materials: list[dict]) -> dict:
    questions = [_question(rng, n) for n in rng.sample(range(8), rng.randint(1, 4))]
    fields = _fields(rng, questions, concepts)
    satisfies = [m["key"] for m in rng.sample(materials, 1)] if rng.random() < 0.3 else []
    return {
        "id": f"X{number:02}",
        "name": f"事项{number}",
        "short_name": f"项{number}",
        "former_department": f"部门{rng.randint(0, 5)}",
        "base_code": None,
        "type": "行政许可",
        "service_object": "法人",
        "linkage": "划转",
        "legal_basis": [{"law": "某法", "articles": "第一条"}],
        "fee": "不收费",
        "conditions": {"list": ["有场所"]},
        "review_points": ["材料一致"],
        "statutory_limit": _limit(rng, (None, 5, 10, 20)),
        "promised_limit": _limit(rng, (None, 0, 1, 5)),
        "result": {"document": "证", "satisfies": satisfies},
        "scenario_questions": questions,
        "form_fields": fields,
        "materials": [_material(rng, m, questions) for m in rng.sample(materials, 3)],
    }


def _limit(rng: random.Random, values: tuple[int | None, ...]) -> dict:
    return {"value": rng.choice(values), "unit": "工作日"}


def _fields(rng: random.Random, questions: list[dict], concepts: list[dict]) -> list[dict]:
    chosen = rng.sample(concepts, rng.randint(4, min(12, len(concepts))))
    named = [("f_" + c["key"].replace(".", "_"), c["key"], c["type"]) for c in chosen]
    named += [(f"own{n}", None, rng.choice(TYPES)) for n in range(rng.randint(0, 4))]
    fields = []
    for key, concept, kind in named:
        field = {
            "key": key,
            "label": f"栏目{key}",
            "type": kind,
            "concept": concept,
            "required": rng.choice((True, True, False)),
            "options": ["甲", "乙"],
        }
        if rng.random() < 0.3:
            others = {k: kind for k, _, kind in named if k != key}
            field["when"] = _when(rng, "q", questions, others)
            field["required"] = rng.choice(("conditional", False))
        if rng.random() < 0.15:
            field["answered_by"] = f"q.{rng.choice(questions)['id']}"
        fields.append(field)
    return fields


def _material(rng: random.Random, material: dict, questions: list[dict]) -> dict:
    data = {
        "concept": material["key"],
        "name": f"{material['label_zh']}（{rng.randint(0, 2)}）",
        "form": rng.choice(FORMS),
        "copies": rng.randint(1, 3),
        "source": rng.choice(("申请人自备", "政府部门核发")),
        "necessity": rng.choice(("必要", "必要", "条件必要", "非必要")),
        "exemption": rng.choice(EXEMPTIONS),
        "tolerance_allowed": rng.random() < 0.5,
        "tolerance_days": rng.choice((3, 5, 10)),
    }
    if data["necessity"] == "条件必要":
        data["when"] = _when(rng, "q", questions)
    return data


def _bundle(rng: random.Random, number: int, items: list[dict]) -> dict:
    questions = [{**_question(rng, n), "id": f"b{n}"} for n in range(3)]
    if number == 0:
        questions.append({**_question(rng, 9), "id": "has_license"})
    entries = []
    for item in rng.sample(items, rng.randint(1, len(items))):
        earlier = [entry["item"] for entry in entries]
        after = rng.sample(earlier, rng.randint(0, min(2, len(earlier))))
        when = _when(rng, "b", questions) if entries else "'' == ''"
        entries.append({"item": item["id"], "include_when": when, "after": after})
    rng.shuffle(entries)
    profiles = [
        {
            "name": f"情形{n}",
            "answers": {q["id"]: rng.choice(q["options"])["value"] for q in questions},
            "item_answers": {
                question["id"]: rng.choice(question["options"])["value"]
                for item in items
                if item["id"] in {entry["item"] for entry in entries}
                for question in item["scenario_questions"]
                if rng.random() < 0.5
            },
        }
        for n in range(3)
    ]
    return {
        "id": f"K{number}",
        "name": f"组合{number}",
        "applicant_registered": rng.random() < 0.3,
        "questions": questions,
        "items": entries,
        "profiles": profiles,
    }
