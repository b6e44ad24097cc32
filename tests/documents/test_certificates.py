"""Certificates as files: archive form, text, code, data; every item that ends in one has its form."""

import json
from dataclasses import replace
from io import BytesIO

import numpy as np
import pikepdf
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import pdfa

from app.documents import page_picture, verify_text
from app.documents.archive_form import srgb_profile
from app.documents.certificate_layouts import (
    FOLDER,
    certificate_layout,
    certificate_layouts,
    certified,
    read_certificate_layout,
)
from app.documents.certificate_press import CertificateMaker
from app.documents.certificate_subject import (
    DATA_FILE,
    data_digest,
    entries_from,
    term_facts,
)
from app.documents.certificates import LEAST_SIZE, fitted
from app.documents.font_rack import font_rack
from app.documents.pieces import MM
from app.domain.certificate import CertificateState
from app.domain.paper import PaperKind
from app.errors import Problem
from app.wording.sentences import sentence
from tests.documents.builders import (
    _answer,
    joined_text,
    run,
    shipped,
    signer,
    text_of,
    words_of,
)
from tests.documents.certificate_subjects import MADE_AT, NAMES, bureau, subject, with_value

LONG = "某某省某某市某某区虚构街道虚构社区虚构路一百二十三号虚构大厦四层四〇一室及地下一层库房" * 3


@pytest.fixture(scope="session")
def press(font_cache):
    return CertificateMaker(signer(), font_cache)


def verdict(content):
    return pdfa.validate_written(BytesIO(content), "3b")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("state", [CertificateState.VALID, CertificateState.DRAFT])
def test_every_certificate_is_in_archive_form(press, name, state):
    found = verdict(press.make(subject(name, state)).content)
    assert found.passed, [str(one) for one in found.findings]


def test_the_check_of_the_archive_form_can_fail(press, maker):
    content = press.make(subject("general")).content
    no_part = content.replace(b"<pdfaid:part>3", b"<pdfaid:part>9")
    assert not verdict(no_part).passed
    assert not verdict(maker.make(maker.sample(PaperKind.RECEIPT)).content).passed
    with pikepdf.open(BytesIO(content)) as document:
        del document.Root.OutputIntents
        out = BytesIO()
        document.save(out)
    assert not verdict(out.getvalue()).passed


@pytest.mark.parametrize("name", NAMES)
def test_every_stream_ends_as_the_archive_standard_asks(press, name):
    """6.1.7.1: an end of line before `endstream`, not counted in the length."""
    content = press.make(subject(name)).content
    with pikepdf.open(BytesIO(content)) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        lengths = [len(one.read_raw_bytes()) for one in streams]
        assert lengths == [int(one.Length) for one in streams]
    assert content.count(b"\nendstream") == content.count(b"endstream") == len(streams)


@pytest.mark.parametrize("name", NAMES)
def test_fonts_are_embedded_and_none_is_helvetica(press, name, tmp_path):
    file = tmp_path / "certificate.pdf"
    file.write_bytes(press.make(subject(name)).content)
    lines = run("pdffonts", file).decode().splitlines()[2:]
    assert lines
    for line in lines:
        assert "CID TrueType" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]
        assert "Helvetica" not in line
    run("qpdf", "--check", file)


@pytest.mark.parametrize("name", NAMES)
def test_every_sheet_bears_every_entry_that_it_has_a_place_for(press, name, tmp_path):
    made = subject(name)
    content = press.make(made).content
    pages = text_of(content, tmp_path, "-raw").split("\f")
    for page, sheet in zip(pages, made.layout.sheets, strict=False):
        text = "".join(page.split())
        placed = {place["entry"] for place in sheet["places"]}
        placed |= set(sheet.get("rows", {}).get("entries", ()))
        for entry in made.certificate.entries:
            if entry.key in placed:
                assert "".join(entry.value.split()) in text, entry.label


