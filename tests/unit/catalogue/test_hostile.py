"""Packages made to do harm: nothing but a Problem comes of them, soon and with little memory."""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.catalogue import archive, check_package, read_package
from app.checks import untrusted_yaml
from app.checks.untrusted_yaml import parse_yaml
from app.errors import Problem, Severity
from tests.unit.catalogue.builders import SOUND, findings_of, installed_from, write_package


def zipped(folder: Path, entries: dict[str, str | bytes], **kept) -> Path:
    path = folder / "package.zip"
    with zipfile.ZipFile(path, "w", **kept) as archive_file:
        for name, content in entries.items():
            archive_file.writestr(name, content)
    return path


def refusal(source: Path) -> Problem:
    with pytest.raises(Problem) as caught:
        read_package(source)
    return caught.value


def codes(source: Path) -> list[str]:
    return [finding.code for finding in refusal(source).findings]


def test_a_zip_says_the_same_as_its_folder(tmp_path: Path):
    folder = write_package(tmp_path / "folder", SOUND)
    for name, prefix in (("plain", ""), ("wrapped", "my package/")):
        place = tmp_path / name
        place.mkdir()
        source = zipped(place, {f"{prefix}{file}": text for file, text in SOUND.items()})
        assert installed_from(source) == installed_from(folder)


def test_files_that_are_no_definitions_are_passed_over_or_named(tmp_path: Path):
    junk = {
        "README.md": "x",
        "documents.yaml": "- [",
        "__MACOSX/items/A-1.yaml": "- [",
        ".git/config": "",
        "items/note.txt": "",
        "items/deep/A-3.yaml": "- [",
        "items/A-3.yml": "a: b",
    }
    package = read_package(zipped(tmp_path, SOUND | junk))
    assert set(package.files) == set(SOUND)
    assert [(f.code, f.where, f.severity) for f in package.findings] == [
        ("catalogue.file-ignored", "items/A-3.yml", Severity.WARNING),
        ("catalogue.file-ignored", "items/deep/A-3.yaml", Severity.WARNING),
    ]


@pytest.mark.parametrize(
    "name",
    ["../items/A.yaml", "items/../../A.yaml", "/items/A.yaml", "items\\..\\A.yaml", "C:/A.yaml"],
)
def test_a_path_that_climbs_is_refused(tmp_path: Path, name):
    assert codes(zipped(tmp_path, SOUND | {name: "a: b"})) == ["catalogue.entry-climbs"]


