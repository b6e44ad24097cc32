"""Keys and certificates of seals, made for the tests."""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "正确的口令"
_NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "某某区行政审批服务局（测试）")])
_MAKERS = {
    "ec": lambda: ec.generate_private_key(ec.SECP256R1()),
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}


def certificate_for(key, until=2040, public_key=None):
    begin, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (2020, until))
    return (
        x509.CertificateBuilder()
        .subject_name(_NAME)
        .issuer_name(_NAME)
        .public_key(public_key or key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False), True
        )
        .sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )


def seal_file(folder, kind="ec", *, password=PASSWORD, until=2040, whole=True, name="seal.p12"):
    """Write a PKCS#12 file and return its path."""
    key = _MAKERS[kind]()
    certificate = certificate_for(key, until) if whole else None
    content = pkcs12.serialize_key_and_certificates(
        b"seal", key, certificate, None, BestAvailableEncryption(password.encode())
    )
    file = folder / name
    file.write_bytes(content)
    return file
