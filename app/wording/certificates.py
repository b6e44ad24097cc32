"""Sentences about certificates, blanks, seals, and what a verified file is worth."""

from __future__ import annotations

from app.wording import N_

VERDICTS = {
    "genuine": N_("真实有效：{kind} {number}（{holder}），{agency}发，{term}。"),
    "altered": N_("已被改动：文件盖章以后被改动过，不能采信，请向发证机关核实。"),
    "unknown": N_("无法确认：文件没有本机关登记的印章，请向发证机关核实。"),
    "out-of-term": N_(
        "真实，但不在有效期内：{kind} {number}（{holder}）确由{agency}发出，{term}。"
    ),
    "unproven": N_("无法确认：不能证明文件是本机关发出的电子证照，请向发证机关核实。"),
    "revoked": N_("已失效：{kind} {number}（{holder}）确由{agency}发出，但现已不再有效。"),
}
"""What a file is worth, in one sentence."""

SAMPLE = N_("样章：本文件盖的是样章，只供演示和试用，没有法律效力。")
TERM_UNTIL = N_("有效期至 {until}")
TERM_SINCE = N_("自 {since} 起有效")
TERM_ENDLESS = N_("长期有效")

SENTENCES = {
    "certificate.which": N_(
        "请写明是哪一张有效的证照（certificate=证照编号）；这个办件的证照：{numbers}。"
    ),
    "certificate.unknown": N_("没有找到这张证照，请刷新列表后再试。"),
    "certificate.none-for-item": N_("“{item}”的办理结果不是证照，不需要制证，请直接送达决定书。"),
    "certificate.not-valid": N_("证照 {number} 已不是有效状态，不能再用印、打印或者变更。"),
    "certificate.lists-others": N_(
        "{number} 是行业综合许可证，内容随所列的单项许可更新，请变更单项许可。"
    ),
    "certificate.content-missing": N_(
        "证照缺少必须载明的内容：{contents}，请补全申请信息后再制证。"
    ),
    "certificate.entry-unknown": N_("证照上没有“{entry}”这一项，请按证照上的项目填写。"),
    "certificate.entry-fixed": N_(
        "证照上的“{entry}”不随变更改动，请保持原样；有误的应当撤销后重新办理。"
    ),
    "certificate.text-too-long": N_("“{entry}”太长，缩到最小字号也写不下，请精简后再制证。"),
    "certificate.term-unclear": N_(
        "目录没有写明“{item}”证件的有效期（{validity}），请由批准人在决定中写明有效期限。"
    ),
    "certificate.term-backward": N_("延续后的有效期止 {until} 早于原有效期，请重新填写。"),
    "certificate.number-needed": N_(
        "{kind}的号码由登记系统赋码，本系统不编号，请填写登记系统赋予的统一社会信用代码。"
    ),
    "certificate.number-wrong": N_("证照号码 {number} 不正确，请核对后重新填写。"),
    "certificate.number-taken": N_("证照号码 {number} 已经用于另一张证照，请核对后重新填写。"),
    "certificate.digit-unknown": N_(
        "{kind}的编号要用到的分类“{value}”没有对应的代码，请核对申请信息。"
    ),
    "certificate.series-full": N_("{kind}的顺序号已经用完，请联系管理员核对编号规则。"),
    "certificate.no-organisation-code": N_(
        "机构文件没有写明本机关的统一社会信用代码，不能编制电子证照标识，请补充 organisation_code 后再制证。"
    ),
    "certificate.industry-too-few": N_(
        "同一行业已经制证的许可不足两项，不能合并为行业综合许可证，请先制作单项证照。"
    ),
    "certificate.printed-already": N_(
        "证照 {number} 的原件已经打印，不能再打原件；确需再打的，请写明原因，作为副本打印。"
    ),
    "certificate.no-such-print": N_("没有找到这一次打印，或者它已经作废，请刷新列表后再试。"),
    "certificate.unreadable": N_("这个文件不是可读的 PDF，请选择电子证照文件。"),
    "certificate.file-too-large": N_(
        "“{file}”超过 {most} MB，不会是电子证照，请选择电子证照文件。"
    ),
    "calibration.out-of-range": N_(
        "校准数值超出范围（位移 50 毫米、比例 90% 至 111%、旋转 5 度以内），请重新量取后填写。"
    ),
    "blank.no-kind": N_("没有写明空白证的种类，请填写证照名称。"),
    "blank.unknown-kind": N_("没有“{kind}”这种空白证，请填写下列之一：{known}。"),
    "blank.number-wrong": N_(
        "号码“{number}”有误，只能用字母、数字、连字符和点，请照证上印的号码填写。"
    ),
    "blank.no-reason": N_("没有写明作废原因，请填写后再作废。"),
    "blank.series": N_("号码 {first} 至 {last} 不是一个号段，请填写位数相同、由小到大的起止号码。"),
    "blank.too-many": N_("一次领入 {count} 张太多，最多 {most} 张，请核对号码或者分次领入。"),
    "blank.known": N_("空白证 {number} 已经领入过，请核对号码。"),
    "blank.none-left": N_("{kind}的空白证已经用完，请领入新的空白证后再打印。"),
    "blank.not-in-stock": N_("空白证 {number} 不在库存中，请核对证上的号码。"),
    "seal.unknown": N_("没有找到这枚印章，请刷新列表后再试。"),
    "seal.none": N_("“{decider}”没有登记可用的印章，请由系统管理员登记印章后再用印。"),
    "seal.in-force": N_("“{name}”已有一枚在用的印章，一个机关只用一枚，请先停用旧印章。"),
    "seal.retired": N_("“{name}”的这枚印章已经停用，不能再次停用。"),
    "seal.expired": N_("印章的证书已于 {until} 到期，请换用有效的证书。"),
    "seal.decider-unknown": N_("机构文件中没有决定机关“{decider}”，请核对编号。"),
    "seal.no-password": N_(
        "系统密钥库中没有“{name}”印章的口令，请由系统管理员在本机重新登记印章。"
    ),
    "seal.source-unknown": N_(
        "印章来源“{source}”不能识别，请写 pkcs12:文件 或者 pkcs11:库文件?token=…&key=…。"
    ),
    "seal.file-missing": N_("找不到印章文件“{file}”，请核对路径。"),
    "seal.wrong-password": N_("印章文件的口令不对，或者文件已损坏，请核对后再试。"),
    "seal.no-key": N_("“{source}”里没有同时包含私钥和证书，请换用完整的印章文件。"),
    "seal.key-unfit": N_("印章的密钥类型 {kind} 不能用于签章，请换用 RSA 或者椭圆曲线密钥。"),
    "seal.library-missing": N_("找不到印章设备的驱动“{library}”，请先安装设备驱动。"),
    "seal.token-refused": N_("印章设备“{token}”没有响应（{reason}），请插好设备、核对口令后再试。"),
    "seal.not-applied": N_("用印没有成功（{reason}），证照没有改变，请重试或者联系管理员。"),
    "verification.no-seal": N_("文件没有盖章。"),
    "verification.unknown-seal": N_("盖章的印章不在印章登记簿中。"),
    "verification.changed": N_("盖章以后内容被改动。"),
    "verification.added": N_("盖章以后又添加了内容。"),
    "verification.not-certified": N_("印章没有锁定文件，不能证明没有改动。"),
    "verification.no-data": N_("文件里没有证照数据。"),
    "verification.data-differ": N_("文件里的证照数据与二维码的签名不一致。"),
    "verification.code-forged": N_("二维码的签名是伪造的。"),
    "verification.seal-out-of-term": N_("盖章的时间不在印章的有效期内，或者印章当时已经停用。"),
    "verification.not-recorded": N_("本机没有这张证照的记录，不能核对它现在是否仍然有效。"),
    "verification.record-differs": N_("文件的内容与发证记录不一致。"),
    "verification.replaced": N_("这一版证照已于 {on} 被新版代替。"),
    "verification.recalled": N_("证照已于 {on} 撤回。"),
    "verification.revoked": N_("证照已于 {on} 撤销。"),
    "verification.cancelled": N_("证照已于 {on} 注销。"),
    "verification.void": N_("证照已于 {on} 作废。"),
    "verification.expired": N_("证照真实，但有效期已于 {until} 届满。"),
    "verification.not-yet": N_("证照真实，但自 {since} 起才有效。"),
    "verification.listed-replaced": N_("所列{kind} {number} 已被新版代替，请查验新的综合许可证。"),
    "verification.listed-recalled": N_("所列{kind} {number} 已撤回，其他单项许可不受影响。"),
    "verification.listed-revoked": N_("所列{kind} {number} 已撤销，其他单项许可不受影响。"),
    "verification.listed-cancelled": N_("所列{kind} {number} 已注销，其他单项许可不受影响。"),
    "verification.listed-void": N_("所列{kind} {number} 已作废，其他单项许可不受影响。"),
    "verification.listed-expired": N_("所列{kind} {number} 有效期已满，其他单项许可不受影响。"),
    "verification.renewed": N_("证照依法视为延续，有效期至 {until}。"),
    "verification.sample": N_("盖的是样章，没有法律效力。"),
}
