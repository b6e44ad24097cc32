"""Sealed files read back: every change is found, also where no digest looks."""

import tracemalloc
import zlib
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.certificate_press import CertificateMaker
from app.documents.certificate_subject import certificate_data, embedded
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
    bit = data.draw(st.sampled_from((1, 2, 4, 8, 16, 32, 64, 128)))
    changed = bytearray(content)
    changed[place] ^= bit
    assert noticed(bytes(changed))


def test_no_flipped_bit_of_the_signature_itself_goes_unseen(content):
    """Neither in the container, nor in the room that was kept for it and is not covered."""
    start = content.index(b"/Contents <") + len(b"/Contents <")
    end = content.index(b">", start)
    places = [*range(start, start + 2_400, 7), *range(start + 2_400, end, 331), end - 1]
    for place in places:
        for bit in (1, 32):  # 32 makes a small digit a large one, which says the same
            changed = bytearray(content)
            changed[place] ^= bit
            assert faults(bytes(changed)), (place - start, bit)


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


def _annotated(writer):
    from pyhanko.pdf_utils import generic

    page = writer.root["/Pages"]["/Kids"][0]
    box = generic.ArrayObject(generic.NumberObject(one) for one in (50, 50, 300, 300))
    note = {"/Type": "/Annot", "/Subtype": "/FreeText", "/Rect": box}
    page["/Annots"].append(writer.add_object(_dictionary(note)))
    writer.update_container(page)


def _filled(writer):
    form = writer.root["/AcroForm"]
    form["/Fields"].append(writer.add_object(_dictionary({"/FT": "/Tx", "/T": "/Holder"})))
    writer.update_container(form)


def _with_store_of_certificates(writer):
    writer.root["/DSS"] = writer.add_object(_dictionary({"/Type": "/DSS"}))
    writer.update_root()


def _layered(writer):
    layer = writer.add_object(_dictionary({"/Type": "/OCG"}))
    writer.root["/OCProperties"] = _dictionary({"/OCGs": layer})
    writer.update_root()


def _dictionary(keys):
    from pyhanko.pdf_utils import generic

    return generic.DictionaryObject(
        {
            generic.pdf_name(key): generic.pdf_name(value) if isinstance(value, str) else value
            for key, value in keys.items()
        }
    )


@pytest.mark.parametrize("change", [_annotated, _filled, _with_store_of_certificates, _layered])
def test_no_increment_is_taken_not_even_what_other_seals_allow(content, change):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(content))
    change(writer)
    out = BytesIO()
    writer.write(out)
    assert faults(out.getvalue()) == (Fault.ADDED,)


def test_the_state_before_the_seal_has_none(content):
    before = content[: content.index(b"%%EOF") + len(b"%%EOF\n")]
    assert faults(before) == (Fault.NO_SEAL,)


@pytest.mark.parametrize("password", ["", "geheim"])
def test_an_encrypted_copy_is_changed(content, password):
    with pikepdf.open(BytesIO(content)) as document:
        out = BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
    assert faults(out.getvalue()) == (Fault.CHANGED,)


def with_data(press, written, *, twice=False, packed=b""):
    """A certificate sealed with the true key whose embedded file is another."""
    made = subject("general")
    with pikepdf.open(BytesIO(press.make(made).content)) as document:
        stream = document.Root.AF[0].EF.F
        if packed:
            stream.write(packed, filter=pikepdf.Name.FlateDecode)
        else:
            stream.write(written)
        if twice:
            document.Root.Names.EmbeddedFiles.Names.extend(
                ["certificate.json", document.Root.AF[0]]
            )
        out = BytesIO()
        document.save(out)
    return press.seal(made, out.getvalue(), _provider(), MADE_AT)


def changed_data(**changes):
    """The data of a certificate with other values, written as the program writes them; no code."""
    data = {**certificate_data(subject("general")), **changes}
    return embedded({key: value for key, value in data.items() if value is not ...}, "")


def test_data_as_the_program_writes_them_are_taken(press):
    assert faults(with_data(press, changed_data())) == ()


@pytest.mark.parametrize(
    "changes",
    [
        *({key: ...} for key in certificate_data(subject("general"))),
        {"licence_id": "1.2.156.3005.2.wrong"},
        {"region": None},
        {"holder": {"a": 1}},
        {"holder": "\ud800"},
        {"version": float("inf")},
        {"version": 2},
        {"sample": "no"},
        {"entries": 5},
        {"entries": [{"key": "name"}]},
        {"lists": [["x"]]},
        {"made_on": "20261124"},
        {"valid_until": 5},
    ],
    ids=str,
)
def test_data_of_another_shape_are_none(press, changes):
    assert faults(with_data(press, changed_data(**changes))) == (Fault.NO_DATA,)


def test_data_that_two_readers_could_read_differently_are_none(press):
    good = changed_data()
    twice = good.replace(b'"number"', b'"number": "other",\n  "number"', 1)
    for written in (twice, good + b" ", b"[" * 100_000):
        assert faults(with_data(press, written)) == (Fault.NO_DATA,)
    assert faults(with_data(press, good, twice=True)) == (Fault.NO_DATA,)


def test_data_that_swell_without_end_are_not_unpacked(press):
    packing = zlib.compressobj(9)
    bomb = b"".join(packing.compress(bytes(1 << 20)) for _ in range(300)) + packing.flush()
    tracemalloc.start()
    try:
        assert faults(with_data(press, b"", packed=bomb)) == (Fault.NO_DATA,)
        assert tracemalloc.get_traced_memory()[1] < 100 << 20
    finally:
        tracemalloc.stop()


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
