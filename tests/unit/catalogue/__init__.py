"""Tests of the catalogue: packages, versions, building, searching."""
