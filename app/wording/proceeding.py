"""Sentences about cases under way: acts, review, repair, bars, fees, scans, the holiday notice."""

from __future__ import annotations

from app.wording import N_, _

SENTENCES = {
    "act.no-glyph": N_("所写的内容里有字库没有的{characters}，文书打印不出来，请改写后再办。"),
    "act.at-not-told": N_("“{act}”以登记的时刻为准，不能另写实际办理时间，请去掉 --at 再办。"),
    "case.unknown": N_("没有找到这个办件，请刷新列表后再试。"),
    "case.no-such-number": N_("没有编号为“{text}”的办件或文书，请核对编号，或者扫描条码。"),
    "clock.behind": N_(
        "这台电脑的时间是 {now}，早于已有记录的时间 {last}，现在办理会颠倒先后。请先把电脑的日期和时间调准；"
        "如果现在的时间是对的，请系统管理员运行 yichuang-admin law clock --confirm 确认后再办。"
    ),
    "act.in-future": N_("办理时间晚于现在，请核对日期和时间。"),
    "act.law-comes-first": N_(
        "“{item}”的期限已过，依法已经发生视为受理或者逾期的效果，不能倒填日期，请按现在的状态办理。"
    ),
    "review.no-colleague": N_("这个办件不能移交给所选人员，请从列表中另选一位在岗人员。"),
    "review.no-decision": N_("最后一个环节须同时作出决定，请填写决定内容。"),
    "supplement.not-on-list": N_("“{material}”不在这个办件的材料清单上，请从清单中选择。"),
    "supplement.no-field": N_("这个办件的申请表没有“{field}”这一项，请从表中选择。"),
    "supplement.value-wrong": N_("更正的内容有误，没有保存，请按所列各处改正后再提交。"),
    "repair.item-missing": N_("请写明“{item}”应改成哪个事项，从事项目录中选择。"),
    "repair.no-item": N_("收件当日没有编号为“{item}”的事项，请从事项目录中选择。"),
    "repair.number-wrong": N_("申请人的证件号码不正确，请对照证件原件重新输入。"),
    "repair.item-there": N_("本次办理已有事项“{item}”，不能再改成同一事项，请另选。"),
    "bar.no-identity": N_("请填写限制对象的姓名（名称）和证件号码。"),
    "bar.no-item": N_("这类限制只及于有关事项，请选择事项。"),
    "bar.not-safety": N_(
        "事项“{item}”未列为直接关系公共安全、人身健康、生命财产安全的事项，依法不能限制再次申请。"
    ),
    "bar.no-basis": N_("请写明限制的依据，例如失信认定文书的名称和文号。"),
    "bar.no-reason": N_("请写明解除限制的理由。"),
    "bar.unknown": N_("没有找到这条限制，请刷新列表后再试。"),
    "bar.holds-false-materials": N_(
        "{name}因隐瞒情况或者提供虚假材料，到 {ends} 为止不得再次申请“{item}”（{basis}），请核对后办理。"
    ),
    "bar.holds-fraud": N_(
        "{name}曾以欺骗、贿赂等不正当手段取得许可，到 {ends} 为止不得再次申请“{item}”（{basis}），请核对后办理。"
    ),
    "bar.holds-bad-credit": N_(
        "{name}有失信记录尚未修复（{basis}），不适用容缺受理和告知承诺，请按全部材料收件。"
    ),
    "law.broken": N_(
        "“{item}”（{number}）未履行的承诺到 {day} 仍没有改正，请核查后登记改正，或者决定是否撤销。"
    ),
    "law.hindered": N_("“{item}”（{number}）的期限已到，程序没能依法自动处理，请先消除原因：{why}"),
    "law.tomorrow": N_(
        "“{item}”（{number}）今天不受理、不告知补正，明天起依法视为自收件之日受理，请今天办理。"
    ),
    "fee.not-demanded": N_("还没有发出缴费通知，请先发出缴费通知书。"),
    "scan.empty": N_("文件“{name}”是空的，请重新扫描。"),
    "scan.too-large": N_("文件“{name}”超过 {limit} MB，请降低扫描分辨率或者分成几份。"),
    "scan.wrong-kind": N_("文件“{name}”不是 PDF、JPEG 或 PNG，请用扫描仪另存为其中一种格式。"),
    "scan.damaged": N_("文件“{name}”已损坏或者打不开，请重新扫描。"),
    "scan.no-material": N_("这次办理的材料清单里没有要附“{name}”的那一项，请从清单中选择材料。"),
    "scan.unknown": N_("没有找到这份扫描件，请刷新列表后再试。"),
    "account.no-team": N_("没有编号为“{team}”的科室，请从以下各项中选择：{known}。"),
    "calendar.unreadable": N_("读不了文件“{file}”，请检查路径和读取权限。"),
    "calendar.notice-faulty": N_("放假安排文件“{file}”有误，没有导入，请按所列各处改正。"),
    "calendar.no-mapping": N_("文件内容应为“名称: 值”的形式，至少写明 year 和 off。"),
    "calendar.no-year": N_("缺少年份，请写明 year，例如 2027。"),
    "calendar.no-days": N_("“{name}”应为日期列表，请逐日列出，例如 2027-01-01。"),
    "calendar.wrong-day": N_("“{day}”不是 {year} 年放假安排里的日期，请改正。"),
    "calendar.both": N_("{day} 既列为放假又列为上班，请只保留一处。"),
    "calendar.no-rest-day": N_("{day} 不是周六或周日，不能列为调休上班日，请改正。"),
    "act-file.wrong": N_("办理内容有误（{why}），请核对各项名称和格式。"),
    "act-file.unreadable": N_("读不了文件“{file}”，请检查路径和读取权限。"),
    "act-file.no-such-act": N_("“{kind}”不能从命令行直接办理，请用相应的命令或者在窗口办理。"),
    "calendar.year-missing": N_(
        "{year} 年的放假安排尚未导入，涉及该年的日期为暂定，请在国务院办公厅通知公布后导入。"
    ),
}

