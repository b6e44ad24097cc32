"""The first start, the second one, and all that can go wrong between them; real processes."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.unit.bootstrap_builders import ROOT, Checkout, a_checkout, outer_python

MADE = "正在建立独立的运行环境"
INSTALLED = "正在安装所需的 Python 软件包"
DEAREST_MS = 60


def outside() -> str:
    """Return the prefix of the interpreter that starts the program."""
    asked = [outer_python(), "-c", "import sys; print(sys.prefix)"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return a_checkout(tmp_path / "一 窗" / "checkout")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a checkout that was started once; tests leave it as it is."""
    made = a_checkout(tmp_path_factory.mktemp("ready") / "checkout", quick=False)
    assert made.start().returncode == 0
    return made


def test_the_first_start_makes_the_environment_and_goes_on_in_it(checkout: Checkout) -> None:
    first = checkout.start("收件", "--json")
    assert first.returncode == 0, first.stderr
    assert first.stdout.strip() == f"{checkout.venv}|收件|--json"
    assert MADE in first.stderr
    assert "making the private environment" in first.stderr
    assert INSTALLED in first.stderr


def test_the_second_start_says_nothing_and_keeps_arguments_and_exit_code(ready: Checkout) -> None:
    second = ready.start("7", "a b", "ü")
    assert second.returncode == 7
    assert second.stdout.strip() == f"{ready.venv}|7|a b|ü"
    assert second.stderr == ""


def test_a_start_from_another_folder_finds_the_program(ready: Checkout, tmp_path: Path) -> None:
    elsewhere = ready.start(cwd=tmp_path, PYTHONPATH=str(ready.folder), PYTHONSAFEPATH="1")
    assert elsewhere.stdout.strip() == str(ready.venv), elsewhere.stderr


def test_the_version_is_told_without_any_environment(checkout: Checkout) -> None:
    told = checkout.start("--version")
    assert told.returncode == 0
    assert told.stdout.startswith("yichuang ")
    assert not checkout.venv.exists()


def test_whoever_answers_for_the_packages_is_left_alone(checkout: Checkout) -> None:
    left = checkout.start(YICHUANG_NO_VENV="1")
    assert left.stdout.strip() == outside()
    assert not checkout.venv.exists()


def test_an_installed_distribution_is_left_alone(checkout: Checkout) -> None:
    shutil.rmtree(checkout.folder / "installer")
    assert checkout.start().stdout.strip() == outside()
    assert not checkout.venv.exists()


def test_a_changed_lock_is_installed_at_the_next_start(checkout: Checkout) -> None:
    checkout.start()
    (checkout.folder / "installer" / "run.lock").write_text("# nothing, but otherwise\n")
    changed = checkout.start()
    assert changed.returncode == 0
    assert INSTALLED in changed.stderr
    assert MADE not in changed.stderr
    assert checkout.start().stderr == ""


def test_a_half_made_environment_is_made_anew(checkout: Checkout) -> None:
    """As after a kill while the folder was being filled, or when Python moved away."""
    checkout.venv.mkdir()
    (checkout.venv / "pyvenv.cfg").write_text("home = /nowhere\n")
    repaired = checkout.start()
    assert repaired.returncode == 0, repaired.stderr
    assert repaired.stdout.strip() == str(checkout.venv)


def test_an_environment_of_another_python_is_made_anew(checkout: Checkout) -> None:
    checkout.start()
    mark = checkout.venv / ".installed-run"
    mark.write_bytes(b"3.10\n# nothing\n")
    (checkout.venv / "bin" / "python").unlink(missing_ok=True)
    (checkout.venv / "Scripts" / "python.exe").unlink(missing_ok=True)
    assert MADE in checkout.start().stderr


def test_two_starts_at_once_do_the_work_once(checkout: Checkout) -> None:
    both = [checkout.begin(), checkout.begin()]
    said = [one.communicate(timeout=120) for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert sum(INSTALLED in stderr for _, stderr in said) == 1


def test_an_installation_that_fails_says_why_and_is_tried_again(checkout: Checkout) -> None:
    lock = checkout.folder / "installer" / "run.lock"
    lock.write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    failed = checkout.start(PIP_NO_INDEX="1", PIP_CONFIG_FILE="/dev/null")
    assert failed.returncode == 1
    assert "no-such-package" in failed.stderr
    assert "请检查网络后重新启动" in failed.stderr
    assert failed.stdout == ""
    lock.write_text("# nothing\n")
    assert checkout.start().returncode == 0


def test_an_interpreter_that_never_arrives_is_not_started_for_ever(ready: Checkout) -> None:
    stuck = ready.start(before=("-X", "yichuang"))
    assert stuck.returncode == 1
    assert "请删除 .venv" in stuck.stderr


def test_the_second_start_is_cheap(ready: Checkout) -> None:
    """Above the bare interpreter: the bootstrap twice and one more interpreter (section 1)."""

    def quickest(*arguments: str) -> float:
        spent = []
        for _ in range(12):
            begun = time.perf_counter()
            subprocess.run(
                ready.command(*arguments),
                cwd=ready.folder,
                env=ready.surroundings(),
                check=True,
                capture_output=True,
            )
            spent.append((time.perf_counter() - begun) * 1000)
        return min(spent)

    bare = quickest("-c", "pass")
    started = quickest("-c", "from app.bootstrap import ensure; ensure('run')")
    print(f"second start: {started - bare:.1f} ms above the bare interpreter's {bare:.1f} ms")
    assert started - bare <= DEAREST_MS


@pytest.mark.fresh
@pytest.mark.timeout(900)
def test_a_fresh_copy_installs_itself_and_answers(tmp_path: Path) -> None:
    """The real packages from the package index, into a copy of what the repository holds."""
    from tests.rules.sources import tracked_files

    copy = tmp_path / "copy"
    for name in tracked_files():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    home = tmp_path / "home"
    home.mkdir()
    surroundings = Checkout(copy).surroundings(HOME=str(home), YICHUANG_HOME=str(home / "data"))

    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [outer_python(), *arguments],
            cwd=copy,
            env=surroundings,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    version = start("-m", "app", "--version")
    assert version.stdout.startswith("yichuang "), version.stderr
    assert not (copy / ".venv").exists()
    helped = start("-m", "app.admin", "--help")
    assert helped.returncode == 0, helped.stderr
    assert "正在写入 .venv" in helped.stderr
    again = start("-m", "app.admin", "--help")
    assert (again.stdout, again.stderr) == (helped.stdout, "")
