"""Words of the hand-over, of authorities, of a case's file, and of the public notice."""

from __future__ import annotations

from app.wording import N_

SCORE_LINES = {
    "acceptance": N_("依法受理"),
    "correction": N_("一次性告知补正"),
    "reasons": N_("不予受理、不予许可说明理由"),
    "in-time": N_("在法定期限内办理"),
    "opinions": N_("各审查环节出具意见"),
    "inspection": N_("两人以上核查并有记录"),
    "special": N_("特别程序、容缺和承诺"),
    "hearing": N_("告知陈述申辩、听证权利"),
    "fees": N_("依法收费"),
    "supervision": N_("办理过程记录完整"),
    "delivery": N_("送达"),
    "binding": N_("文书齐全、一案一卷"),
}
"""Titles of the inspectors' lines by code."""

VOID_MARK = "已作废"
ENDED_MARKS = {
    "replaced": "已换发",
    "recalled": "已撤回",
    "revoked": "已撤销",
    "cancelled": "已注销",
    "void": VOID_MARK,
}
"""What is written on a certificate in a file that holds no longer, by its state."""
SIGNED = "领取人签名"
CATALOGUE_HEAD = ("顺序号", "文书名称", "文号", "日期", "页数", "SHA256 校验值", "起始页次")
CHRONOLOGY_HEAD = ("序号", "时间", "经过", "经办人", "内容")
FILE_NAMES = {
    "front": "000_案卷封面和卷内目录.pdf",
    "notes": "999_卷内备考表.pdf",
    "catalogue.json": "卷内目录.json",
    "catalogue.csv": "卷内目录.csv",
    "chronology.json": "办理经过.json",
    "chronology.csv": "办理经过.csv",
    "score": "案卷评查.json",
}
"""What the program itself writes into a file stays Chinese, as papers do."""

PERSON, ORGANISATION, HOUSEHOLD = "自然人", "法人及非法人组织", "个体工商户"
OUTCOMES = {
    "granted": "准予",
    "refused": "不予",
    "changed": "准予变更",
    "renewed": "准予延续",
    "recalled": "撤回",
    "revoked": "撤销",
    "cancelled": "注销",
}
"""What was decided, as the list of public notices says it."""
OUTCOME_WORDS = {
    "granted": N_("准予"),
    "refused": N_("不予"),
    "changed": N_("准予变更"),
    "renewed": N_("准予延续"),
    "recalled": N_("撤回"),
    "revoked": N_("撤销"),
    "cancelled": N_("注销"),
}
"""The same on the screen, in the language in force."""
ORDINARY = "普通"
"""The kind of licence (AL 12) where the bureau's rule names no other."""
HELD, HELD_NO_LONGER = "有效", "无效"
OVERDUE, NO = "是", "否"
FOREVER = "2099/12/31"
"""How the form writes a term without end."""
NOTICE_HEAD = (
    "行政相对人名称",
    "行政相对人类别",
    "行政相对人代码_1(统一社会信用代码)",
    "行政相对人代码_2(工商注册号)",
    "行政相对人代码_3(组织机构代码)",
    "行政相对人代码_4(税务登记号)",
    "行政相对人代码_5(事业单位证书号)",
    "行政相对人代码_6(社会组织登记证号)",
    "法定代表人",
    "法定代表人证件类型",
    "法定代表人证件号码",
    "证件类型",
    "证件号码",
    "行政许可决定文书名称",
    "行政许可决定文书号",
    "许可类别",
    "许可证书名称",
    "许可编号",
    "许可内容",
    "许可决定日期",
    "有效期自",
    "有效期至",
    "许可机关",
    "许可机关统一社会信用代码",
    "当前状态",
    "数据来源单位",
    "数据来源单位统一社会信用代码",
    "备注",
    "决定结果",
    "公示期限",
    "是否逾期",
    "公示日期",
)
"""Columns of the form for administrative licences, and after them what the bureau watches."""

