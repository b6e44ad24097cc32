"""Every kind of fault is told with its file and line, and spoils nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Severity
from app.wording.sentences import sentence
from tests.unit.catalogue.builders import SOUND, findings_of, installed_from, write_package

ONE = "items/A-1.yaml"

# (code, file, text to be replaced, its replacement); `#!` marks the line that is to be named.
ERRORS = [
    ("yaml.not-parsed", ONE, "fee: 不收费\n", 'fee: "不收费 #!\n'),
    ("yaml.key-twice", ONE, "fee: 不收费", "fee: 不收费\nfee: 收费 #!"),
    ("yaml.key-not-text", ONE, "fee: 不收费", "fee: 不收费\n7: 收费 #!"),
    ("yaml.tag", ONE, "fee: 不收费", "fee: !!python/name:os.system 不收费 #!"),
    ("yaml.value", ONE, "fee: 不收费", "fee: 2026-13-01 #!"),
    ("yaml.merge", ONE, "fee: 不收费", "fee: 不收费\n<<: {a: b} #!"),
    ("yaml.alias", ONE, "fee: 不收费", "fee: *nothing #!"),
    ("yaml.several-documents", ONE, "fee: 不收费", "fee: 不收费\n--- #!\na: b"),
    ("shape.part-missing", ONE, "name: 甲事项\n", ""),
    ("shape.part-missing", ONE, "- key: kind\n  label: 类别\n", "- key: kind #!\n"),
    ("shape.not-text", ONE, "fee: 不收费", "fee: 12 #!"),
    ("shape.not-text", ONE, "{value: 'y', label: 乙式}", "{value: no, label: 乙式} #!"),
    ("shape.not-number", ONE, "  copies: 1", "  copies: 一份 #!"),
    ("shape.not-list", ONE, "review_points: [名称一致]", "review_points: 名称一致 #!"),
    ("shape.not-mapping", ONE, "result:\n  document: 甲证\n  satisfies: [material.a]", "result: 甲证 #!"),
    ("shape.not-truth", ONE, "tolerance_allowed: true", "tolerance_allowed: 可以 #!"),
    ("shape.out-of-range", ONE, "  copies: 1", "  copies: -1 #!"),
    ("shape.out-of-range", ONE, "  value: 10", "  value: -10 #!"),
    ("shape.bad-text", ONE, "id: A-1", "id: A/1 #!"),
    ("shape.bad-text", ONE, "name: 甲事项", "name: '' #!"),
    ("shape.unknown-word", ONE, "necessity: 条件必要", "necessity: 也许 #!"),
    ("shape.unknown-word", ONE, "required: false", "required: 否 #!"),
    ("shape.unknown-field-type", ONE, "  type: table", "  type: tabel #!"),
    ("shape.unknown-field-type", ONE, "{label: 姓名, type: text}", "{label: 姓名, type: table} #!"),
    ("shape.list-length", "concepts.yaml", "pair: [c.name, c.kind]", "pair: [c.name] #!"),
    ("catalogue.item-id-twice", "items/A-2.yaml", "id: A-2", "id: A-1 #!"),
    ("catalogue.bundle-id-twice", "bundles.yaml", "bundles:", "bundles:\n- id: B1 #-\n  name: 又\n  questions: []\n  items: [{item: A-1, include_when: 'True'}]"),
    ("catalogue.bundles-missing", "bundles.yaml", "bundles:", "bundels: #!"),
    ("catalogue.field-twice", ONE, "- key: kind", "- key: name #!"),
    ("catalogue.question-twice", ONE, "scenario_questions:", "scenario_questions:\n- {id: mode, text: 又, options: [{value: x, label: 甲}, {value: y, label: 乙}], default: x}"),
    ("catalogue.option-twice", ONE, "{value: 'y', label: 乙式}", "{value: 'x', label: 乙式} #!"),
    ("catalogue.option-twice", ONE, "options: [甲式, 乙式]", "options: [甲式, 甲式] #!"),
    ("catalogue.column-twice", ONE, "{label: 证件类型, type: choice}", "{label: 姓名, type: choice} #!"),
    ("catalogue.unknown-concept", ONE, "concept: c.kind", "concept: c.knid #!"),
    ("catalogue.unknown-material", ONE, "- concept: material.b", "- concept: material.c #!"),
    ("catalogue.unknown-material", ONE, "satisfies: [material.a]", "satisfies: [material.z] #!"),
    ("catalogue.unknown-field", ONE, "reveals_field: extra}", "reveals_field: extar} #!"),
    ("catalogue.material-not-asked", ONE, "requires_material: material.b}", "requires_material: material.a} #!"),
    ("catalogue.unknown-question", ONE, "answered_by: q.mode", "answered_by: q.mood #!"),
    ("catalogue.unknown-question", ONE, "answered_by: q.mode", "answered_by: mode #!"),
    ("catalogue.type-conflict", ONE, "  type: text\n  concept: c.name", "  type: phone #!\n  concept: c.name"),
    ("catalogue.options-missing", ONE, "- key: way", "- key: way #!-options"),
    ("catalogue.columns-missing", ONE, "- key: people", "- key: people #!-columns"),
    ("catalogue.when-missing", ONE, "- key: name", "- {key: more, label: 又, type: text, required: conditional} #!\n- key: name"),
    ("catalogue.default-no-option", ONE, "default: x", "default: z #!"),
    ("catalogue.answer-no-option", ONE, "{answer: 'y', reveals_field: extra}", "{answer: 'z', reveals_field: extra} #!"),
    ("catalogue.condition-not-parsed", ONE, "  when: q.mode=='y'\nreview", "  when: q.mode='y' #!\nreview"),
    ("catalogue.condition-not-parsed", ONE, "  when: q.mode=='y'\nreview", "  when: __import__('os') #!\nreview"),
    ("catalogue.condition-unknown-name", ONE, "  when: q.mode=='y'\nreview", "  when: q.mood=='y' #!\nreview"),
    ("catalogue.condition-unknown-name", ONE, "  when: q.mode=='y'\nreview", "  when: b.both=='yes' #!\nreview"),
    ("catalogue.condition-unknown-name", ONE, "  when: q.mode=='y'\nreview", "  when: naem=='甲' #!\nreview"),
    ("catalogue.condition-no-option", ONE, "  when: q.mode=='y'\nreview", "  when: q.mode=='z' #!\nreview"),
    ("catalogue.condition-no-option", ONE, "  when: q.mode=='y'\nreview", "  when: q.mode in ['x', 'z'] #!\nreview"),
    ("catalogue.word-twice", "concepts.yaml", "- key: c.kind", "- key: c.name #!"),
    ("catalogue.word-twice", "concepts.yaml", "- key: material.b", "- key: material.a #!"),
    ("catalogue.unknown-concept", "concepts.yaml", "default_from: [c.kind]", "default_from: [c.none] #!"),
    ("catalogue.unknown-concept", "concepts.yaml", "pair: [c.name, c.kind]", "pair: [c.name, c.none] #!"),
    ("catalogue.unknown-dictionary", "concepts.yaml", "validation: {options: [大, 小]}", "validation: {dict: gb0} #!"),
    ("catalogue.option-twice", "concepts.yaml", "validation: {options: [大, 小]}", "validation: {options: [大, 大]} #!"),
    ("catalogue.bad-pattern", "concepts.yaml", "validation: {max_length: 100}", "validation: {pattern: '['} #!"),
    ("catalogue.bad-pattern", "concepts.yaml", "validation: {max_length: 100}", "validation: {pattern: '^(a+)+$'} #!"),
    ("catalogue.unknown-item", "bundles.yaml", "- item: A-2", "- item: A-3 #!"),
    ("catalogue.item-twice", "bundles.yaml", "- item: A-2", "- item: A-1 #!"),
    ("catalogue.after-outside", "bundles.yaml", "after: [A-1]", "after: [A-9] #!"),
    ("catalogue.after-loop", "bundles.yaml", "after: []", "after: [A-2] #!"),
    ("catalogue.after-loop", "bundles.yaml", "after: [A-1]", "after: [A-2] #!"),
    ("catalogue.condition-unknown-name", "bundles.yaml", "include_when: b.both=='yes'", "include_when: b.all=='yes' #!"),
    ("catalogue.condition-unknown-name", "bundles.yaml", "include_when: b.both=='yes'", "include_when: q.mode=='y' #!"),
    ("catalogue.condition-no-option", "bundles.yaml", "include_when: b.both=='yes'", "include_when: b.both=='maybe' #!"),
    ("catalogue.answer-no-option", "bundles.yaml", "answers: {both: 'yes'}", "answers: {both: maybe} #!"),
    ("catalogue.unknown-question", "bundles.yaml", "answers: {both: 'yes'}", "answers: {all: 'yes'} #!"),
    ("catalogue.default-no-option", "bundles.yaml", "    text: 都办吗？", "    text: 都办吗？\n    default: maybe #!"),
    ("shape.list-length", "bundles.yaml", "bundles:", "bundles:\n- {id: B0, name: 空, questions: [], items: []} #!"),
]  # fmt: skip

WARNINGS = [
    ("catalogue.default-loop", "concepts.yaml", "default_from: [c.kind]", "default_from: [c.name] #!"),
    ("catalogue.default-loop", "concepts.yaml", "  default_from: [c.kind]\n- key: c.kind", "  default_from: [c.kind] #!\n- key: c.kind\n  default_from: [c.name]"),
    ("shape.unknown-key", ONE, "fee: 不收费", "fee: 不收费\nfees: 不收费 #!"),
    ("catalogue.name-differs", "items/A-2.yaml", "id: A-2", "id: A-3 #!"),
    ("catalogue.base-code-shape", ONE, "base_code: null", "base_code: '123' #!"),
    ("catalogue.promise-longer", ONE, "  value: 5\n", "  value: 15 #!\n"),
    ("catalogue.unit-unknown", ONE, "  value: 5\n  unit: 工作日", "  value: 5\n  unit: 旬 #!"),
    ("catalogue.form-unknown", ONE, "form: 原件", "form: 照片 #!"),
    ("catalogue.material-when-missing", ONE, "  when: q.mode=='y'\nreview", "review"),
    ("catalogue.condition-asked-elsewhere", ONE, "  when: q.mode=='y'\nreview", "  when: c.other!=None #!\nreview"),
    ("catalogue.condition-no-option", ONE, "  when: q.mode=='y'\nreview", "  when: kind=='中' #!\nreview"),
    ("catalogue.unknown-question", "bundles.yaml", "item_answers: {mode: 'y'}", "item_answers: {mood: 'y'} #!"),
    ("catalogue.answer-no-option", "bundles.yaml", "item_answers: {mode: 'y'}", "item_answers: {mode: 'z'} #!"),
]  # fmt: skip


def spoilt(file: str, old: str, new: str) -> dict[str, str]:
    files = dict(SOUND)
    assert files[file].count(old) >= 1, old
    files[file] = files[file].replace(old, new, 1)
    for part, lines in (("options", "  options: [甲式, 乙式]\n"), ("columns", "")):
        if new.endswith(f"-{part}"):
            files[file] = files[file].replace(lines or _COLUMNS, "")
    return files


_COLUMNS = "  columns:\n  - {label: 姓名, type: text}\n  - {label: 证件类型, type: choice}\n"


def marked(text: str) -> int | None:
    lines = [number for number, line in enumerate(text.splitlines(), 1) if "#!" in line]
    return lines[0] if lines else None


def test_the_sound_package_has_no_findings(tmp_path: Path):
    assert findings_of(write_package(tmp_path, SOUND)) == ()


@pytest.mark.parametrize(("code", "file", "old", "new"), ERRORS)
def test_an_error_is_named_with_file_and_line(tmp_path: Path, code, file, old, new):
    files = spoilt(file, old, new)
    found = findings_of(write_package(tmp_path, files))
    own = [f for f in found if f.code == code and f.severity is Severity.ERROR]
    assert own, found
    line = marked(files[file])
    if line is not None:
        assert f"{file}:{line}" in [f.where for f in own]
    assert all(f.where.startswith(("items/", "bundles.yaml:", "concepts.yaml:")) for f in own)


@pytest.mark.parametrize(("code", "file", "old", "new"), WARNINGS)
def test_a_warning_is_named_with_file_and_line(tmp_path: Path, code, file, old, new):
    files = spoilt(file, old, new)
    if "c.other" in new:
        other = "- key: c.other\n  label_zh: 别的\n  type: text\nshared_materials:"
        files["concepts.yaml"] = files["concepts.yaml"].replace("shared_materials:", other)
        files[file] = files[file].replace("c.other!=None", "c.other!=''")
    if code == "catalogue.name-differs":
        files["bundles.yaml"] = files["bundles.yaml"].replace("A-2", "A-3")
    found = findings_of(write_package(tmp_path, files))
    own = [f for f in found if f.code == code]
    assert own, found
    assert {f.severity for f in found} == {Severity.WARNING}
    line = marked(files[file])
    assert line is None or own[0].where == f"{file}:{line}"


@pytest.mark.parametrize(("code", "file", "old", "new"), ERRORS + WARNINGS)
def test_every_finding_has_a_whole_sentence(tmp_path: Path, code, file, old, new):
    for finding in findings_of(write_package(tmp_path, spoilt(file, old, new))):
        spoken = sentence(finding)
        assert "没有说明文字" not in spoken, finding
        assert "“…”" not in spoken, finding
        assert "{" not in spoken, finding


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path):
    files = spoilt(ONE, "concept: c.kind", "concept: c.knid")
    files[ONE] = files[ONE].replace("copies: 1", "copies: -1")
    files["items/A-2.yaml"] = "- ["
    files["bundles.yaml"] = files["bundles.yaml"].replace("after: []", "after: [A-2]")
    codes = {finding.code for finding in findings_of(write_package(tmp_path, files))}
    assert codes >= {
        "catalogue.unknown-concept",
        "shape.out-of-range",
        "yaml.not-parsed",
        "catalogue.after-loop",
    }


def test_a_fault_in_one_field_does_not_make_its_neighbours_unknown(tmp_path: Path):
    files = spoilt(ONE, "- key: extra\n  label: 补充", "- key: extra\n  label: 12")
    assert [f.code for f in findings_of(write_package(tmp_path, files))] == ["shape.not-text"]


def test_a_package_may_lean_on_what_is_installed(tmp_path: Path):
    installed = installed_from(write_package(tmp_path / "first", SOUND))
    alone = {"items/A-1.yaml": SOUND[ONE], "bundles.yaml": SOUND["bundles.yaml"]}
    folder = write_package(tmp_path / "second", alone)
    assert findings_of(folder, installed) == ()
    assert {f.code for f in findings_of(folder)} >= {"catalogue.unknown-concept"}


def test_a_concept_may_not_leave_the_type_that_installed_items_use(tmp_path: Path):
    installed = installed_from(write_package(tmp_path / "first", SOUND))
    changed = SOUND["concepts.yaml"].replace("type: text", "type: phone #!")
    folder = write_package(tmp_path / "second", {"concepts.yaml": changed})
    found = findings_of(folder, installed)
    assert {f.code for f in found} == {"catalogue.type-conflict-installed"}
    assert {f.where for f in found} == {f"concepts.yaml:{marked(changed)}"}
    both = SOUND | {"concepts.yaml": changed}
    for name in (ONE, "items/A-2.yaml"):
        both[name] = both[name].replace(
            "  type: text\n  concept: c.name", "  type: phone\n  concept: c.name"
        )
    assert findings_of(write_package(tmp_path / "third", both), installed) == ()
