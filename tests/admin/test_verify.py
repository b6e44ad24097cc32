"""`verify`, `seals`, `blanks` on the command line: answers, exit codes, nothing over the network."""

import os
import sys
from datetime import date, datetime

import pytest

from app import paths
from app.documents.certificate_press import CertificateMaker
from app.documents.sealing import open_seal
from tests.documents.builders import signer
from tests.documents.certificate_subjects import MADE_AT, subject
from tests.services.seal_files import PASSWORD, seal_file

KIND = "食品经营许可证"


@pytest.fixture(scope="session")
def press(tmp_path_factory):
    return CertificateMaker(signer(), tmp_path_factory.getbasetemp() / "fonts")


@pytest.fixture
def sealed(press, tmp_path):
    made = subject("general", valid_from=date(2020, 1, 1), valid_until=None)
    file = tmp_path / "证照.pdf"
    file.write_bytes(press.seal(made, press.make(made).content, open_seal("sample", ""), MADE_AT))
    return file


def test_a_genuine_sample_ends_with_zero_and_says_so_without_a_store(run, sealed):
    answer = run("verify", sealed, "--json")
    assert answer.code == 0
    assert (answer.json["verdict"], answer.json["sample"]) == ("genuine", True)
    assert answer.json["certificate"]["number"] == subject("general").certificate.number
    assert datetime.fromisoformat(answer.json["sealed_at"]) == MADE_AT
    assert not paths.store_file(paths.home()).exists()
    said = run("verify", sealed).text
    assert said.startswith("真实有效")
    assert "样章" in said
    assert "本机没有这张证照的记录" in said


def test_with_a_store_it_also_says_that_it_has_no_record(run, home, sealed):
    answer = run("verify", sealed, "--json")
    assert answer.code == 0
    assert "verification.not-recorded" in {one["code"] for one in answer.json["reasons"]}


def test_an_altered_file_ends_with_one(run, sealed):
    content = bytearray(sealed.read_bytes())
    content[len(content) // 3] ^= 1
    sealed.write_bytes(bytes(content))
    answer = run("verify", sealed, "--json")
    assert (answer.code, answer.json["verdict"]) == (1, "altered")
    assert answer.json["sentence"].startswith("已被改动")
    assert run("verify", sealed).text.startswith("已被改动")


def test_an_unknown_seal_ends_with_one(run, press, tmp_path):
    made = subject("general")
    stranger = open_seal(f"pkcs12:{seal_file(tmp_path)}", PASSWORD)
    file = tmp_path / "strange.pdf"
    file.write_bytes(press.seal(made, press.make(made).content, stranger, MADE_AT))
    answer = run("verify", file, "--json")
    assert (answer.code, answer.json["verdict"]) == (1, "unknown")
    assert answer.json["sentence"].startswith("无法确认")


def test_out_of_its_term_it_is_genuine_and_never_called_valid(run, press, tmp_path):
    made = subject("general", valid_from=date(2019, 1, 1), valid_until=date(2020, 1, 1))
    file = tmp_path / "old.pdf"
    file.write_bytes(press.seal(made, press.make(made).content, open_seal("sample", ""), MADE_AT))
    answer = run("verify", file, "--json")
    assert (answer.code, answer.json["verdict"], answer.json["in_force"]) == (0, "genuine", False)
    assert answer.json["sentence"].startswith("真实，但不在有效期内")
    assert "2020-01-01" in answer.json["sentence"]
    assert "真实有效" not in run("verify", file).text


def test_a_known_seal_on_something_else_is_no_certificate(run, press, sealed):
    """Whoever has the program has the sample key; it makes no certificate out of another file."""
    from tests.documents.test_sealed_files import with_data

    sealed.write_bytes(with_data(press, b'{"certificate": {"format": "yichuang-certificate-1"}}'))
    answer = run("verify", sealed, "--json")
    assert (answer.code, answer.json["verdict"]) == (1, "unknown")
    assert answer.json["certificate"] is None
    assert "没有本机关登记的印章" not in answer.json["sentence"]


def _folder(tmp_path):
    return tmp_path


def _pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def _huge(tmp_path):
    with (tmp_path / "huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200 << 20)
    return tmp_path / "huge.pdf"


@pytest.mark.parametrize(
    "made",
    [
        _folder,
        _huge,
        pytest.param(
            _pipe,
            marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes"),
        ),
        pytest.param(
            lambda _: "/dev/zero",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file"),
        ),
    ],
)
def test_what_never_ends_or_is_no_file_is_not_even_read(run, tmp_path, made):
    answer = run("verify", made(tmp_path), "--json")
    assert (answer.code, answer.json["verdict"], answer.json["genuine"]) == (2, "unknown", False)
    assert answer.json["sentence"].endswith("。")


@pytest.mark.parametrize("content", [b"hello", b"", b"%PDF-1.7\n", None])
def test_what_cannot_be_read_ends_with_two(run, tmp_path, content):
    file = tmp_path / "no.pdf"
    if content is not None:
        file.write_bytes(content)
    answer = run("verify", file, "--json")
    assert answer.code == 2
    assert answer.json["sentence"].endswith("。")


class _Kept:
    """A keyring in memory."""

    def __init__(self, kept):
        self._kept = kept

    def get(self, name):
        return self._kept.get(name)

    def keep(self, name, value):
        self._kept[name] = value


def test_a_seal_is_registered_listed_and_retired(run, home, tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr("app.admin.console.CommandSecrets", lambda: _Kept(kept))
    words = ("seals", "register", f"pkcs12:{seal_file(tmp_path)}", "--decider", "bureau", "--json")
    assert run(*words, stdin="wrong\n").code == 1
    done = run(*words, stdin=f"{PASSWORD}\n")
    assert done.code == 0, done.errors
    assert PASSWORD not in done.text + done.errors
    seal = done.json
    assert PASSWORD in kept.values()
    assert [one["id"] for one in run("seals", "list", "--json").json] == [seal["id"]]
    assert run("seals", "retire", seal["id"], "--json").json == {"retired": seal["id"]}
    assert run("seals", "retire", seal["id"]).code == 1
    assert run("seals", "list", "--json").json[0]["retired_on"]


def test_the_sample_seal_needs_no_password(run, home):
    done = run("seals", "register", "sample", "--decider", "bureau", "--json")
    assert done.code == 0, done.errors
    assert done.json["sample"]
    assert "样章" in run("seals", "list").text


def test_blanks_are_received_and_balanced(run, home):
    done = run("blanks", "receive", KIND, "A001", "A010", "--json")
    assert done.json == {"kind": KIND, "first": "A001", "last": "A010", "count": 10}
    assert run("blanks", "receive", KIND, "A010", "A011").code == 1
    (line,) = run("blanks", "balance", "--json").json
    assert (line["kind"], line["received"], line["left"]) == (KIND, 10, 10)
    assert run("blanks", "balance", "--day", date(2020, 1, 2), "--json").json == []
    assert "现存 10" in run("blanks", "balance").text
