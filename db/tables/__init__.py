"""Rows: all tables of the store, with named constraints and the region first in every key."""

from db.tables import catalogue, intake, people, records
from db.tables.metadata import REFERENCE_TABLES, metadata

__all__ = ["REFERENCE_TABLES", "catalogue", "intake", "metadata", "people", "records"]