@pytest.mark.parametrize("name", ["𬭚", "李䶮", "㛃𬱖", "𠅤𫍽"])
def test_rare_characters_come_back_by_two_programs(press, name, tmp_path):
    made = with_value(subject("general"), "name", name)
    content = press.make(made).content
    assert name in joined_text(content, tmp_path)
    file = tmp_path / "rare.pdf"
    file.write_bytes(content)
    assert name in run("mutool", "draw", "-F", "txt", file).decode()


def test_the_code_on_the_page_is_signed_and_names_the_data(press):
    made = subject("small-catering")
    content = press.make(made).content
    picture = page_picture(content, 0, 200 / 72)
    pixels = np.frombuffer(picture.rgba, np.uint8).reshape(picture.height, picture.width, 4)
    (code,) = zxingcpp.read_barcodes(np.ascontiguousarray(pixels[:, :, :3]))
    found = verify_text(code.text, {"TEST0001": signer().public})
    assert found.kind is PaperKind.CERTIFICATE
    assert found.number == made.certificate.licence_id
    assert found.day == MADE_AT.date()
    answer = attached(content)
    assert answer["code"] == code.text
    assert found.digest == data_digest(answer["certificate"])


def attached(content):
    with pikepdf.open(BytesIO(content)) as document:
        (file,) = document.Root.AF
        assert file.AFRelationship == "/Data"
        assert set(document.attachments) == {DATA_FILE}
        return json.loads(document.attachments[DATA_FILE].get_file().read_bytes())


def test_the_data_say_what_the_page_says_and_no_hidden_identity(press):
    made = subject("food-business", holder_id="370902199003074258")
    data = attached(press.make(made).content)["certificate"]
    assert data["number"] == made.certificate.number
    assert data["entries"] == [vars(entry) for entry in made.certificate.entries]
    assert "370902199003074258" not in json.dumps(data)


@given(st.sampled_from(["number", "holder", "kind"]), st.text(min_size=1, max_size=5))
def test_any_other_word_gives_another_digest(key, word):
    from app.documents.certificate_subject import certificate_data

    data = certificate_data(subject("general"))
    changed = {**data, key: str(data[key]) + word}
    assert data_digest(changed) != data_digest(data)


def test_a_draft_bears_its_mark_and_neither_code_nor_data(press, tmp_path):
    content = press.make(subject("general", CertificateState.DRAFT)).content
    assert "草稿" in joined_text(content, tmp_path)
    with pikepdf.open(BytesIO(content)) as document:
        assert not document.attachments
    picture = page_picture(content, 0, 2)
    pixels = np.frombuffer(picture.rgba, np.uint8).reshape(picture.height, picture.width, 4)
    assert not zxingcpp.read_barcodes(np.ascontiguousarray(pixels[:, :, :3]))


def test_what_is_real_bears_no_mark_of_a_sample(press, tmp_path):
    made = subject("hygiene", sample=False)
    assert "示例" in joined_text(press.make(made).content, tmp_path)  # the bureau is one
    real = replace(made, bureau=replace(bureau(), sample=False))
    marks = [word.text for word in words_of(press.make(real).content, tmp_path)[1]]
    assert "示例" not in marks


def test_practice_says_so(press, tmp_path):
    made = subject("general", practice=True)
    assert "练习" in joined_text(press.make(made).content, tmp_path)


def test_the_same_certificate_gives_the_same_bytes(press):
    assert press.make(subject("hygiene")).sha256 == press.make(subject("hygiene")).sha256


@pytest.mark.parametrize("name", NAMES)
def test_a_long_value_is_shrunk_then_broken_and_never_below_nine_points(press, name, tmp_path):
    key = next(k for k in ("premises", "address") if k in dict(_keys(name)))
    made = with_value(subject(name), key, LONG[:90])
    content = press.make(made).content
    assert LONG[:90] in joined_text(content, tmp_path)
    sizes, words = words_of(content, tmp_path)
    for word in words:
        width, height = sizes[word.page - 1]
        assert word.left >= 0
        assert word.right <= width
        assert word.top >= 0
        assert word.bottom <= height


