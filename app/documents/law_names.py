"""The names of laws on papers: in their brackets, and an item's own laws where a rule points to them."""

from __future__ import annotations

import re
from functools import cache

from app.documents.limits import item_of
from app.documents.subject import PaperSubject
from app.documents.words import joined, printed, word, words_of
from app.domain.catalogue import LegalBasis

_REMARKS = re.compile(r"(?:（(?![试暂]行)[^（）]*）)+$")
"""A law's number or year after its name, which stands outside the brackets; （试行） belongs to the name."""


def bracketed(text: str) -> str:
    """Return a basis with every law that it names by article in 《》; what has them keeps them."""
    return _bare().sub(lambda m: f"{m['before']}{m['verb'] or ''}《{m['name']}》", text)


@cache
def _bare() -> re.Pattern[str]:
    """Return how a law is named by its article without brackets (`bare_laws` in `words.json`)."""
    before, verb, name, kinds, article = words_of("bare_laws")
    return re.compile(
        f"(?P<before>{before})(?P<verb>{verb})?(?P<name>{name}(?:{kinds}))(?={article})"
    )


def cited(basis: LegalBasis) -> str:
    """Return a law with its articles as papers cite it: 《名称》（文号）第…条; no article where none is told."""
    whole = printed(basis.law).replace("《", "").replace("》", "")
    name = _REMARKS.sub("", whole)
    articles = printed(basis.articles)
    return (
        f"《{name}》{whole[len(name) :]}{'' if articles in words_of('no_articles') else articles}"
    )


def own_laws(subject: PaperSubject) -> str:
    """Return the laws that an item rests on, with their articles; empty where it names none."""
    item = item_of(subject)
    return joined(map(cited, item.legal_basis if item else ()))


def first_law(subject: PaperSubject) -> str:
    """Return the first of the laws that an item rests on, which names its conditions."""
    item = item_of(subject)
    return cited(item.legal_basis[0]) if item and item.legal_basis else ""


def rests_on_own_laws(article: str) -> bool:
    """Tell whether a rule points to what the item itself rests on."""
    return word("own_basis") in article


def law_text(subject: PaperSubject, article: str) -> str:
    """Return a basis as printed: the item's own laws where it points to them, every name in 《》."""
    if rests_on_own_laws(article):
        return own_laws(subject) or word("own_basis_general")
    return bracketed(article)
