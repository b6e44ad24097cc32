"""The law's data: what every regime says about the way after the acceptance."""

import pytest

from app.bureau import load_regimes
from app.domain.acts import ActKind
from app.domain.certificate import BarGround
from app.domain.procedure import PROMISE_BROKEN, TABLE
from app.wording import procedure
from app.wording.sentences import all_sentences

REGIMES = load_regimes()
LICENCE = REGIMES["licence"].procedure
OTHERS = [regime for code, regime in REGIMES.items() if code != "licence"]
FROM_LAW = (BarGround.FALSE_MATERIALS, BarGround.FRAUD)
CHANGES = {
    *("recalled", "revoked", "cancelled", "changed", "renewed", "replaced"),
    *("terminated", "withdrawn", "not-accepted"),
}


def texts(regime):
    procedure = regime.procedure
    yield from procedure.articles.values()
    for special in procedure.special:
        yield special.basis
    for grounds in procedure.grounds.values():
        yield from (ground.article for ground in grounds)
    for limit in (procedure.extension, procedure.unified_extension, procedure.issue):
        if limit:
            yield limit.basis


def test_the_licensing_law_is_quoted_for_licences_only():
    assert any("行政许可法" in text for text in texts(REGIMES["licence"]))
    for regime in OTHERS:
        assert not [text for text in texts(regime) if "行政许可" in text], regime.code


def test_the_clocks_after_the_acceptance_are_those_of_the_law():
    assert (LICENCE.extension.value, LICENCE.unified_extension.value) == (10, 15)
    assert (LICENCE.issue.value, LICENCE.hearing_request.value) == (10, 5)
    registration = REGIMES["registration"].procedure
    assert (registration.extension.value, registration.unified_extension) == (3, None)
    assert registration.correction_returns
    for regime in OTHERS:
        assert (regime.procedure.issue, regime.procedure.unified_extension) == (None, None)
        assert not regime.procedure.renewed_by_silence
        assert regime.procedure.correction_returns == (regime.code == "registration")
    assert LICENCE.renewed_by_silence


def test_article_45_is_held_word_for_word_and_nothing_else_stops_the_legal_clock():
    legal = [one.name for one in LICENCE.special if not one.promise_only]
    assert legal == ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"]
    promised = {one.name for one in LICENCE.special if one.promise_only}
    assert promised >= {"公示", "现场勘验", "评审", "技术审查"}
    for regime in OTHERS:
        assert all(one.promise_only for one in regime.procedure.special), regime.code


@pytest.mark.parametrize(
    ("change", "count", "article"),
    [("recalled", 2, "第八条"), ("revoked", 7, "第六十九条"), ("cancelled", 6, "第七十条")],
)
def test_the_grounds_of_the_licensing_law_are_all_there(change, count, article):
    grounds = LICENCE.grounds[change]
    assert len(grounds) == count
    assert all(article in ground.article for ground in grounds)


def test_a_broken_promise_revokes_under_every_regime_and_only_licences_bar():
    for code, regime in REGIMES.items():
        broken = regime.procedure.ground_of("revoked", PROMISE_BROKEN)
        assert "国办发〔2020〕42号" in broken.article
        assert regime.procedure.bars == (
            {one.value for one in FROM_LAW} if code == "licence" else set()
        )


def test_every_regime_knows_every_change_and_its_codes_are_single():
    for regime in REGIMES.values():
        assert set(regime.procedure.grounds) == CHANGES
        for grounds in regime.procedure.grounds.values():
            codes = [ground.code for ground in grounds]
            assert len(set(codes)) == len(codes)
        ends = {ground.code for ground in regime.procedure.grounds["terminated"]}
        assert {"no-result", "owed-lapsed", "not-supplied"} <= ends


def test_every_act_has_an_article_under_every_regime():
    for regime in REGIMES.values():
        for kind in ActKind:
            assert regime.procedure.article(kind.value), (regime.code, kind)
        assert regime.procedure.review_steps


def test_every_kind_of_act_has_its_row_and_its_event_once():
    assert set(TABLE) == set(ActKind)
    events = [row.event for row in TABLE.values()]
    assert len(set(events)) == len(events)
    assert all(row.sources for row in TABLE.values())
    assert all(row.roles or row.by_law for row in TABLE.values())


def test_every_refusal_of_the_procedure_quotes_its_article():
    for code, text in procedure.SENTENCES.items():
        assert code in all_sentences()
        if code.startswith("case."):
            assert text.endswith("（{article}）。"), code
