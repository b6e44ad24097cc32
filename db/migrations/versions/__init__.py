"""The changes, oldest first; a change that was shipped is never edited."""
