"""Seals: drawn as outlines, applied as signatures by file and by token, seen the same by others."""

import os
import subprocess
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from cryptography.x509.oid import NameOID
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters
from pkcs11.util.rsa import encode_rsa_public_key

from app.documents import page_picture
from app.documents.certificate_press import CertificateMaker
from app.documents.seal_drawing import seal_stream
from app.documents.seal_keys import fingerprint, open_key, sample_certificate, validity
from app.documents.sealed_files import read_sealed
from app.documents.sealing import FIELD, open_seal
from app.domain.certificate import Seal
from app.errors import Problem
from tests.documents.builders import joined_text, run, signer
from tests.documents.certificate_subjects import MADE_AT, NAMES, ONE, subject
from tests.requirements import absent, require_program
from tests.services.seal_files import PASSWORD, certificate_for, seal_file

SAMPLE = fingerprint(sample_certificate())
KEYS = {"TEST0001": signer().public}
PIN, TOKEN = "123456", "bureau-seal"


@pytest.fixture(scope="session")
def press(font_cache):
    return CertificateMaker(signer(), font_cache)


@pytest.fixture(scope="session")
def sample():
    return open_seal("sample", "")


def sealed(press, provider, name="general"):
    made = subject(name)
    return press.seal(made, press.make(made).content, provider, MADE_AT)


