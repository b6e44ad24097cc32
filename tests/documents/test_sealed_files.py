"""Sealed files read back: every change is found, also where no digest looks."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.certificate_press import CertificateMaker
from app.documents.seal_keys import fingerprint, sample_certificate
from app.documents.sealed_files import Fault, read_sealed
from app.documents.sealing import open_seal
from app.errors import Problem
from tests.documents.builders import signer
from tests.documents.certificate_subjects import MADE_AT, subject
from tests.services.seal_files import PASSWORD, seal_file

KNOWN = frozenset({fingerprint(sample_certificate())})
KEYS = {"TEST0001": signer().public}


@pytest.fixture(scope="session")
def press(font_cache):
    return CertificateMaker(signer(), font_cache)


@pytest.fixture(scope="session")
def content(press):
    return _sealed(press)


@cache
def _provider():
    return open_seal("sample", "")


def _sealed(press, provider=None, **changes):
    made = subject("general", **changes)
    return press.seal(made, press.make(made).content, provider or _provider(), MADE_AT)


def faults(content, known=KNOWN, keys=KEYS):
    return read_sealed(content, known, keys).faults


def test_an_untouched_file_has_no_fault_and_says_who_sealed_it_when(content):
    found = read_sealed(content, KNOWN, KEYS)
    assert found.faults == ()
    assert {found.seal} == KNOWN
    assert found.sealed_at == MADE_AT
    assert found.data["number"] == subject("general").certificate.number


def noticed(content):
    """What is wrong with a file, or that it cannot be read at all."""
    try:
        return faults(content)
    except Problem as problem:
        if problem.code != "certificate.unreadable":
            raise
        return (problem.code,)


@given(data=st.data())
def test_no_flipped_bit_goes_unseen(content, data):
    place = data.draw(st.integers(0, len(content) - 1))
    bit = data.draw(st.sampled_from((1, 2, 4, 8, 16, 64, 128)))  # 32 changes only a letter's case
    changed = bytearray(content)
    changed[place] ^= bit
    assert noticed(bytes(changed))


def test_no_flipped_bit_of_the_signature_itself_goes_unseen(content):
    """Neither in the container, nor in the room that was kept for it and is not covered."""
    start = content.index(b"/Contents <") + len(b"/Contents <")
    end = content.index(b">", start)
    places = [*range(start, start + 2_400, 7), *range(start + 2_400, end, 331), end - 1]
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 1
        assert faults(bytes(changed)), place - start


@given(st.binary(min_size=1, max_size=400))
def test_nothing_can_be_put_behind_the_seal(content, more):
    assert faults(content + more)


def test_a_file_cut_short_is_not_whole(content):
    for share in (0.2, 0.5, 0.9, 0.999):
        assert noticed(content[: int(len(content) * share)])


def rotated(content):
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_addition_that_leaves_the_digest_right_is_found(content):
    assert faults(rotated(content)) == (Fault.ADDED,)


def test_a_second_signature_is_an_addition(content, tmp_path):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    from app.documents.seal_keys import open_key

    key = open_key(f"pkcs12:{seal_file(tmp_path)}", PASSWORD)
    writer = IncrementalPdfFileWriter(BytesIO(content))
    with pytest.raises(SigningError):  # the seal itself forbids it …
        sign_pdf(writer, PdfSignatureMetadata(field_name="Two"), key.signer)


def test_a_stranger_is_unknown(press, tmp_path):
    stranger = open_seal(f"pkcs12:{seal_file(tmp_path)}", PASSWORD)
    assert faults(_sealed(press, stranger)) == (Fault.UNKNOWN_SEAL,)


def test_an_approval_that_does_not_lock_the_file_is_no_seal(press):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    from app.documents.seal_keys import open_key

    bare = press.make(subject("general")).content
    writer = IncrementalPdfFileWriter(BytesIO(bare))
    loose = sign_pdf(writer, PdfSignatureMetadata(field_name="Seal"), open_key("sample", "").signer)
    assert faults(loose.getvalue()) == (Fault.NOT_CERTIFIED,)


def test_a_file_without_a_seal_says_so(press):
    assert faults(press.make(subject("general")).content) == (Fault.NO_SEAL,)


def test_a_sealed_file_saved_anew_is_changed(content):
    with pikepdf.open(BytesIO(content)) as document:
        out = BytesIO()
        document.save(out)
    assert Fault.CHANGED in faults(out.getvalue())


def test_data_that_the_code_does_not_name_are_found(press):
    """The page and its code from one certificate, the data of another, sealed with the true key."""
    made, other = subject("general"), subject("general", number="别的号码")
    bare = press.make(made).content
    with (
        pikepdf.open(BytesIO(bare)) as document,
        pikepdf.open(BytesIO(press.make(other).content)) as donor,
    ):
        theirs = donor.attachments["certificate.json"].get_file().read_bytes()
        code = b'"code"'
        ours = document.attachments["certificate.json"].get_file().read_bytes()
        mixed = theirs[: theirs.index(code)] + ours[ours.index(code) :]
        stream = document.Root.AF[0].EF.F
        stream.write(mixed)
        out = BytesIO()
        document.save(out)
    forged = press.seal(made, out.getvalue(), _provider(), MADE_AT)
    assert faults(forged) == (Fault.DATA_DIFFER,)
    assert faults(forged, keys={}) == (Fault.DATA_DIFFER,)


def test_a_code_that_another_key_signed_is_forged(press, font_cache):
    impostor = CertificateMaker(replace(signer(2), key_id="TEST0001"), font_cache)
    made = subject("general")
    forged = press.seal(made, impostor.make(made).content, _provider(), MADE_AT)
    assert faults(forged) == (Fault.CODE_FORGED,)
    assert faults(forged, keys={}) == ()  # a desk that does not know the key trusts the seal


def test_a_sealed_paper_that_is_no_certificate_has_no_data(press, maker):
    from app.domain.paper import PaperKind

    paper = maker.make(maker.sample(PaperKind.RECEIPT)).content
    found = press.seal(subject("general"), paper, _provider(), MADE_AT)
    assert faults(found) == (Fault.NO_DATA,)


@given(st.binary(max_size=300), st.sampled_from((b"", b"%PDF-1.7\n", b"%PDF-1.7\n/ByteRange ")))
def test_whatever_is_handed_over_gets_an_answer(more, head):
    assert noticed(head + more)


def test_an_expired_certificate_does_not_unmake_what_it_sealed(press, tmp_path):
    """X.509 dates are not asked: the seal register says when a seal was usable."""
    provider = open_seal(f"pkcs12:{seal_file(tmp_path, until=2021)}", PASSWORD)
    known = frozenset({fingerprint(provider.certificate)})
    assert faults(_sealed(press, provider), known) == ()
