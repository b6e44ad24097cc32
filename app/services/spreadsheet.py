"""Tables that a spreadsheet opens as they are: UTF-8 with its mark, text that starts no formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_MOST_DIGITS = 15
"""A spreadsheet keeps no more digits of a number; longer ones are text, told by a tab before them."""


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8 with a byte order mark.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it; a number with
    more digits than a spreadsheet keeps gets a tab, so that it stays text.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    told = "" if value is None else str(value)
    if told.isdigit() and len(told) > _MOST_DIGITS:
        return f"\t{told}"
    return f"'{told}" if told.startswith(_STARTS_A_FORMULA) else told
