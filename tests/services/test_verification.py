"""A file is genuine, altered, unknown or revoked, and says why; at any desk and without a store."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from app.documents.sealing import open_seal
from app.domain.certificate import CertificateEntry
from app.errors import Problem
from app.services import certificates
from app.services.certificate_making import subject_of
from app.services.certificate_verification import verify_file
from app.wording.sentences import sentence
from tests.services.certified import hall, sealed_food
from tests.services.seal_files import PASSWORD, seal_file


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
    assert "verification.expired" in codes(verdict)


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xd8\xff\xe0 a picture", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_said_to_be_none(office, content):
    with pytest.raises(Problem, match=r"certificate\.unreadable"):
        verify_file(office, content)


def test_every_reason_has_its_sentence():
    from app.documents.sealed_files import Fault
    from app.wording.sentences import all_sentences

    for fault in Fault:
        assert f"verification.{fault.value}" in all_sentences()
