"""A file is genuine, altered, unknown or revoked, and says why; at any desk and without a store."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from app.documents.seal_keys import fingerprint, sample_certificate
from app.documents.sealed_files import read_sealed
from app.documents.sealing import open_seal
from app.domain.certificate import CertificateEntry
from app.errors import Problem
from app.services import certificates
from app.services.certificate_making import subject_of
from app.services.certificate_verification import verify_file
from app.wording.sentences import sentence
from tests.documents.builders import joined_text
from tests.services.certified import FOOD, LICENCE, hall, sealed_food
from tests.services.people import with_rule
from tests.services.seal_files import PASSWORD, seal_file

SAMPLE = frozenset({fingerprint(sample_certificate())})


@pytest.fixture(autouse=True)
def unpacked_fonts(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("YICHUANG_CACHE", str(tmp_path_factory.getbasetemp() / "fonts"))


@pytest.fixture
def found(office):
    return hall(office)


@pytest.fixture
def food(office, found):
    return sealed_food(office, found)


@pytest.fixture
def content(office, found, food):
    return certificates.picture(office, found.issuer, food.id)


def codes(verdict):
    return [one.code for one in verdict.reasons]


def test_a_sealed_certificate_is_genuine_and_a_sample(office, food, content):
    verdict = verify_file(office, content)
    assert (verdict.verdict, verdict.sample) == ("genuine", True)
    assert codes(verdict) == ["verification.sample"]
    assert verdict.certificate.number == food.number
    assert verdict.certificate.state == "valid"
    assert verdict.sealed_at == office.now()


def test_without_a_store_the_sample_seal_is_still_known(content, food):
    verdict = verify_file(None, content)
    assert (verdict.verdict, verdict.sample) == ("genuine", True)
    assert codes(verdict) == ["verification.not-recorded", "verification.sample"]
    assert verdict.certificate.number == food.number


def test_without_the_register_another_seal_is_unknown(office, system, found, tmp_path):
    from tests.services.test_seals import register

    register(office, system, seal_file(tmp_path))
    food = sealed_food(office, found)
    content = certificates.picture(office, found.issuer, food.id)
    assert verify_file(office, content).genuine
    assert verify_file(None, content).verdict == "unknown"


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8, 0.999])
def test_a_changed_byte_is_altered(office, content, share):
    changed = bytearray(content)
    changed[int(len(content) * share)] ^= 1
    assert verify_file(office, bytes(changed)).verdict == "altered"


def test_what_is_added_after_the_seal_is_altered(office, content):
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    verdict = verify_file(office, out.getvalue())
    assert (verdict.verdict, codes(verdict)) == ("altered", ["verification.added"])


def test_a_file_saved_anew_is_not_genuine(office, content):
    with pikepdf.open(BytesIO(content)) as document:
        out = BytesIO()
        document.save(out)
    assert verify_file(office, out.getvalue()).verdict == "altered"


def test_a_certificate_without_a_seal_is_unknown(office, food):
    with office.store.read() as reader:
        subject = subject_of(office, reader, food)
    bare = office.paper_maker().make_certificate(subject).content
    verdict = verify_file(office, bare)
    assert (verdict.verdict, codes(verdict)) == ("unknown", ["verification.no-seal"])


def test_another_signer_is_unknown_however_right_the_rest_is(office, food, tmp_path):
    with office.store.read() as reader:
        subject = subject_of(office, reader, food)
    maker = office.paper_maker()
    bare = maker.make_certificate(subject).content
    stranger = open_seal(f"pkcs12:{seal_file(tmp_path)}", PASSWORD)
    forged = maker._certificates.seal(subject, bare, stranger, office.now())
    verdict = verify_file(office, forged)
    assert (verdict.verdict, codes(verdict)) == ("unknown", ["verification.unknown-seal"])


def test_whoever_has_a_seal_cannot_make_up_a_certificate(office, food):
    """Sealed with the known seal, but saying something else than the record."""
    entries = tuple(
        CertificateEntry(one.key, one.label, "任意改动" if one.key == "scope" else one.value)
        for one in food.entries
    )
    with office.store.read() as reader:
        subject = subject_of(office, reader, replace(food, entries=entries))
    maker = office.paper_maker()
    made = maker.make_certificate(subject)
    sealed = maker._certificates.seal(subject, made.content, open_seal("sample", ""), office.now())
    verdict = verify_file(office, sealed)
    assert (verdict.verdict, codes(verdict)) == ("altered", ["verification.record-differs"])


def test_the_true_key_over_another_picture_is_not_the_file_that_was_sealed(office, food, tmp_path):
    """The data agree with the record; the page says something else. Only the kept file tells."""
    with office.store.read() as reader:
        subject = subject_of(office, reader, food)
    maker = office.paper_maker()
    bare = maker.make_certificate(subject).content
    with pikepdf.open(BytesIO(bare)) as document:
        page = document.pages[0]
        page.contents_add(b"q 1 g 0 0 400 400 re f Q")
        out = BytesIO()
        document.save(out)
    sealed = maker._certificates.seal(
        subject, out.getvalue(), open_seal("sample", ""), office.now()
    )
    assert read_sealed(sealed, SAMPLE, {}).faults == ()
    verdict = verify_file(office, sealed)
    assert (verdict.verdict, codes(verdict)) == ("altered", ["verification.record-differs"])


def test_a_certificate_of_another_bureau_is_unknown(office, empty_office, system, found, tmp_path):
    from app.services import sign_in
    from tests.services.test_seals import register

    register(office, system, seal_file(tmp_path))
    food = sealed_food(office, found)
    content = certificates.picture(office, found.issuer, food.id)
    sign_in.first_start(empty_office)
    with empty_office.store.begin() as unit:
        own = {**unit.bureau.current(), "region": "990000"}
        unit.bureau.put(own, empty_office.now(), None)
        unit.commit()
    verdict = verify_file(empty_office, content)
    assert (verdict.verdict, codes(verdict)) == ("unknown", ["verification.unknown-seal"])


def test_a_licence_that_does_not_run_yet_is_genuine_and_not_in_force(office, content, clock):
    clock.move(days=-40)
    verdict = verify_file(office, content)
    assert (verdict.verdict, verdict.in_force) == ("genuine", False)
    assert "verification.not-yet" in codes(verdict)


def test_an_unrecorded_certificate_is_genuine_with_a_warning(office, empty_office, content):
    from app.services import sign_in

    sign_in.first_start(empty_office)
    verdict = verify_file(empty_office, content)
    assert verdict.genuine
    assert "verification.not-recorded" in codes(verdict)


def test_an_ended_certificate_is_revoked_and_says_since_when(office, found, food, content):
    certificates.end(office, found.people.approver, food.id, "revoked", "fraud", "查明事实")
    verdict = verify_file(office, content)
    assert verdict.verdict == "revoked"
    assert "2026-11-24" in sentence(verdict.reasons[0])


def test_an_expired_certificate_is_genuine_and_says_that_its_term_is_over(office, content, clock):
    clock.move(days=366 * 5)
    verdict = verify_file(office, content)
    assert verdict.genuine
    assert not verdict.in_force
    assert "verification.expired" in codes(verdict)


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xd8\xff\xe0 a picture", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_said_to_be_none(office, content):
    with pytest.raises(Problem, match=r"certificate\.unreadable"):
        verify_file(office, content)


def merged(office, found, food):
    """The industry certificate over the business and the food licence, and its file."""
    for item in (FOOD, LICENCE):
        with_rule(office, item, industry="餐饮业")
    sitting = found.food.sitting_id
    made = certificates.industry(office, found.issuer, sitting).certificate
    return made, certificates.picture(office, found.issuer, made.id)


def test_of_an_industry_certificate_it_says_which_licence_holds_no_longer(
    office, found, food, empty_office, tmp_path
):
    """The old file is over; the new one holds for the rest and says what no longer does."""
    made, old = merged(office, found, food)
    assert verify_file(office, old).in_force
    certificates.end(office, found.people.approver, food.id, "revoked", "fraud", "查明事实")
    told = verify_file(office, old)
    assert (told.verdict, codes(told)) == (
        "revoked", ["verification.replaced", "verification.listed-revoked"],
    )  # fmt: skip
    with office.store.read() as reader:
        (new,) = (
            one
            for one in reader.certificates.by_number(made.region, made.number)
            if one.state == "valid"
        )
    content = certificates.picture(office, found.issuer, new.id)
    verdict = verify_file(office, content)
    assert verdict.genuine
    assert "verification.listed-revoked" in codes(verdict)
    told = next(one for one in verdict.reasons if one.code == "verification.listed-revoked")
    assert food.number in sentence(told)
    assert "其他单项许可不受影响" in sentence(told)
    assert "已撤销" in joined_text(content, tmp_path)
    alone = verify_file(None, content)  # the file says it by itself where nothing is recorded
    assert alone.genuine
    assert "verification.listed-revoked" in codes(alone)


def test_of_an_industry_certificate_it_says_which_licence_ran_out(office, found, food, clock):
    _made, content = merged(office, found, food)
    clock.move(days=366 * 5)
    verdict = verify_file(office, content)
    assert (verdict.verdict, verdict.in_force) == ("genuine", True)
    assert [code for code in codes(verdict) if "listed" in code] == ["verification.listed-expired"]


def test_every_reason_has_its_sentence():
    from app.documents.certificate_layouts import kind_words
    from app.documents.sealed_files import Fault
    from app.wording.sentences import all_sentences

    for state, words in kind_words()["listed"].items():
        assert not words or state == "draft" or f"verification.listed-{state}" in all_sentences()
    for fault in Fault:
        assert f"verification.{fault.value}" in all_sentences()
