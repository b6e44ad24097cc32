"""The crash dialog: a fault of ours in plain words, with a report that holds no one's data."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.wording import _
from ui.kit.pages import Button, Verdict, Words
from ui.shell.fault import fault_report


class CrashDialog(QDialog):
    """Tells of a fault of ours and lets the clerk copy or save the report and go on working."""

    def __init__(
        self, error: BaseException, home: Path, at: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._file = home / "reports" / f"fault-{at:%Y%m%d-%H%M%S}.txt"
        self.report = fault_report(error)
        self.setWindowTitle(_("程序出错"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.copy_button = Button(_("复制报告"), key="Alt+C")
        self.copy_button.clicked.connect(self._copy)
        self.save_button = Button(_("保存报告"), key="Alt+S")
        self.save_button.clicked.connect(self._save)
        self.continue_button = Button(_("继续使用"), key="Enter", primary=True)
        self.continue_button.setDefault(True)
        self.continue_button.clicked.connect(self.accept)
        self._verdict = Verdict(lines=1)
        self._lay_out()
        self.continue_button.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(Words(_("程序内部出错，刚才的操作没有完成"), size="title", bold=True))
        told = Words(
            _(
                "已录入的内容仍在屏幕和草稿中，可以继续使用。"
                "请把下面的报告交给管理员；报告只写出错位置，不含任何录入内容。"
            )
        )
        told.setWordWrap(True)
        column.addWidget(told)
        view = QPlainTextEdit(self.report)
        view.setReadOnly(True)
        view.setTabChangesFocus(True)
        view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        view.setAccessibleName(_("出错报告"))
        column.addWidget(view, 1)
        column.addWidget(self._verdict)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        row.addWidget(self.continue_button)
        column.addLayout(row)
        self.resize(700, 440)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self._verdict.say(_("报告已复制。"), "ok")

    def _save(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(self.report, encoding="utf-8")
        except OSError:
            self._verdict.say(_("报告无法保存，请改用复制。"))
        else:
            self._verdict.say(_("报告已保存到 {file}").format(file=self._file), "ok")
