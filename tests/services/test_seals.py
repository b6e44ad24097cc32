"""The register: one seal for each body, passwords in the keyring only, retired seals as history."""

from datetime import UTC, timedelta

import pytest

from app.domain.actor import Role
from app.services import certificates, seals
from app.services.certificate_verification import verify_file
from tests.services.certified import hall, sealed_food
from tests.services.people import person
from tests.services.problems import problem
from tests.services.seal_files import PASSWORD, seal_file


@pytest.fixture(autouse=True)
def unpacked_fonts(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("YICHUANG_CACHE", str(tmp_path_factory.getbasetemp() / "fonts"))


def register(office, system, file, **more):
    own = {"source": f"pkcs12:{file}", "password": PASSWORD, "decider": "bureau", **more}
    return seals.register(office, system, **own)


def test_a_seal_is_registered_with_its_certificate_and_no_password_on_disk(
    office, system, tmp_path
):
    seal = register(office, system, seal_file(tmp_path))
    assert seal.certificate.startswith("-----BEGIN CERTIFICATE-----")
    assert (seal.decider, seal.kind, seal.sample) == ("bureau", "行政审批专用章", False)
    assert seals.listing(office, system) == (seal,)
    assert office.secrets.get(seals.secret_name(seal.id)) == PASSWORD
    for file in office.home.rglob("*"):
        if file.is_file():
            assert PASSWORD.encode() not in file.read_bytes()


def test_a_body_has_one_seal(office, system, tmp_path):
    first = register(office, system, seal_file(tmp_path))
    with problem("seal.in-force"):
        register(office, system, seal_file(tmp_path, name="other.p12"))
    seals.retire(office, system, first.id)
    with problem("seal.retired"):
        seals.retire(office, system, first.id)
    second = register(office, system, seal_file(tmp_path, name="other.p12"))
    assert {one.id for one in seals.listing(office, system)} == {first.id, second.id}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"password": "错误的口令"}, "seal.wrong-password"),
        ({"source": "pkcs12:/nowhere/seal.p12"}, "seal.file-missing"),
        ({"source": "floppy:a"}, "seal.source-unknown"),
        ({"source": "pkcs11:/nowhere/driver.so?token=x"}, "seal.library-missing"),
        ({"decider": "nobody"}, "seal.decider-unknown"),
    ],
)
def test_what_cannot_be_a_seal_is_refused_and_nothing_kept(office, system, tmp_path, changes, code):
    with problem(code):
        register(office, system, seal_file(tmp_path), **changes)
    assert seals.listing(office, system) == ()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ({"kind": "ed25519"}, "seal.key-unfit"),
        ({"whole": False}, "seal.no-key"),
        ({"until": 2025}, "seal.expired"),
    ],
)
def test_a_file_that_cannot_seal_is_refused(office, system, tmp_path, made, code):
    with problem(code):
        register(office, system, seal_file(tmp_path, **made))


def test_only_the_system_administrator_registers(office, clerk, tmp_path):
    with problem("right.missing"):
        register(office, clerk, seal_file(tmp_path))
    with problem("right.missing"):
        seals.listing(office, clerk)
    assert seals.listing(office, person(office, "issuer", Role.ISSUER)) == ()


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_registered_seal_goes_before_the_sample_and_verifies_without_it(
    office, system, tmp_path, kind
):
    found = hall(office)
    seal = register(office, system, seal_file(tmp_path, kind))
    food = sealed_food(office, found)
    assert (food.seal_id, food.sample) == (seal.id, False)
    verdict = verify_file(office, certificates.picture(office, found.issuer, food.id))
    assert (verdict.verdict, verdict.sample) == ("genuine", False)


def test_what_was_sealed_before_a_seal_was_retired_stays_genuine(office, system, tmp_path, clock):
    found = hall(office)
    seal = register(office, system, seal_file(tmp_path))
    food = sealed_food(office, found)
    content = certificates.picture(office, found.issuer, food.id)
    clock.move(days=1)
    seals.retire(office, system, seal.id)
    assert verify_file(office, content).genuine


def resealed(office, food, file, at):
    """The same certificate sealed outside the program, with the registered key, at another time."""
    from app.documents.sealing import open_seal
    from app.services.certificate_making import subject_of

    with office.store.read() as reader:
        subject = subject_of(office, reader, food)
    maker = office.paper_maker()
    bare = maker.make_certificate(subject).content
    return maker._certificates.seal(subject, bare, open_seal(f"pkcs12:{file}", PASSWORD), at)


def test_a_seal_used_after_it_was_retired_proves_nothing(office, system, tmp_path, clock):
    """On the very day neither: only what the record knows was sealed before it was retired."""
    found, file = hall(office), seal_file(tmp_path)
    seal = register(office, system, file)
    food = sealed_food(office, found)
    content = certificates.picture(office, found.issuer, food.id)
    seals.retire(office, system, seal.id)
    assert verify_file(office, content).genuine
    clock.move(hours=2)
    for at in (office.now(), office.now() + timedelta(days=3), office.now() - timedelta(days=9)):
        verdict = verify_file(office, resealed(office, food, file, at))
        assert verdict.verdict == "unknown"
        assert [one.code for one in verdict.reasons] == ["verification.seal-out-of-term"]


def test_the_day_of_a_seal_is_the_day_on_the_wall_here(office, system, tmp_path, clock):
    """Before eight in the morning it is yesterday in Greenwich."""
    found, file = hall(office), seal_file(tmp_path)
    register(office, system, file)
    food = sealed_food(office, found)
    early = clock.at.replace(hour=7)
    content = resealed(office, food, file, early.astimezone(UTC))
    codes = [one.code for one in verify_file(office, content).reasons]
    assert codes == ["verification.record-differs"]  # and not out of the seal's term


def test_a_retired_seal_seals_nothing_more(office, system, tmp_path):
    found = hall(office)
    seal = register(office, system, seal_file(tmp_path))
    draft = certificates.make(office, found.issuer, found.food.id).certificate
    with office.store.begin() as unit:
        unit.bureau.put({**unit.bureau.current(), "sample": False}, office.now(), None)
        unit.commit()
    seals.retire(office, system, seal.id)
    with problem("seal.none"):
        certificates.seal(office, found.issuer, draft.id)


def test_without_its_password_a_seal_cannot_be_used(office, system, tmp_path):
    found = hall(office)
    seal = register(office, system, seal_file(tmp_path))
    draft = certificates.make(office, found.issuer, found.food.id).certificate
    office.secrets._kept.pop(seals.secret_name(seal.id))
    with problem("seal.no-password"):
        certificates.seal(office, found.issuer, draft.id)
    assert certificates.one(office, found.issuer, draft.id) == draft


def test_a_seal_registered_over_a_sample_retires_the_sample(office, system, tmp_path):
    hall(office)
    (sample,) = seals.listing(office, system)
    assert sample.sample
    register(office, system, seal_file(tmp_path))
    kept = {one.id: one for one in seals.listing(office, system)}
    assert kept[sample.id].retired_on == office.today()
