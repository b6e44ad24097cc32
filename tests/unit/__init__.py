"""Quick tests of single modules: no Qt, no SQL."""
