"""The bootstrap's decisions where this machine cannot show them: other systems, cut-down Pythons."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.bootstrap import environment, system
from tests.unit.bootstrap_builders import a_checkout, outer_python

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="stands in for apt-get by a shell script")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the bootstrap of this process work in a checkout of its own."""
    made = a_checkout(tmp_path / "checkout").folder
    monkeypatch.delenv("YICHUANG_NO_VENV")
    places = {
        "ROOT": made,
        "INSTALLER": made / "installer",
        "VENV": made / ".venv",
        "PYTHON": made / ".venv" / Path(bootstrap.PYTHON).relative_to(bootstrap.VENV),
    }
    for module in (bootstrap, environment):
        for name, place in places.items():
            monkeypatch.setattr(module, name, str(place))
    monkeypatch.setattr(system, "APT_LIST", made / "installer" / "apt.txt")
    monkeypatch.setattr(sys, "executable", outer_python())
    system.listed.cache_clear()
    yield made
    system.listed.cache_clear()


def lacking(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """Cut modules out of this Python."""
    has = environment._has
    monkeypatch.setattr(
        environment,
        "_has",
        lambda name: name not in modules and (name == "pip" or has(name)),
    )


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was said by a start that must end with exit code 1."""
    with pytest.raises(SystemExit) as ended:
        bootstrap.ensure("run")
    assert ended.value.code == 1
    return capsys.readouterr().err


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 14, 0)])
def test_another_python_is_refused(
    version: tuple[int, int, int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    assert "3.11 至 3.13" in refusal(capsys)


@pytest.mark.parametrize(
    ("version", "refused"), [("6.12.0", True), ("6.10.1", True), ("6.9.3", False)]
)
def test_a_pyside_that_aborts_is_refused_with_the_reason(
    version: str,
    refused: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    packages = tmp_path / "site-packages"
    (packages / f"pyside6_essentials-{version}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(packages), str(tmp_path / "gone-packages"), *sys.path])
    if refused:
        assert "references" in refusal(capsys)
    else:
        bootstrap.ensure("run")


class Windows:
    """The `os` module as far as the bootstrap asks it, on Windows."""

    name = "nt"

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


def test_on_windows_the_child_is_waited_for_and_its_exit_code_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "os", Windows())
    monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)
    monkeypatch.setattr(sys, "_xoptions", {})
    shown = "import os, sys; sys.exit(7 if sys._xoptions.get('yichuang') and sys.argv[1:] == ['x'] else 1)"
    monkeypatch.setattr(sys, "orig_argv", ["py", "-c", shown, "x"])
    with pytest.raises(SystemExit) as ended:
        bootstrap.go_on()
    assert ended.value.code == 7


def test_an_interruption_waits_for_the_child_to_end_in_its_own_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import subprocess

    wait, interrupted = subprocess.Popen.wait, []

    def interrupted_once(child: Any, timeout: float | None = None) -> int:
        if not interrupted:
            interrupted.append(True)
            raise KeyboardInterrupt
        return wait(child, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", interrupted_once)
    code = bootstrap._run_to_the_end(
        [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ)
    )
    assert code == 3
    assert interrupted


def test_without_ensurepip_the_outer_pip_serves_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(monkeypatch, "ensurepip")
    environment.prepare("run")
    assert bootstrap.installed("run")
    assert environment._pip()[-2:] == ["--python", bootstrap.PYTHON]
    assert "软件包" in capsys.readouterr().err


def test_without_any_way_the_debian_line_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(monkeypatch, "ensurepip", "pip", "virtualenv")
    monkeypatch.setattr(system, "can_install", lambda: False)
    said = refusal(capsys)
    assert "apt-get install -y --no-install-recommends python3-venv" in said


def test_as_root_on_debian_the_missing_venv_is_installed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    lacking(monkeypatch, "ensurepip", "pip", "virtualenv")
    monkeypatch.setattr(system, "can_install", lambda: True)

    def install(packages: list[str]) -> bool:
        asked.append(packages)
        monkeypatch.setattr(environment, "_has", lambda name: name in {"venv", "pip"})
        return True

    monkeypatch.setattr(system, "install", install)
    environment.prepare("run")
    assert asked == [["python3-venv"]]
    assert bootstrap.installed("run")


def test_a_broken_off_installation_is_laid_over_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package of which only half arrived looks installed to pip."""
    lacking(monkeypatch, "ensurepip")
    environment.prepare("test")
    pip = folder / "pip.py"
    pip.write_text("import sys, pathlib; pathlib.Path('asked').write_text(' '.join(sys.argv))")
    monkeypatch.setattr(environment, "_pip", lambda: [sys.executable, str(pip)])
    for broken, forced in (("run", True), (None, False)):
        Path(bootstrap.mark("installed", "test")).unlink()
        if broken:
            Path(bootstrap.mark("unfinished", broken)).touch()
        environment.prepare("test")
        asked = (folder / "installer" / "asked").read_text()
        assert ("--force-reinstall" in asked) is forced
        assert "--require-hashes" in asked
        assert not list((folder / ".venv").glob(".unfinished-*"))


def test_a_folder_that_cannot_be_written_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "ROOT", str(folder / "probe" / "__main__.py"))
    assert "可以写入的目录" in refusal(capsys)


