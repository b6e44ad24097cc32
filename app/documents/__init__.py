"""Papers: receipts, notices, decisions, forms and slips, set from layouts and kept as PDF.

What a paper is made from comes without reportlab; what makes it is loaded when first asked for, so
that the program's window does not wait for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from app.documents.subject import ApplicationRow, PaperSubject, RenderedPaper

if TYPE_CHECKING:
    from app.documents.maker import PaperMaker
    from app.documents.reprint import Picture, page_picture, page_sizes
    from app.documents.verification import Verified, facts_digest, verify_text

__all__ = [
    "ApplicationRow", "PaperMaker", "PaperSubject", "Picture", "RenderedPaper", "Verified",
    "facts_digest", "page_picture", "page_sizes", "verify_text",
]  # fmt: skip

_LATER = {
    "PaperMaker": "maker",
    "Picture": "reprint",
    "page_picture": "reprint",
    "page_sizes": "reprint",
    "Verified": "verification",
    "facts_digest": "verification",
    "verify_text": "verification",
}


def __getattr__(name: str) -> object:
    """Load a heavy part when it is first named."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"app.documents.{_LATER[name]}"), name)
