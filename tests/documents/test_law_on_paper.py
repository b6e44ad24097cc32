"""What a lawyer reads first: laws in their brackets, bases, ways out, seals, and who acts for whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.documents import PaperMaker, PaperSubject
from app.documents.law_names import bracketed, cited
from app.documents.samples import sample
from app.domain.act_bodies import Decision
from app.domain.acts import ActKind
from app.domain.bureau import OwedEnd
from app.domain.case import ApplicantKind
from app.domain.catalogue import LegalBasis, Limit
from app.domain.concept_keys import ACTION
from app.domain.paper import PaperKind
from app.domain.regime import LegalGround
from app.errors import Problem
from tests.documents.act_papers import (
    ENDING,
    GRANT,
    HEARING,
    REFUSAL,
    REGIMES,
    TERMINATION,
    of_act,
    said,
    with_act,
)
from tests.documents.builders import named, shipped, with_decider

RECTIFY = sample(PaperKind.RECTIFY)
ACCEPTANCE = sample(PaperKind.ACCEPTANCE)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("食品安全法第三十五条第一款", "《食品安全法》第三十五条第一款"),
        ("违反城市市容和环境卫生管理条例第十一条", "违反《城市市容和环境卫生管理条例》第十一条"),
        ("《甲法》第三条和优化营商环境条例第三十六条", "《甲法》第三条和《优化营商环境条例》第三十六条"),
        ("甲法第3条、乙管理办法第十二条", "《甲法》第3条、《乙管理办法》第十二条"),
        ("《甲法》第四十五条", "《甲法》第四十五条"),
        ("本法第十条", "本法第十条"),
        ("该条例第十条", "该条例第十条"),
        ("法律、法规、规章关于该事项申请材料", "法律、法规、规章关于该事项申请材料"),
        ("《甲法》第三十条和某省收费目录", "《甲法》第三十条和某省收费目录"),
    ],
)  # fmt: skip
def test_a_law_that_is_named_by_its_article_stands_in_brackets(typed: str, printed: str) -> None:
    assert bracketed(typed) == printed


@pytest.mark.parametrize(
    ("law", "articles", "printed"),
    [
        ("中华人民共和国食品安全法", "第三十五条", "《中华人民共和国食品安全法》第三十五条"),
        ("《甲办法》", "—", "《甲办法》"),
        ("甲办法（总局令第78号）", "第五条", "《甲办法》（总局令第78号）第五条"),
        ("甲办法（试行）（国发〔2016〕12号）", "全文", "《甲办法（试行）》（国发〔2016〕12号）"),
        ("某规则（TSG 08-2017）", "3.4", "《某规则》（TSG 08-2017）3.4"),
    ],
)
def test_a_laws_number_stands_outside_its_name(law: str, articles: str, printed: str) -> None:
    assert cited(LegalBasis(law, articles)) == printed


def test_what_a_clerk_types_as_a_basis_is_printed_with_brackets(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = with_act(REFUSAL, basis="食品经营许可和备案管理办法第十二条")
    text = said(maker, subject, tmp_path)
    assert "不符合《食品经营许可和备案管理办法》第十二条的规定" in text


def test_a_ground_of_the_items_own_laws_is_printed_with_these_laws(
    maker: PaperMaker, tmp_path: Path
) -> None:
    ground = LegalGround("fraud", "以隐瞒事实取得", "本事项所依据的法律、法规、规章")
    subject = replace(
        ENDING,
        regime=replace(
            ENDING.regime,
            procedure=replace(ENDING.regime.procedure, grounds={"revoked": (ground,)}),
        ),
    )
    text = said(maker, subject, tmp_path)
    assert "上述情形属于依法应当撤销的情形：以隐瞒事实取得。" in text
    assert (
        "根据《中华人民共和国示例法》第十二条、《示例经营许可管理办法》第八条、第九条的规定" in text
    )
    bare = {key: replace(item, legal_basis=()) for key, item in subject.items.items()}
    assert "根据法律、法规、规章关于本事项的规定，" in said(
        maker, replace(subject, items=bare), tmp_path
    )


@pytest.mark.parametrize("code", REGIMES)
def test_no_ground_of_any_regime_prints_a_law_without_its_brackets(
    maker: PaperMaker, code: str, tmp_path: Path
) -> None:
    regime = REGIMES[code]
    for change in ("recalled", "revoked", "cancelled"):
        for ground in regime.procedure.grounds.get(change, ()):
            subject = with_act(replace(ENDING, regime=regime), change=change, ground=ground.code)
            _all_in_brackets(said(maker, subject, tmp_path))
    for ground in regime.procedure.grounds["terminated"]:
        subject = with_act(replace(TERMINATION, regime=regime), ground=ground.code)
        _all_in_brackets(said(maker, subject, tmp_path))


def _all_in_brackets(text: str) -> None:
    assert "条例第" not in text
    assert "法第" not in text
    assert "设定依据" not in text
    assert "规定的规定" not in text


# -- the order to put a broken promise right


def test_an_order_names_the_promise_the_finding_the_day_and_the_ways_out(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, RECTIFY, tmp_path)
    for words in (
        "责令限期改正通知书", "（1）管理制度目录清单", "没有建立从业人员健康管理制度",
        "（国办发〔2020〕42号）的规定，现责令你（单位）于2026年12月14日前（含当日）改正",
        "向本机关陈述、申辩", "六十日内向示例市示例区人民政府申请行政复议", "六个月内依法向示例市示例区人民法院",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (OwedEnd.WITHDRAWN, "视为撤回本次申请，终止办理；"),
        (OwedEnd.REFUSED, "依法作出不予行政许可的决定；"),
        (OwedEnd.TERMINATED, "终止办理本次申请；"),
    ],
)
def test_before_the_decision_a_broken_promise_ends_by_the_bureaus_rule(
    maker: PaperMaker, end: OwedEnd, words: str, tmp_path: Path
) -> None:
    subject = replace(RECTIFY, bureau=replace(RECTIFY.bureau, owed_end=end))
    assert f"仍不符合要求的，{words}" in said(maker, subject, tmp_path)


def test_after_the_decision_a_broken_promise_is_revoked(maker: PaperMaker, tmp_path: Path) -> None:
    grant = replace(of_act(RECTIFY, ActKind.GRANT, Decision("甲")).act, seq=1)
    subject = replace(RECTIFY, acts=(grant, RECTIFY.act))
    assert "本机关依法撤销据此作出的行政许可决定；" in said(maker, subject, tmp_path)
    later = replace(subject, acts=(RECTIFY.act, replace(grant, seq=RECTIFY.act.seq + 1)))
    assert "撤销" not in said(maker, later, tmp_path)


EMPTIED = {
    "nothing found": with_act(RECTIFY, findings=" "),
    "no day": with_act(RECTIFY, until=None),
    "no promise of this sitting": with_act(RECTIFY, materials=("m99",)),
    "no basis": replace(RECTIFY, regime=replace(RECTIFY.regime, bases={})),
    "no court": with_decider(RECTIFY, court=""),
    "no seal": with_decider(RECTIFY, seal_kind=""),
}


@pytest.mark.parametrize("what", EMPTIED)
def test_an_order_that_lacks_something_is_refused(maker: PaperMaker, what: str) -> None:
    with pytest.raises(Problem) as refusal:
        maker.make(EMPTIED[what])
    assert refusal.value.code == "paper.content-missing"


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (OwedEnd.WITHDRAWN, "同意视为撤回本次申请，"),
        (OwedEnd.REFUSED, "同意由实施机关作出不予行政许可的决定，"),
        (OwedEnd.TERMINATED, "同意终止办理本次申请，"),
    ],
)
def test_who_owes_materials_is_told_the_one_end_that_the_bureau_knows(
    maker: PaperMaker, end: OwedEnd, words: str, tmp_path: Path
) -> None:
    subject = sample(PaperKind.TOLERANCE)
    subject = replace(subject, bureau=replace(subject.bureau, owed_end=end))
    assert words in said(maker, subject, tmp_path)


# -- ways out, seals, who acts for whom


def test_who_gets_no_answer_in_time_is_told_to_go_to_reconsideration_first(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, with_decider(ACCEPTANCE, remedy_body="某市税务局"), tmp_path)
    assert (
        "逾期未作出决定的，可以依法向某市税务局申请行政复议；对行政复议决定不服的，可以依法向"
        in text
    )


def test_a_service_names_the_ways_out_where_its_decider_has_them(
    maker: PaperMaker, tmp_path: Path
) -> None:
    service = replace(REFUSAL, regime=REGIMES["public-service"])
    assert "六十日内向示例市示例区人民政府申请行政复议" in said(maker, service, tmp_path)
    without = with_decider(service, remedy_body="", court="")
    assert "行政复议" not in said(maker, without, tmp_path)


@pytest.mark.parametrize(
    ("kind", "seal"),
    [
        (PaperKind.RECEIPT, "受理专用章"), (PaperKind.ACCEPTANCE, "受理专用章"),
        (PaperKind.CORRECTION, "受理专用章"), (PaperKind.NOT_ACCEPTED, "受理专用章"),
        (PaperKind.NOT_NEEDED, "受理专用章"), (PaperKind.GRANT, "审批专用章"),
        (PaperKind.REFUSAL, "审批专用章"), (PaperKind.EXTENSION, "审批专用章"),
        (PaperKind.RECTIFY, "审批专用章"),
    ],
)  # fmt: skip
def test_papers_of_acceptance_bear_the_seal_of_acceptance_where_there_is_one(
    maker: PaperMaker, kind: PaperKind, seal: str, tmp_path: Path
) -> None:
    kinds = {"seal_kind": "审批专用章", "acceptance_seal_kind": "受理专用章"}
    assert seal in said(maker, with_decider(sample(kind), **kinds), tmp_path)
    alone = with_decider(sample(kind), seal_kind="审批专用章")
    assert "审批专用章" in said(maker, alone, tmp_path)
    with pytest.raises(Problem, match="content-missing"):
        maker.make(with_decider(sample(kind), seal_kind=""))


def test_a_window_that_accepts_for_another_says_so(maker: PaperMaker, tmp_path: Path) -> None:
    words = "示例市示例区行政审批服务局综合窗口受本机关委托收取材料、送达文书"
    assert words not in said(maker, ACCEPTANCE, tmp_path)
    assert words in said(maker, with_decider(ACCEPTANCE, inside=False), tmp_path)


def test_a_grant_names_the_law_whose_conditions_are_met(maker: PaperMaker, tmp_path: Path) -> None:
    assert "该申请符合《中华人民共和国示例法》第十二条规定的条件、标准。" in said(
        maker, GRANT, tmp_path
    )
    bare = {key: replace(item, legal_basis=()) for key, item in GRANT.items.items()}
    assert "该申请符合法定条件、标准。" in said(maker, replace(GRANT, items=bare), tmp_path)


def test_a_grant_says_where_the_certificates_number_will_stand(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = replace(GRANT, certificates=())
    assert "证件：示例经营许可证；编号：以所颁发的证件载明的为准。" in said(
        maker, subject, tmp_path
    )


def test_a_hearing_may_be_asked_for_within_the_laws_days_of_being_told(
    maker: PaperMaker, tmp_path: Path
) -> None:
    text = said(maker, replace(HEARING, regime=REGIMES["licence"]), tmp_path)
    assert "自收到本告知书之日起5个工作日内（本告知书当日送达的，至2026年11月29日止" in text


def test_a_correction_notice_names_whom_to_call_and_how_many_copies_there_are(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = sample(PaperKind.CORRECTION)
    assert "申请联系人：李样章电话：13900000000本告知书一式两份" in said(maker, subject, tmp_path)


def asking(subject: PaperSubject, action: str, code: str) -> PaperSubject:
    """The same decision on an application of a kind (变更、延续) for an item that asks for the kind."""
    shared = (f for item in shipped().items.values() for f in item.fields)
    field = next(f for f in shared if f.concept == ACTION)
    items = {key: replace(item, fields=(field,)) for key, item in subject.items.items()}
    sitting = replace(subject.sitting, values={ACTION: action})
    return replace(subject, items=items, sitting=sitting, regime=REGIMES[code])


@pytest.mark.parametrize(
    ("subject", "action", "code", "said_so"),
    [
        (GRANT, "延续", "licence", ("准予延续行政许可决定书", "第五十条的规定", "决定准予延续行政许可。")),
        (GRANT, "变更", "licence", ("准予变更行政许可决定书", "第四十九条的规定", "决定准予变更行政许可。")),
        (REFUSAL, "延续", "licence", ("不予延续行政许可决定书", "第五十条第二款的规定", "不予延续行政许可。")),
        (REFUSAL, "变更", "licence", ("不予变更行政许可决定书", "第四十九条的规定", "不予变更行政许可。")),
        (REFUSAL, "变更", "filing", ("不予变更备案通知书", "本机关决定不予变更备案。")),
        (GRANT, "变更", "filing", ("变更备案通知书", "本机关决定准予变更备案。")),
        (GRANT, "新办", "licence", ("准予行政许可决定书", "第三十八条第一款的规定", "决定准予行政许可。")),
    ],
)  # fmt: skip
def test_a_change_or_a_renewal_is_granted_and_refused_in_its_own_words(
    maker: PaperMaker,
    subject: PaperSubject,
    action: str,
    code: str,
    said_so: tuple[str, ...],
    tmp_path: Path,
) -> None:
    text = said(maker, asking(subject, action, code), tmp_path)
    for words in said_so:
        assert words in text


# -- slips, which anybody may pick up


def of_a_person(kind: PaperKind, name: str) -> PaperSubject:
    subject = named(sample(kind), name)
    person = replace(subject.sitting.applicant, kind=ApplicantKind.PERSON)
    return replace(subject, sitting=replace(subject.sitting, applicant=person))


@pytest.mark.parametrize(("name", "shown"), [("阿卜杜热西提·买买提", "阿**"), ("𬱖", "𬱖")])
def test_a_slip_shows_of_a_person_the_first_character_only(
    maker: PaperMaker, name: str, shown: str, tmp_path: Path
) -> None:
    text = said(maker, of_a_person(PaperKind.SLIP, name), tmp_path)
    assert f"申请人：{shown}收件人" in text


def test_without_a_document_the_decision_itself_is_to_be_collected(
    maker: PaperMaker, tmp_path: Path
) -> None:
    subject = replace(sample(PaperKind.COLLECTION), regime=REGIMES["filing"])
    items = {
        key: replace(item, result=replace(item.result, document=""))
        for key, item in subject.items.items()
    }
    text = said(maker, replace(subject, items=items), tmp_path)
    assert "领取内容：备案通知书" in text


def test_what_is_done_at_once_is_no_procedure_of_its_own(maker: PaperMaker, tmp_path: Path) -> None:
    items = {
        key: replace(item, special_procedures=("即时",), promised_limit=Limit(0, "即时"))
        for key, item in ACCEPTANCE.items.items()
    }
    assert "办理环节" not in said(maker, replace(ACCEPTANCE, items=items), tmp_path)