def test_the_test_lock_serves_the_program_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(monkeypatch, "ensurepip")
    environment.prepare("test")
    system.check("test")
    assert bootstrap.installed("run")
    assert bootstrap.has_system("run")


def test_the_list_of_system_packages_is_read_by_groups() -> None:
    groups = {need.group for need in system.listed()}
    assert groups == {"run", "test", "blackbox", "pack"}
    assert all(need.package and need.proof for need in system.listed())


@pytest.mark.skipif(sys.platform != "linux", reason="system packages are Linux's")
def test_what_is_missing_is_named_until_it_is_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    proof = folder / "proof"
    listing = f"[run]\nlibc6 libc.so.6\nlibnone libnone-of-ours.so.1\nnotool no-tool-of-ours\nfile {proof}\n"
    (folder / "installer" / "apt.txt").write_text(listing)
    system.listed.cache_clear()
    assert system.missing("run") == ["libnone", "notool", "file"]
    proof.touch()
    monkeypatch.setattr(system, "can_install", lambda: False)
    (folder / ".venv").mkdir()
    system.check("run")
    assert "apt-get install -y --no-install-recommends libnone notool" in capsys.readouterr().err
    assert not bootstrap.has_system("run")


@POSIX_ONLY
def test_packages_are_looked_up_anew_only_when_they_are_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, apt = tmp_path / "log", tmp_path / "apt-get"
    apt.write_text(
        f'#!/bin/sh\necho "$@" >> {log}\n'
        f'case "$*" in *update*) touch {tmp_path}/fresh;; *) [ -e {tmp_path}/fresh ];; esac\n'
    )
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert system.install(["qpdf"])
    assert [line.split()[2] for line in log.read_text().splitlines()] == [
        "install",
        "update",
        "install",
    ]
    assert system.install(["qpdf"])
    assert len(log.read_text().splitlines()) == 4


def test_the_version_is_told_and_nothing_else_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["app", "--version"])
    with pytest.raises(SystemExit) as ended:
        bootstrap.ensure("run")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("yichuang ")


def test_a_start_prepares_then_goes_on_outside_and_stays_inside(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(monkeypatch, "ensurepip")
    steps: list[str] = []
    monkeypatch.setattr(bootstrap, "go_on", lambda: steps.append("gone on"))
    bootstrap.ensure("run")
    assert bootstrap.installed("run")
    assert bootstrap.has_system("run")
    assert steps == ["gone on"]
    monkeypatch.setattr(sys, "prefix", bootstrap.VENV)
    bootstrap.ensure("run")
    assert steps == ["gone on"]


def test_going_on_keeps_options_and_finds_the_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(sys, "_xoptions", {})
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-W", "error", "-m", "app", "--demo"])
    monkeypatch.setattr(os, "execve", lambda *command: asked.extend(command))
    monkeypatch.setenv("PYTHONHOME", "elsewhere")
    monkeypatch.setenv("PYTHONPATH", "mine")
    bootstrap.go_on()
    python, command, surroundings = asked
    assert command == [python, "-X", "yichuang", "-W", "error", "-m", "app", "--demo"]
    assert surroundings["PYTHONPATH"].split(os.pathsep) == [str(folder), "mine"]
    assert "PYTHONHOME" not in surroundings


def test_the_turn_is_one_at_a_time(tmp_path: Path) -> None:
    with (tmp_path / "turn").open("a+b") as mine, (tmp_path / "turn").open("a+b") as other:
        assert environment._take(mine, wait=False)
        assert not environment._take(other, wait=False)


def test_a_pip_that_fails_and_an_interruption_leave_no_mark(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "_is_sound", lambda: True)
    (folder / ".venv").mkdir()
    pip = folder / "pip.py"
    pip.write_text(
        "print('Collecting a==1')\nprint('Installing collected packages: a')\nraise SystemExit(1)"
    )
    monkeypatch.setattr(environment, "_pip", lambda: [sys.executable, str(pip)])
    said = refusal(capsys)
    assert "      a==1\n" in said
    assert "正在写入 .venv" in said

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "_run_pip", interrupted)
    assert "已中断" in refusal(capsys)
    assert not bootstrap.installed("run")
