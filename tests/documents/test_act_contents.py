"""Each paper of an act says what the law asks it to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.documents import PaperMaker
from app.documents.samples import sample
from app.documents.words import word_for
from app.domain.act_bodies import (
    Acceptance,
    Assignment,
    Correction,
    DeliveryWay,
    Ending,
    NonAcceptance,
    Opinion,
    Rank,
    Supplement,
    Verdict,
)
from app.domain.acts import ActKind
from app.domain.bureau import OwedEnd
from app.domain.case import CaseState, Defect
from app.domain.paper import PaperKind
from tests.documents.act_papers import (
    AMENDMENT,
    CHECK,
    DELIVERY,
    ENDING,
    EXTENSION,
    FEE,
    FILE,
    GRANT,
    HEARING,
    REFUSAL,
    REFUSED,
    REGIMES,
    REGISTRATION,
    STOP,
    TERMINATION,
    TRANSFER,
    of_act,
    said,
    with_act,
)
from tests.documents.builders import (
    joined_text,
    with_decider,
)
from tests.documents.builders import (
    text_of as pages_text,
)


def test_a_stop_says_that_its_time_does_not_count(maker: PaperMaker, tmp_path: Path) -> None:
    text = said(maker, STOP, tmp_path)
    for words in (
        "需要进行专家评审", "《中华人民共和国行政许可法》第四十五条", "需要12个工作日",
        "自2026年11月25日起至2026年12月10日止", "不计算在法定办理期限和本机关承诺的办理期限内",
    ):  # fmt: skip
        assert words in text
    only = said(maker, with_act(STOP, promise_only=True), tmp_path)
    assert "不计算在本机关承诺的办理期限内" in only
    assert "法定办理期限照常计算" in only
    assert "不计算在法定" not in only
    assert "自2026年11月25日起计算" in said(maker, replace(STOP, dues={}), tmp_path)


def test_an_extension_names_who_approved_it_under_which_paragraph(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = replace(EXTENSION, regime=REGIMES["licence"])
    text = said(maker, subject, tmp_path)
    assert "第四十二条第一款的规定，经本机关负责人孙样章批准" in text
    assert "延长10个工作日，延长后的期限至2027年1月6日止" in text
    higher = said(maker, with_act(subject, rank=Rank.GOVERNMENT_HEAD, approval_no=""), tmp_path)
    assert "第四十二条第二款的规定，经本级人民政府负责人孙样章批准，" in higher
    assert "批准文号" not in higher


def test_an_extension_without_a_day_of_its_own_takes_the_clocks(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, with_act(EXTENSION, new_due=None), tmp_path)
    assert "延长后的期限至2026年12月22日止" in text


def test_who_may_be_heard_is_told_so_and_who_may_only_speak_is_not_offered_more(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, HEARING, tmp_path)
    assert "示例区样章餐饮有限公司、阿卜杜热西提·买买提：" in text
    assert "请于2026年11月29日前（含当日）" in text
    assert "☐要求听证" in text
    subject = replace(HEARING, regime=REGIMES["licence"])
    spoken = said(maker, with_act(subject, hearing=False, until=None), tmp_path)
    assert "行政许可陈述申辩权利告知书" in spoken
    assert "听证" not in spoken
    assert "第三十六条的规定" in spoken


def test_a_field_check_names_every_officer_with_his_card(maker: PaperMaker, tmp_path: Path) -> None:
    text = said(maker, CHECK, tmp_path)
    for words in (
        "周样章示执9901010021",
        "吴样章示执9901010034",
        "经现场核查，符合要求。",
        "郑样章",
    ):
        assert words in text
    assert "不符合要求" in said(maker, with_act(CHECK, passed=False), tmp_path)


def test_a_grant_says_what_for_how_long_and_when_the_certificate_comes(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, replace(GRANT, regime=REGIMES["licence"]), tmp_path)
    for words in (
        "本机关决定准予行政许可。", "准予的内容：餐饮服务经营者", "附带的条件：",
        "自2026年12月1日至2031年11月30日", "于2026年12月15日前颁发、送达示例经营许可证",
        "届满三十日前提出申请（《中华人民共和国行政许可法》第五十条）",
    ):  # fmt: skip
        assert words in text
    assert "行政复议" not in text
    endless = said(maker, with_act(GRANT, valid_until=None), tmp_path)
    assert "自2026年12月1日起，长期有效" in endless
    assert "三十日前" not in endless
    silent = said(maker, with_act(GRANT, content="", valid_from=None, valid_until=None), tmp_path)
    assert "准予的内容：示例经营许可（新办）。" in silent
    assert "以所颁发的证件载明的为准" in silent


def test_where_the_decision_is_the_result_no_certificate_is_promised(
    maker: PaperMaker, tmp_path: Path
) -> None:
    item = GRANT.items[GRANT.case.item_id]
    told = replace(item, result=replace(item.result, document="招牌设置告知意见"))
    subject = with_act(GRANT, valid_from=None, valid_until=None)
    text = said(maker, replace(subject, items={item.id: told}), tmp_path)
    assert "有效期限：长期有效。" in text
    assert "证件载明" not in text


def test_a_certificate_that_exists_is_named_by_its_number(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, replace(GRANT, certificates=AMENDMENT.certificates[:1]), tmp_path)
    assert "证件：示例经营许可证；编号：示审批样证〔2023〕106号。" in text


def test_a_decision_on_the_spot_says_so(maker: PaperMaker, tmp_path: Path) -> None:
    subject = replace(with_act(GRANT, on_the_spot=True), regime=REGIMES["licence"])
    text = said(maker, subject, tmp_path)
    assert "能够当场作出决定。根据《中华人民共和国行政许可法》第三十四条第二款、第三十八条" in text
    assert "本机关已于" not in text


def test_a_refusal_gives_facts_reasons_basis_and_both_ways_out(
    maker: PaperMaker, tmp_path: Path
) -> None:
    for subject, decides in ((REFUSAL, "不予行政许可"), (REFUSED, "不予登记")):
        text = said(maker, with_decider(subject, remedy_body="上级某局", court="某法院"), tmp_path)
        assert "经审查查明：" in text
        assert "本机关认为：" in text
        assert f"本机关决定{decides}。" in text
        assert "六十日内向上级某局申请行政复议" in text
        assert "六个月内依法向某法院提起行政诉讼" in text
    assert "准予的内容" not in text


def test_where_no_remedy_lies_none_is_named(maker: PaperMaker, tmp_path: Path) -> None:
    subject = replace(
        with_decider(REFUSAL, remedy_body="", court=""), regime=REGIMES["public-service"]
    )
    assert "行政复议" not in said(maker, subject, tmp_path)


def test_a_registration_is_told_as_one(maker: PaperMaker, tmp_path: Path) -> None:
    text = said(maker, REGISTRATION, tmp_path)
    assert "登记管理条例》第十九条第一款的规定，本机关决定准予登记。" in text
    assert "登记的内容：设立登记" in text
    assert "行政复议" not in text


def test_a_changed_certificate_shows_the_old_and_the_new(maker: PaperMaker, tmp_path: Path) -> None:
    old, new = AMENDMENT.certificates
    for named_one in (old, new):  # the act may name either
        text = said(maker, with_act(AMENDMENT, certificate=named_one.id), tmp_path)
        assert "示例经营许可证（编号：示审批样证〔2023〕106号）提出的延续申请" in text
        assert "延续后的证件编号：示审批样证〔2026〕211号" in text
        assert "自2026年12月25日至2029年12月24日" in text


def test_a_certificate_that_the_record_lost_is_named_as_the_act_names_it(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, replace(ENDING, certificates=()), tmp_path)
    assert "你（单位）持有示例经营许可证（编号：示审批样证〔2023〕106号）" in text


def test_who_withdraws_himself_is_told_no_remedy(maker: PaperMaker, tmp_path: Path) -> None:
    subject = with_decider(
        of_act(TERMINATION, ActKind.WITHDRAW, Ending("wish", "改变经营计划", signed=True)),
        remedy_body="",
    )
    text = said(maker, subject, tmp_path)
    assert "书面申请撤回：改变经营计划。" in text
    assert "行政复议" not in text
    assert "行政复议" in said(maker, TERMINATION, tmp_path)


@pytest.mark.parametrize(
    ("end", "words"), [(OwedEnd.TERMINATED, "前补齐。"), (OwedEnd.WITHDRAWN, "视为撤回申请。")]
)
def test_owed_materials_that_did_not_come_are_reason_enough(
    maker: PaperMaker, end: OwedEnd, words: str, tmp_path: Path
) -> None:
    subject = of_act(TERMINATION, ActKind.OWED_LAPSED, Ending("owed-lapsed", ""))
    subject = replace(subject, bureau=replace(subject.bureau, owed_end=end))
    text = said(maker, subject, tmp_path)
    assert "容缺受理的材料没有在2026年12月1日前补齐" in text
    assert words in text


def test_a_refusal_for_owed_materials_is_whole(maker: PaperMaker, tmp_path: Path) -> None:
    subject = of_act(REFUSAL, ActKind.OWED_LAPSED, Ending("owed-lapsed", ""))
    subject = replace(subject, bureau=replace(subject.bureau, owed_end=OwedEnd.REFUSED))
    text = said(maker, subject, tmp_path)
    assert "查明：容缺受理的材料没有在2026年12月1日前补齐。" in text
    assert "申请材料仍不齐全" in text
    assert "行政复议" in text


def test_silence_of_the_window_is_owned_up_to(maker: PaperMaker, tmp_path: Path) -> None:
    subject = of_act(
        sample(PaperKind.ACCEPTANCE), ActKind.ACCEPT_BY_LAW, Acceptance(date(2026, 11, 24), 6)
    )
    text = said(maker, replace(subject, regime=REGIMES["licence"]), tmp_path)
    assert "没有告知需要补正的内容" in text
    assert "第三十二条第一款第四项的规定，你（单位）的申请自收到申请材料之日起即为受理" in text
    assert "齐全" not in text


def test_a_second_notice_is_about_the_second_papers(maker: PaperMaker, tmp_path: Path) -> None:
    made_up = sample(PaperKind.CORRECTION)
    body = Correction(
        2, (Defect("新图", "无比例尺", "标明比例尺"),), second=True, why="新图为首次提交"
    )
    subject = of_act(made_up, ActKind.ASK_CORRECTION, body)
    handed = replace(
        subject.act, kind=ActKind.SUPPLEMENT, seq=3, at=datetime(2026, 12, 3, 2, tzinfo=UTC)
    )
    text = said(maker, replace(subject, acts=(handed,)), tmp_path)
    assert "于2026年12月3日就" in text
    assert "新图无比例尺标明比例尺" in text
    assert "只涉及上次告知之后提交的材料：新图为首次提交。" in text
    assert "退还，补正后请重新提交" not in text
    given_back = with_act(subject, returned=("m2",))
    assert "重新提交：“法定代表人身份证明”。" in said(maker, given_back, tmp_path)
    assert "清洗消毒区" not in text  # what the window told the first time


def test_a_refusal_at_the_window_says_what_the_act_says(maker: PaperMaker, tmp_path: Path) -> None:
    body = NonAcceptance("由某局办理", "《某法》第三条", "某某局")
    text = said(maker, of_act(sample(PaperKind.NOT_ACCEPTED), ActKind.NOT_ACCEPT, body), tmp_path)
    assert "认为：由某局办理。根据《某法》第三条的规定" in text
    assert "请向某某局申请" in text


def test_the_receipt_of_a_supplement_names_only_what_came_with_it(
    maker: PaperMaker, tmp_path: Path
) -> None:
    made_up = sample(PaperKind.RECEIPT)
    subject = of_act(made_up, ActKind.SUPPLEMENT, Supplement(2, ("m2",)))
    subject = replace(subject, case=made_up.cases[0], cases=made_up.cases[:1])
    text = said(maker, replace(subject, regime=REGIMES["licence"]), tmp_path)
    assert "补正材料接收凭证" in text
    assert "法定代表人身份证明" in text
    assert "场所平面布局图" not in text
    assert "不代表受理" in text
    owed = of_act(made_up, ActKind.SUPPLY_OWED, Supplement(1, ("m2",)))
    case = replace(made_up.cases[0], state=CaseState.ACCEPTED)
    owed = replace(owed, case=case, cases=(case,), regime=REGIMES["licence"])
    text = said(maker, owed, tmp_path)
    assert "容缺材料补交凭证" in text
    assert "已受理" in text
    assert "不代表受理" not in text
    assert "即为受理" not in text


def test_a_delivery_says_how_where_and_to_whom(maker: PaperMaker, tmp_path: Path) -> None:
    text = said(maker, DELIVERY, tmp_path)
    for words in (
        "直接送达（窗口领取）",
        "李样章",
        "受送达人的代理人",
        "示审批样准〔2026〕9号",
        "赵示例",
    ):
        assert words in text
    posted = said(
        maker,
        with_act(DELIVERY, way=DeliveryWay.POST, receiver_is="post", tracking_no="EX123"),
        tmp_path,
    )
    assert "邮寄送达" in posted
    assert "EX123" in posted
    assert "收件人（签名或者盖章）" in text
    assert "收件人（签名或者盖章）" not in posted  # the post's own receipt is attached
    assert "送达人（签名）" in posted
    other = said(
        maker,
        with_act(DELIVERY, mismatch_reason="换发新证", signature="ab" * 32, witness="钱某"),
        tmp_path,
    )
    assert "换发新证" in other
    assert "已在签字屏签名（摘要abababababababab）" in other
    assert "见证人（签名）" in other


def test_a_transfer_lists_paper_and_says_from_whom_to_whom(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, TRANSFER, tmp_path)
    assert "市场准入审批科" in text
    assert "法定代表人身份证明——1" in text
    assert "营业执照" not in text  # runs inside the house, on no paper
    assert "场所平面布局图" not in text  # is still to come
    handed = of_act(TRANSFER, ActKind.HAND_OVER, Assignment(UUID(int=3), "钱某", why="休假"))
    text = said(maker, handed, tmp_path)
    assert "移交人赵示例" in text
    assert "钱某" in text
    assert "休假" in text


def test_a_fee_is_written_in_figures_and_capitals(maker: PaperMaker, tmp_path: Path) -> None:
    assert "人民币1,200.50元（大写：人民币壹仟贰佰元伍角整）" in said(maker, FEE, tmp_path)


def test_a_file_has_cover_catalogue_and_closing_sheet(maker: PaperMaker, tmp_path: Path) -> None:
    rendered = maker.make(FILE)
    cover, catalogue, closing = pages_text(rendered.content, tmp_path).split("\f")[:-1]
    assert "行政许可案卷" in cover
    assert "共5件8页" in joined_text(rendered.content, tmp_path)
    assert "卷内目录" in catalogue
    assert "3—5" in catalogue
    assert "卷内备考表" in closing
    assert "现场核查" in closing


def test_the_course_of_a_case_names_the_steps_of_its_review(
    maker: PaperMaker, tmp_path: Path
) -> None:
    opinion = of_act(FILE, ActKind.OPINE, Opinion(1, "审核", Verdict.GRANT)).act
    text = said(maker, replace(FILE, acts=(opinion,)), tmp_path)
    assert "提出审查意见（审核）" in text


@pytest.mark.parametrize("kind", ActKind)
def test_every_act_has_its_word_in_the_course_of_a_case(kind: ActKind) -> None:
    assert word_for("acts", kind.value) != kind.value


def test_how_many_pieces_were_handed_over_is_counted(maker: PaperMaker, tmp_path: Path) -> None:
    pair = replace(DELIVERY.listed[0], title="某许可证", number="某证1号", copies=2)
    assert "某许可证某证1号2" in said(maker, replace(DELIVERY, listed=(pair,)), tmp_path)


def test_a_renewal_rests_on_the_regimes_article_and_not_on_the_applicants_part(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = replace(with_act(AMENDMENT, ground="on-request"), regime=REGIMES["licence"])
    text = said(maker, subject, tmp_path)
    assert "根据《中华人民共和国行政许可法》第五十条的规定，本机关决定准予延续。" in text
    assert "延续的事由：被许可人申请延续。" in text
    lost = replace(with_act(AMENDMENT, change="replaced", ground="lost"), regime=REGIMES["licence"])
    assert "第三十九条的规定，本机关决定准予补发" in said(maker, lost, tmp_path)


def test_a_registration_got_by_fraud_bars_who_answers_for_it(
    maker: PaperMaker, tmp_path: Path
) -> None:
    licence = said(maker, replace(ENDING, regime=REGIMES["licence"]), tmp_path)
    assert "基于其取得的利益不受保护" in licence
    registered = said(maker, replace(ENDING, regime=REGIMES["registration"]), tmp_path)
    assert "直接责任人自登记被撤销之日起三年内不得再次申请市场主体登记" in registered
    assert "不受保护" not in registered


def test_one_right_alone_bears_no_number(maker: PaperMaker, tmp_path: Path) -> None:
    assert "一、你（单位）有权就上述事项" in said(maker, HEARING, tmp_path)
    alone = said(maker, with_act(HEARING, hearing=False), tmp_path)
    assert "你（单位）有权就上述事项" in alone
    assert [number for number in ("一、", "二、") if number in alone] == []
