"""Refusals and failures that a person can be told about.

A `Problem` is a refusal with a reason (the input, the law, a missing right). A `WorldProblem` is a
failure of the world (disk full, no link). Anything else that is raised is a fault of ours and goes
to the crash dialog. The sentences for the codes live in `app.wording`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The value cannot be used as it is."""
    WARNING = "warning"
    """The value may be used; a person should look at it."""
    REPAIRED = "repaired"
    """The value was corrected mechanically; the note says how."""


@dataclass(frozen=True)
class Finding:
    """One thing found in an input: a code with parameters, never a sentence.

    `code` is dotted (`id-number.check-digit`), `params` fill the sentence's placeholders,
    `where` names the field key, file or line that the finding belongs to (may be empty).
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    where: str = ""


class Problem(Exception):  # noqa: N818 - the house word for a refusal, not an interpreter error
    """A refusal that the person at the screen can understand and act on.

    `code` is dotted (`case.already-accepted`); `params` fill its sentence; `findings` carry the
    single faults where there are several (an import names every fault at once).
    """

    def __init__(self, code: str, *, findings: tuple[Finding, ...] = (), **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
        self.findings = findings


class WorldProblem(Problem):
    """A failure of the world: disk full, database locked, no link, printer gone."""