ACTS = {
    "receive": N_("收件"),
    "result-arrived": N_("前项结果到达"),
    "spot-correction": N_("当场更正"),
    "ask-correction": N_("补正告知"),
    "recall-correction": N_("收回补正告知"),
    "supplement": N_("补正材料收件"),
    "accept": N_("受理"),
    "accept-owing": N_("容缺受理"),
    "accept-by-law": N_("视为受理"),
    "not-accept": N_("不予受理"),
    "not-needed": N_("告知不需要办理"),
    "change-item": N_("更正事项"),
    "change-applicant": N_("更正申请人"),
    "supply-owed": N_("容缺补齐"),
    "owed-lapsed": N_("容缺逾期"),
    "check-promise": N_("核查承诺"),
    "claim": N_("领办"),
    "hand-over": N_("移交"),
    "opine": N_("审查意见"),
    "stop": N_("特别程序"),
    "resume": N_("恢复计时"),
    "extend": N_("延期"),
    "tell-hearing": N_("权利告知"),
    "field-check": N_("现场核查"),
    "grant": N_("准予"),
    "refuse": N_("不予"),
    "renew-by-law": N_("视为准予延续"),
    "withdraw": N_("申请人撤回"),
    "terminate": N_("终止办理"),
    "serve": N_("送达告知文书"),
    "deliver": N_("送达"),
    "close": N_("归档"),
    "certify": N_("制证"),
    "amend-certificate": N_("证照变更"),
    "end-certificate": N_("证照撤销注销"),
    "demand-fee": N_("缴费通知"),
    "pay-fee": N_("缴费登记"),
}
"""What each act is called, by its code."""

RESULTS = {
    "open": N_("尚未作出决定"),
    "uncertified": N_("已准予，证照尚未制作"),
    "given": N_("结果已产生"),
    "lost": N_("没有取得结果"),
}
"""How far the result is that a case waits for."""

CLOCKS = {
    "notice": N_("补正告知"),
    "duty": N_("本局补正要求"),
    "promised": N_("承诺期限"),
    "legal": N_("法定期限"),
    "issue": N_("发证期限"),
}
"""What each clock of a case is called."""


def act_word(kind: str) -> str:
    """Return what an act is called, in the language in force."""
    return _(ACTS[kind])


def awaited_words(item: str, result: str) -> str:
    """Return which item's result a case waits for, and how far that is."""
    return _("等待“{item}”：{result}").format(item=item, result=_(RESULTS[result]))


def clock_word(name: str) -> str:
    """Return what a clock of a case is called (`notice`, `duty`, `promised`, `legal`, `issue`)."""
    return _(CLOCKS[name])
