"""The draft as the screen uses it: nothing typed is lost, what is known is filled in."""

import pytest

from app.domain.case import HandedIn
from app.domain.merging import Merger
from app.errors import Problem
from app.forms.draft import DraftChange
from app.forms.faults import faults_of_item
from app.forms.snapshot import MaterialEntry, Origin
from tests.unit.forms.builders import NOW, RESTAURANT, a_draft, filled_restaurant, restaurant_case

ID_MALE = "370983199003159995"


def test_the_filled_restaurant_has_no_fault_though_its_credit_code_does_not_exist_yet():
    draft = filled_restaurant()
    assert draft.form.items[0].item_id == "SCJG-02"
    assert {item.item_id for item in draft.form.items} == set(RESTAURANT)
    assert draft.value("org.uscc") is None
    assert draft.faults() == ()
    assert draft.next_open(None) is None
    for item in RESTAURANT:
        snapshot = draft.snapshot()
        assert (
            faults_of_item(
                snapshot.form,
                item,
                snapshot.values,
                snapshot.ticks,
                snapshot.decisions,
                NOW.date(),
            )
            == ()
        )


def test_every_value_of_the_filled_case_stands_in_the_form():
    draft, case = filled_restaurant(), restaurant_case()
    shared = ("org.uscc", "doc.declaration", "doc.commitment")
    for key, value in case["values_by_concept"].items():
        if key in draft.form.fields and key not in shared and value != "":
            assert str(draft.value(key)) == str(value), key


def test_the_same_form_without_its_licence_needs_the_credit_code():
    draft = filled_restaurant()
    draft.remove_items("SCJG-02")
    assert "org.uscc" in draft.faults()


def test_a_fact_is_filled_in_with_its_origin_and_can_be_changed():
    draft = a_draft()
    draft.add_items("SCJG-02", "SCJG-03")
    draft.set_value("org.legal_rep.id_number", ID_MALE)
    assert (draft.value("org.legal_rep.gender"), draft.origin("org.legal_rep.gender")) == (
        "男",
        Origin.DERIVED,
    )
    draft.set_value("site.address", "虚构街2号")
    assert draft.value("org.registered_address") == "虚构街2号"
    assert draft.origin("org.registered_address") is Origin.DEFAULTED
    draft.set_value("site.address", "虚构街3号")
    assert draft.value("org.registered_address") == "虚构街3号"
    draft.set_value("org.registered_address", "虚构街9号")
    draft.set_value("site.address", "虚构街4号")
    assert draft.value("org.registered_address") == "虚构街9号"
    assert draft.origin("org.registered_address") is Origin.TYPED
    assert draft.value("doc.apply_date") == "2026-11-24"
    assert draft.origin("doc.apply_date") is Origin.SYSTEM
    assert draft.value("biz.online") is False
    assert draft.origin("biz.online") is Origin.ANSWERED


def test_a_default_that_was_cleared_by_hand_stays_empty():
    draft = a_draft()
    draft.add_items("SCJG-03")
    draft.set_value("site.address", "虚构街2号")
    draft.set_value("org.registered_address", "")
    assert draft.value("org.registered_address") is None
    assert "org.registered_address" in draft.faults()


def test_defaults_are_chained_and_a_wrong_source_gives_none():
    draft = a_draft()
    draft.add_items("XF-01")
    draft.set_value("org.legal_rep.name", "李䶮")
    assert draft.value("staff.principal.name") == "李䶮"
    assert draft.value("staff.fire_lead.name") == "李䶮"
    draft.set_value("org.legal_rep.name", "李\ue863")
    assert draft.value("org.legal_rep.name") == "李\ue863"
    assert draft.findings("org.legal_rep.name")
    assert draft.value("staff.principal.name") is None


def test_a_wrong_value_is_kept_as_typed_and_found_until_it_is_right():
    draft = a_draft()
    draft.add_items("SCJG-02")
    change = draft.set_value("org.legal_rep.id_number", "370983199003159990")
    assert change.findings == {"org.legal_rep.id_number"}
    assert draft.shown("org.legal_rep.id_number") == "370983199003159990"
    assert "org.legal_rep.id_number" in draft.faults()
    assert draft.value("org.legal_rep.gender") is None
    change = draft.set_value("org.legal_rep.id_number", ID_MALE)
    assert "org.legal_rep.id_number" in change.findings
    assert "org.legal_rep.id_number" not in draft.faults()


def test_a_contradiction_is_shown_at_the_field_and_goes_with_its_cause():
    draft = a_draft()
    draft.add_items("SCJG-02")
    draft.set_value("org.legal_rep.id_number", ID_MALE)
    draft.set_value("org.legal_rep.gender", "女")
    assert [f.code for f in draft.findings("org.legal_rep.gender")] == ["contradiction.gender"]
    change = draft.set_value("org.legal_rep.gender", "男")
    assert change.findings == {"org.legal_rep.gender"}
    assert draft.findings("org.legal_rep.gender") == ()


