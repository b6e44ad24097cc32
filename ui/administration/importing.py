"""Importing a file on a screen: its place, the button, what came of it, and every fault by itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from app.errors import Finding, Problem
from app.wording import _
from app.wording.sentences import sentence
from ui.kit.pages import Button, Entry, Verdict, Words


class FileImport(QWidget):
    """A file's place, typed or browsed for (`key`), and the button that imports it."""

    def __init__(self, filter_: str, key: str) -> None:
        super().__init__()
        self._filter = filter_
        self.path = Entry()
        self.browse = Button(key=key)
        self.button = Button(primary=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        row.addWidget(self.button)
        self.browse.clicked.connect(self._browse)
        self.path.returnPressed.connect(self.button.click)
        self.setFocusProxy(self.path)

    def speak(self, name: str, hint: str, button: str) -> None:
        """Write every word in the language in force."""
        self.path.setAccessibleName(name)
        self.path.setPlaceholderText(hint)
        self.browse.setText(_("浏览…"))
        self.button.setText(button)

    def source(self) -> Path | None:
        """Return the place typed, None when there is none."""
        text = self.path.text().strip()
        return Path(text).expanduser() if text else None

    def _browse(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, self.path.accessibleName(), "", self._filter
        )
        if name:
            self.path.setText(name)
            self.path.setFocus()


class ImportPart(QWidget):
    """The part of a screen that imports a file; `between` stands below the file's place.

    Signals:
        wanted(Path): the file at this place is to be imported.
    """

    wanted = Signal(object)

    def __init__(self, filter_: str, *, key: str = "Alt+B", between: QWidget | None = None) -> None:
        super().__init__()
        self._where = ""
        self.title = Words(size="title", bold=True)
        self.file = FileImport(filter_, key)
        self.verdict = Verdict()
        self.findings = QListWidget()
        self.findings.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        for part in (self.title, self.file, between, self.verdict):
            if part is not None:
                column.addWidget(part)
        column.addWidget(self.findings, 1)
        self.file.button.clicked.connect(self._want)
        self.setFocusProxy(self.file)

    def speak(self, title: str, name: str, hint: str, button: str) -> None:
        """Write the captions; faults are named by what kind of file it is."""
        self.title.setText(title)
        self.file.speak(name, hint, button)
        self.findings.setAccessibleName(_("{file}的问题").format(file=name))
        self._where = _("请输入{file}的位置。").format(file=name)

    def tell(self, text: str, findings: Iterable[Finding] = (), kind: str = "ok") -> None:
        """Say what came of it, with everything that deserves a look."""
        self.verdict.say(text, kind)
        self.findings.clear()
        self.findings.addItems([sentence(finding) for finding in findings])
        self.findings.setVisible(self.findings.count() > 0)

    def refuse(self, problem: Problem) -> None:
        """Say why it was not imported, fault by fault."""
        self.tell(sentence(problem), problem.findings, "error")

    def _want(self) -> None:
        source = self.file.source()
        if source is None:
            self.tell(self._where, kind="error")
            self.file.path.setFocus()
        else:
            self.findings.hide()
            self.wanted.emit(source)
