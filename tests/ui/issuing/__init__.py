"""The issue desk's screens."""
