"""Papers: receipts, notices, decisions, forms and slips, set from layouts and kept as PDF.

reportlab, zxing-cpp and pdfium are loaded when first used, so that no window waits for them.
"""

from __future__ import annotations

from app.documents.contents import PAPER_KINDS
from app.documents.layouts import title_of
from app.documents.maker import PaperMaker
from app.documents.reprint import Picture, page_picture, page_sizes
from app.documents.subject import ApplicationRow, ListedPaper, PaperSubject, RenderedPaper
from app.documents.verification import Verified, facts_digest, verify_text

__all__ = [
    "PAPER_KINDS",
    "ApplicationRow",
    "ListedPaper",
    "PaperMaker",
    "PaperSubject",
    "Picture",
    "RenderedPaper",
    "Verified",
    "facts_digest",
    "page_picture",
    "page_sizes",
    "title_of",
    "verify_text",
]
