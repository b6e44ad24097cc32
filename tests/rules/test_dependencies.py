"""What is declared, what is locked and what is imported are the same."""

import ast
import importlib.metadata
import re
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.rules.sources import PROGRAM, ROOT, python_files, report

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
COMES_WITH = {"shiboken6": "pyside6-essentials"}
LOADED_BY_NAME = {"psycopg"}  # SQLAlchemy loads its driver from the address
PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(lock: str) -> list[tuple[str, str]]:
    return PIN.findall((ROOT / "installer" / lock).read_text("utf-8"))


def requirements(*, test: bool = False) -> list[Requirement]:
    listed = PROJECT["optional-dependencies"]["test"] if test else PROJECT["dependencies"]
    return [Requirement(line) for line in listed]


def test_every_declared_package_is_locked_within_its_bounds() -> None:
    everywhere = {"run.lock": requirements(), "test.lock": requirements(test=True)}
    faults = []
    for lock, wanted in everywhere.items():
        for requirement in wanted:
            versions = [v for name, v in pins(lock) if name == canonicalize_name(requirement.name)]
            if not versions or not all(Version(v) in requirement.specifier for v in versions):
                faults.append(f"installer/{lock}: {requirement}: {versions}")
    report(faults, "run installer/lock.py")


def test_the_locks_agree_and_name_no_index() -> None:
    run, test = (
        (ROOT / "installer" / name).read_text("utf-8") for name in ("run.lock", "test.lock")
    )
    assert "-r run.lock" in test.splitlines()[:2]
    assert not {name for name, _ in pins("run.lock")} & {name for name, _ in pins("test.lock")}
    for lock in (run, test):
        assert "://" not in lock
        assert "--index" not in lock
        for block in re.split(r"\n(?=[a-z])", lock)[1:]:
            assert "--hash=sha256:" in block or block.startswith("-r"), block


def imported() -> dict[str, str]:
    """Return the outside packages that the program imports → where."""
    found: dict[str, str] = {}
    for source in python_files(*PROGRAM):
        for node in ast.walk(source.tree):
            modules: list[str] = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module]
            for module in modules:
                top = module.partition(".")[0]
                if top not in sys.stdlib_module_names and top not in PROGRAM:
                    found.setdefault(top, source.at(node, top))
    return found


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    of_module = importlib.metadata.packages_distributions()
    declared = {canonicalize_name(requirement.name) for requirement in requirements()}
    used = {top: {canonicalize_name(name) for name in of_module.get(top, [])} for top in imported()}
    report(
        (
            where
            for top, where in imported().items()
            if not (used[top] | {COMES_WITH.get(top)}) & declared
        ),
        "declare it in pyproject.toml, or do without",
    )
    idle = declared - set().union(*used.values()) - LOADED_BY_NAME
    report((f"pyproject.toml: {name}" for name in idle), "nobody imports it: take it out")