SENTENCES = {
    "hand-over.unknown": N_(
        "没有找到“{text}”，请扫描凭证、小票或者任何一份文书上的条码，或者输入办理编号。"
    ),
    "hand-over.other-bureau": N_(
        "“{text}”是其他机关（行政区划代码 {region}）的凭证，请到出具凭证的机关领取。"
    ),
    "hand-over.no-identity": N_("还没有核验领取人身份，请读取证件，或者填写姓名和证件号码。"),
    "hand-over.number-wrong": N_("领取人的证件号码不正确，请对照证件重新核验。"),
    "hand-over.number-differs": N_(
        "出示的号码尾号 {shown} 与登记的尾号 {recorded} 不同；确属本人的，请写明理由后再发放。"
    ),
    "hand-over.name-differs": N_(
        "出示证件上的姓名“{shown}”与登记的“{recorded}”不同；确属本人的，请写明理由后再发放。"
    ),
    "hand-over.other-person": N_(
        "领取人不是申请人本人，请核验授权委托书，改由代理人领取（民法典第一百六十五条）。"
    ),
    "hand-over.other-agent": N_(
        "领取人不是登记的代理人“{agent}”；转委托须经申请人同意（民法典第一百六十九条），"
        "请先登记新的授权委托书。"
    ),
    "hand-over.no-agent": N_(
        "这次办理没有登记代理人，请先登记授权委托书，写明事项、权限和期限（民法典第一百六十五条）。"
    ),
    "hand-over.no-signature": N_("领取人还没有签名，请在签名板上签名，或者选择“已在纸上签名”。"),
    "hand-over.signature-unreadable": N_("签名图像无法读取，请重新签名。"),
    "hand-over.no-tracking": N_("邮寄送达须登记邮件号码，请填写 6 至 40 位字母或者数字。"),
    "hand-over.no-witness": N_(
        "当事人拒收时须有见证人到场并签名（参照民事诉讼法第八十九条），请填写见证人。"
    ),
    "hand-over.no-refusal": N_(
        "当事人拒收的，须记明拒收的事由（参照民事诉讼法第八十九条），请填写。"
    ),
    "hand-over.no-relation": N_(
        "由他人代收的，须写明代收人与受送达人的关系：同住成年家属，"
        "或者单位负责收件的人（参照民事诉讼法第八十八条）。"
    ),
    "hand-over.under-age": N_(
        "“{name}”未满十八周岁，不能代收（参照民事诉讼法第八十八条），请由成年家属签收。"
    ),
    "hand-over.no-entrusted": N_("委托送达须写明受托机关（参照民事诉讼法第九十一条），请填写。"),
    "hand-over.no-letter": N_("委托送达须登记委托函文号，请填写。"),
    "hand-over.no-address": N_(
        "电子送达须写明受送达人确认的地址（参照民事诉讼法第九十条），请填写手机号、邮箱或者平台账号。"
    ),
    "hand-over.no-consent": N_(
        "电子送达须经受送达人同意（参照民事诉讼法第九十条），请写明同意的方式，例如地址确认书。"
    ),
    "hand-over.way-wrong": N_("领取人与送达方式不一致，请重新选择。"),
    "hand-over.nothing": N_("还没有选择要发放的办件，请先选择。"),
    "hand-over.not-of-sitting": N_("所选办件不属于这次办理，请重新扫描凭证。"),
    "hand-over.not-ready": N_("“{item}”还不能发放：{why}"),
    "hand-over.papers-missing": N_("尚有文书没有生成，请先生成文书。"),
    "hand-over.certificate-unsealed": N_("证照“{number}”还没有盖章，请先盖章。"),
    "hand-over.certificate-unprinted": N_("证照“{number}”还没有打印，请先打印。"),
    "hand-over.already": N_("“{item}”没有待发放的文书和证照（可能已经发放），请刷新后再试。"),
    "hand-over.undecided": N_("尚未办结。"),
    "authority.revoked": N_(
        "申请人已于 {on} 取消对“{agent}”的委托（民法典第一百七十三条第二项），不能由其办理。"
    ),
    "authority.resigned": N_(
        "“{agent}”已于 {on} 辞去委托（民法典第一百七十三条第二项），不能由其办理。"
    ),
    "authority.incapacitated": N_(
        "“{agent}”已于 {on} 丧失民事行为能力（民法典第一百七十三条第三项），委托终止。"
    ),
    "authority.agent-dead": N_(
        "代理人“{agent}”已于 {on} 死亡（民法典第一百七十三条第四项），委托终止。"
    ),
    "authority.principal-dead": N_(
        "申请人已于 {on} 死亡，“{agent}”的委托终止（民法典第一百七十三条第四项）；"
        "继承人予以承认的（第一百七十四条），请登记新的授权委托书。"
    ),
    "authority.dissolved": N_(
        "申请人或者代理人“{agent}”已于 {on} 终止（民法典第一百七十三条第五项），委托终止。"
    ),
    "authority.term-over": N_(
        "“{agent}”的委托期限已于 {until} 届满（民法典第一百七十三条第一项），"
        "请申请人本人办理，或者登记新的授权委托书。"
    ),
    "authority.done": N_(
        "“{agent}”受托的事项已经全部办完，委托终止（民法典第一百七十三条第一项），"
        "如有新的事项请另行委托。"
    ),
    "authority.other-matter": N_(
        "“{agent}”的授权委托书没有写明“{items}”（民法典第一百六十五条），"
        "请申请人本人办理，或者登记新的授权委托书。"
    ),
    "authority.no-power-hand-in": N_(
        "“{agent}”没有提交申请材料的权限（民法典第一百六十五条），请补充授权。"
    ),
    "authority.no-power-correct": N_(
        "“{agent}”没有更正材料的权限（民法典第一百六十五条），请补充授权。"
    ),
    "authority.no-power-sign-for": N_(
        "“{agent}”没有签收文书的权限（民法典第一百六十五条），请补充授权。"
    ),
    "authority.no-power-collect": N_(
        "“{agent}”没有领取结果的权限（民法典第一百六十五条），请补充授权。"
    ),
    "authority.no-consent": N_(
        "“{agent}”转委托他人须取得申请人同意或者追认（民法典第一百六十九条），请先取得同意。"
    ),
    "authority.unclear": N_(
        "授权委托书须写明代理人姓名、证件号码、权限和期限（民法典第一百六十五条），请补全。"
    ),
    "authority.no-matters": N_(
        "授权委托书须写明委托的事项（民法典第一百六十五条），请选择至少一项。"
    ),
    "authority.none": N_("这次办理没有登记代理人，请核对。"),
    "authority.end-in-future": N_("委托终止的日期晚于今天，请核对。"),
    "case-file.no-receipt": N_("缺材料接收凭证"),
    "case-file.no-acceptance-paper": N_("缺受理通知书或者不予受理决定书"),
    "case-file.no-correction-paper": N_("{day} 的补正告知没有书面告知书"),
    "case-file.second-correction-unexplained": N_(
        "{day} 再次告知补正没有说明原因，不符合一次性告知"
    ),
    "case-file.no-reasons": N_("{day} 的不予受理或者不予决定没有写全事实、理由和依据"),
    "case-file.accepted-by-law": N_("{day} 逾期未告知，依法视为受理，已耽误 {lost} 个工作日"),
    "case-file.decided-late": N_("超过法定期限 {due} 才作出决定"),
    "case-file.issued-late": N_("超过期限 {due} 才颁发送达"),
    "case-file.extension-unapproved": N_("{day} 的延期没有负责人批准或者没有书面告知"),
    "case-file.no-opinion": N_("“{step}”环节没有意见"),
    "case-file.no-field-check": N_("应当现场核查而没有核查"),
    "case-file.no-field-record": N_("{day} 的现场核查没有书面记录"),
    "case-file.too-few-inspectors": N_("{day} 的现场核查不足 {least} 名持证人员"),
    "case-file.stop-untold": N_("{day} 起的特别程序没有书面告知申请人"),
    "case-file.stop-open": N_("{day} 起的特别程序没有登记结束"),
    "case-file.rectify-untold": N_("{day} 责令限期改正没有书面通知"),
    "case-file.no-tolerance-paper": N_("容缺受理没有承诺书"),
    "case-file.hearing-untold": N_("{day} 告知陈述申辩、听证权利没有书面告知书"),
    "case-file.decided-before-hearing": N_("听证申请期 {until} 届满前就作出了决定"),
    "case-file.fee-untold": N_("{day} 要求缴费没有书面通知"),
    "case-file.fee-not-asked": N_("应当收费而没有缴费通知"),
    "case-file.fee-without-basis": N_("收费没有写明依据"),
    "case-file.fee-without-receipt": N_("收费没有票据号码"),
    "case-file.fee-unpaid": N_("尚有 {amount} 元没有缴纳"),
    "case-file.record-has-gaps": N_("办理过程的记录不连续，请审计管理员核查"),
    "case-file.not-delivered": N_("还没有送达申请人"),
    "case-file.no-delivery-record": N_("{day} 的送达没有送达回证"),
    "case-file.notice-unserved": N_("告知文书“{number}”没有送达"),
    "case-file.delivery-unproved": N_(
        "{day} 的送达缺证明（签名、邮件号码、见证人和拒收事由、受托机关或者同意电子送达的记载）"
    ),
    "case-file.no-application": N_("缺申请书"),
    "case-file.materials-outstanding": N_("材料没有收齐：{materials}"),
    "case-file.no-decision-paper": N_("缺决定书"),
    "case-file.no-ending-paper": N_("缺撤回申请书或者终止办理通知书"),
    "case-file.incomplete": N_(
        "“{item}”的案卷还缺 {count} 处，请补齐；确需归档的，由督查人员写明理由。"
    ),
    "case-file.unreadable": N_("案卷中的“{title}”无法打开，请核对扫描件或者重新扫描后再导出。"),
    "case-file.exists": N_("“{path}”已经存在，请换一个名称。"),
    "case-file.disk-full": N_("磁盘空间不足，“{path}”没有写成，请清理磁盘后再试。"),
    "case-file.unwritable": N_("无法写入“{path}”，请检查路径和权限。"),
    "notice.period-wrong": N_("起止日期颠倒，请重新选择。"),
}
