"""Rows to domain objects and back, one file per aggregate; the only reader of the tables."""
