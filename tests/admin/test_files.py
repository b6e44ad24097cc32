"""Files, public notices and helpers' counts by command."""

import subprocess

import pytest

from tests.services.builders import CASES

YEAR = ("--since", "2020-01-01", "--until", "2099-12-31")


@pytest.fixture
def licence(home, run):
    """The number of a case that was received and accepted, its papers made."""
    done = run("sitting", "accept", CASES, "--json").json
    first = done[0] if isinstance(done, list) else done
    return next(case["number"] for case in first["cases"] if case["state"] == "accepted")


def test_a_file_is_shown_found_by_its_number(run, licence):
    shown = run("file", "show", licence, "--json").json
    assert [entry["position"] for entry in shown] == list(range(1, len(shown) + 1))
    assert all(len(entry["sha256"]) == 64 for entry in shown)
    assert shown[0]["title"] in run("file", "show", licence).text
    refused = run("file", "show", "没有这个号", "--json")
    assert (refused.code, refused.json["refused"]) == (1, "case.no-such-number")


def test_a_file_is_scored_line_by_line(run, licence):
    lines = run("file", "score", licence, "--json").json
    assert len(lines) == 12
    assert sum(line["points"] for line in lines) == 109
    told = run("file", "score", licence).text
    assert "依法受理" in told
    assert "不适用" in told


def test_a_file_is_handed_out_bound_or_as_a_folder(run, licence, tmp_path):
    bound = run("file", "export", licence, "--out", tmp_path / "卷.pdf", "--one-pdf", "--json")
    assert bound.code == 0, bound.text
    subprocess.run(["qpdf", "--check", bound.json["path"]], check=True, capture_output=True)
    folder = run("file", "export", licence, "--out", tmp_path / "卷", "--json").json
    assert (folder["papers"], folder["pages"]) == (bound.json["papers"], bound.json["pages"])
    assert (tmp_path / "卷" / "SHA256SUMS").is_file()
    again = run("file", "export", licence, "--out", tmp_path / "卷", "--json")
    assert (again.code, again.json["refused"]) == (1, "case-file.exists")
    name = ("file", "export", licence, "--out", tmp_path / "卷.pdf", "--one-pdf", "--json")
    before = (tmp_path / "卷.pdf").read_bytes()
    assert run(*name).json["refused"] == "case-file.exists"
    assert (tmp_path / "卷.pdf").read_bytes() == before
    on = ("--replace", "--received-on", "2026-09-25")
    assert run(*name, *on).json["answer_due"] == "2026-10-15"  # the vector of 2026-09-24


def test_notices_are_listed_and_written(run, licence, tmp_path):
    assert run("notices", "list", *YEAR, "--json").json == []
    done = run("notices", "write", *YEAR, "--out", tmp_path / "公示.csv", "--json").json
    assert (done["lines"], done["overdue"]) == (0, 0)
    assert "许可机关" in (tmp_path / "公示.csv").read_text(encoding="utf-8-sig")
    twice = run("notices", "write", *YEAR, "--out", tmp_path / "公示.csv", "--json")
    assert twice.json["refused"] == "case-file.exists"
    wrong = run("notices", "list", "--since", "2026-02-01", "--until", "2026-01-01", "--json")
    assert (wrong.code, wrong.json["refused"]) == (1, "notice.period-wrong")


def test_helpers_are_counted(run, licence):
    day = ("--since", "2026-01-01", "--until", "2026-01-31")
    assert run("helping", "counts", *day, "--json").json == []


def test_a_days_payments_are_told_with_their_sum(run, licence):
    told = run("fees", "day", "--on", "2026-11-24", "--json").json
    assert told == {"day": "2026-11-24", "lines": [], "total": 0}
    assert "2026-11-24" in run("fees", "day", "--on", "2026-11-24").text
