"""Files short and explained, rooms named for what they do, nothing at the top that is not agreed."""

import ast
import io
import re
import tokenize

from tests.rules.sources import PROGRAM, ROOT, python_files, report, tracked_files

LONGEST = 400
TOP_LEVEL = {
    ".ci", ".github", ".gitignore", "LICENSE", "README.md", "pyproject.toml",
    "app", "db", "installer", "resources", "tests", "ui",
}  # fmt: skip
NAMELESS = re.compile(r"^_?(utils?|helpers?|managers?|common|misc|base)$")
NOTE = re.compile("TO" + "DO|FIX" + "ME|X" + "XX")
TEXT = {".py", ".toml", ".md", ".txt", ".lock", ".yml", ".yaml", ".json", ".qss", ".po", ".cfg", ""}
OF_A_MACHINE = re.compile(
    "|".join(
        [
            "/ro" + "ot/",
            "/wo" + "rk/",
            "pypi" + r"\.org",
            "python" + "hosted",
            "registry" + r"\.npm",
        ]
    )
)


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    report(
        (
            f"{source.name}:{count}: {count} lines"
            for source in python_files(*PROGRAM, "installer", "tests")
            if (count := source.text.count("\n")) > LONGEST
        ),
        f"longer than {LONGEST} lines: split the file by subject",
    )


def test_every_module_says_what_it_is_for() -> None:
    report(
        (
            f"{source.name}:1: no docstring"
            for source in python_files(*PROGRAM, "installer", "tests")
            if not ast.get_docstring(source.tree)
        ),
        "begin the module with a docstring that says what it is for",
    )


def test_no_module_is_named_for_nothing() -> None:
    report(
        (
            f"{source.name}:1: {part}"
            for source in python_files(*PROGRAM, "installer", "tests")
            for part in source.module.split(".")
            if NAMELESS.match(part)
        ),
        "name the module for what it does",
    )


def test_nothing_is_left_to_be_done() -> None:
    faults = []
    for source in python_files(*PROGRAM, "installer", "tests"):
        faults += [
            f"{source.name}:{token.start[0]}: {token.string}"
            for token in tokenize.generate_tokens(io.StringIO(source.text).readline)
            if token.type == tokenize.COMMENT and NOTE.search(token.string)
        ]
    report(faults, "do it now, or file an issue and take the note out")


def test_the_top_level_holds_only_what_is_agreed() -> None:
    report(
        {f"{path.parts[0]}:1: not agreed" for path in tracked_files()}
        - {f"{name}:1: not agreed" for name in TOP_LEVEL},
        "the top level is fixed: move it into a room or ignore it",
    )


def test_no_file_names_a_machine_or_an_index() -> None:
    report(
        (
            f"{path.as_posix()}:{number}: {found.group()}"
            for path in tracked_files()
            if path.suffix in TEXT
            for number, line in enumerate(
                (ROOT / path).read_text(encoding="utf-8", errors="replace").splitlines(), 1
            )
            if (found := OF_A_MACHINE.search(line))
        ),
        "no path of one machine and no address of an index belongs into the repository",
    )
