"""A file is verified: genuine, altered, unknown or revoked, in one word that can be read from afar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.domain.actor import Actor
from app.services import certificate_verification
from app.services.certificate_verification import FileVerdict, Verdict
from app.services.office import Office
from app.wording import N_, _
from app.wording.sentences import sentence
from ui.issuing.sheet import DeskSheet
from ui.kit.pages import Button, Entry, Words
from ui.kit.panels import Panel
from ui.styles import icons
from ui.tasks import Desk

_VERDICTS = {
    Verdict.GENUINE: (N_("真实有效"), "ok"),
    Verdict.ALTERED: (N_("已被改动"), "error"),
    Verdict.UNKNOWN: (N_("无法确认"), "warning"),
    Verdict.REVOKED: (N_("已失效"), "error"),
}


def verify_path(office: Office, path: str) -> FileVerdict:
    """Verify a file. Raises what `read_file` and `verify_file` raise."""
    content = certificate_verification.read_file(Path(path).expanduser())
    return certificate_verification.verify_file(office, content)


class _Sign(QWidget):
    """The verdict's shape, large."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "search"
        self.setFixedSize(QSize(72, 72))

    def show_icon(self, name: str) -> None:
        """Show another shape."""
        self.name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape."""
        del event
        painter = QPainter(self)
        icons.paint(painter, self.name, QRectF(4, 4, 64, 64))
        painter.end()


class VerifySheet(DeskSheet):
    """Takes a file by drop, by its path or by choice, and says what it is worth."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        super().__init__(desk, actor, parent, lambda: _("查验证照文件"), size=(680, 460))
        self.setAcceptDrops(True)
        self.path = Entry()
        self.choose = Button(key="Alt+O")
        self.panel_of_verdict = Panel(ground="info_soft")
        self.sign = _Sign()
        self.word = Words(size="large", bold=True)
        self.facts = Words()
        self.reasons = Words(size="small", colour="muted")
        for words in (self.facts, self.reasons):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.dialog: QFileDialog | None = None
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.path.returnPressed.connect(self.go.click)

    def ask(self) -> None:
        """Open with nothing verified yet."""
        self.path.setAccessibleName(_("文件"))
        self.path.setPlaceholderText(_("把 PDF 拖到这里，或输入路径"))
        self.choose.setText(_("选择文件"))
        self._show("search", _("拖入或选择要查验的 PDF"), "muted", "info_soft")
        self.facts.clear()
        self.reasons.setText(_("不需要联网：印章、改动和本机登记的状态都在本机核对。"))
        self.begin(self.path, _("查验"))

    def act(self) -> None:
        """Verify the file."""
        path = self.path.text().strip().strip('"')
        if not path:
            self.want(_("请先选择要查验的文件。"), self.path)
            return
        self.wait(on=True)
        self._show("search", _("正在查验…"), "muted", "info_soft")
        self.facts.clear()
        self.reasons.clear()
        self.verdict.clear()
        self.desk.make(
            verify_path,
            path,
            then=self.show_verdict,
            failed=self.refuse,
            ended=self.answered,
            newest="verify",
        )

    def answered(self) -> None:
        """Await no more; what comes of it is shown next, and after a failure nothing is verified."""
        super().answered()
        self._show("search", _("拖入或选择要查验的 PDF"), "muted", "info_soft")

    def show_verdict(self, found: FileVerdict) -> None:
        """Say what the file is worth, in one word, then why."""
        word, icon = _VERDICTS[found.verdict]
        text = _(word)
        # never a plain green for what does not hold
        if found.genuine and found.sample:
            text, icon = _("真实，但盖的是样章"), "warning"
        elif found.genuine and not found.in_force:
            text, icon = _("真实，但不在有效期内"), "warning"
        self._show(icon, text, icon, f"{icon}_soft")
        self.facts.setText("\n".join(facts_of(found)))
        self.reasons.setText("\n".join(reasons_of(found)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Verify the first file that is dropped."""
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.path.setText(local[0])
            event.acceptProposedAction()
            if self.go.isEnabled():
                self.act()

    def _show(self, icon: str, text: str, ink: str, ground: str) -> None:
        self.sign.show_icon(icon)
        self.word.ink(ink)
        self.word.setText(text)
        self.panel_of_verdict.ground = ground
        self.panel_of_verdict.edge = ink if ink != "muted" else "line"
        self.panel_of_verdict.setAccessibleName(text)
        self.panel_of_verdict.update()

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("选择文件"), "", "PDF (*.pdf)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._chosen)
        self.dialog = dialog
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.path.setText(path)
        self.act()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)
        inside = QHBoxLayout(self.panel_of_verdict)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(16)
        inside.addWidget(self.sign)
        inside.addWidget(self.word, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.panel_of_verdict)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.reasons)
        self.body.addStretch(1)


def facts_of(found: FileVerdict) -> tuple[str, ...]:
    """Return what the file says it is, one fact a line."""
    one = found.certificate
    if one is None:
        return ()
    until = str(one.valid_until) if one.valid_until else _("长期")
    return (
        f"{one.kind}　{one.number}",
        one.holder,
        _("{agency} {day} 颁发，有效期至 {until}").format(
            agency=one.agency, day=one.made_on, until=until
        ),
    )


def reasons_of(found: FileVerdict) -> tuple[str, ...]:
    """Return why, one sentence a line."""
    return tuple(sentence(each) for each in found.reasons)