def test_a_symbolic_link_in_a_zip_is_refused(tmp_path: Path):
    path = zipped(tmp_path, SOUND)
    link = zipfile.ZipInfo("items/A-9.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive_file:
        archive_file.writestr(link, "/etc/passwd")
    assert codes(path) == ["catalogue.entry-link"]


def test_a_file_twice_in_a_zip_is_refused(tmp_path: Path):
    path = zipped(tmp_path, SOUND)
    with zipfile.ZipFile(path, "a") as archive_file, pytest.warns(UserWarning, match="Duplicate"):
        archive_file.writestr("items/A-1.yaml", "a: b")
    assert codes(path) == ["catalogue.entry-twice"]


def test_an_encrypted_entry_is_refused(tmp_path: Path):
    path = zipped(tmp_path, SOUND)
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        raw[raw.index(mark) + offset] |= 1
    path.write_bytes(raw)
    assert codes(path) == ["catalogue.entry-encrypted"]


def test_a_bomb_is_refused_unopened(tmp_path: Path):
    bomb = b"a" * (20 * 1024 * 1024)
    path = zipped(tmp_path, SOUND | {"items/A-9.yaml": bomb}, compression=zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 100_000
    assert codes(path) == ["catalogue.entry-bomb"]


def test_a_bomb_that_lies_about_its_size_is_read_only_to_the_limit(tmp_path: Path):
    big = os.urandom(1024).hex().encode() * 4096
    path = zipped(tmp_path, SOUND | {"items/A-9.yaml": big}, compression=zipfile.ZIP_DEFLATED)
    raw = path.read_bytes()
    path.write_bytes(raw.replace(len(big).to_bytes(4, "little"), (70_000).to_bytes(4, "little")))
    try:
        read = read_package(path).findings
    except Problem as problem:
        assert problem.code == "catalogue.not-a-package"  # noqa: PT017 - either answer is right
    else:
        assert "yaml.too-large" in [finding.code for finding in read]


def test_too_much_altogether_is_refused(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 3000)
    for source in (zipped(tmp_path, SOUND), write_package(tmp_path / "folder", SOUND)):
        assert refusal(source).code == "catalogue.package-too-large"


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILES", 3)
    for source in (zipped(tmp_path, SOUND), write_package(tmp_path / "folder", SOUND)):
        assert refusal(source).code == "catalogue.too-many-files"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_links_and_pipes_in_a_folder_are_refused(tmp_path: Path):
    folder = write_package(tmp_path, SOUND)
    os.mkfifo(folder / "items" / "A-8.yaml")
    (folder / "items" / "A-9.yaml").symlink_to("/etc/passwd")
    assert codes(folder) == ["catalogue.entry-link"] * 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no plain links")
def test_a_linked_items_folder_is_refused(tmp_path: Path):
    write_package(tmp_path / "real", SOUND)
    folder = write_package(tmp_path / "folder", {"concepts.yaml": SOUND["concepts.yaml"]})
    (folder / "items").symlink_to(tmp_path / "real" / "items")
    assert "catalogue.entry-link" in codes(folder)


def test_what_is_no_package_says_so(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("not a zip")
    assert refusal(tmp_path / "none").code == "catalogue.source-missing"
    assert refusal(tmp_path / "empty").code == "catalogue.package-empty"
    assert refusal(tmp_path / "text.zip").code == "catalogue.not-a-package"


BOMBS = {
    "laughs": "a0: &a0 [x, x]\n"
    + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10)),
    "deep list": "[" * 1_000_000,
    "deep mapping": "{a: " * 300_000,
    "deep dashes": "- " * 500_000,
    "own ancestor": "&a [*a]",
    "many values": "[" + "1," * 400_000 + "]",
    "many keys": "{" + ",".join(f"k{i}" for i in range(200_000)) + "}",
    "long key": "a" * 1_500_000 + ": b",
    "open quote": '"' + "a\n" * 700_000,
    "comments": "#\n" * 1_000_000,
    "too large": "a: " + "b" * 3_000_000,
    "huge number": "a: " + "9" * 100_000,
    "control": 'a: "\\0"',
    "surrogate": '{"a": "\\ud83d"}',
    "not utf-8": "a: 中文".encode("gb18030"),
    "utf-16": "a: b".encode("utf-16"),
    "tab": "a:\n\t- b",
    "object": "!!python/object/apply:os.system [ls]",
    "binary": "a: !!binary aGk=",
    "not a number": "a: .nan",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_yaml_bomb_is_an_error_and_soon(name):
    text = BOMBS[name]
    raw = text if isinstance(text, bytes) else text.encode()
    began = time.process_time()
    parsed = parse_yaml(raw, "items/A.yaml")
    assert time.process_time() - began < 10
    assert parsed.findings
    assert all(finding.where.startswith("items/A.yaml:") for finding in parsed.findings)


def test_a_few_aliases_are_no_bomb():
    assert parse_yaml(b"a: &x [1, 2]\nb: *x\n*x : c\n"[:19], "f").data == {"a": [1, 2], "b": [1, 2]}
    many = "a: &x 1\nb: [" + "*x, " * (untrusted_yaml.MAX_ALIASES + 1) + "]"
    assert [f.code for f in parse_yaml(many.encode(), "f").findings] == ["yaml.alias"]


def test_a_byte_order_mark_is_harmless():
    assert parse_yaml("\ufeffa: b".encode(), "f").data == {"a": "b"}


def test_json_is_read_with_tabs_and_surrogate_pairs():
    parsed = parse_yaml(b'{\n\t"a":\t"\\ud83d\\ude00",\n\t"b": [1, true, null]\n}', "f")
    assert parsed.data == {"a": "\U0001f600", "b": [1, True, None]}
    assert parsed.where(("b", 1)) == "f:3"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(PLAIN)
@example({"a": "no", "b": "12", "c": "2026-01-01", "d": "\u0085"})
def test_plain_data_is_read_as_the_safe_loader_reads_it(data):
    text = yaml.safe_dump(data, allow_unicode=True)
    parsed = parse_yaml(text.encode("utf-8", "surrogatepass"), "f")
    if not parsed.findings:
        assert parsed.data == yaml.safe_load(text)


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
@example(b"- - - -\n? a\n")
def test_no_bytes_are_more_than_a_finding(raw):
    parsed = parse_yaml(raw, "f")
    assert all(finding.code.startswith("yaml.") for finding in parsed.findings)


MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(sorted(SOUND)),
        st.integers(0, 10_000),
        st.sampled_from(
            ["", ":", "- ", "[", "{", "}", "'", "\n", " ", "null", "1", "true", "&a ", "*a", "!", "9", "q.", "[]", "{}"]
        ),
        st.integers(0, 12),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(MUTATIONS)
def test_a_randomly_spoilt_package_is_never_more_than_a_problem(tmp_path: Path, mutations):
    files = dict(SOUND)
    for name, place, put, cut in mutations:
        start = place % (len(files[name]) + 1)
        files[name] = files[name][:start] + put + files[name][start + cut :]
    for finding in findings_of(write_package(tmp_path, files)):
        assert finding.where


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.fixed_dictionaries(dict.fromkeys(SOUND, PLAIN)))
def test_a_package_of_random_data_is_never_more_than_a_problem(tmp_path: Path, data):
    files = {name: yaml.safe_dump(value, allow_unicode=True) for name, value in data.items()}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    findings_of(tmp_path)


def test_a_zip_entry_without_a_name_is_refused(tmp_path: Path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive_file:
        archive_file.writestr("bundles.yaml", "bundles: []\n")
    path = tmp_path / "nameless.zip"
    path.write_bytes(stream.getvalue().replace(b"bundles.yaml", b"\0undles.yaml"))
    with pytest.raises(Problem) as caught:
        read_package(path)
    assert [finding.code for finding in caught.value.findings] == ["catalogue.entry-climbs"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8), st.integers(0, 6000)
)
def test_a_spoilt_zip_is_never_more_than_a_problem(tmp_path: Path, changes, end):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive_file:
        for name, text in SOUND.items():
            archive_file.writestr(name, text)
    raw = bytearray(stream.getvalue())
    for place, value in changes:
        raw[-1 - place % len(raw)] = value
    if end < len(raw) and not changes:
        del raw[end:]
    path = tmp_path / "spoilt.zip"
    path.write_bytes(raw)
    try:
        check_package(read_package(path), ())
    except Problem as problem:
        assert problem.code.startswith("catalogue.")  # noqa: PT017 - whether it is refused is open


def test_a_flood_of_faults_and_long_chains_are_told_soon(tmp_path: Path):
    fields = "".join(f"- {{key: k{i}, label: 1, type: text}}\n" for i in range(3_000))
    items = "".join(
        f"  - {{item: I{i}, include_when: 'True', after: [I{i + 1}]}}\n" for i in range(3_000)
    )
    words = "".join(
        f"- {{key: c{i}, label_zh: 甲, type: text, default_from: [c{i + 1}]}}\n"
        for i in range(3_000)
    )
    files = {
        "items/A-1.yaml": SOUND["items/A-1.yaml"].replace(
            "form_fields:\n", f"form_fields:\n{fields}"
        ),
        "bundles.yaml": f"bundles:\n- id: B1\n  name: 长\n  questions: []\n  items:\n{items}",
        "concepts.yaml": f"concepts:\n{words}",
    }
    began = time.process_time()
    found = {finding.code for finding in findings_of(write_package(tmp_path, files))}
    assert found >= {"shape.list-length", "shape.not-text", "shape.part-missing"}
    assert time.process_time() - began < 15
