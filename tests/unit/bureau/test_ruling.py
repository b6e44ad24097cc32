"""Regimes, deciders and limits of items, seen before or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.bureau import (
    bureau_from_data,
    decider_for,
    duty_for,
    limits_for,
    load_regimes,
    outside_deciders,
    read_bureau,
    regime_for,
    team_of,
)
from app.catalogue import build_catalogue, load_supplement
from app.domain.bureau import Bureau, ItemRule, Team
from app.domain.catalogue import Catalogue, ItemDefinition, Limit
from app.domain.paper import PaperKind
from app.paths import RESOURCES
from tests.unit.catalogue.builders import shipped

REGIMES = load_regimes()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(shipped(), load_supplement())


@pytest.fixture(scope="module")
def bureau() -> Bureau:
    return bureau_from_data(read_bureau(RESOURCES / "bureau" / "sample.yaml").data)


@pytest.fixture
def item(catalogue) -> ItemDefinition:
    """Return an item that no bureau file knows."""
    return replace(catalogue.items["SCJG-03"], id="NEW-1", former_department="新部门")


def rule(bureau: Bureau, **kept: object) -> Bureau:
    return replace(bureau, item_rules={"NEW-1": ItemRule(**kept)})


def test_the_licensing_law_stands_with_licences_only():
    for code, regime in REGIMES.items():
        papers = [*regime.titles.values(), *regime.bases.values()]
        cites = any("行政许可法" in text for text in regime.bases.values())
        assert cites == (code == "licence")
        assert any("行政许可" in text for text in papers) == (code == "licence")
        assert regime.deemed_accepted == (code == "licence")
        assert (regime.unified_limit is not None) == (code == "licence")


def test_every_regime_has_a_title_for_every_paper_of_its_own():
    kinds = {kind.value for kind in PaperKind}
    for regime in REGIMES.values():
        # `ending.revoked` is a paper's title in one of its cases
        assert {name.partition(".")[0] for name in regime.titles} <= kinds - {"slip"}
        untitled = {"slip", "certificate"}  # the slip is a copy, a certificate has its own name
        if regime.code != "registration":
            untitled.add("registration")
        assert kinds - set(regime.titles) == untitled
        assert {name.partition(".")[0] for name in regime.bases} <= kinds


def test_bases_read_as_the_layouts_need_them():
    for regime in REGIMES.values():
        assert regime.bases["not-accepted"]
        for basis in regime.bases.values():
            assert not basis.startswith("根据")
            assert not basis.endswith(("规定", "。"))


def test_the_clocks_of_licence_and_registration():
    licence, registration = REGIMES["licence"], REGIMES["registration"]
    assert (licence.correction.value, licence.legal_limit.value, licence.unified_limit.value) == (
        5,
        20,
        45,
    )
    assert (registration.legal_limit.value, registration.legal_limit.unit) == (3, "工作日")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("行政许可", "licence"),
        ("行政备案", "filing"),
        ("行政确认", "confirmation"),
        ("其他行政权力", "other-power"),
        ("其他行政权力（登记）", "other-power"),
        ("公共服务", "public-service"),
        ("行政给付", "other-power"),
        ("从未见过", "other-power"),
    ],
)
def test_the_type_gives_the_regime(item, bureau, kind, code):
    assert regime_for(replace(item, type=kind), bureau, REGIMES).code == code


def test_the_bureaus_word_goes_before_the_type(item, bureau, catalogue):
    assert regime_for(item, rule(bureau, regime="registration"), REGIMES).code == "registration"
    for key in ("SCJG-01", "SCJG-02", "SCJG-10"):
        assert regime_for(catalogue.items[key], bureau, REGIMES).code == "registration"


def test_all_stationed_items_have_a_decider_outside_with_remedies(catalogue, bureau):
    outside = outside_deciders(catalogue, bureau)
    stationed = {item.id for item in catalogue.items.values() if not item.transferred}
    assert set(outside) == stationed
    for decider in outside.values():
        assert bureau.deciders[decider].remedy_body
        assert bureau.deciders[decider].court
    assert outside["XF-01"] == "fire"


def test_transferred_items_are_decided_by_the_bureau(catalogue, bureau):
    decider = decider_for(catalogue.items["SCJG-03"], bureau)
    assert decider.id == bureau.decider
    assert decider.inside


def test_the_bureaus_word_goes_before_transfer(item, bureau):
    assert decider_for(item, rule(bureau, decider="tax")).id == "tax"


def test_a_stationed_item_goes_to_the_decider_of_its_department(item, bureau):
    stationed = replace(item, transferred=False, former_department="税务")
    assert decider_for(stationed, bureau).id == "tax"


def test_an_unknown_department_decides_without_remedies(item, bureau):
    decider = decider_for(replace(item, transferred=False), bureau)
    assert (decider.name, decider.inside, decider.remedy_body, decider.court) == (
        "新部门",
        False,
        "",
        "",
    )


def test_limits_come_from_bureau_item_and_regime(item, bureau):
    licence = REGIMES["licence"]
    assert limits_for(item, bureau, licence) == (
        item.promised_limit,
        item.statutory_limit,
        licence.correction,
    )
    own = rule(bureau, promised_limit=Limit(1, "工作日"), correction_limit=Limit(2, "工作日"))
    assert limits_for(item, own, licence) == (
        Limit(1, "工作日"),
        item.statutory_limit,
        licence.correction,
    )
    assert duty_for(item, own) == Limit(2, "工作日")
    assert duty_for(item, bureau) is None


def test_an_items_team_is_the_one_that_names_it_else_its_departments(item, bureau, catalogue):
    teams = (
        Team("one", "一科", departments=("新部门",)),
        Team("two", "二科", items=("NEW-1",)),
    )
    assert team_of(item, replace(bureau, teams=teams)) == "two"
    assert team_of(item, replace(bureau, teams=teams[:1])) == "one"
    assert team_of(item, replace(bureau, teams=())) == ""
    assert all(team_of(one, bureau) for one in catalogue.items.values())


@pytest.mark.parametrize(
    ("own", "legal"),
    [
        (Limit(0, "即时"), Limit(0, "即时")),
        (Limit(0, "当场"), Limit(0, "当场")),
        (Limit(15, "日"), Limit(15, "日")),
        (Limit(0, "—"), None),
        (Limit(None, "—"), None),
        (Limit(None, "工作日"), REGIMES["licence"].legal_limit),
    ],
)
def test_legal_limits_keep_their_unit_or_are_none(item, bureau, own, legal):
    assert limits_for(replace(item, statutory_limit=own), bureau, REGIMES["licence"])[1] == legal


def test_where_law_and_item_are_silent_there_is_no_limit(item, bureau):
    silent = replace(item, statutory_limit=Limit(None, "日"), promised_limit=Limit(None, "日"))
    assert limits_for(silent, bureau, REGIMES["filing"]) == (None, None, None)
