"""How the command line answers: people read sentences, programs read JSON.

Exit codes: 0 done, 1 refused (with reasons), 2 wrong usage (click's own).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

import click

from app import wording
from app.errors import Problem
from app.wording.sentences import sentence

REFUSED = 1

Answer = Mapping[str, Any] | list[Any]


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help=wording._("以 JSON 回答"))(command)


def say(as_json: bool, answer: Answer, text: str) -> None:
    """Print an answer: as JSON, or as text for people."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else text)


def refuse(as_json: bool, problem: Problem) -> None:
    """Print a refusal with all its reasons to standard error (JSON to standard output) and leave."""
    reasons = [_located(finding.where, sentence(finding)) for finding in problem.findings]
    if as_json:
        answer = {"refused": problem.code, "sentence": sentence(problem), "reasons": reasons}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    for line in (sentence(problem), *reasons):
        click.echo(line, err=True)
    sys.exit(REFUSED)


def _located(where: str, text: str) -> str:
    return f"{where}: {text}" if where else text
