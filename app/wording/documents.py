"""Sentences about papers, layouts and fonts."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "paper.missing-glyph": N_(
        "字符“{character}”（{code_point}）没有可用的字形，不能打印，请核对证件后重新录入该字，或者换用已有编码的字。"
    ),
    "paper.content-missing": N_("文书缺少依法必须载明的内容：{contents}，请补全后再制作。"),
    "paper.code-too-long": N_("编号“{text}”不能印成条码，请把机关简称改短，只用字母和数字。"),
    "paper.unreadable": N_("保存的文书不是可读的 PDF，请从备份恢复这份文书。"),
    "paper.nothing-to-withdraw": N_("“{item}”已经办结，没有可以撤回的申请，请核对办件。"),
    "paper.no-such-page": N_("这份文书没有第 {page} 页，请选择已有的页。"),
    "paper.code-unreadable": N_("扫描到的不是本系统文书的查验码，请扫描文书首页的二维码。"),
    "paper.code-unknown-key": N_("查验码的签名密钥“{key}”不在已知的公钥中，请向制发机关核实。"),
    "paper.code-forged": N_("查验码的签名不符，文书内容可能被改动，请向制发机关核实。"),
    "layout.wrong": N_("文书版式文件“{file}”有误：{fault}，请改正后再使用。"),
    "fonts.damaged": N_("字体文件“{name}”已损坏，请重新安装程序。"),
    "fonts.not-unpacked": N_(
        "字体不能写入“{folder}”（{reason}），请检查磁盘空间和文件夹的写入权限。"
    ),
}
