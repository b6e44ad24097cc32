"""What a draft hands to the services, and how it is kept and begun anew."""

import json
from datetime import date
from uuid import UUID

import pytest

from app.domain.case import ApplicantKind, HandedIn
from app.domain.merging import merge
from app.errors import Problem
from app.forms.draft import Draft
from app.forms.snapshot import MaterialEntry, Origin
from tests.unit.forms.builders import NOW, RESTAURANT, a_draft, filled_restaurant
from tests.unit.merging.builders import RULES, shipped

ID_MALE = "370983199003159995"


def test_the_snapshot_can_be_merged_again_and_gives_the_same_form():
    snapshot = filled_restaurant().snapshot()
    assert merge(shipped(), snapshot.selection, snapshot.values, RULES) == snapshot.form
    assert snapshot.item_versions == dict.fromkeys(
        [item.item_id for item in snapshot.form.items], 1
    )
    assert set(snapshot.definitions) == set(RESTAURANT)


def test_the_applicant_is_the_person_behind_an_organisation_not_registered_yet():
    draft = filled_restaurant()
    applicant = draft.snapshot().applicant
    assert applicant.kind is ApplicantKind.ORGANISATION
    assert applicant.name == "泰山区䶮记面馆"
    assert (applicant.id_type, applicant.id_number) == ("居民身份证", ID_MALE)
    draft.set_value("org.uscc", "91370100MA3C00001X")
    assert draft.snapshot().applicant.id_type == "统一社会信用代码"
    assert draft.snapshot().agent is None


def test_a_person_can_be_the_applicant_and_an_agent_acts_by_authority():
    draft = a_draft()
    draft.add_items("RS-04")
    assert draft.snapshot().applicant is None
    draft.fill(
        {"applicant.name": "古丽扎尔·阿不都克里木", "applicant.id_number": "37130219980808998X"},
        Origin.CARD,
    )
    applicant = draft.snapshot().applicant
    assert applicant.kind is ApplicantKind.PERSON
    assert applicant.read_by == "card"
    draft.add_items("CG-01")
    group = next(g.key for g in draft.form.questions if g.question.id == "delegate")
    draft.answer(group, "yes")
    draft.set_value("agent.name", "周𠅤")
    draft.fill({"agent.scope": ["领取结果"], "agent.valid_until": "2027-01-01"}, Origin.TYPED)
    agent = draft.snapshot().agent
    assert agent.name == "周𠅤"
    if "agent.scope" in draft.form.fields:
        assert agent.powers == ("领取结果",)
    if "agent.valid_until" in draft.form.fields:
        assert agent.until == date(2027, 1, 1)


def test_a_saved_draft_comes_back_whole():
    draft = filled_restaurant()
    draft.remove_items("PS-01")
    draft.set_value("org.legal_rep.phone", "12345")
    draft.set_material(
        "material.site_proof", MaterialEntry(HandedIn.DEFECTIVE, 1, 0, "缺页", "齐全")
    )
    draft.ticket = "A012"
    saved = json.loads(json.dumps(draft.to_json(), ensure_ascii=False))
    back = Draft.from_json(saved, shipped(), RULES, NOW)
    assert back.snapshot() == draft.snapshot()
    assert back.to_json() == draft.to_json()
    assert back.findings("org.legal_rep.phone") == draft.findings("org.legal_rep.phone")
    assert not back.can_undo
    back.add_items("PS-01")
    assert back.value("PS-01/drain_volume") == "5.5"


def test_what_the_catalogue_no_longer_offers_is_not_chosen_again():
    saved = a_draft()
    saved.add_items("SCJG-03")
    data = saved.to_json() | {"picked": ["SCJG-03", "GONE-1"], "bundle": "B99"}
    back = Draft.from_json(data, shipped(), RULES, NOW)
    assert [item.item_id for item in back.form.items] == ["SCJG-03"]


@pytest.mark.parametrize("data", [{}, {"format": 2}, {"format": 1, "draft_id": 7}])
def test_data_that_is_no_draft_is_refused(data):
    with pytest.raises(Problem) as refused:
        Draft.from_json(data, shipped(), RULES, NOW)
    assert refused.value.code == "draft.unreadable"


def test_the_next_applicant_begins_with_a_clean_slate():
    filled_restaurant()
    fresh = a_draft(number=2)
    assert fresh.draft_id == UUID(int=2)
    assert fresh.snapshot().values == {}
    assert fresh.snapshot().applicant is None
    assert fresh.undo() is None
    assert fresh.redo() is None
    assert fresh.snapshot().materials == ()


def test_refusals_change_nothing():
    draft = filled_restaurant()
    before = draft.to_json()
    refused = (
        lambda: draft.add_items("SCJG-04", "XX-99"),
        lambda: draft.choose_bundle("B99", {}),
        lambda: draft.answer_bundle("small", "perhaps"),
        lambda: draft.set_value("nothing.here", "1"),
        lambda: draft.decide("org.name", "SCJG-03"),
        lambda: draft.preview_add("XX-99"),
    )
    for call in refused:
        with pytest.raises(Problem):
            call()
    assert draft.to_json() == before
