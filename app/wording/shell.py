"""Sentences of the problems that the screens themselves raise: printing."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "printer.refused": N_(
        "打印机{printer}没有接受这份文书（{reason}）；请检查打印机后在“办件记录”中重新打印，受理不受影响。"
    ),
    "print-folder.refused": N_(
        "文书无法存入文件夹 {folder}（{reason}）；请在“本机设置”中换一个可以写入的文件夹。"
    ),
}
