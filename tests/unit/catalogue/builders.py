"""A small sound package as text, to be spoilt line by line."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from app.catalogue import check_package, plan_install, read_package
from app.errors import Finding, Problem
from app.paths import RESOURCES
from app.ports.stored import StoredDefinition

SHIPPED = RESOURCES / "catalogue"

ITEM = """\
id: A-1
base_code: null
name: 甲事项
short_name: 甲
former_department: 甲部门
linkage: 划转（示例）
type: 行政许可
service_object: 法人
legal_basis:
- law: 某法
  articles: 第一条
statutory_limit:
  value: 10
  unit: 工作日
promised_limit:
  value: 5
  unit: 工作日
fee: 不收费
result:
  document: 甲证
  satisfies: [material.a]
conditions:
  list: [有场所]
scenario_questions:
- id: mode
  text: 方式？
  options:
  - {value: 'x', label: 甲式}
  - {value: 'y', label: 乙式}
  default: x
  effects:
  - {answer: 'y', reveals_field: extra}
  - {answer: 'y', requires_material: material.b}
form_fields:
- key: name
  label: 名称
  type: text
  concept: c.name
  required: true
- key: kind
  label: 类别
  type: choice
  concept: c.kind
  required: true
- key: way
  label: 方式
  type: choice
  concept: null
  required: true
  options: [甲式, 乙式]
  answered_by: q.mode
- key: extra
  label: 补充
  type: text
  concept: null
  required: conditional
  when: q.mode=='y'
- key: people
  label: 人员
  type: table
  concept: null
  required: false
  columns:
  - {label: 姓名, type: text}
  - {label: 证件类型, type: choice}
materials:
- concept: material.b
  name: 乙材料
  form: 原件
  copies: 1
  source: 申请人自备
  necessity: 条件必要
  exemption: null
  tolerance_allowed: true
  tolerance_days: 5
  when: q.mode=='y'
review_points: [名称一致]
"""

SECOND = ITEM.replace("A-1", "A-2").replace("甲事项", "乙事项").replace("[material.a]", "[]")

CONCEPTS = """\
near_synonyms_do_not_merge:
- pair: [c.name, c.kind]
  rule: 两个事实
concepts:
- key: c.name
  label_zh: 名称
  type: text
  validation: {max_length: 100}
  prefill: licence
  default_from: [c.kind]
- key: c.kind
  label_zh: 类别
  type: choice
  validation: {options: [大, 小]}
  prefill: none
shared_materials:
- key: material.a
  label_zh: 甲材料
- key: material.b
  label_zh: 乙材料
dictionaries:
  own: [一, 二]
"""

BUNDLES = """\
bundles:
- id: B1
  name: 两件事
  questions:
  - id: both
    text: 都办吗？
    options:
    - {value: 'yes', label: 是}
    - {value: 'no', label: 否}
  items:
  - item: A-1
    include_when: 'True'
    after: []
    parallel_group: 1
  - item: A-2
    include_when: b.both=='yes'
    after: [A-1]
    parallel_group: 2
  profiles:
  - name: 都办
    answers: {both: 'yes'}
    item_answers: {mode: 'y'}
"""

SOUND = {
    "items/A-1.yaml": ITEM,
    "items/A-2.yaml": SECOND,
    "concepts.yaml": CONCEPTS,
    "bundles.yaml": BUNDLES,
}


def write_package(folder: Path, files: dict[str, str]) -> Path:
    """Write a package's files into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def findings_of(folder: Path, installed: tuple[StoredDefinition, ...] = ()) -> tuple[Finding, ...]:
    """Check a package and return its findings, whether it is refused or not."""
    try:
        return check_package(read_package(folder), installed).findings
    except Problem as problem:
        if problem.code != "catalogue.package-faulty":
            raise
        return problem.findings


def installed_from(
    folder: Path, before: tuple[StoredDefinition, ...] = (), on: date = date(2000, 1, 1)
) -> tuple[StoredDefinition, ...]:
    """Return everything installed after a package was added."""
    checked = check_package(read_package(folder), before)
    return (*before, *plan_install(checked, before, on).new)


@cache
def shipped() -> tuple[StoredDefinition, ...]:
    """Return the shipped catalogue as installed on an empty store."""
    return installed_from(SHIPPED)
