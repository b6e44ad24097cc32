"""Reading a package: its files as data, each value with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.catalogue.archive import open_package
from app.checks.untrusted_yaml import YamlText, parse_yaml
from app.errors import Finding


@dataclass(frozen=True)
class PackageText:
    """A package as read: its files by path, in the order of their names, and what was found.

    `findings` are the faults of files and of their YAML; `check_package` adds those of meaning.
    """

    files: Mapping[str, YamlText]
    findings: tuple[Finding, ...] = ()

    def items(self) -> tuple[YamlText, ...]:
        """Return the item files that could be read."""
        return tuple(
            text
            for name, text in self.files.items()
            if name.startswith("items/") and text.data is not None
        )

    def part(self, name: str) -> YamlText | None:
        """Return `bundles.yaml` or `concepts.yaml`, None where absent or unreadable."""
        text = self.files.get(name)
        return text if text is not None and text.data is not None else None


def read_package(source: Path) -> PackageText:
    """Read a package from a folder or zip without storing anything.

    Faults inside a YAML file are findings of the result, so that all are told at once. Raises
    Problem as `app.catalogue.archive.open_package` does.
    """
    package = open_package(source)
    files = {name: parse_yaml(raw, name) for name, raw in sorted(package.contents.items())}
    faults = [finding for text in files.values() for finding in text.findings]
    return PackageText(files, (*package.findings, *faults))