def test_a_number_is_read_again_when_the_kind_of_document_changes():
    draft = a_draft()
    draft.add_items("SCJG-02")
    draft.set_value("org.legal_rep.id_type", "居民身份证")
    draft.set_value("org.legal_rep.id_number", "E12345678")
    assert "org.legal_rep.id_number" in draft.faults()
    draft.set_value("org.legal_rep.id_type", "护照")
    assert "org.legal_rep.id_number" not in draft.faults()


def test_entering_the_same_value_again_is_no_step():
    draft = a_draft()
    draft.add_items("SCJG-02")
    draft.set_value("org.name", "甲店")
    assert draft.set_value("org.name", "甲店") == DraftChange()
    assert draft.set_value("org.legal_rep.email", "") == DraftChange()
    draft.undo()
    assert draft.value("org.name") is None


def test_adding_and_removing_items_keeps_every_value():
    draft = filled_restaurant()
    before = draft.snapshot()
    draft.remove_items("XF-01", "PS-01")
    assert "PS-01/drain_volume" not in draft.snapshot().values
    draft.add_items("WL-01")
    draft.remove_items("WL-01")
    draft.add_items("PS-01", "XF-01")
    after = draft.snapshot()
    assert after.values == before.values
    assert after.ticks == before.ticks
    assert after.form.fields == before.form.fields


def test_a_preview_says_what_would_change_and_changes_nothing():
    draft = a_draft()
    draft.add_items("SCJG-03")
    before = draft.form
    preview = draft.preview_add("XF-01")
    assert preview.items_added == ("XF-01",)
    assert draft.form is before
    draft.add_items("XF-01")
    assert preview.fields_added == len(draft.form.fields) - len(before.fields)
    asked = [
        sum(not material.optional for material in form.materials) for form in (before, draft.form)
    ]
    assert preview.materials_added == asked[1] - asked[0]
    back = draft.preview_remove("XF-01")
    assert (back.items_removed, back.fields_removed) == (("XF-01",), preview.fields_added)
    bundle = draft.preview_bundle("B01", restaurant_case()["answers"])
    assert set(bundle.items_added) == {"SCJG-02", "CG-01", "PS-01"}


def test_a_step_that_was_looked_at_before_is_not_worked_out_twice(monkeypatch):
    draft = a_draft()
    draft.add_items("SCJG-02")
    merges = []
    merge = Merger.merge
    monkeypatch.setattr(Merger, "merge", lambda *words: merges.append(words) or merge(*words))
    draft.preview_add("XF-01")
    once = len(merges)
    draft.add_items("XF-01")
    assert len(merges) == once > 0
    draft.preview_add("CG-01")
    draft.remove_items("XF-01")
    assert [item.item_id for item in draft.form.items] == ["SCJG-02"]


def test_who_applies_is_known_without_a_snapshot():
    draft = filled_restaurant()
    snapshot = draft.snapshot()
    assert draft.applicant() == snapshot.applicant is not None
    assert draft.agent() == snapshot.agent
    assert a_draft().applicant() is None


def test_a_bundle_and_items_picked_freely_go_together():
    draft = a_draft()
    draft.add_items("WL-01")
    draft.choose_bundle("B01", {"signboard": "yes"})
    assert {i.item_id for i in draft.form.items} == {"WL-01", "CG-01"}
    draft.answer_bundle("small", "no")
    draft.remove_items("CG-01")
    assert {i.item_id for i in draft.form.items} == {"WL-01", "SCJG-03"}
    draft.answer_bundle("signboard", "no")
    draft.answer_bundle("signboard", "yes")
    assert "CG-01" in {i.item_id for i in draft.form.items}
    draft.choose_bundle(None, {})
    assert {i.item_id for i in draft.form.items} == {"WL-01"}


def test_a_licence_already_held_or_read_is_automatic():
    draft = a_draft()
    draft.choose_bundle("B01", {"has_license": "yes", "small": "no"})
    assert draft.form.selection.registered
    draft.choose_bundle("B01", {"has_license": "no", "small": "no"})
    assert not draft.form.selection.registered
    draft.fill({"org.name": "甲店"}, Origin.LICENCE)
    assert draft.form.selection.registered
    assert draft.origin("org.name") is Origin.LICENCE


def test_a_declaration_is_ticked_per_item_and_never_by_copying():
    draft = a_draft()
    draft.add_items("SCJG-03", "CG-01")
    draft.fill({"doc.declaration": True}, Origin.EARLIER)
    assert draft.ticks("doc.declaration") == frozenset()
    draft.tick("doc.declaration", "CG-01", True)
    assert draft.ticks("doc.declaration") == {"CG-01"}
    assert "doc.declaration" in draft.faults()
    draft.tick("doc.declaration", "SCJG-03", True)
    assert "doc.declaration" not in draft.faults()
    assert draft.snapshot().ticks["doc.declaration"] == ("CG-01", "SCJG-03")
    with pytest.raises(Problem) as refused:
        draft.tick("doc.declaration", "PS-01", True)
    assert refused.value.code == "item.not-asking"
    with pytest.raises(Problem) as refused:
        draft.set_value("doc.declaration", True)
    assert refused.value.code == "field.ticked-per-item"


