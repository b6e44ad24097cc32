"""Sentences of the command line: files that cannot be used, and why."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "file.unreadable": N_("无法读取“{file}”，请检查路径和权限。"),
    "file.unwritable": N_("无法写入“{file}”，请检查磁盘空间和权限。"),
    "account.unknown-name": N_("没有名为“{name}”的可用账户，请用 account list 查看。"),
    "due.unit-unknown": N_("不认识期限单位“{unit}”，请用工作日、日或月。"),
    "sitting-file.too-big": N_("文件“{file}”超过 {limit} MB，请拆分后再导入。"),
    "sitting-file.faulty": N_("办理文件“{file}”有错，没有收件，请改正后再试。"),
    "sitting-file.refused": N_("有 {count} 处不能使用，没有收件，请改正后再试。"),
    "sitting-file.no-mapping": N_("这里应当是一次办理的各项内容（键: 值），请对照样例改正。"),
    "sitting-file.unknown-key": N_("不认识“{key}”，请对照样例改正。"),
    "sitting-file.wrong-shape": N_("“{key}”的写法不对，请对照样例改正。"),
    "sitting-file.no-items": N_("没有写明办理事项（items）或者一件事（bundle），请补充。"),
    "sitting-file.no-time": N_("“{value}”不是日期时间，请写成 2026-11-24T09:30 的形式。"),
    "sitting-file.no-state": N_(
        "不认识材料状态“{value}”，请用 handed-in、owed、promised、lacking 等。"
    ),
    "sitting-file.unknown-item": N_("目录中没有事项“{item}”，请核对编码。"),
    "sitting-file.unknown-bundle": N_("目录中没有一件事“{bundle}”，请核对编码。"),
    "sitting-file.unknown-concept": N_("目录中没有共享概念“{key}”，请核对。"),
    "sitting-file.unknown-field": N_("事项“{item}”没有字段“{key}”，请核对。"),
    "sitting-file.unknown-material": N_("这次办理不需要材料“{key}”，请核对。"),
    "sitting-file.no-list": N_("“{label}”要写成列表，请对照样例改正。"),
    "sitting-file.undecided": N_(
        "几个事项对“{label}”的要求不一致，请在 decisions 中写明按哪个事项：{items}。"
    ),
    "sitting-file.field-empty": N_("“{label}”是必填项，请填写。"),
}
