"""The catalogue: what is installed in which version, and installing another package."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.actor import Actor
from app.services import catalogue
from app.wording import _
from ui.administration.importing import ImportPart
from ui.kit.pages import Entry, Rows, SpeakingPage, Words
from ui.kit.panels import Panel
from ui.models.records import Column, LinesTable
from ui.tasks import Desk


def _kind(line: catalogue.CatalogueLine) -> str:
    return _("一件事") if line.kind == "bundle" else _("事项")


def _columns() -> tuple[Column[catalogue.CatalogueLine], ...]:
    return (
        Column(lambda: _("编码"), lambda line: line.key, 3),
        Column(lambda: _("名称"), lambda line: line.name, 6),
        Column(lambda: _("种类"), _kind, 2),
        Column(lambda: _("原部门"), lambda line: line.department, 3),
        Column(lambda: _("版本"), lambda line: str(line.version), 1),
        Column(lambda: _("生效日期"), lambda line: line.valid_from.isoformat(), 2),
    )


class CatalogueScreen(SpeakingPage):
    """Every installed version, and a way to install a package from a folder or zip."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__()
        self._desk, self._actor = desk, actor
        self.title = Words(size="title", bold=True)
        self.table: LinesTable[catalogue.CatalogueLine] = LinesTable(
            _columns(), lambda line: (line.kind, line.key, line.version)
        )
        self.valid_from = Entry()
        self._rows = Rows()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.add(self.valid_from)
        day = QWidget()
        day.setLayout(self._rows)
        self.importing = ImportPart("ZIP (*.zip)", between=day)
        self.importing.wanted.connect(self._install)
        self._lay_out()
        self.setFocusProxy(self.table)
        desk.changed.connect(self._on_changed)
        self.speak()
        self.refresh()

    def refresh(self) -> None:
        """Ask for what is installed again."""
        self._desk.read(catalogue.overview, then=self._show, newest="catalogue.screen")

    def speak(self) -> None:
        """Write every word of the screen in the language in force."""
        self.table.setAccessibleName(_("已安装的事项目录"))
        self.table.speak(_("还没有安装事项目录。"))
        self.importing.speak(
            _("安装目录包"),
            _("目录包"),
            _("目录包（文件夹或 .zip）的位置；有错时一处不改，并逐条说明"),
            _("安装"),
        )
        self._rows.speak(_("生效日期"))
        self.valid_from.setPlaceholderText(_("不填为今天；例如 2027-01-01"))
        self._head()

    def _lay_out(self) -> None:
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(9)
        column.addWidget(self.title)
        column.addWidget(self.table, 3)
        column.addWidget(self.importing, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(12, 12, 12, 12)
        around.addWidget(panel)

    def _show(self, lines: tuple[catalogue.CatalogueLine, ...]) -> None:
        self.table.show_lines(lines)
        self._head()

    def _head(self) -> None:
        lines = self.table.lines_model.lines
        items = len({line.key for line in lines if line.kind == "item"})
        bundles = len({line.key for line in lines if line.kind == "bundle"})
        text = _("事项目录：事项 {items} 个，一件事 {bundles} 个")
        self.title.setText(text.format(items=items, bundles=bundles))

    def _install(self, source: Path) -> None:
        try:
            text = self.valid_from.text().strip()
            valid_from = date.fromisoformat(text) if text else None
        except ValueError:
            words = _("生效日期不对，请按“年-月-日”输入，例如 2027-01-01。")
            self.importing.tell(words, kind="error")
            self.valid_from.setFocus()
            return
        self.importing.tell(_("正在检查目录包…"), kind="info")
        self._desk.do(
            catalogue.install,
            self._actor,
            source,
            valid_from,
            then=self._installed,
            failed=self.importing.refuse,
            ended=self.importing.verdict.clear,
        )

    def _installed(self, done: catalogue.Installed) -> None:
        text = _("已安装：新版本 {new} 个，未变 {same} 个。")
        words = text.format(new=len(done.new), same=len(done.unchanged))
        self.importing.tell(words, done.warnings)

    def _on_changed(self, changes: Changes) -> None:
        if changes.catalogue:
            self.refresh()
