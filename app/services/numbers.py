"""Numbers for sittings, cases and papers, taken inside the transaction that uses them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.numbering import barcode_number, printed_number
from app.domain.paper import PaperKind, SeriesKey
from app.ports.store import UnitOfWork

SITTING = "sitting"
CASE = "case"

# The word in the printed number and the two letters in the barcode form, per kind.
_WORDS: dict[str, tuple[str, str]] = {
    SITTING: ("办", "ST"),
    CASE: ("件", "CS"),
    PaperKind.RECEIPT: ("收", "RC"),
    PaperKind.ACCEPTANCE: ("受", "AC"),
    PaperKind.CORRECTION: ("补", "CR"),
    PaperKind.NOT_ACCEPTED: ("不受", "NA"),
    PaperKind.NOT_NEEDED: ("免许告", "NN"),
    PaperKind.TOLERANCE: ("容", "TL"),
    PaperKind.COMMITMENT: ("承", "CM"),
    PaperKind.AUTHORITY: ("委", "AU"),
    PaperKind.APPLICATION: ("申", "AP"),
    PaperKind.SLIP: ("条", "SL"),
    PaperKind.CONSULTATION: ("询", "CN"),
    PaperKind.SPECIAL: ("特", "SP"),
    PaperKind.EXTENSION: ("延", "EX"),
    PaperKind.HEARING: ("听告", "HR"),
    PaperKind.FIELD_CHECK: ("核", "FC"),
    PaperKind.GRANT: ("准", "GR"),
    PaperKind.REFUSAL: ("不准", "RF"),
    PaperKind.REGISTRATION: ("登", "RG"),
    PaperKind.AMENDMENT: ("变", "AM"),
    PaperKind.ENDING: ("撤", "EN"),
    PaperKind.TERMINATION: ("终", "TM"),
    PaperKind.WITHDRAWAL: ("撤申", "WD"),
    PaperKind.DELIVERY: ("达", "DL"),
    PaperKind.COLLECTION: ("领", "CL"),
    PaperKind.TRANSFER: ("转", "TF"),
    PaperKind.FEE: ("费", "FE"),
    PaperKind.RECTIFY: ("改", "RT"),
    PaperKind.FILE: ("卷", "FL"),
}


@dataclass(frozen=True)
class Number:
    """A number in its two forms."""

    printed: str
    barcode: str


def take(unit: UnitOfWork, key: SeriesKey, short: str, station: str) -> Number:
    """Take the next number of a series; it exists only if the transaction commits."""
    return take_several(unit, key, short, station, 1)[0]


def take_several(
    unit: UnitOfWork, key: SeriesKey, short: str, station: str, count: int
) -> tuple[Number, ...]:
    """Take the next numbers of a series at once, for the cases of one receipt."""
    word, code = _WORDS[key.kind]
    return tuple(
        Number(printed_number(key, short, word, serial), barcode_number(key, code, serial))
        for serial in unit.numbers.take_several(key, station, count)
    )
