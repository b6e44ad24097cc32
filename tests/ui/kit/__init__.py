"""The small parts of the screens, and whether they can be read."""
