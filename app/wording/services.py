"""Sentences of the services: what is refused at the desk, why, and what to do."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "right.missing": N_("当前账户没有办理这一操作的权限，请换用有权限的账户登录。"),
    "account.no-role": N_("账户至少要有一个角色，请选择角色。"),
    "account.administrators-united": N_(
        "系统管理员、安全管理员、审计管理员必须由三个账户分别担任，请只保留其中一个角色。"
    ),
    "account.administrator-at-work": N_(
        "管理员账户不能兼任窗口、审查等业务角色，请为业务另设账户，或者去掉管理员角色。"
    ),
    "account.place-without-window": N_("新增工位、窗口名称或大厅须同时写明窗口，请加上 --window。"),
    "account.reset-in-borrowed-name": N_(
        "命令行不能以他人名义重置密码，请去掉 --as（及 YICHUANG_ACCOUNT），由命令行自己的账户办理。"
    ),
    "account.name-wrong": N_(
        "登录名“{name}”不符合要求，请用 2 至 32 个字母、数字、点、横线，并以字母或数字开头。"
    ),
    "account.display-name-wrong": N_("请填写姓名，不超过 100 个字。"),
    "account.name-taken": N_("登录名“{name}”已经有人使用，请换一个。"),
    "account.unknown": N_("没有这个账户，请刷新列表后再试。"),
    "account.own-rights": N_(
        "不能停用自己的账户或取消自己的安全管理员角色，请由另一位安全管理员办理。"
    ),
    "password.weak": N_(
        "密码太简单，请至少用 {length} 位，并包含数字、小写、大写、符号中的 {kinds} 种。"
    ),
    "password.has-name": N_("密码不能包含登录名，请换一个。"),
    "password.same": N_("新密码与原密码相同，请换一个。"),
    "pin.weak": N_("解锁码应为 {shortest} 至 {longest} 位数字，且不能全部相同，请重新设置。"),
    "pin.refused": N_("解锁码不正确，还可以再试 {left} 次。"),
    "pin.exhausted": N_("解锁码不能再用，请用密码登录。"),
    "sign-in.already-started": N_("本机数据已经建立，不需要再次初始化。"),
    "sign-in.refused": N_("登录名或密码不正确，请重新输入。"),
    "sign-in.locked": N_(
        "连续输错次数过多，账户已锁定，请在 {until} 之后再试，或请安全管理员重置密码。"
    ),
    "sign-in.no-station": N_("没有工位“{station}”，请重新选择本机所在的工位。"),
    "setting.unknown": N_("没有“{key}”这一设置项，请检查名称。"),
    "setting.wrong": N_("设置项“{key}”不能取值“{value}”，请从可选值中选择。"),
    "bureau.none": N_("还没有建立数据，请先运行 init 命令，或者打开程序完成首次设置。"),
    "bureau.region-fixed": N_(
        "本机已有区划 {region} 的办件，不能改换区划，请在新的数据目录中导入。"
    ),
    "bureau.id-taken": N_("编号“{id}”已经使用，请换一个。"),
    "bureau.part-unknown": N_("没有编号为“{id}”的大厅、窗口或工位，请刷新后再试。"),
    "catalogue.none": N_("事项目录是空的，请先运行 init 命令，或者导入事项目录。"),
    "catalogue.version-missing": N_("缺少“{key}”的第 {version} 版定义，请重新导入当时的事项目录。"),
    "paper.unknown": N_("没有找到这份文书，请刷新列表后再试。"),
    "draft.unknown": N_("没有找到这份暂存的办理，可能已经收件或者被删除，请刷新列表。"),
    "sitting.no-items": N_("还没有选择办理事项，请先选择事项或者一件事。"),
    "sitting.no-applicant": N_("还没有核验申请人，请先填写申请人姓名（名称）和证件号码。"),
    "sitting.in-future": N_("收件时间晚于现在，请核对日期和时间。"),
    "sitting.before-receipt": N_("处理时间早于收件时间，请核对日期和时间。"),
    "sitting.item-withdrawn": N_("事项“{item}”在收件当日没有生效的版本，请移除该事项后再收件。"),
    "sitting.unknown": N_("没有找到这次办理，请核对编号。"),
    "sitting.outcomes-incomplete": N_("每个事项都要有一个处理结果，还缺：{items}。"),
    "sitting.item-decided": N_("“{item}”已经作出处理，不能重复处理，请刷新后再办。"),
    "sitting.outcomes-surplus": N_("处理结果与本次办理的事项对不上，请刷新后重新选择。"),
    "case.already-decided": N_("“{item}”已经作出处理，不能重复处理（{article}）。"),
    "case.waits": N_("“{item}”须等待前一事项的结果，请选择“等待前项结果”（{article}）。"),
    "case.waits-for-nothing": N_(
        "“{item}”不需要等待其他事项的结果，请选择其他处理方式（{article}）。"
    ),
    "case.fields-missing": N_(
        "“{item}”还有内容未填或有误：{fields}，请补填，或者一次性告知补正（{article}）。"
    ),
    "case.materials-missing": N_(
        "“{item}”还缺材料：{materials}，请收取，或者一次性告知补正（{article}）。"
    ),
    "case.owes": N_("“{item}”有容缺材料：{materials}，请选择“容缺受理”（{article}）。"),
    "case.owes-nothing": N_("“{item}”没有容缺材料，请选择“受理”（{article}）。"),
    "case.not-tolerated": N_(
        "“{item}”的这些材料不在容缺清单内：{materials}，请收取，或者一次性告知补正（{article}）。"
    ),
    "case.no-defects": N_("“{item}”要求补正时，须一次写明全部需要补正的内容（{article}）。"),
    "case.defect-unclear": N_(
        "“{item}”的第 {place} 项补正内容须写明是什么、有何问题、应当达到什么标准（{article}）。"
    ),
    "case.no-reason": N_("“{item}”不予受理或者不受理须写明理由，请填写（{article}）。"),
    "case.no-competent-body": N_(
        "“{item}”不属于本机关职权范围而不予受理的，须告知向哪个机关申请，请填写（{article}）。"
    ),
    "case.false-and-elsewhere": N_(
        "“{item}”因隐瞒情况或者提供虚假材料不予受理，不是职权问题，请删去有权受理的机关（{article}）。"
    ),
    "case.refusal-without-basis": N_("“{item}”不予受理须写明依据，请填写（{article}）。"),
    "case.no-remedies": N_(
        "审批局资料中没有“{decider}”的复议机关和管辖法院，“{item}”不能作出不利的决定，请先补全资料（{article}）。"
    ),
    "case.notice-late": N_(
        "“{item}”的一次性告知期限 {due} 已过，依法自收到材料之日起即为受理，请按受理办理（{article}）。"
    ),
}
