"""Tests of the bureau file, the regimes and who decides what."""
