"""Paper and preview."""
