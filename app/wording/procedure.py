"""Sentences of the procedure: why something may not be done on a case now, and the article that says so."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    # the state
    "case.no-notice": N_("“{item}”没有发出补正告知，不需要这一步（{article}）。"),
    "case.not-delivered": N_("“{item}”已经准予，还没有送达申请人，请先送达（{article}）。"),
    "case.not-while-received": N_("“{item}”还没有受理，请先受理再办这一步（{article}）。"),
    "case.not-while-waiting": N_(
        "“{item}”正在等待前一事项的结果，请等结果产生后再办（{article}）。"
    ),
    "case.not-while-correction": N_(
        "“{item}”正在等申请人补正，请收到补正材料后再办（{article}）。"
    ),
    "case.not-while-accepted": N_("“{item}”已经受理，现在不能再办这一步（{article}）。"),
    "case.not-while-owing": N_("“{item}”已经容缺受理，请先收齐所缺材料再办（{article}）。"),
    "case.not-after-non-acceptance": N_("“{item}”已经决定不予受理，不能再办这一步（{article}）。"),
    "case.not-after-not-needed": N_("“{item}”已经告知无需办理，不能再办这一步（{article}）。"),
    "case.not-after-withdrawal": N_("“{item}”已由申请人撤回，不能再办这一步（{article}）。"),
    "case.not-after-grant": N_("“{item}”已经准予，现在不能再办这一步（{article}）。"),
    "case.not-after-refusal": N_("“{item}”已经作出不予的决定，不能再办这一步（{article}）。"),
    "case.not-after-termination": N_("“{item}”已经终止办理，不能再办这一步（{article}）。"),
    "case.not-after-issue": N_("“{item}”已经办结，不能再办这一步（{article}）。"),
    "case.closed": N_("“{item}”已经归档，不能再办这一步（{article}）。"),
    # the order of acts
    "case.in-future": N_("“{item}”的办理时间晚于现在，请核对日期和时间（{article}）。"),
    "case.before-last-act": N_(
        "“{item}”的办理时间早于上一步的时间 {last}，请核对日期和时间（{article}）。"
    ),
    "case.why-missing": N_("请写明“{item}”办这一步的理由（{article}）。"),
    # the window
    "case.already-received": N_("“{item}”已经收件，不能重复收件（{article}）。"),
    "case.result-not-waited-for": N_("“{item}”并不等待这个事项的结果，请核对办件（{article}）。"),
    "case.what-missing": N_("请写明“{item}”当场更正了什么（{article}）。"),
    "case.notice-again": N_(
        "“{item}”已经一次性告知过补正内容，须在申请人交来新材料后，才能就新材料再次告知（{article}）。"
    ),
    "case.round-wrong": N_("“{item}”的收件批次不对，请刷新后再办（{article}）。"),
    "case.second-notice-flag": N_(
        "请核对“{item}”是第几次告知补正，再次告知须如实标明（{article}）。"
    ),
    "case.second-notice-why": N_("“{item}”再次告知补正，须写明为何不能在第一次告知（{article}）。"),
    "case.second-notice-old": N_(
        "“{item}”再次告知补正只能针对新交的材料，每一处都要写明是哪份新交的材料，请删去或者改写：{subjects}（{article}）。"
    ),
    "case.recall-of-another": N_("只能撤销“{item}”最近一次补正告知，请刷新后再办（{article}）。"),
    "case.nothing-handed-in": N_("请勾选“{item}”这次交来的材料（{article}）。"),
    "case.returned-wrong": N_("“{item}”应退回的材料有变化，请刷新后再告知补正（{article}）。"),
    "case.returned-missing": N_(
        "“{item}”的材料已退回申请人，请收齐退回的材料后再登记：{materials}（{article}）。"
    ),
    "case.counts-from-wrong": N_("“{item}”的期限应自 {day} 起算，请刷新后再办（{article}）。"),
    "case.barred": N_(
        "申请人到 {until} 为止不得再次申请“{item}”，请作出不予受理决定（{article}）。"
    ),
    "case.credit-owing": N_(
        "申请人有失信记录（{basis}），“{item}”不适用容缺受理，请收齐材料或者告知补正（{article}）。"
    ),
    "case.credit-promise": N_(
        "申请人有失信记录（{basis}），“{item}”不适用告知承诺，请改收证明材料（{article}）。"
    ),
    "case.no-acceptance-by-law": N_(
        "“{item}”还没有到依法视为受理的日期，请继续办理（{article}）。"
    ),
    "case.examined-already": N_(
        "“{item}”已经开始审查，不能再改换事项，请由申请人撤回后重新申请（{article}）。"
    ),
    "case.item-same": N_("新旧事项相同，请另选“{item}”应改换的事项（{article}）。"),
    "case.applicant-same": N_("新旧申请人相同，请核对“{item}”的申请人（{article}）。"),
    "case.owed-late": N_("“{item}”的容缺材料应在 {due} 前补齐，现已逾期，不能再收（{article}）。"),
    "case.not-owed": N_("所选材料不是“{item}”欠交的材料，请重新勾选（{article}）。"),
    "case.owed-not-lapsed": N_("“{item}”的容缺材料还没有到期，请等待申请人补交（{article}）。"),
    "case.withdrawal-unsigned": N_(
        "撤回“{item}”须由申请人签名，请先打印撤回申请书请其签名（{article}）。"
    ),
    "case.ground-not-so": N_(
        "“{item}”没有出现“{ground}”的情形，不能以此终止，请另选依据，或者继续办理（{article}）。"
    ),
    "case.ground-unknown": N_("请从列出的法定情形中选择“{item}”办这一步的依据（{article}）。"),
    # promises
    "case.no-promise": N_("“{item}”没有适用告知承诺的材料，不需要核查承诺（{article}）。"),
    "case.promise-unknown": N_("请勾选“{item}”所核查的承诺，只能选告知承诺的材料（{article}）。"),
    "case.promise-findings": N_("请写明“{item}”核查承诺的情况（{article}）。"),
    "case.promise-term": N_(
        "“{item}”的承诺未履行时须责令限期改正，期限晚于今天；已履行时不填期限（{article}）。"
    ),
    "case.promise-open": N_(
        "“{item}”没有逾期未改正的承诺，不能以此为由撤销，请先核查并责令限期改正（{article}）。"
    ),
    # the review
    "case.held": N_("“{item}”由{holder}办理，请由其办理，或者请其移交（{article}）。"),
    "case.unclaimed": N_("“{item}”还没有人领办，不需要移交，请直接领办（{article}）。"),
    "case.other-team": N_("“{item}”归其他科室办理，请由该科室领办（{article}）。"),
    "case.claimed-already": N_("“{item}”已由{holder}领办，请另选办件（{article}）。"),
    "case.held-already": N_("“{item}”本来就由其办理，请另选移交的对象（{article}）。"),
    "case.claim-for-another": N_("“{item}”只能由本人领办，请由办理人自己领办（{article}）。"),
    "case.four-eyes": N_(
        "“{item}”实行审查分离，收件和各环节须由不同的人办理，请交由其他人办理（{article}）。"
    ),
    "case.review-done": N_("“{item}”各环节都已审查完毕，请作出决定（{article}）。"),
    "case.review-open": N_("“{item}”的“{step}”环节还没有审查意见，请先完成审查（{article}）。"),
    "case.step-not-yours": N_(
        "“{item}”的“{step}”环节须由批准人员办理，请交由批准人员（{article}）。"
    ),
    "case.step-wrong": N_("“{item}”的审查环节已经变化，请刷新后再办（{article}）。"),
    "case.return-to-nobody": N_("“{item}”已在第一个环节，没有可以退回的环节（{article}）。"),
    "case.comment-missing": N_("请写明“{item}”不同意或者退回的意见（{article}）。"),
    # time that is not counted
    "case.no-special-procedure": N_(
        "“{item}”的期限没有可以扣除的特别程序，请按期办理（{article}）。"
    ),
    "case.stop-unknown": N_("请从列出的特别程序中选择“{item}”所需的一种（{article}）。"),
    "case.stop-promise-only": N_(
        "“{item}”的“{name}”只能按列明的期限扣除，请区分法定期限和承诺期限（{article}）。"
    ),
    "case.stopped-already": N_("“{item}”的“{name}”正在进行，请先结束再重新开始（{article}）。"),
    "case.stop-unclear": N_(
        "“{item}”的特别程序须写明种类、依据、理由和所需工作日，书面告知申请人（{article}）。"
    ),
    "case.stop-not-today": N_(
        "“{item}”的特别程序自告知当日开始，不能倒填或者预填日期（{article}）。"
    ),
    "case.stop-too-late": N_(
        "“{item}”的期限 {due} 已过，不能再扣除时间，请尽快办理（{article}）。"
    ),
    "case.not-stopped": N_("“{item}”没有正在进行的特别程序，请直接办理下一步（{article}）。"),
    "case.stop-ended": N_("“{item}”的这项特别程序已经结束，请刷新后再办（{article}）。"),
    "case.stop-days": N_("“{item}”的特别程序结束日须在开始日与今天之间，请核对日期（{article}）。"),
    "case.result-missing": N_("请写明“{item}”特别程序的结果（{article}）。"),
    "case.stopped": N_("“{item}”的特别程序还没有结束，请记录结果后再作决定（{article}）。"),
    # extension
    "case.no-extension": N_("“{item}”的期限依法不能延长，请按期办理（{article}）。"),
    "case.no-legal-limit": N_("“{item}”没有法定期限，不需要延长，请按承诺办理（{article}）。"),
    "case.extended-already": N_("“{item}”已经延长过一次，不能再延长，请按期办理（{article}）。"),
    "case.extension-late": N_("“{item}”的期限 {due} 已过，不能再延长，请尽快办理（{article}）。"),
    "case.extension-rank-agency": N_(
        "“{item}”延期须经本行政机关负责人批准，请核对批准人（{article}）。"
    ),
    "case.extension-rank-government": N_(
        "“{item}”统一办理，延期须经本级人民政府负责人批准，请核对批准人（{article}）。"
    ),
    "case.extension-days": N_("“{item}”最多延长 {most} 日，请核对天数（{article}）。"),
    "case.extension-unclear": N_("“{item}”延期须写明理由和批准人，并告知申请人（{article}）。"),
    "case.extension-number": N_("“{item}”延期须填写人民政府负责人批准的文号（{article}）。"),
    "case.extension-not-today": N_(
        "“{item}”延期须在批准、告知的当日登记，不能倒填日期（{article}）。"
    ),
    "case.extension-date": N_("“{item}”延长后的期限应为 {due}，请刷新后再办（{article}）。"),
    # hearing and field check
    "case.hearing-unclear": N_("“{item}”须写明告知了谁、告知什么事项，请补填（{article}）。"),
    "case.hearing-until": N_("“{item}”申请听证的期限不得早于 {due}，请改正（{article}）。"),
    "case.hearing-open": N_("“{item}”申请听证的期限到 {until}，请期满后再作决定（{article}）。"),
    "case.officers-too-few": N_("“{item}”现场核查须有两名以上执法人员，请补填（{article}）。"),
    "case.officer-unclear": N_("“{item}”每名核查人员都须写明姓名和执法证号，请补填（{article}）。"),
    "case.field-check-unclear": N_("“{item}”现场核查须写明地点和核查情况，请补填（{article}）。"),
    "case.field-check-time": N_("“{item}”现场核查的起止时间不对，请核对（{article}）。"),
    "case.field-check-missing": N_("“{item}”准予前须现场核查，请先记录核查情况（{article}）。"),
    "case.field-check-failed": N_(
        "“{item}”最近一次现场核查没有通过，不能准予，请复查（{article}）。"
    ),
    # the decision
    "case.still-owes": N_("“{item}”的容缺材料还没有补齐，不能准予，请先收齐（{article}）。"),
    "case.not-instant": N_("“{item}”不是即办件，不能当场决定，请先受理、审查（{article}）。"),
    "case.decided-otherwise": N_("“{item}”的决定与最后环节的意见不同，请核对意见（{article}）。"),
    "case.decision-not-yours": N_("“{item}”由作出最后意见的人决定，请由其办理（{article}）。"),
    "case.content-missing": N_("请写明“{item}”准予的内容（{article}）。"),
    "case.term-wrong": N_("“{item}”有效期的止日早于起日，请改正（{article}）。"),
    "case.refusal-unclear": N_("“{item}”不予准予须写明事实、理由和依据，请补填（{article}）。"),
    "case.no-renewal-by-law": N_("“{item}”不能因逾期未决而视为延续，请作出决定（{article}）。"),
    # fee, certificate, hand-over
    "case.no-fee": N_("“{item}”没有收费依据，不得收费（{article}）。"),
    "case.fee-open": N_("“{item}”已经出具过缴费通知，不能重复收费（{article}）。"),
    "case.fee-wrong": N_("“{item}”收费须写明依据，且不得超过公布的 {most} 元（{article}）。"),
    "case.no-fee-demanded": N_("“{item}”没有待缴的费用，请先出具缴费通知（{article}）。"),
    "case.payment-wrong": N_("“{item}”应缴 {amount} 元，请按此数登记并填写票据号（{article}）。"),
    "case.fee-unpaid": N_("“{item}”的费用还没有缴纳，请先登记缴费（{article}）。"),
    "case.certificate-change": N_(
        "“{item}”的证照不能这样办理，请选择制证、变更或者注销（{article}）。"
    ),
    "case.certificate-number": N_("“{item}”的证照没有编号，请先取得编号（{article}）。"),
    "case.certificate-unknown": N_("“{item}”没有这份有效证照，请刷新后再办（{article}）。"),
    "case.no-certificate": N_("“{item}”没有有效证照，请先制证（{article}）。"),
    "case.certificate-missing": N_(
        "“{item}”的“{kind}”还没有制作盖章，请先制证再送达（{article}）。"
    ),
    "case.delivery-unclear": N_(
        "“{item}”送达须写明何人、在何处、收到哪些文书，请补填（{article}）。"
    ),
    "case.no-tracking": N_("“{item}”邮寄送达须填写邮件单号（{article}）。"),
    "case.no-witness": N_("“{item}”留置送达须写明见证人（{article}）。"),
    "case.no-refusal-reason": N_("“{item}”留置送达须记明拒收的事由，请补填（{article}）。"),
    "case.no-relation": N_("“{item}”由他人代收的，须写明代收人与受送达人的关系（{article}）。"),
    "case.no-entrusted": N_("“{item}”委托送达须写明受托机关和委托函文号（{article}）。"),
    "case.no-consent": N_(
        "“{item}”电子送达须写明受送达人同意的方式和所确认的送达地址（{article}）。"
    ),
    "case.no-signature": N_("“{item}”送达须有领取人签名和证件号码后四位，请补办（{article}）。"),
    # the identifier of an electronic licence
    "licence-id.part": N_("“{text}”不是电子证照标识，请核对各段（GB/T 36904）。"),
    "licence-id.check": N_("电子证照标识“{text}”的校验位不对，请核对有无错字（GB/T 36904）。"),
}
