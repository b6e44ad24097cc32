"""The proof; run with `python3 -m tests`."""
