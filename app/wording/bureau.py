"""Sentences about the bureau file."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "bureau.file-missing": N_("找不到审批局文件“{path}”，请检查路径。"),
    "bureau.not-readable": N_("读不了“{path}”，请检查磁盘和读取权限后再试。"),
    "bureau.file-faulty": N_("审批局文件有错误，未作任何改动，请按所列各处改正后重新导入。"),
    "bureau.id-twice": N_("编号“{id}”重复，请改用不同编号。"),
    "bureau.hall-unknown": N_("没有编号为“{id}”的大厅，请改正窗口所属大厅。"),
    "bureau.window-unknown": N_("没有编号为“{id}”的窗口，请改正工位所属窗口。"),
    "bureau.decider-unknown": N_("没有编号为“{id}”的决定机关，请改正或者在 deciders 中列出。"),
    "bureau.regime-unknown": N_(
        "事项“{item}”的制度“{regime}”不存在，请从以下各项中选择：{known}。"
    ),
    "bureau.own-decider-outside": N_(
        "本局自己的决定机关“{name}”应为局内（inside: true），请改正。"
    ),
    "bureau.department-twice": N_("原部门“{department}”列在两个决定机关之下，请只保留一处。"),
    "bureau.four-eyes-alone": N_(
        "事项“{item}”要求双人复核，但审查环节不足两个，请在 review_steps 中补足。"
    ),
    "bureau.remedies-missing": N_(
        "决定机关“{name}”没有写复议机关和法院，不予受理决定书将无法出具，请补上。"
    ),
    "bureau.complaint-phone-missing": N_("决定机关“{name}”没有写监督电话，请补上。"),
    "bureau.phones-equal": N_("决定机关“{name}”的咨询电话与监督电话相同，请核对。"),
    "bureau.organisation-code-missing": N_(
        "没有写本机关的统一社会信用代码，电子证照标识将无法生成，请在 organisation_code 中补上。"
    ),
    "bureau.team-twice": N_("“{name}”列在两个科室之下，请只保留一处。"),
    "bureau.instant-excluded": N_(
        "事项“{item}”写为即办件，就不能同时要求双人复核或者现场核查，请改正。"
    ),
    "bureau.fee-basis-missing": N_(
        "事项“{item}”写了收费金额，须同时写明收费依据 fee_basis，没有法定依据不得收费。"
    ),
}
