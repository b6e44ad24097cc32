"""System packages: `installer/apt.txt` read, missing ones named, and installed where allowed.

python3 -m app.bootstrap.system run test      install these groups or say what is missing
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.bootstrap import INSTALLER, mark, say

APT_LIST = Path(INSTALLER, "apt.txt")


@dataclass(frozen=True)
class Need:
    """A Debian package of a group, and the proof that it is there.

    The proof is a library that loads (`….so.N`), a program on the path, or an absolute file name;
    it holds on systems other than Debian too.
    """

    group: str
    package: str
    proof: str

    def is_there(self) -> bool:
        """Tell whether the proof succeeds on this machine."""
        if self.proof.startswith("/"):
            return Path(self.proof).exists()
        if ".so" not in self.proof:
            return shutil.which(self.proof) is not None
        try:
            ctypes.CDLL(self.proof)
        except OSError:
            return False
        return True


@cache
def listed() -> tuple[Need, ...]:
    """Return all needs of `apt.txt`, in its order."""
    needs, group = [], ""
    for line in APT_LIST.read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].split()
        if len(words) == 1:
            group = words[0].strip("[]")
        elif words:
            needs.append(Need(group, *words))
    return tuple(needs)


def missing(*groups: str) -> list[str]:
    """Return the packages of some groups whose proof fails; none are needed outside Linux."""
    if sys.platform != "linux":
        return []
    return [need.package for need in listed() if need.group in groups and not need.is_there()]


def install_line(packages: list[str]) -> str:
    """Return the line that a person types to install packages."""
    return " ".join(["apt-get", "install", "-y", "--no-install-recommends", *packages])


def can_install() -> bool:
    """Tell whether packages can be installed without asking anybody: root on a Debian."""
    return (
        sys.platform == "linux"
        and os.geteuid() == 0
        and Path("/etc/debian_version").exists()
        and shutil.which("apt-get") is not None
    )


def install(packages: list[str]) -> bool:
    """Install Debian packages as root; refresh the package list only if they are not found."""
    say(f"正在安装系统软件包：{' '.join(packages)}", "installing system packages")
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
    wanted = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return _quiet(wanted) or (_quiet([*apt, "update"]) and _quiet(wanted))


def _quiet(command: list[str]) -> bool:
    """Run a command without questions; on failure show the end of what it said."""
    done = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        sys.stderr.write("\n".join(done.stdout.splitlines()[-5:]) + "\n")
    return done.returncode == 0


def complete(*groups: str) -> bool:
    """Install what is missing where that is allowed, else name it; tell whether all is there."""
    packages = missing(*groups)
    if packages and can_install():
        install(packages)
        packages = missing(*groups)
    if packages:
        say(
            f"缺少系统软件包，请以 root 运行：{install_line(packages)}",
            "system packages are missing; run the line above as root",
        )
    return not packages


def check(lock: str) -> None:
    """See to the system packages of a lock; once complete, no later start looks again.

    What stays missing is named at every start, which goes on all the same: much of the program
    (the whole command line) does without.
    """
    groups = {"run": ("run",), "test": ("run", "test")}[lock]
    if complete(*groups):
        for group in groups:
            with contextlib.suppress(OSError):  # a read-only folder: looked at every time
                Path(mark("system", group)).write_bytes(APT_LIST.read_bytes())


if __name__ == "__main__":
    raise SystemExit(0 if complete(*sys.argv[1:]) else 1)
