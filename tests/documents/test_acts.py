"""Papers of what follows the acceptance: each says what the law asks of it, or is not made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.bureau import load_regimes
from app.documents import PAPER_KINDS, PaperMaker, PaperSubject, title_of
from app.documents.samples import sample
from app.domain.act_bodies import (
    Acceptance,
    Assignment,
    Correction,
    DeliveryWay,
    Ending,
    NonAcceptance,
    Officer,
    Rank,
    Supplement,
)
from app.domain.acts import ActKind
from app.domain.bureau import OwedEnd
from app.domain.case import CaseState, Defect, HandedIn
from app.domain.paper import PaperKind
from app.domain.regime import LegalGround, Procedure
from app.errors import Problem
from tests.documents.builders import (
    NAMES,
    joined_text,
    named,
    run,
    with_decider,
)
from tests.documents.builders import (
    text_of as pages_text,
)

LATER = PAPER_KINDS[PAPER_KINDS.index(PaperKind.SPECIAL) :]
REGIMES = load_regimes()


def with_act(subject: PaperSubject, kind: ActKind | None = None, **changes: object) -> PaperSubject:
    """The same paper of an act that says something else."""
    body = replace(subject.act.body, **changes) if changes else subject.act.body
    return replace(subject, act=replace(subject.act, kind=kind or subject.act.kind, body=body))


def of_act(subject: PaperSubject, kind: ActKind, body: object) -> PaperSubject:
    """A paper of another act."""
    act = sample(PaperKind.GRANT).act
    return replace(subject, act=replace(act, kind=kind, body=body))


def said(maker: PaperMaker, subject: PaperSubject, tmp_path: Path) -> str:
    return joined_text(maker.make(subject).content, tmp_path)


STOP, EXTENSION = sample(PaperKind.SPECIAL), sample(PaperKind.EXTENSION)
HEARING, CHECK = sample(PaperKind.HEARING), sample(PaperKind.FIELD_CHECK)
GRANT, REFUSAL = sample(PaperKind.GRANT), sample(PaperKind.REFUSAL)
REGISTRATION, AMENDMENT = sample(PaperKind.REGISTRATION), sample(PaperKind.AMENDMENT)
ENDING, TERMINATION = sample(PaperKind.ENDING), sample(PaperKind.TERMINATION)
DELIVERY, TRANSFER = sample(PaperKind.DELIVERY), sample(PaperKind.TRANSFER)
FEE, FILE = sample(PaperKind.FEE), sample(PaperKind.FILE)
REFUSED = with_act(REGISTRATION, ActKind.REFUSE, facts="甲", reasons="乙", basis="丙法第一条")
ONE, NO_CARD = Officer("甲", "1"), Officer("乙", "")

EMPTIED = {
    "a stop without its kind": with_act(STOP, name=""),
    "a stop without its time": with_act(STOP, planned_days=0),
    "an extension without a reason": with_act(EXTENSION, reason=" "),
    "an extension without an approver": with_act(EXTENSION, approver=""),
    "an extension of no days": with_act(EXTENSION, days=0),
    "a hearing without parties": with_act(HEARING, parties=()),
    "a hearing without its matter": with_act(HEARING, matter=""),
    "a hearing without a last day": with_act(HEARING, until=None),
    "a field check by one": with_act(CHECK, officers=(ONE,)),
    "a field check by one with a card": with_act(CHECK, officers=(ONE, NO_CARD)),
    "a field check without findings": with_act(CHECK, findings=""),
    "a refusal without facts": with_act(REFUSAL, facts=""),
    "a refusal without reasons": with_act(REFUSAL, reasons=""),
    "a refusal without a basis": with_act(REFUSAL, basis=""),
    "a refusal without a remedy body": with_decider(REFUSAL, remedy_body=""),
    "a refusal without a court": with_decider(REFUSAL, court=""),
    "a registrar's refusal without facts": with_act(REFUSED, facts=""),
    "a registrar's refusal without a court": with_decider(REFUSED, court=""),
    "an ending without its facts": with_act(ENDING, why=""),
    "an ending without remedies": with_decider(ENDING, court=""),
    "an amendment of nothing": replace(with_act(AMENDMENT, number=""), certificates=()),
    "a termination without a reason": with_act(TERMINATION, why=""),
    "a delivery to nobody": with_act(DELIVERY, receiver=""),
    "a delivery nowhere": with_act(DELIVERY, place=""),
    "a delivery of nothing": replace(DELIVERY, listed=()),
    "a transfer of nothing": replace(TRANSFER, sitting=replace(TRANSFER.sitting, materials=())),
    "a fee without a basis": with_act(FEE, basis=""),
    "an empty file": replace(FILE, listed=()),
}


@pytest.mark.parametrize("what", EMPTIED)
def test_what_the_law_asks_is_not_left_out(maker: PaperMaker, what: str) -> None:
    with pytest.raises(Problem) as refusal:
        maker.make(EMPTIED[what])
    assert refusal.value.code == "paper.content-missing"
    assert len(refusal.value.findings) == 1


def test_an_ending_on_a_ground_that_the_law_does_not_know_is_refused(maker: PaperMaker) -> None:
    with pytest.raises(Problem) as refusal:
        maker.make(with_act(ENDING, ground="displeasure"))
    assert "法定情形" in refusal.value.params["contents"]


def test_a_fee_of_nothing_asks_for_no_payment(maker: PaperMaker) -> None:
    with pytest.raises(Problem, match="content-missing"):
        maker.make(with_act(FEE, amount=0))


TITLES = [
    ("licence", GRANT, "准予行政许可决定书"),
    ("licence", REFUSAL, "不予行政许可决定书"),
    ("licence", ENDING, "撤销行政许可决定书"),
    ("licence", AMENDMENT, "准予延续行政许可决定书"),
    ("licence", STOP, "行政许可特别程序告知书"),
    ("licence", EXTENSION, "行政许可决定期限延长告知书"),
    ("registration", REGISTRATION, "准予登记通知书"),
    ("registration", REFUSED, "不予登记通知书"),
    ("registration", ENDING, "撤销登记决定书"),
    ("registration", EXTENSION, "登记期限延长告知书"),
    ("filing", GRANT, "备案通知书"),
    ("filing", REFUSAL, "不予备案通知书"),
    ("confirmation", GRANT, "行政确认决定书"),
    ("confirmation", REFUSAL, "不予行政确认决定书"),
    ("other-power", GRANT, "准予办理决定书"),
    ("other-power", REFUSAL, "不予办理决定书"),
    ("public-service", GRANT, "服务事项办结通知书"),
    ("public-service", REFUSAL, "服务事项不予办理告知书"),
]


@pytest.mark.parametrize(("code", "subject", "title"), TITLES)
def test_titles_come_from_the_regime(code: str, subject: PaperSubject, title: str) -> None:
    assert title_of(replace(subject, regime=REGIMES[code])) == title


@pytest.mark.parametrize(
    ("change", "title"),
    [
        ("recalled", "撤回行政许可决定书"),
        ("revoked", "撤销行政许可决定书"),
        ("cancelled", "注销行政许可决定书"),
    ],
)
def test_every_end_of_a_certificate_has_its_title_basis_and_effect(
    maker: PaperMaker, change: str, title: str, tmp_path: Path
) -> None:
    grounds = {change: (LegalGround("g", "某种情形", "《某法》第九条第三项"),)}
    regime = replace(REGIMES["licence"], procedure=Procedure(grounds=grounds))
    text = said(
        maker, replace(with_act(ENDING, change=change, ground="g"), regime=regime), tmp_path
    )
    assert title in text
    assert "上述情形属于《某法》第九条第三项规定的“某种情形”" in text
    assert f"本机关决定{title[:2]}上述行政许可。" in text
    assert ("依法给予补偿" in text) == (change == "recalled")
    assert "交回本机关" in text
    assert "六十日内" in text


def neutral(subject: PaperSubject, code: str) -> PaperSubject:
    """A subject whose own words know nothing of licences, under another regime."""
    ground = LegalGround("g", "某种情形", "《某法》第一条")
    grounds = dict.fromkeys(("revoked", "renewed", "terminated"), (ground,))
    regime = replace(REGIMES[code], procedure=Procedure(grounds=grounds))
    body = subject.act.body if subject.act else None
    for name, value in {"basis": "《某法》第二条", "ground": "g", "reason": "某事"}.items():
        if getattr(body, name, ""):
            body = replace(body, **{name: value})
    act = replace(subject.act, body=body) if subject.act else None
    listed = tuple(replace(paper, title="某文书") for paper in subject.listed)
    materials = tuple(replace(one, label="某材料") for one in subject.sitting.materials)
    return replace(
        subject,
        regime=regime,
        regimes={},
        act=act,
        listed=listed,
        items={key: replace(item, name="某事项") for key, item in subject.items.items()},
        sitting=replace(subject.sitting, materials=materials),
        decider=replace(subject.decider, name="某局", letterhead="某局", seal_kind="专用章"),
        bureau=replace(subject.bureau, name="某局"),
    )


@pytest.mark.parametrize("code", [code for code in REGIMES if code != "licence"])
@pytest.mark.parametrize("kind", LATER)
def test_no_paper_outside_licences_speaks_of_a_licence(
    maker: PaperMaker, kind: PaperKind, code: str, tmp_path: Path
) -> None:
    assert "行政许可" not in said(maker, neutral(sample(kind), code), tmp_path)


@pytest.mark.parametrize("kind", LATER)
def test_a_licences_decisions_cite_their_law_themselves(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    basis = REGIMES["licence"].bases.get(kind.value)
    if basis and kind is not PaperKind.DELIVERY:
        subject = replace(sample(kind), regime=REGIMES["licence"])
        assert basis in said(maker, subject, tmp_path)


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


def test_a_certificate_that_exists_is_named_by_its_number(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, replace(GRANT, certificates=AMENDMENT.certificates[:1]), tmp_path)
    assert "证件：示例经营许可证，编号示审批样证〔2023〕106号。" in text


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


def test_a_long_file_goes_on(maker: PaperMaker, tmp_path: Path) -> None:
    subject = replace(FILE, listed=FILE.listed * 20)
    pages = pages_text(maker.make(subject).content, tmp_path).split("\f")[:-1]
    assert len(pages) > 4
    assert "卷内备考表" in pages[-1]
    assert sum("文书名称" in page for page in pages) == len(pages) - 2


@pytest.mark.parametrize("kind", LATER)
def test_a_paper_of_an_act_takes_one_page(maker: PaperMaker, kind: PaperKind) -> None:
    assert maker.make(sample(kind)).pages == (3 if kind is PaperKind.FILE else 1)


@pytest.mark.parametrize("kind", [PaperKind.GRANT, PaperKind.DELIVERY, PaperKind.COLLECTION])
def test_names_come_back_whole_from_other_readers(
    maker: PaperMaker, kind: PaperKind, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    for name in NAMES[:10]:
        file.write_bytes(maker.make(named(sample(kind), name)).content)
        assert name in run("mutool", "draw", "-q", "-F", "txt", file).decode()
        assert name in pages_text(file.read_bytes(), tmp_path)


@pytest.mark.parametrize("kind", LATER)
def test_an_act_that_says_nothing_makes_no_paper_of_it(kind: PaperKind, maker: PaperMaker) -> None:
    bare = {PaperKind.COLLECTION, PaperKind.TRANSFER, PaperKind.WITHDRAWAL, PaperKind.FILE}
    subject = replace(sample(kind), act=None)
    if kind in bare:
        assert maker.make(subject).pages
        return
    with pytest.raises(Problem, match="content-missing"):
        maker.make(subject)


def test_what_was_only_promised_is_on_no_transfer(maker: PaperMaker) -> None:
    promised = replace(TRANSFER.sitting.materials[0], state=HandedIn.PROMISED)
    sitting = replace(TRANSFER.sitting, materials=(promised,))
    with pytest.raises(Problem, match="content-missing"):
        maker.make(replace(TRANSFER, sitting=sitting))
