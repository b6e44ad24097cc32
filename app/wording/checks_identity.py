"""Sentences about identity numbers, credit codes, travel documents and area codes."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "code.full-width": N_("号码里的全角字符已改为半角。"),
    "code.spaces": N_("号码里的空格或横线已去掉。"),
    "code.lower-case": N_("号码里的小写字母已改为大写。"),
    "id-number.masked": N_("证件号码有几位被遮盖，请按证件录入完整号码。"),
    "id-number.fifteen": N_("15位身份证号码已停用，请录入18位号码。"),
    "id-number.not-fifteen": N_("“{value}”不是有效的15位旧身份证号码，请核对后再查。"),
    "id-number.letter": N_(
        "身份证号码第{position}位是字母{found}，疑为数字{proposed}，请核对证件后改正。"
    ),
    "id-number.character": N_("身份证号码第{position}位“{found}”不是数字，请核对证件后改正。"),
    "id-number.length": N_("身份证号码应为18位，现为{count}位，请核对证件后补全。"),
    "id-number.last": N_("身份证号码第18位只能是数字或X，现为{found}，请核对证件。"),
    "id-number.area": N_("身份证号码前6位{area}的省级代码不存在，请核对证件。"),
    "id-number.birth-date": N_("身份证号码里的出生日期{found}不存在，请核对第7至14位。"),
    "id-number.future": N_("身份证号码里的出生日期{found}还没有到，请核对第7至14位。"),
    "id-number.too-old": N_("身份证号码里的出生日期{found}距今超过{years}年，请核对第7至10位。"),
    "id-number.check-digit": N_(
        "身份证号码第{position}位应为{expected}，现为{found}，请核对证件。"
    ),
    "foreigner-card.shape": N_(
        "外国人永久居留身份证应为9开头的18位号码，或旧证3个字母加12位数字，请核对证件。"
    ),
    "foreigner-card.birth-date": N_(
        "旧版永久居留证号码里的出生日期{found}看来不存在，请核对证件。"
    ),
    "passport.masked": N_("护照号码有几位被遮盖，请按护照录入完整号码。"),
    "passport.shape": N_("护照号码应为5至9位字母和数字，现为{count}位，请核对护照。"),
    "permit.mainland-shape": N_("港澳居民来往内地通行证号码应为H或M加8位数字，请核对证件。"),
    "permit.taiwan-shape": N_("台湾居民来往大陆通行证号码应为8位数字，请核对证件。"),
    "permit.issue-number": N_("通行证号码后面的换证次数{found}已去掉。"),
    "document.masked": N_("证件号码有几位被遮盖，请按证件录入完整号码。"),
    "document.shape": N_("证件号码应为2至40个汉字、字母或数字，请核对证件。"),
    "uscc.masked": N_("统一社会信用代码有几位被遮盖，请按执照录入完整代码。"),
    "uscc.fifteen": N_("15位旧注册号不能使用，请录入18位统一社会信用代码。"),
    "uscc.organisation-code": N_("9位组织机构代码不能使用，请录入18位统一社会信用代码。"),
    "uscc.letter": N_(
        "统一社会信用代码不使用字母I、O、S、V、Z，第{position}位{found}疑为{proposed}，请核对执照。"
    ),
    "uscc.character": N_("统一社会信用代码第{position}位“{found}”不是数字或大写字母，请核对执照。"),
    "uscc.length": N_("统一社会信用代码应为18位，现为{count}位，请核对执照后补全。"),
    "uscc.area-letters": N_("统一社会信用代码第3至8位应全是数字，现为{found}，请核对执照。"),
    "uscc.check-digit": N_("统一社会信用代码第18位应为{expected}，现为{found}，请核对执照。"),
    "uscc.registrar": N_("统一社会信用代码第1位{found}不是已知的登记管理部门，请核对执照。"),
    "uscc.area": N_("统一社会信用代码第3至8位{found}的省级代码不存在，请核对执照。"),
    "uscc.inner-code": N_("统一社会信用代码里的组织机构代码{inner}校验不符，请核对执照。"),
    "org-code.shape": N_("组织机构代码应为9位字母和数字，现为{count}位，请核对证书。"),
    "org-code.check": N_("组织机构代码第9位应为{expected}，现为{found}，请核对证书。"),
    "region.full-width": N_("区划代码里的空格或全角数字已改正。"),
    "region.shape": N_("区划代码应为6位、9位或12位数字，现为{count}位，请改正。"),
    "region.mapped": N_("误用的区划代码{wrong}已换成{right}。"),
    "region.province": N_("区划代码前两位{found}不是任何省级代码，请改正。"),
    "region.unknown": N_("区划代码{found}不存在，请改正。"),
    "region.unlisted": N_("区划代码{found}不在代码表里，可能是新设的区县，请核对。"),
}