def pdfsig(content, tmp_path):
    file = tmp_path / "sealed.pdf"
    file.write_bytes(content)
    done = subprocess.run(
        [require_program("pdfsig"), file], capture_output=True, text=True, check=False,
        env={**os.environ, "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_another_program_finds_every_seal_valid_over_the_whole_file(press, sample, name, tmp_path):
    told = pdfsig(sealed(press, sample, name), tmp_path)
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "Not total document signed" not in told
    assert "ETSI.CAdES.detached" in told
    assert "样章" in told
    assert "Nov 24 2026 10:00:00" in told
    run("qpdf", "--check", tmp_path / "sealed.pdf")


def test_the_seal_certifies_and_allows_no_change(press, sample):
    with pikepdf.open(BytesIO(sealed(press, sample))) as document:
        (field,) = document.Root.AcroForm.Fields
        assert str(field.T) == FIELD
        (reference,) = field.V.Reference
        assert reference.TransformMethod == "/DocMDP"
        assert int(reference.TransformParams.P) == 1
        assert "/DocMDP" in document.Root.Perms


def test_what_was_checked_as_an_archive_file_stays_as_it_is(press, sample):
    made = subject("general")
    bare = press.make(made).content
    assert press.seal(made, bare, sample, MADE_AT).startswith(bare)


def reds(content, page=0):
    picture = page_picture(content, page, 1.5)
    pixels = np.frombuffer(picture.rgba, np.uint8).reshape(picture.height, picture.width, 4)
    red = (pixels[..., 0] > 180) & (pixels[..., 1] < 90) & (pixels[..., 2] < 90)
    return np.argwhere(red) / 1.5 / 72 * 25.4


@pytest.mark.parametrize("name", ["food-business", "hygiene", "general", "business-licence"])
def test_the_seal_stands_on_every_sheet_where_the_layout_wants_it(press, sample, name):
    content = sealed(press, sample, name)
    for page, sheet in enumerate(subject(name).layout.sheets):
        found = reds(content, page)
        x, y, diameter = sheet["seal"]
        near = found[np.hypot(found[:, 1] - x, found[:, 0] - y) < diameter / 2 + 1]
        middle = (near.min(axis=0) + near.max(axis=0)) / 2
        assert middle == pytest.approx([y, x], abs=0.4)
        assert np.ptp(near, axis=0) == pytest.approx([diameter, diameter], abs=0.8)


def test_the_ring_is_whole_on_every_side(press, sample):
    picture = page_picture(sealed(press, sample), 0, 8)
    pixels = np.frombuffer(picture.rgba, np.uint8).reshape(picture.height, picture.width, 4)
    red = np.argwhere((pixels[..., 0] > 180) & (pixels[..., 1] < 90) & (pixels[..., 2] < 90))
    x, y, diameter = subject("general").layout.sheets[0]["seal"]
    found = red / 8 / 72 * 25.4 - (y, x)
    found = found[np.hypot(*found.T) < diameter / 2 + 1]
    edges = [-found.min(axis=0), found.max(axis=0)]
    assert np.array(edges) == pytest.approx(np.full((2, 2), diameter / 2), abs=0.06)


def test_a_printed_copy_still_shows_the_seal_to_other_programs(press, sample, maker, tmp_path):
    copy = maker.stamp_reprint(sealed(press, sample), 1)
    assert len(reds(copy)) > 1000
    file = tmp_path / "copy.pdf"
    file.write_bytes(copy)
    picture = run("pdftoppm", "-r", "50", file)
    header, _, rest = picture.partition(b"255\n")
    width, height = map(int, header.split()[1:3])
    pixels = np.frombuffer(rest[: width * height * 3], np.uint8).reshape(height, width, 3)
    assert ((pixels[..., 0] > 180) & (pixels[..., 1] < 110) & (pixels[..., 2] < 110)).sum() > 200


def test_a_seal_needs_no_font_in_the_file(press, sample, tmp_path):
    made = subject("general")
    bare, whole = press.make(made).content, sealed(press, sample)
    before, after = tmp_path / "bare.pdf", tmp_path / "whole.pdf"
    before.write_bytes(bare)
    after.write_bytes(whole)
    assert run("pdffonts", before) == run("pdffonts", after)
    assert len(whole) - len(bare) < 40_000


@pytest.mark.parametrize(
    "agency",
    [
        "局",
        "泰山区行政审批服务局（示例）",
        "某某自治区某某自治州某某自治县行政审批服务管理局",
        "䶮㛃𬱖局",
    ],
)
def test_whatever_a_body_is_called_its_seal_stays_in_its_ring(font_cache, agency):
    stream = seal_stream(agency, "行政审批专用章", 42, cache=font_cache, sample=False)
    numbers = [
        tuple(map(float, line.split()[:2]))
        for line in stream.decode().splitlines()
        if line.endswith((" l", " m"))
    ]
    assert len(numbers) > 50
    assert max(np.hypot(*np.array(numbers).T)) <= 42 / 2 / 25.4 * 72 + 0.1


def test_a_sample_seal_is_drawn_otherwise_than_a_real_one(font_cache):
    kinds = {
        sample: seal_stream("某局", "专用章", 42, cache=font_cache, sample=sample)
        for sample in (True, False)
    }
    assert kinds[True] != kinds[False]


def test_a_character_without_a_glyph_is_refused(font_cache):
    with pytest.raises(Problem, match=r"paper\.missing-glyph"):
        seal_stream("\U000e0001局", "", 42, cache=font_cache, sample=False)


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_file_with_key_and_certificate_seals(press, kind, tmp_path):
    provider = open_seal(f"pkcs12:{seal_file(tmp_path, kind)}", PASSWORD)
    content = sealed(press, provider)
    assert "Signature is Valid" in pdfsig(content, tmp_path)
    known = frozenset({fingerprint(provider.certificate)})
    assert read_sealed(content, known, KEYS).faults == ()
    provider.close()


def test_the_shipped_sample_key_says_what_it_is():
    own = x509.load_pem_x509_certificate(sample_certificate().encode()).subject
    assert "样章" in own.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    assert "示例" in own.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    first, last = validity(sample_certificate())
    assert first < MADE_AT.date() < last


LIBRARIES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/libsofthsm2.so",
)


@pytest.fixture(params=["ec", "rsa"])
def token(request, tmp_path, monkeypatch):
    """A soft token with a key and its certificate: the driver, and the certificate in PEM."""
    require_program("softhsm2-util")
    library = next((path for path in LIBRARIES if Path(path).is_file()), None)
    if library is None:
        absent("libsofthsm2.so is missing: install softhsm2")
    tokens = tmp_path / "tokens"
    tokens.mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    words = ["--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", PIN]
    run("softhsm2-util", *words)
    driver = pkcs11.lib(library)
    driver.reinitialize()  # another test's tokens are not ours
    with driver.get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        certificate = certified_key(session, _public_key(session, request.param))
    return library, certificate


def _public_key(session, kind):
    """Make a key in the token; what leaves it is its public half."""
    if kind == "rsa":
        public, _ = session.generate_keypair(
            pkcs11.KeyType.RSA, 2048, store=True, label="seal", id=b"1"
        )
        return load_der_public_key(encode_rsa_public_key(public))
    curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
    parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
    public, _ = parameters.generate_keypair(store=True, label="seal", id=b"1")
    return load_der_public_key(encode_ec_public_key(public))


def certified_key(session, public_key):
    """Put a certificate for a key beside it; a card issuer would sign it."""
    made = certificate_for(ec.generate_private_key(ec.SECP256R1()), public_key=public_key)
    session.create_object({
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
        pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
        pkcs11.Attribute.LABEL: "seal",
        pkcs11.Attribute.ID: b"1",
        pkcs11.Attribute.TOKEN: True,
        pkcs11.Attribute.SUBJECT: made.subject.public_bytes(),
        pkcs11.Attribute.VALUE: made.public_bytes(Encoding.DER),
    })  # fmt: skip
    return made.public_bytes(Encoding.PEM).decode()


def test_a_token_seals_and_its_key_never_leaves_it(press, token, tmp_path):
    library, certificate = token
    provider = open_seal(f"pkcs11:{library}?token={TOKEN}&key=seal", PIN)
    assert fingerprint(provider.certificate) == fingerprint(certificate)
    known = frozenset({fingerprint(certificate)})
    for _ in range(2):  # the session is kept
        content = sealed(press, provider)
        assert "Signature is Valid" in pdfsig(content, tmp_path)
        assert read_sealed(content, known, KEYS).faults == ()
    provider.close()


def test_a_token_that_went_away_is_said_and_opened_anew(maker, token, tmp_path):
    library, certificate = token
    made = subject("general")
    seal = Seal(
        "370902", ONE, "bureau", "某局", "专用章", f"pkcs11:{library}?token={TOKEN}&key=seal",
        certificate, MADE_AT.date(), MADE_AT.date(),
    )  # fmt: skip
    content = maker.make_certificate(made).content

    def again():
        return maker.seal_certificate(made, content, seal, lambda: PIN, MADE_AT)

    again()
    maker._seals[ONE]._key.close()
    with pytest.raises(Problem, match=r"seal\.not-applied"):
        again()
    assert "Signature is Valid" in pdfsig(again(), tmp_path)
    maker.let_go(ONE)


def test_a_token_that_is_not_there_or_a_wrong_pin_is_refused(token):
    library, _certificate = token
    for query, pin in ((f"token={TOKEN}&key=seal", "999999"), ("token=other&key=seal", PIN)):
        with pytest.raises(Problem, match=r"seal\.token-refused"):
            open_key(f"pkcs11:{library}?{query}", pin)


def test_what_is_no_pdf_is_not_sealed(press, sample):
    made = subject("general")
    with pytest.raises(Problem, match=r"seal\.not-applied"):
        press.seal(made, b"no pdf at all", sample, MADE_AT)


def test_the_text_is_the_same_with_and_without_the_seal(press, sample, tmp_path):
    made = subject("hygiene")
    bare = joined_text(press.make(made).content, tmp_path)
    assert joined_text(sealed(press, sample, "hygiene"), tmp_path) == bare
