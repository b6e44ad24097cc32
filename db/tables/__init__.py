"""Rows: all tables of the store, with named constraints and the region first in every key."""

from db.tables import catalogue, intake, issuing, people, proceeding, records
from db.tables.metadata import REFERENCE_TABLES, metadata

__all__ = [
    "REFERENCE_TABLES",
    "catalogue",
    "intake",
    "issuing",
    "metadata",
    "people",
    "proceeding",
    "records",
]
