"""Getting a package's files out of a folder or zip without trusting its names and sizes."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from app.checks.untrusted_yaml import MAX_BYTES
from app.errors import Finding, Problem, Severity, WorldProblem

MAX_FILES = 5_000
MAX_TOTAL = 128 * 1024 * 1024
MAX_RATIO = 200
"""A deflated file that grows by more than this is a bomb; YAML grows by 5 to 20."""

_RATIO_FREE = 64 * 1024
_PARTS = ("bundles.yaml", "concepts.yaml")
_KNOWN = frozenset({"documents.yaml", "sources.yaml", "applicants.yaml", "cases.yaml"})
_LITTER = ("__MACOSX", ".")
# What reading a damaged zip raises, as found by damaging them at random.
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
)


@dataclass(frozen=True)
class PackageFiles:
    """The files of a package that hold definitions, by their path in it, and what was odd."""

    contents: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def open_package(source: Path) -> PackageFiles:
    """Read the definition files of a package from a folder or zip.

    Definition files are `items/*.yaml`, `bundles.yaml`, `concepts.yaml`; other documented files are
    passed over, unknown YAML files named in a warning. Nothing is written anywhere. Raises Problem
    `catalogue.source-missing`, `catalogue.not-a-package`, `catalogue.package-too-large`,
    `catalogue.package-empty`, `catalogue.too-many-files`; for entries that climb, link, repeat or are encrypted
    `catalogue.package-faulty`; WorldProblem `catalogue.not-readable`.
    """
    if source.is_dir():
        try:
            files = _from_folder(source)
        except OSError as error:
            raise WorldProblem("catalogue.not-readable", path=str(source)) from error
    elif source.is_file():
        files = _from_zip(source)
    else:
        raise Problem("catalogue.source-missing", path=str(source))
    if not files.contents:
        raise Problem("catalogue.package-empty", path=str(source))
    return files


def _is_definition(name: str) -> bool:
    path = PurePosixPath(name)
    return name in _PARTS or (
        len(path.parts) == 2  # noqa: PLR2004 - "items" and the file
        and path.parts[0] == "items"
        and path.suffix == ".yaml"
        and not path.name.startswith(".")
    )


def _is_odd(name: str) -> bool:
    """Tell whether a file looks like a definition but is none (`items/a/b.yaml`, `bundle.yml`)."""
    return name.lower().endswith((".yaml", ".yml")) and name not in _KNOWN


@dataclass
class _Sorted:
    """Names sorted into wanted ones and faults; sizes are added up while contents are read."""

    wanted: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    total: int = 0

    def fault(self, code: str, name: str) -> None:
        self.findings.append(Finding(code, {"entry": name[:200]}, where=name[:200]))

    def sort(self, names: Iterable[str]) -> None:
        for name in names:
            if _is_definition(name):
                self.wanted.append(name)
            elif _is_odd(name):
                finding = Finding(
                    "catalogue.file-ignored", {"entry": name[:200]}, Severity.WARNING, name[:200]
                )
                self.findings.append(finding)

    def refuse_if_faulty(self) -> None:
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            raise Problem("catalogue.package-faulty", findings=tuple(self.findings))

    def weigh(self, size: int) -> None:
        self.total += size
        if self.total > MAX_TOTAL:
            raise Problem("catalogue.package-too-large", limit=MAX_TOTAL // 1024 // 1024)


def _from_folder(folder: Path) -> PackageFiles:
    names: list[str] = []
    found = _Sorted()
    for place in (folder, folder / "items"):
        if place.is_symlink() and place != folder:
            found.fault("catalogue.entry-link", place.name)
        elif place.is_dir():
            names += [p.relative_to(folder).as_posix() for p in sorted(place.iterdir())]
    if len(names) > MAX_FILES:
        raise Problem("catalogue.too-many-files", limit=MAX_FILES)
    found.sort(names)
    for name in found.wanted:
        if (folder / name).is_symlink() or not (folder / name).is_file():
            found.fault("catalogue.entry-link", name)
    found.refuse_if_faulty()
    contents = {}
    for name in found.wanted:
        with (folder / name).open("rb") as stream:
            contents[name] = stream.read(MAX_BYTES + 1)
        found.weigh(len(contents[name]))
    return PackageFiles(contents, tuple(found.findings))


def _from_zip(source: Path) -> PackageFiles:
    try:
        with zipfile.ZipFile(source) as archive:
            return _read_archive(archive)
    except _BROKEN as error:
        raise Problem("catalogue.not-a-package", path=str(source)) from error


def _read_archive(archive: zipfile.ZipFile) -> PackageFiles:
    # Not `is_dir()`: it fails on the empty name that zipfile makes of a name beginning with NUL.
    entries = [info for info in archive.infolist() if not info.filename.endswith("/")]
    if len(entries) > MAX_FILES:
        raise Problem("catalogue.too-many-files", limit=MAX_FILES)
    found = _Sorted()
    for info in entries:
        _check_entry(info, found)
    found.refuse_if_faulty()
    entries = [info for info in entries if not info.filename.startswith(_LITTER)]
    prefix = _outer_folder([info.filename for info in entries])
    by_name = {info.filename.removeprefix(prefix): info for info in entries}
    if len(by_name) < len(entries):
        raise Problem("catalogue.package-faulty", findings=_repeated(entries))
    found.sort(sorted(by_name))
    contents = {}
    for name in found.wanted:
        with archive.open(by_name[name]) as stream:
            contents[name] = stream.read(MAX_BYTES + 1)
        found.weigh(len(contents[name]))
    return PackageFiles(contents, tuple(found.findings))


def _check_entry(info: zipfile.ZipInfo, found: _Sorted) -> None:
    # The original name still shows a backslash or NUL that zipfile has already smoothed away.
    name = info.orig_filename
    parts = PurePosixPath(name).parts
    if not name or name.startswith("/") or ".." in parts or any(sign in name for sign in "\\:\0"):
        found.fault("catalogue.entry-climbs", name.replace("\0", "?"))
    elif stat.S_ISLNK(info.external_attr >> 16):
        found.fault("catalogue.entry-link", name)
    elif info.flag_bits & 0x1:
        found.fault("catalogue.entry-encrypted", name)
    elif info.file_size > max(_RATIO_FREE, MAX_RATIO * info.compress_size):
        found.fault("catalogue.entry-bomb", name)


def _outer_folder(names: list[str]) -> str:
    """Return `folder/` when the whole package lies in one folder of the zip, else nothing."""
    outer = {name.split("/", 1)[0] for name in names}
    if len(outer) == 1 and all("/" in name for name in names):
        folder = outer.pop()
        return "" if folder == "items" else f"{folder}/"
    return ""


def _repeated(entries: list[zipfile.ZipInfo]) -> tuple[Finding, ...]:
    names = [info.filename for info in entries]
    return tuple(
        Finding("catalogue.entry-twice", {"entry": name}, where=name)
        for name in sorted({name for name in names if names.count(name) > 1})
    )
