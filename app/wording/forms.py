"""The sentences of the merge and the draft."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "item.unknown": N_("目录里没有事项{item}，请先导入含有该事项的目录包。"),
    "item.not-chosen": N_("事项{item}不在本次办理中，请先选入该事项。"),
    "item.not-asking": N_("事项{item}没有单独要求“{label}”，请选择有此要求的事项。"),
    "bundle.unknown": N_("目录里没有一件事{bundle}，请重新选择或先导入目录包。"),
    "question.no-such-answer": N_("问题{question}没有“{value}”这个选项，请从列出的选项中选择。"),
    "field.unknown": N_("当前表单没有字段{field}，请先选入需要它的事项。"),
    "field.ticked-per-item": N_("“{label}”须由各事项分别确认，请逐项勾选。"),
    "field.undecided": N_("各部门对“{label}”的要求不一致，请选定按哪个部门的要求填写。"),
    "material.unknown": N_("当前材料清单没有材料{material}，请先选入需要它的事项。"),
    "material.no-promise": N_("“{label}”不能以告知承诺替代，请收取材料或者登记为缺少。"),
    "material.no-tolerance": N_("“{label}”不能容缺后补，请收取材料或者登记为缺少。"),
    "material.negative": N_("“{label}”的份数不能是负数，请改为 0 或者更大的数。"),
    "draft.unreadable": N_("这份暂存的办理无法读取，请重新录入并把情况告诉管理员。"),
}
