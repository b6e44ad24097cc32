"""Make `run.lock` and `test.lock` anew: one resolution for Python 3.11-3.13, Linux and Windows.

A maintainer's tool; needs `uv` on the path or in the interpreter's environment. It resolves the
dependencies of `pyproject.toml` once with the test extra and once without, so that both locks agree
on every version, and writes hashes but no address of an index and no path of this machine.

    python installer/lock.py            keep the versions that are locked where they still fit
    python installer/lock.py --upgrade  take the newest that fit
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent / "pyproject.toml"
RUN, TEST = HERE / "run.lock", HERE / "test.lock"
HEADER = "# Made by `python installer/lock.py` from pyproject.toml; do not edit.\n"


def resolve(requirements: list[str], constraints: str, *, upgrade: bool) -> str:
    """Return the universal resolution of requirements, held to the pins of `constraints`."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, pins, out = (Path(folder, name) for name in ("wanted.in", "pins.txt", "out.lock"))
        wanted.write_text("\n".join(requirements), encoding="utf-8")
        pins.write_text(constraints, encoding="utf-8")
        command = [sys.executable, "-m", "uv", "pip", "compile", str(wanted)]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        command += ["--no-build", "--constraint", str(pins), "--output-file", str(out)]
        command += ["--upgrade"] if upgrade else []
        subprocess.run(command, check=True)
        return out.read_text(encoding="utf-8")


def blocks(lock: str) -> dict[str, str]:
    """Split a lock into its requirements: first line without the line break sign → whole block."""
    found: dict[str, str] = {}
    key = ""
    for line in lock.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith(" "):
            key = line.removesuffix("\\").strip()
            found[key] = ""
        found[key] += line + "\n"
    return found


def main() -> int:
    """Write both locks; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true")
    upgrade = parser.parse_args().upgrade
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    runtime, test = project["dependencies"], project["optional-dependencies"]["test"]
    locked = [lock.read_text(encoding="utf-8") for lock in (RUN, TEST) if lock.exists()]
    old = {} if upgrade else blocks("\n".join(locked))
    pins = "\n".join(key for key in old if not key.startswith("-"))
    everything = blocks(resolve(runtime + test, pins, upgrade=upgrade))
    needed = blocks(resolve(runtime, "\n".join(everything), upgrade=upgrade))
    added = {key: block for key, block in everything.items() if key not in needed}
    RUN.write_text(HEADER + "".join(needed.values()), encoding="utf-8", newline="\n")
    TEST.write_text(
        HEADER + "-r run.lock\n" + "".join(added.values()), encoding="utf-8", newline="\n"
    )
    sys.stderr.write(f"run.lock: {len(needed)} packages; test.lock adds {len(added)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
