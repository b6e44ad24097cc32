"""Traps of Qt: shadowed methods, miscounted references, and a demonstration that cheats."""

import ast
import importlib
import importlib.metadata
import sys

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel

from app.checks import FIELD_TYPES
from app.forms.draft import Draft
from tests.rules.sources import Source, python_files, report
from ui.forms import WIDGETS

SETTERS = {
    "setText", "setPlainText", "insertPlainText", "setCurrentIndex", "setCurrentText",
    "setChecked", "setDate", "setValue", "setEditText",
}  # fmt: skip
DRAFT_WRITES = {
    name
    for name, member in vars(Draft).items()
    if "DraftChange" in str(getattr(member, "__annotations__", {}).get("return", ""))
}
CALLS = 500


def qt_classes() -> list[tuple[Source, ast.ClassDef, type]]:
    """Return our classes that are Qt objects, with their syntax."""
    found = []
    for source in python_files("ui"):
        module = importlib.import_module(source.module)
        for node in source.tree.body:
            kind = getattr(module, node.name, None) if isinstance(node, ast.ClassDef) else None
            if not isinstance(node, ast.ClassDef) or not isinstance(kind, type):
                continue
            if issubclass(kind, QObject):
                found.append((source, node, kind))
    return found


def of_qt(kind: type, name: str) -> bool:
    """Tell whether a name is a method or signal of the Qt class underneath."""
    return any(
        name in vars(parent) for parent in kind.__mro__ if parent.__module__.startswith("PySide6")
    )


def own_names(node: ast.ClassDef) -> list[tuple[ast.AST, str]]:
    """Return what a class binds to itself: `self.x = …` and attributes of the class."""
    bound: list[tuple[ast.AST, str]] = []
    for inner in ast.walk(node):
        targets: list[ast.expr] = []
        if isinstance(inner, ast.Assign):
            targets = inner.targets
        elif isinstance(inner, ast.AnnAssign):
            targets = [inner.target]
        for target in targets:
            if isinstance(target, ast.Attribute) and getattr(target.value, "id", "") == "self":
                bound.append((inner, target.attr))
            elif isinstance(target, ast.Name) and inner in node.body:
                bound.append((inner, target.id))
    return bound


def test_no_attribute_shadows_a_method_of_qt() -> None:
    report(
        (
            source.at(where, f"{kind.__name__}.{name}")
            for source, node, kind in qt_classes()
            for where, name in own_names(node)
            if of_qt(kind, name)
        ),
        "Qt has a method of that name: choose another",
    )


@pytest.mark.usefixtures("qapp")
def test_qt_takes_no_reference_from_none() -> None:
    """PySide6 6.12 on Python 3.11 loses one reference to None in every call and aborts."""
    assert QApplication.instance() is not None
    label = QLabel()
    before = sys.getrefcount(None), sys.getrefcount(False)
    for number in range(CALLS):
        label.setText(str(number))
        label.isVisible()
    after = sys.getrefcount(None), sys.getrefcount(False)
    label.deleteLater()
    assert after[0] > before[0] - CALLS // 10, "PySide6 miscounts None: it will abort"
    assert after[1] > before[1] - CALLS // 10, "PySide6 miscounts False: it will abort"


def test_only_the_essentials_of_qt_are_installed_in_the_agreed_version() -> None:
    version = importlib.metadata.version("PySide6-Essentials").split(".")
    assert (6, 8) <= (int(version[0]), int(version[1])) < (6, 10)


def test_the_demonstration_types_like_a_clerk() -> None:
    assert "set_value" in DRAFT_WRITES
    report(
        (
            source.at(node, ast.unparse(node))
            for source in python_files("ui/demonstration")
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Attribute)
            and (
                (node.attr in SETTERS and "clipboard" not in ast.unparse(node.value))
                or (node.attr in DRAFT_WRITES and "draft" in ast.unparse(node.value).lower())
                or node.attr == "set_value"
            )
        ),
        "the demonstration enters values by keys, paste or input method only",
    )


def test_every_field_type_has_a_widget_and_the_other_way_round() -> None:
    assert set(FIELD_TYPES) == set(WIDGETS), "name the type in app.checks.registry and ui.forms"