NAMES_OF_HOLDERS = {
    "a company": "某某省某某市某某区新时代中国特色示例餐饮连锁经营管理（集团）股份有限公司" * 3,
    "foreign": "International Example Catering & Hospitality Management (Holding) Company Limited "
    * 2,
    "brackets": "某（某）“某”、某·䶮" * 12,
    "rare": "䶮㛃𬱖𬭚𠅤𫍽" * 20,
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", NAMES_OF_HOLDERS)
def test_a_holders_name_of_a_hundred_characters_fits_every_certificate(press, name, kind, tmp_path):
    """As the catalogue lets names be; on every sheet, inside its page, beside nothing else."""
    holder = NAMES_OF_HOLDERS[kind][:100]
    content = press.make(with_value(subject(name), "name", holder)).content
    sheets = len(certificate_layouts()[name].sheets)
    squeezed = holder.replace(" ", "")
    assert joined_text(content, tmp_path).replace(" ", "").count(squeezed) == sheets
    sizes, words = words_of(content, tmp_path)
    for word in words:
        width, height = sizes[word.page - 1]
        assert 0 <= word.left <= word.right <= width
        assert 0 <= word.top <= word.bottom <= height


@pytest.mark.parametrize("name", NAMES)
def test_a_name_beyond_all_measure_is_refused_by_its_label(press, name):
    with pytest.raises(Problem, match=r"certificate\.text-too-long") as refused:
        press.make(with_value(subject(name), "name", "某" * 900))
    label = next(own.label for own in certificate_layouts()[name].entries if own.key == "name")
    assert label in sentence(refused.value)


def _keys(name):
    return [(own.key, own) for own in certificate_layouts()[name].entries]


def test_a_value_is_broken_into_lines_before_it_becomes_small(font_cache):
    face = font_rack(font_cache).faces["serif"]
    text = "某" * 30  # on one line it would be half the size
    lines = fitted(text, face, 20, (15 * 20, 60))
    assert len(lines) == 2
    assert lines[0].style.size == 20
    (alone,) = fitted("某" * 18, face, 20, (15 * 20, 60))
    assert 20 * 0.72 <= alone.style.size < 20


def test_a_value_without_end_is_refused_with_its_label(press):
    with pytest.raises(Problem, match=r"certificate\.text-too-long") as refused:
        press.make(with_value(subject("small-catering"), "premises", LONG * 20))
    assert "经营地址" in sentence(refused.value)


@given(st.text("某市区街道路号楼室0123456789ABC（）、", min_size=1, max_size=120), st.floats(9, 24))
def test_whatever_fits_lies_in_its_box(font_cache_path, text, size):
    face = font_rack(font_cache_path).faces["serif"]
    box = (170 * MM, 16 * MM)
    lines = fitted(text, face, size, box)
    if lines is None:
        return
    assert sum(line.style.leading for line in lines) <= box[1] + 0.1
    for line in lines:
        assert line.style.size >= min(size, LEAST_SIZE) - 0.01
        assert line.style.face.width(line.text, line.style.size) <= box[0] + 1.5 * size


@pytest.fixture(scope="session")
def font_cache_path(font_cache):
    return font_cache


@pytest.mark.parametrize("count", [1, 4, 12, 40])
def test_a_list_too_long_for_its_page_goes_on_behind_it(press, count, tmp_path):
    content = press.make(subject("industry", listed=count)).content
    text = joined_text(content, tmp_path)
    for number in range(1, count + 1):
        assert f"示例证字〔2026〕第{number:05}号" in text
    pages = len(text_of(content, tmp_path).split("\f")) - 1
    assert pages == press.make(subject("industry", listed=count)).pages
    assert (pages > 1) is (count > 4)
    assert ("续表" in text) is (pages > 1)


CERTIFYING = [item for item in shipped().items.values() if certified(item.result.document)]


@pytest.mark.parametrize("item", CERTIFYING, ids=lambda item: item.id)
def test_every_item_that_ends_in_a_certificate_can_have_it(press, item, tmp_path):
    own = certified(item.result.document)
    facts = {}
    for field in item.fields:
        columns = field.columns
        facts[field.key] = facts[field.concept or field.key] = _answer(field, columns)
    facts |= {
        "@number": "示例001", "@holder": "某某", "@holder_id": "9199", "@agency": "示例机关",
        "@made_on": MADE_AT.date(), "@item": item.name, "@content": "准予所申请事项",
        **term_facts(MADE_AT.date(), None),
    }  # fmt: skip
    entries = entries_from(own.layout, facts)
    made = replace(
        subject(own.layout.name),
        certificate=replace(subject(own.layout.name).certificate, entries=entries, kind=own.kind),
    )
    assert own.kind in joined_text(press.make(made).content, tmp_path)


def test_half_of_the_shipped_items_end_in_certificates():
    assert len(CERTIFYING) > 20


@pytest.mark.parametrize(
    ("document", "named", "kind", "layout"),
    [
        ("食品经营许可证（正本、副本）", None, "食品经营许可证", "food-business"),
        (
            "营业执照（个体工商户，正本、副本）",
            "营业执照",
            "营业执照",
            "business-licence-individual",
        ),
        ("营业执照（正本、副本）", "营业执照", "营业执照", "business-licence"),
        ("没见过的许可证（电子）", None, "没见过的许可证", "general"),
        ("没见过的回执", None, None, None),
        ("没见过的回执", "某种备案证", "某种备案证", "general"),
        ("食品经营许可证", "无", None, None),
        ("食品经营许可证", "别的证", "别的证", "general"),
    ],
)
def test_the_result_finds_its_layout_and_the_bureaus_word_goes_first(document, named, kind, layout):
    found = certified(document, named)
    assert (found.kind if found else None) == kind
    assert (found.layout.name if found else None) == layout


def test_words_that_stand_for_every_holder_need_no_fact():
    layout = certificate_layouts()["business-licence-individual"]
    facts = {name: "值" for own in layout.entries if own.required for name in own.sources}
    values = {entry.key: entry.value for entry in entries_from(layout, facts)}
    assert values["type"] == "个体工商户"
    told = entries_from(layout, {**facts, "org.type": "个体工商户（港澳居民）"})
    assert "个体工商户（港澳居民）" in {entry.value for entry in told}


def test_what_must_stand_on_a_certificate_is_asked_for_by_its_label():
    with pytest.raises(Problem, match=r"certificate\.content-missing") as refused:
        entries_from(certificate_layout("hygiene"), {"org.name": "某某酒店"})
    assert "经营场所地址" in sentence(refused.value)
    assert len(refused.value.findings) > 3


def test_a_layout_that_no_longer_exists_falls_back_to_the_general_one():
    assert certificate_layout("gone").name == "general"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("number"),
        lambda data: data["entries"][0].update(key="Bad Key"),
        lambda data: data["sheets"][0]["places"].pop(1),
        lambda data: data.update(scope="nothing"),
        lambda data: data["sheets"][0]["fixed"][0].update(size=4),
    ],
)
def test_a_faulty_layout_is_named_with_its_fault(spoil, tmp_path):
    data = json.loads((FOLDER / "hygiene.json").read_text("utf-8"))
    spoil(data)
    file = tmp_path / "hygiene.json"
    file.write_text(json.dumps(data), "utf-8")
    with pytest.raises(Problem, match=r"layout\.wrong") as refused:
        read_certificate_layout(file)
    assert refused.value.params["file"] == "hygiene.json"


def test_the_colour_profile_is_srgb_to_another_program():
    from io import BytesIO as Stream

    image_cms = pytest.importorskip("PIL.ImageCms", reason="Pillow reads colour profiles")
    profile = image_cms.ImageCmsProfile(Stream(srgb_profile()))
    assert profile.profile.xcolor_space.strip() == "RGB"
    transform = image_cms.buildTransform(profile, image_cms.createProfile("sRGB"), "RGB", "RGB")
    from PIL import Image

    grey = Image.new("RGB", (1, 1), (200, 30, 90))
    there = image_cms.applyTransform(grey, transform).getpixel((0, 0))
    assert max(abs(a - b) for a, b in zip(there, (200, 30, 90), strict=True)) <= 2
