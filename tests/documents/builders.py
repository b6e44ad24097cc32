"""Subjects, and what other programs read from the papers made of them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.catalogue import (
    build_catalogue,
    check_package,
    load_supplement,
    plan_install,
    read_package,
)
from app.documents import ApplicationRow, PaperSubject
from app.documents.samples import sample
from app.domain.case import MaterialRecord
from app.domain.catalogue import Catalogue, Column, FieldDefinition, ItemDefinition
from app.domain.paper import PaperKind
from app.paths import RESOURCES
from tests.requirements import require_program

NAMES = (
    "李䶮", "王㛃", "张𬱖", "赵𬭚", "钱𠅤", "孙𫍽", "㑇某", "䲟某", "䶮㛃𬱖𬭚", "阿卜杜热西提·买买提",
    "买买提·吐尔逊·艾则孜", "欧阳娜娜", "诸葛亮", "司马懿", "彧某", "㼆某", "龴某", "喆某", "镕某", "玥某",
    "婳某", "翀某", "昉某", "赟某", "霏霏", "堃某", "垚某", "犇某", "骉某", "淼淼", "John Smith", "Müller",
    "次仁拉姆·白玛", "𠀀某", "𪜀某", "𫝀某", "𫠠某", "𬺰某", "尼格买提·热合曼", "龘某",
)  # fmt: skip
"""Forty names: rare characters in use, long names, and the first character of Ext B to F."""


@dataclass(frozen=True)
class FixedSigner:
    """Signs with a key known to the tests."""

    key: Ed25519PrivateKey
    key_id: str = "TEST0001"

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data)

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()


def signer(seed: int = 1) -> FixedSigner:
    return FixedSigner(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


def named(subject: PaperSubject, name: str) -> PaperSubject:
    applicant = replace(subject.sitting.applicant, name=name)
    return replace(subject, sitting=replace(subject.sitting, applicant=applicant))


def with_decider(subject: PaperSubject, **changes: object) -> PaperSubject:
    return replace(subject, decider=replace(subject.decider, **changes))


def with_case(subject: PaperSubject, **changes: object) -> PaperSubject:
    return replace(subject, case=replace(subject.case, **changes))


def with_outcome(subject: PaperSubject, **changes: object) -> PaperSubject:
    return with_case(subject, outcome=replace(subject.case.outcome, **changes))


def with_materials(subject: PaperSubject, *records: MaterialRecord) -> PaperSubject:
    return replace(subject, sitting=replace(subject.sitting, materials=records))


@cache
def shipped() -> Catalogue:
    plan = plan_install(
        check_package(read_package(RESOURCES / "catalogue"), ()), (), date(2026, 1, 1)
    )
    return build_catalogue(plan.new, load_supplement())


def application_of(item: ItemDefinition, rows: tuple[ApplicationRow, ...]) -> PaperSubject:
    made_up = sample(PaperKind.APPLICATION)
    case = replace(made_up.case, item_id=item.id, item_name=item.name)
    return replace(made_up, case=case, items={item.id: item}, projected=rows)


def filled_rows(item: ItemDefinition) -> tuple[ApplicationRow, ...]:
    """Every field of an item, conditional ones too, with a plausible answer."""
    return tuple(_row(field) for field in item.fields)


def _row(field: FieldDefinition) -> ApplicationRow:
    section = (field.concept or "own.").split(".")[0]
    columns = field.columns or (_concept_columns(field) if field.type == "table" else ())
    return ApplicationRow(
        section={"org": "主体", "site": "场所", "doc": "申请与承诺"}.get(section, "其他"),
        label=field.label,
        type=field.type,
        value=_answer(field, columns),
        options=field.options,
        columns=columns,
        unit=field.unit,
        declared=field.concept == "doc.declaration",
    )


def _concept_columns(field: FieldDefinition) -> tuple[Column, ...]:
    concept = shipped().vocabulary.concepts.get(field.concept or "")
    columns = concept.validation.get("columns", ()) if concept else ()
    return tuple(Column(str(entry["label"]), str(entry.get("type", "text"))) for entry in columns)


def _answer(field: FieldDefinition, columns: tuple[Column, ...]) -> object:
    if columns:
        row = {column.label: _ANSWERS.get(column.type, "内容") for column in columns}
        return [row, row]
    if field.options:
        return list(field.options[:2]) if field.type == "multi" else field.options[0]
    return _ANSWERS.get(field.type, "按证件和证明材料如实填写的内容")


_ANSWERS = {
    "bool": True,
    "date": "2026-11-24",
    "datetime": "2026-11-24T09:30",
    "integer": "12",
    "decimal": "126.5",
    "money": "500000",
    "id_number": "110101199003074258",
    "uscc": "91110000MA0000000X",
    "phone": "13800138000",
    "address": "某市某区某街道某路88号3号楼2单元1503室（一层东侧及地下一层库房）",
    "email": "someone@example.com",
}


def run(program: str, *arguments: object, given: bytes = b"") -> bytes:
    command = [require_program(program), *(str(argument) for argument in arguments)]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def text_of(content: bytes, tmp_path: Path, *options: str) -> str:
    file = tmp_path / "paper.pdf"
    file.write_bytes(content)
    return run("pdftotext", *options, file, "-").decode()


def joined_text(content: bytes, tmp_path: Path) -> str:
    """The text without any white space, so that line breaks do not matter."""
    return re.sub(r"\s", "", text_of(content, tmp_path, "-raw"))


@dataclass(frozen=True)
class Word:
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_of(content: bytes, tmp_path: Path) -> tuple[list[tuple[float, float]], list[Word]]:
    """Page sizes and the place of every word, in points from the upper left corner."""
    sizes: list[tuple[float, float]] = []
    words = list(_words(text_of(content, tmp_path, "-bbox"), sizes))
    return sizes, words


def _words(markup: str, sizes: list[tuple[float, float]]) -> Iterator[Word]:
    for line in markup.splitlines():
        if page := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            sizes.append((float(page[1]), float(page[2])))
        elif word := re.search(
            r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*)</word>',
            line,
        ):
            yield Word(len(sizes), *(float(word[n]) for n in range(1, 5)), word[5])
