"""`bureau` and `catalogue`: importing, listing, searching, and the savings report."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from app.admin.answers import json_option, say
from app.admin.console import Console, answering, yichuang_admin
from app.domain.actor import Role
from app.errors import Finding
from app.services import bureau as bureau_service
from app.services import catalogue as catalogue_service
from app.wording import _
from app.wording.sentences import sentence

_FILE = click.Path(path_type=Path)


@yichuang_admin.group(help=_("审批局资料"))
def bureau() -> None:
    """Hold the commands about the bureau file."""


@bureau.command("import", help=_("导入审批局文件；有错则不改动任何内容"))
@click.argument("file", type=_FILE)
@json_option
@click.pass_obj
@answering
def bureau_import(console: Console, file: Path, as_json: bool) -> None:
    """Import a bureau file as the next version."""
    done = bureau_service.import_file(console.office, console.actor(Role.SYSTEM_ADMIN), file)
    named = bureau_service.current(console.office).name
    text = _("已导入：{name}，第 {version} 版。").format(name=named, version=done.version)
    answer = {"name": named, "version": done.version, "warnings": _warnings(done.warnings)}
    say(as_json, answer, "\n".join([text, *_warnings(done.warnings)]))


@yichuang_admin.group(help=_("事项目录"))
def catalogue() -> None:
    """Hold the commands about the catalogue."""


@catalogue.command("import", help=_("从文件夹或 zip 导入事项目录；有错则不改动任何内容"))
@click.argument("source", type=_FILE)
@click.option(
    "--from",
    "valid_from",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("自哪一天起生效，默认当天"),
)
@json_option
@click.pass_obj
@answering
def catalogue_import(
    console: Console, source: Path, valid_from: datetime | None, as_json: bool
) -> None:
    """Import a package; every fault is named with file and line."""
    actor = console.actor(Role.SYSTEM_ADMIN)
    day: date | None = valid_from.date() if valid_from else None
    done = catalogue_service.install(console.office, actor, source, day)
    new = [
        {
            "kind": one.kind,
            "key": one.key,
            "version": one.version,
            "valid_from": one.valid_from.isoformat(),
        }
        for one in done.new
    ]
    text = _("新增或更新 {new} 个定义，未变 {same} 个。").format(
        new=len(new), same=len(done.unchanged)
    )
    warnings = _warnings(done.warnings)
    answer = {"new": new, "unchanged": sorted(done.unchanged), "warnings": warnings}
    say(as_json, answer, "\n".join([text, *warnings]))


@catalogue.command("list", help=_("列出事项和一件事的各个版本"))
@json_option
@click.pass_obj
@answering
def catalogue_list(console: Console, as_json: bool) -> None:
    """List every installed version of items and bundles."""
    lines = catalogue_service.overview(console.office)
    answer = [
        {
            "kind": line.kind,
            "key": line.key,
            "name": line.name,
            "version": line.version,
            "valid_from": line.valid_from.isoformat(),
            "department": line.department,
        }
        for line in lines
    ]
    text = "\n".join(
        f"{line.key}\t{line.version}\t{line.valid_from}\t{line.department}\t{line.name}"
        for line in lines
    )
    say(as_json, answer, text)


@catalogue.command("search", help=_("搜索事项：名称、编码、部门、拼音、首字母"))
@click.argument("text")
@click.option("--hall", default="", help=_("按哪个大厅的使用次数排序"))
@json_option
@click.pass_obj
@answering
def catalogue_search(console: Console, text: str, hall: str, as_json: bool) -> None:
    """Search as the window does."""
    hits = catalogue_service.search(console.office, text, hall)
    answer = [
        {
            "kind": hit.kind,
            "key": hit.key,
            "name": hit.name,
            "department": hit.department,
            "uses": hit.uses,
        }
        for hit in hits
    ]
    lines = [f"{hit.key}\t{hit.name}\t{hit.department}" for hit in hits]
    say(as_json, answer, "\n".join(lines) or _("没有找到。"))


@catalogue.command("report", help=_("每个一件事、每种情形合并能省多少"))
@json_option
@click.pass_obj
@answering
def catalogue_report(console: Console, as_json: bool) -> None:
    """Count what merging saves, for every profile of every installed bundle."""
    found = catalogue_service.report(console.office)
    say(as_json, found, "\n".join(_report_line(one) for one in found))


def _report_line(one: dict[str, Any]) -> str:
    return _(
        "{bundle} {profile}：表单 {forms}，字段 {fields_separate}→{fields_merged}→须填 "
        "{fields_to_type}，材料 {materials_separate}→{materials_merged}→须交 {materials_physical}"
    ).format(**one)


def _warnings(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.where}: {sentence(one)}" if one.where else sentence(one) for one in findings]
