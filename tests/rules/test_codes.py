"""Every code that is raised or found has a sentence, and every sentence has somebody who says it."""

import ast
import re
import string

from app.wording.sentences import all_sentences
from tests.rules.sources import PROGRAM, python_files, report

A_FAMILY = re.compile(r"f['\"][a-z][a-z-]*\.")
SPEAKERS = ("Problem", "WorldProblem", "Finding")


def literals(node: ast.expr) -> list[str] | None:
    """Return the codes that an expression can be, or None when it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        both = literals(node.body), literals(node.orelse)
        return None if None in both else [*(both[0] or []), *(both[1] or [])]
    return None


def test_every_code_has_a_sentence() -> None:
    said, faults = all_sentences(), []
    for source in python_files(*PROGRAM):
        for call in source.calls(*SPEAKERS):
            codes = (literals(call.args[0]) if call.args else None) or []
            faults += [source.at(call, code) for code in codes if code not in said]
    report(faults, "add the sentence to SENTENCES of a file in app/wording/")


def composed(node: ast.JoinedStr) -> re.Pattern[str]:
    """Return what a formatted string can be: `f"rule.{kind}-{sign}"` is a family of codes."""
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+"
        for part in node.values
    )
    return re.compile("".join(parts))


def test_every_sentence_is_said() -> None:
    used: set[str] = set()
    families: list[re.Pattern[str]] = []
    for source in python_files(*PROGRAM):
        if source.name.startswith("app/wording/"):
            continue
        used |= {node.value for node in source.strings()}
        families += [
            composed(node)
            for node in ast.walk(source.tree)
            if isinstance(node, ast.JoinedStr) and A_FAMILY.match(ast.unparse(node))
        ]
    report(
        (
            f"app/wording: {code}"
            for code in all_sentences()
            if code not in used and not any(family.fullmatch(code) for family in families)
        ),
        "nobody says it: take the sentence out, or use its code",
    )


def test_every_parameter_of_a_sentence_is_given() -> None:
    said, faults = all_sentences(), []
    for source in python_files(*PROGRAM):
        for call in source.calls("Problem", "WorldProblem"):
            given = {keyword.arg for keyword in call.keywords}
            if None in given:
                continue  # **params: only the running program knows
            for code in (literals(call.args[0]) if call.args else None) or []:
                for _, name, _, _ in string.Formatter().parse(said.get(code, "")):
                    if name and name not in given:
                        faults.append(source.at(call, f"{code} lacks {name}"))
    report(faults, "give the parameter that the sentence names")
