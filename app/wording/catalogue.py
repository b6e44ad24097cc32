"""Sentences about catalogue packages and other files from outside."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    # the text of a file
    "yaml.not-utf8": N_("文件不是 UTF-8 编码，请另存为 UTF-8 后再导入。"),
    "yaml.not-parsed": N_("此处不符合 YAML（JSON）的写法，请检查缩进、冒号和引号。"),
    "yaml.empty": N_("文件是空的，请补上内容或者删除此文件。"),
    "yaml.several-documents": N_("一个文件只能有一份内容，请去掉“---”分隔线以下的部分。"),
    "yaml.too-large": N_("文件超过 {limit} KB，请拆分后再导入。"),
    "yaml.too-deep": N_("内容嵌套超过 {limit} 层，请检查括号和缩进。"),
    "yaml.too-many-values": N_("文件展开后超过 {limit} 个值，请拆分，并减少别名引用。"),
    "yaml.alias": N_("别名引用不存在、引用自身或者超过 {limit} 处，请直接写出内容。"),
    "yaml.tag": N_("不接受类型标记“{tag}”，请去掉标记，只写数据。"),
    "yaml.merge": N_("不接受合并键“<<”，请直接写出各键。"),
    "yaml.key-twice": N_("键“{key}”重复出现，请只保留一处。"),
    "yaml.key-not-text": N_("键必须是文字，请加上引号。"),
    "yaml.value": N_("值“{value}”不能使用（日期不存在、数字过大或者含有控制字符），请改正。"),
    # the shape of its data
    "shape.part-missing": N_("缺少“{part}”，请补上。"),
    "shape.not-text": N_("“{part}”应为文字，现为 {value}；是、否、数字和日期作文字用时请加引号。"),
    "shape.not-number": N_("“{part}”应为数字，现为 {value}，请改正。"),
    "shape.not-list": N_("“{part}”应为列表，现为 {value}，请改正。"),
    "shape.not-mapping": N_("“{part}”应为“键: 值”的结构，现为 {value}，请改正。"),
    "shape.not-truth": N_("“{part}”只能是 true 或者 false，现为 {value}，请改正。"),
    "shape.out-of-range": N_("“{part}”的值 {value} 超出范围，请改正。"),
    "shape.bad-text": N_("“{part}”的内容“{value}”为空、过长或者格式不对，请改正。"),
    "shape.list-length": N_("“{part}”的项数不对，请增减。"),
    "shape.unknown-word": N_("“{part}”的值“{value}”不在允许的范围内（{allowed}），请改正。"),
    "shape.unknown-field-type": N_("没有名为“{type}”的字段类型，请改用已有类型。"),
    "shape.unknown-key": N_("不认识键“{key}”，已忽略；如系笔误请改正。"),
    # a package's files
    "catalogue.source-missing": N_("找不到“{path}”，请检查路径。"),
    "catalogue.not-readable": N_("读不了“{path}”，请检查磁盘和读取权限后再试。"),
    "catalogue.not-a-package": N_("“{path}”不是可读的 zip 文件，请重新打包。"),
    "catalogue.package-empty": N_(
        "“{path}”里没有 items/*.yaml、bundles.yaml 或者 concepts.yaml，请选择目录包所在的文件夹。"
    ),
    "catalogue.package-too-large": N_("目录包展开后超过 {limit} MB，请分批导入。"),
    "catalogue.too-many-files": N_("目录包中的文件超过 {limit} 个，请分批导入。"),
    "catalogue.entry-climbs": N_("文件名“{entry}”指向包外，已拒绝，请重新打包。"),
    "catalogue.entry-link": N_("“{entry}”是链接或者特殊文件，请换成普通文件。"),
    "catalogue.entry-encrypted": N_("“{entry}”已加密，请用不加密的方式重新打包。"),
    "catalogue.entry-bomb": N_("“{entry}”的压缩比异常，已拒绝，请核实来源。"),
    "catalogue.entry-twice": N_("包内有两个“{entry}”，请只保留一个。"),
    "catalogue.file-ignored": N_(
        "不认识文件“{entry}”，已忽略；事项文件应放在 items 下，扩展名为 .yaml。"
    ),
    "catalogue.package-faulty": N_("目录包有错误，未作任何改动，请按所列各处改正后重新导入。"),
    # what keys and references mean
    "catalogue.item-id-twice": N_("事项编号“{key}”出现在两个文件中，请只保留一个。"),
    "catalogue.bundle-id-twice": N_("一件事编号“{key}”重复，请改用不同编号。"),
    "catalogue.bundles-missing": N_("文件中没有“bundles”列表，请补上。"),
    "catalogue.name-differs": N_("事项编号“{key}”与文件名“{file}”不同，请核对。"),
    "catalogue.base-code-shape": N_("基本编码“{value}”不是 12 位数字，请核对。"),
    "catalogue.word-twice": N_("概念或者材料“{key}”重复定义，请只保留一处。"),
    "catalogue.field-twice": N_("字段“{key}”重复，请改用不同的键。"),
    "catalogue.question-twice": N_("情形问题“{key}”重复，请改用不同的编号。"),
    "catalogue.option-twice": N_("选项“{key}”重复，请只保留一个。"),
    "catalogue.column-twice": N_("列名“{key}”重复，请改用不同的列名。"),
    "catalogue.item-twice": N_("同一件事中事项“{key}”列了两次，请只保留一次。"),
    "catalogue.unknown-concept": N_("没有名为“{key}”的概念，请改正或者在 concepts.yaml 中定义。"),
    "catalogue.unknown-material": N_(
        "没有名为“{key}”的共享材料，请改正或者在 concepts.yaml 中定义。"
    ),
    "catalogue.unknown-dictionary": N_(
        "没有名为“{key}”的代码表，请改正或者在 concepts.yaml 中列出。"
    ),
    "catalogue.unknown-field": N_("本事项没有字段“{key}”，请改正引用。"),
    "catalogue.material-not-asked": N_("本事项没有材料“{key}”，请改正引用。"),
    "catalogue.unknown-question": N_("没有情形问题“{key}”，请改正引用。"),
    "catalogue.unknown-item": N_("没有编号为“{key}”的事项，请改正，或者先导入该事项。"),
    # what fields and materials mean
    "catalogue.type-conflict": N_(
        "字段类型“{type}”与概念“{key}”的类型“{concept_type}”不一致，请统一。"
    ),
    "catalogue.type-conflict-installed": N_(
        "概念“{key}”的类型“{type}”与已安装事项“{item}”所用的“{item_type}”不一致，请一并更新该事项。"
    ),
    "catalogue.options-missing": N_("选择字段“{key}”没有选项，概念也没有代码表，请补上选项。"),
    "catalogue.columns-missing": N_("表格字段“{key}”没有列，请补上。"),
    "catalogue.when-missing": N_("字段“{key}”是条件必填，但没有写条件 when，请补上。"),
    "catalogue.default-no-option": N_("默认值“{value}”不是该问题的选项，请改正。"),
    "catalogue.answer-no-option": N_("答案“{key}”不是该问题的选项，请改正。"),
    "catalogue.default-loop": N_("默认来源“{key}”绕回到概念自身，先填者为准，请核对。"),
    "catalogue.bad-pattern": N_("格式规则“{text}”不能使用（写法有误、过长或者可能极慢），请改写。"),
    "catalogue.form-unknown": N_("材料形式“{form}”不是通用写法，请核对。"),
    "catalogue.material-when-missing": N_(
        "材料“{key}”是条件必要，但没有写条件 when，将一律收取，请核对。"
    ),
    "catalogue.unit-unknown": N_("期限单位“{unit}”不是通用写法，请核对。"),
    "catalogue.promise-longer": N_("承诺期限 {promised}{unit}长于法定期限 {legal}{unit}，请核对。"),
    # what conditions and orders mean
    "condition.not-parsed": N_("条件“{text}”写法有误，请只用比较、in、and、or、not。"),
    "catalogue.condition-not-parsed": N_("条件“{text}”写法有误，请只用比较、in、and、or、not。"),
    "catalogue.condition-unknown-name": N_("条件中的“{name}”不是问题、字段或者概念，请改正。"),
    "catalogue.condition-asked-elsewhere": N_(
        "条件中的“{name}”不由本事项询问，只有同时办理询问它的事项时才会成立，请核对。"
    ),
    "catalogue.condition-no-option": N_("条件把“{name}”与“{value}”比较，但没有这个选项，请改正。"),
    "catalogue.after-outside": N_("先办事项“{key}”不在这件事之中，请改正。"),
    "catalogue.after-loop": N_("事项“{key}”的先后顺序绕成了圈，请改正 after。"),
}
