"""Numbers of persons and bodies as others may see them."""

from __future__ import annotations

from collections.abc import Callable

from app.documents.words import masked
from app.forms.parties import USCC


def public_number(id_type: str, number: str, hide: Callable[[str], str] = masked) -> str:
    """Return a body's credit code whole, as it is published, and anybody's number with a hidden middle.

    The code is public by GB 32100 and the enterprise publicity system; a person's number is not.
    """
    return number if id_type == USCC else hide(number)