def test_a_file_ticks_declarations_but_not_what_an_items_own_answer_says():
    draft = filled_restaurant()
    assert draft.ticks("doc.declaration") == set(RESTAURANT)
    # the fire inspection is applied for by commitment, the food licence by the normal procedure
    assert draft.ticks("doc.commitment") == {"XF-01"}


def test_a_scenario_answer_shows_fields_and_fills_others():
    draft = a_draft()
    draft.add_items("SCJG-03")
    assert "biz.website" not in draft.form.fields
    group = next(g.key for g in draft.form.questions if g.question.id == "online")
    change = draft.answer(group, "yes")
    assert change.form
    assert draft.value("biz.online") is True
    assert "biz.website" in draft.form.fields
    with pytest.raises(Problem) as refused:
        draft.answer(group, "perhaps")
    assert refused.value.code == "question.no-such-answer"


def test_a_value_that_a_condition_looks_at_merges_anew_and_others_do_not():
    draft = a_draft()
    draft.add_items("XF-01")
    looked_at = "XF-01/fire_acceptance_kind"
    assert looked_at in draft.form.depends_on
    before = set(draft.form.fields)
    assert not draft.set_value("org.name", "甲店").form
    change = draft.set_value(looked_at, "依法不需要")
    assert change.form
    gone = before - draft.form.fields.keys()
    assert gone == {"site.fire_doc_no"}
    draft.undo()
    assert set(draft.form.fields) == before


def test_values_wait_for_fields_that_come_later():
    draft = a_draft()
    draft.fill({"org.registered_capital": "50万元", "org.name": "甲公司"}, Origin.EARLIER)
    draft.add_items("SCJG-01")
    assert draft.value("org.registered_capital") == "50"
    assert draft.origin("org.name") is Origin.EARLIER


def test_enter_goes_round_the_open_fields():
    draft = a_draft()
    draft.add_items("SCJG-02")
    faults = draft.faults()
    assert draft.next_open(None) == faults[0]
    assert draft.next_open(faults[0]) == faults[1]
    assert draft.next_open(faults[-1]) == faults[0]
    done, asked = draft.progress(draft.form.sections[0].key)
    assert 0 <= done < asked
    draft.set_value(faults[0], "甲店")
    assert draft.progress(draft.form.fields[faults[0]].section)[0] == done + 1
    assert draft.is_empty(faults[1])


def test_materials_begin_as_the_merge_says_and_are_guarded():
    draft = filled_restaurant()
    assert draft.material("material.business_license").state is HandedIn.PRODUCED
    assert draft.material("material.health_certs").state is HandedIn.EXEMPT_SHARING
    assert draft.material("material.application_form").state is HandedIn.GENERATED
    assert "material.site_proof" in draft.open_materials()
    change = draft.set_material("material.site_proof", MaterialEntry(HandedIn.HANDED_IN, 0, 0))
    assert change == DraftChange(materials=True)
    assert "material.site_proof" not in draft.open_materials()
    draft.set_material("material.site_floor_plan", MaterialEntry(HandedIn.OWED, 0, 0))
    draft.set_material("material.rules_food_safety", MaterialEntry(HandedIn.PROMISED, 0, 0))
    with pytest.raises(Problem) as refused:
        draft.set_material("material.equipment_list", MaterialEntry(HandedIn.PROMISED, 0, 0))
    assert refused.value.code == "material.no-promise"
    with pytest.raises(Problem) as refused:
        draft.set_material("material.commitment_letter", MaterialEntry(HandedIn.OWED, 0, 0))
    assert refused.value.code == "material.no-tolerance"
    with pytest.raises(Problem) as refused:
        draft.set_material("material.site_proof", MaterialEntry(HandedIn.HANDED_IN, -1, 0))
    assert refused.value.code == "material.negative"
    with pytest.raises(Problem) as refused:
        draft.material("material.unheard_of")
    assert refused.value.code == "material.unknown"
    record = next(m for m in draft.snapshot().materials if m.key == "material.site_proof")
    asked = next(m for m in draft.form.materials if m.key == "material.site_proof")
    assert record.state is HandedIn.HANDED_IN
    assert (record.originals, record.copies) == (asked.originals, asked.copies)
    assert record.originals + record.copies > 0
    assert set(record.items) <= set(RESTAURANT)


def test_a_default_comes_as_soon_as_its_source_can_be_read():
    draft = a_draft()
    draft.add_items("SCJG-02", "WJ-01")
    draft.set_value("org.legal_rep.id_type", "居民身份证")
    draft.set_value("org.legal_rep.id_number", "E12345678")
    assert draft.value("staff.principal.id_number") is None
    draft.set_value("org.legal_rep.id_type", "护照")
    assert draft.value("staff.principal.id_number") == "E12345678"
