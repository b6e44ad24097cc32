"""Sentences about values: text, names, telephones, dates, numbers, choices, tables, rules."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "check.unknown-kind": N_("不认识检查种类“{kind}”，请从这些里选：{known}。"),
    "check.empty": N_("没有内容可以检查，请录入。"),
    "value.no-text": N_("这里应是一段文字，请重新录入。"),
    "text.invisible": N_("看不见的字符已去掉。"),
    "text.line-breaks": N_("换行已改为空格。"),
    "text.control": N_("文字里有不能使用的控制符或乱码{point}，请删去后重新录入。"),
    "text.private-use": N_(
        "文字里有旧系统的自造字{points}，应为{proposed}，请改用正式编码的字：{fixed}"
    ),
    "text.private-use-unknown": N_("文字里有旧系统的自造字{points}，请用生僻字键盘重新录入该字。"),
    "text.no-glyph": N_("字库里没有{characters}，打印不出来，请核对该字或报管理员补字库。"),
    "text.too-long": N_("最多{limit}个字，现有{count}个，请删短。"),
    "text.pattern": N_("“{value}”的格式不对，请按要求的格式录入。"),
    "text.full-width": N_("全角字符和空格已改为半角。"),
    "name.empty": N_("姓名里没有文字，请录入姓名。"),
    "name.separator": N_("姓名间隔号已改为规定的“·”（U+00B7）。"),
    "name.separator-at-end": N_("姓名两端多余的间隔号已去掉。"),
    "name.full-width": N_("姓名里的全角字母或数字已改为半角。"),
    "name.spaces": N_("姓名里多余的空格已去掉。"),
    "name.digits": N_("姓名里有数字，请核对证件。"),
    "name.punctuation": N_("姓名里有符号“{found}”，请核对证件。"),
    "name.radical": N_(
        "姓名里的“{found}”（{point}）是部首或兼容字，常用的字是“{usual}”，请核对证件。"
    ),
    "name.radical-unknown": N_("姓名里的“{found}”（{point}）是部首或兼容字，请核对证件。"),
    "email.shape": N_("电子邮箱的格式不对，请按name@example.cn的样子录入。"),
    "email.full-width": N_("电子邮箱里的全角字符和空格已改正。"),
    "phone.full-width": N_("电话号码里的全角数字已改为半角。"),
    "phone.separators": N_("电话号码已改为通用写法。"),
    "phone.masked": N_("电话号码有几位被遮盖，请录入完整号码。"),
    "phone.mobile-only": N_("这里要填手机号码，请换成11位手机号。"),
    "phone.mobile-length": N_("手机号码应为11位，现为{count}位，请核对后补全。"),
    "phone.mobile-prefix": N_("没有以{found}开头的手机号码，请核对。"),
    "phone.shape": N_("电话号码的格式不对，请录入11位手机号，或区号加7至8位固定电话。"),
    "phone.no-area-code": N_("固定电话没有区号，请尽量补上。"),
    "date.not-read": N_("日期读不懂，请按20261231、1231、+30或t（今天）录入。"),
    "date.impossible": N_("这个日期不存在，请核对年、月、日。"),
    "date.range": N_("日期应在1850年至2200年之间，请核对年份。"),
    "date.forever": N_("这里不能填“长期”，请录入具体日期。"),
    "date.no-time": N_("还缺时刻，请在日期后空一格再录入，如1231 14:30。"),
    "date.time": N_("时刻“{found}”读不懂，请按14:30或1430录入。"),
    "number.not-read": N_("这里要填数字，请重新录入。"),
    "number.whole": N_("这里要填整数，现为{value}，请改正。"),
    "number.unit": N_("单位“{found}”不适用于这里（应为{unit}），请改正。"),
    "number.too-long": N_("数字太大，整数部分最多{digits}位，请核对。"),
    "number.places": N_("小数最多{places}位，请删短。"),
    "money.unit": N_("金额单位“{found}”读不懂，请用元、万元或亿元（本栏按{unit}记）。"),
    "bool.not-read": N_("这里只能填是或否，请重新选择。"),
    "bool.must-be-true": N_("这一项须由申请人确认后才能办理，请让申请人阅读并确认。"),
    "choice.no-option": N_("“{found}”不在选项里，请从这些里选：{options}。"),
    "choice.several": N_("“{found}”对应多个选项，请再多录几个字：{options}。"),
    "table.no-rows": N_("表格内容读不懂，请逐行录入。"),
    "table.too-long": N_("表格最多{limit}行，请分次录入或改用附件。"),
    "table.min-rows": N_("表格至少填{limit}行，现有{count}行，请补上。"),
    "table.max-rows": N_("表格最多填{limit}行，现有{count}行，请删减。"),
    "table.unknown-column": N_("表格里没有“{column}”这一列，请把内容移到别的列。"),
    "rule.number-gt": N_("应大于{limit}，现为{value}，请核对。"),
    "rule.number-ge": N_("不应小于{limit}，现为{value}，请核对。"),
    "rule.number-lt": N_("应小于{limit}，现为{value}，请核对。"),
    "rule.number-le": N_("不应大于{limit}，现为{value}，请核对。"),
    "rule.number-eq": N_("应等于{limit}，现为{value}，请核对。"),
    "rule.date-gt": N_("应晚于{limit}，现为{value}，请核对。"),
    "rule.date-ge": N_("不应早于{limit}，现为{value}，请核对。"),
    "rule.date-lt": N_("应早于{limit}，现为{value}，请核对。"),
    "rule.date-le": N_("不应晚于{limit}，现为{value}，请核对。"),
    "rule.date-eq": N_("应为{limit}，现为{value}，请核对。"),
    "contradiction.number-gt": N_(
        "{left}（{left_value}）应大于{right}（{right_value}），请核对两处。"
    ),
    "contradiction.number-ge": N_(
        "{left}（{left_value}）不应小于{right}（{right_value}），请核对两处。"
    ),
    "contradiction.number-lt": N_(
        "{left}（{left_value}）应小于{right}（{right_value}），请核对两处。"
    ),
    "contradiction.number-le": N_(
        "{left}（{left_value}）不应大于{right}（{right_value}），请核对两处。"
    ),
    "contradiction.number-eq": N_(
        "{left}（{left_value}）应等于{right}（{right_value}），请核对两处。"
    ),
    "contradiction.date-gt": N_(
        "{left}（{left_value}）应晚于{right}（{right_value}），请核对两处。"
    ),
    "contradiction.date-ge": N_(
        "{left}（{left_value}）不应早于{right}（{right_value}），请核对两处。"
    ),
    "contradiction.date-lt": N_(
        "{left}（{left_value}）应早于{right}（{right_value}），请核对两处。"
    ),
    "contradiction.date-le": N_(
        "{left}（{left_value}）不应晚于{right}（{right_value}），请核对两处。"
    ),
    "contradiction.date-eq": N_(
        "{left}（{left_value}）应与{right}（{right_value}）相同，请核对两处。"
    ),
    "contradiction.sum": N_(
        "{left}的{column}合计{sum}，与{right}（{right_value}）不一致，请核对两处。"
    ),
    "contradiction.id-kind": N_(
        "{left}（{left_value}）不是{right}“{right_value}”的号码，请核对证件类型或号码。"
    ),
    "contradiction.gender": N_(
        "{left}填“{left_value}”，而{right}（{right_value}）表明是“{said}”，请核对证件。"
    ),
    "contradiction.birth-date": N_(
        "{left}填{left_value}，而{right}（{right_value}）表明是{said}，请核对证件。"
    ),
    "contradiction.card-forever": N_(
        "{left}填“长期”，而按{right}（{right_value}）持证人现年{age}岁，未满46周岁的证件不会是长期，请核对证件。"
    ),
    "contradiction.card-expired": N_(
        "{left}（{left_value}）已过，{right}（{right_value}）的证件已失效，请核对或请其换证。"
    ),
    "contradiction.card-too-long": N_(
        "{left}（{left_value}）太远，按{right}（{right_value}）持证人现年{age}岁，证件有效期最长{years}年，请核对证件。"
    ),
    "contradiction.credit-code": N_(
        "{left}填“{left_value}”，其信用代码应以{expected}开头，而{right}（{right_value}）以{begin}开头，请核对两处。"
    ),
    "contradiction.two-names": N_(
        "{left}（{left_value}）和{right}（{right_value}）用了同一个证件号码{number}，请核对姓名或号码。"
    ),
}
