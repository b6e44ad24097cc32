"""From codes to sentences: every `Problem` and `Finding` code has words, one sentence each.

Each file in this room names the sentences of one subject as `SENTENCES`: code → Chinese template
with named placeholders. A sentence says what is wrong and what to do.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from app import wording
from app.errors import Finding, Problem
from app.wording import N_, _

_FALLBACK = N_("程序遇到没有说明文字的情况（{code}），请联系管理员。")


@cache
def all_sentences() -> dict[str, str]:
    """Return every code with its Chinese template. Raises ValueError for a code defined twice."""
    found: dict[str, str] = {}
    for module_info in pkgutil.iter_modules(wording.__path__):
        module = importlib.import_module(f"{wording.__name__}.{module_info.name}")
        for code, text in getattr(module, "SENTENCES", {}).items():
            if code in found:
                raise ValueError(code)
            found[code] = text
    return found


def sentence(of: Finding | Problem) -> str:
    """Return the sentence of a finding or problem in the language in use."""
    template = all_sentences().get(of.code)
    if template is None:
        return _(_FALLBACK).format(code=of.code)
    return _(template).format_map(_Params(of.params))


class _Params(dict[str, object]):
    """Parameters of a sentence; a missing one shows as an ellipsis instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"
