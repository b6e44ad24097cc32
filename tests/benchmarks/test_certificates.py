"""A certificate made and sealed against bare signing of an empty page, and verified: each ≤ 2×."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable
from io import BytesIO
from time import process_time

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from reportlab.pdfgen.canvas import Canvas

from app.documents.certificate_press import CertificateMaker
from app.documents.seal_keys import fingerprint, open_key, sample_certificate
from app.documents.sealed_files import read_sealed
from app.documents.sealing import PdfSealProvider
from tests.benchmarks.quietest import quietest
from tests.documents.builders import signer
from tests.documents.certificate_subjects import MADE_AT, subject

ROUNDS = 30
MOST = 2.0
RESERVED = 16384


def ratio(ours: Callable[[], object], bare: Callable[[], object]) -> float:
    """CPU time of ours in times of the bare one's, the median of rounds taken in turns."""
    ours(), bare()
    gc.collect()
    gc.disable()
    try:
        runs = [(_cpu(ours), _cpu(bare)) for _ in range(ROUNDS)]
    finally:
        gc.enable()
    mine, theirs = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"{mine * 1000:.1f} ms, bare {theirs * 1000:.1f} ms: {mine / theirs:.2f} ×")
    return mine / theirs


def _cpu(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> CertificateMaker:
    return CertificateMaker(signer(), tmp_path_factory.mktemp("fonts"))


def _empty_page() -> bytes:
    canvas = Canvas(BytesIO())
    canvas.showPage()
    content: bytes = canvas.getpdfdata()
    return content


@pytest.mark.parametrize("name", ["general", "hygiene", "food-business", "business-licence"])
def test_making_and_sealing_costs_at_most_twice_the_signing_of_an_empty_page(
    press: CertificateMaker, name: str
) -> None:
    key = open_key("sample", "")
    provider, made, page = PdfSealProvider(key), subject(name), _empty_page()

    def ours() -> bytes:
        return press.seal(made, press.make(made).content, provider, MADE_AT)

    def bare() -> bytes:
        """The same kept key and kind of signature, invisible, its length known beforehand."""
        metadata = PdfSignatureMetadata(
            field_name="Seal", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES,
            certify=True, docmdp_permissions=MDPPerm.NO_CHANGES,
        )  # fmt: skip
        field = SigFieldSpec("Seal", on_page=0)
        writer = IncrementalPdfFileWriter(BytesIO(page))
        bare_signer = PdfSigner(metadata, key.signer, new_field_spec=field)
        whole: bytes = bare_signer.sign_pdf(writer, bytes_reserved=RESERVED).getvalue()
        return whole

    assert quietest(lambda: ratio(ours, bare), MOST) <= MOST


def test_verifying_costs_at_most_twice_what_the_library_takes(press: CertificateMaker) -> None:
    provider, made = PdfSealProvider(open_key("sample", "")), subject("general")
    content = press.seal(made, press.make(made).content, provider, MADE_AT)
    known, keys = frozenset({fingerprint(sample_certificate())}), {"TEST0001": signer().public}

    def bare() -> object:
        (signature,) = PdfFileReader(BytesIO(content)).embedded_regular_signatures
        context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        return validate_pdf_signature(signature, context)

    assert read_sealed(content, known, keys).faults == ()
    measured = quietest(lambda: ratio(lambda: read_sealed(content, known, keys), bare), MOST)
    assert measured <= MOST
