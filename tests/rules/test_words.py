"""Every sentence that the program says is marked, and translated whole."""

import ast
import importlib.util
import re
from types import ModuleType

from tests.rules.sources import PROGRAM, ROOT, Source, called, python_files, report

CHINESE = re.compile("[\u3400-\u9fff]")
MARKS = {"_", "N_"}


def words() -> ModuleType:
    """Return the translator's tools, which lie outside the program."""
    spec = importlib.util.spec_from_file_location("words", ROOT / "installer" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def marked(source: Source) -> set[int]:
    """Return the identities of the literals inside `_(…)` and `N_(…)`."""
    return {
        id(inner)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and called(node) in MARKS
        for inner in ast.walk(node)
    }


def test_every_sentence_is_translated() -> None:
    report(words().faults(), "run installer/words.py update, then fill the translation")


def test_no_mark_hides_a_sentence_put_together_at_run_time() -> None:
    report(
        (
            source.at(call, ast.unparse(call))
            for source in python_files(*PROGRAM)
            for call in source.calls("N_")
            if len(call.args) != 1 or not isinstance(call.args[0], ast.Constant)
        ),
        "N_ takes one literal: use named placeholders",
    )


SPOKEN = ("ui/", "app/admin/")
"""Where every Chinese literal is meant for a reader."""
SENTENCE = re.compile("[\u3400-\u9fff].*[，。！？；]")
OWN_NAMES = {"中文"}  # a language is named in itself
NOT_SAID = {
    "app/bootstrap/": "says both languages at once, before one can be chosen",
    "app/wording/papers.py": "the text of papers stays Chinese",
    "app/admin/sitting_file.py": "the words of the sitting file's format",
    "ui/review/forms_of_review.py": "how the catalogue writes a term; its captions are marked",
    "app/admin/sums.py": "the units of the catalogue's format",
    "app/admin/measuring.py": "what the benchmark types into the search",
}
"""Files whose Chinese is data or stays Chinese, each with the reason."""


def test_every_chinese_sentence_is_marked_for_translation() -> None:
    faults = []
    for source in python_files(*PROGRAM):
        if source.name.startswith(tuple(NOT_SAID)):
            continue
        telling = CHINESE if source.name.startswith(SPOKEN) else SENTENCE
        inside = marked(source)
        faults += [
            source.at(node, repr(node.value))
            for node in source.strings()
            if telling.search(node.value) and id(node) not in inside and node.value not in OWN_NAMES
        ]
    report(faults, "say it through _(…) or N_(…) of app.wording")
