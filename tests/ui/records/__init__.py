"""Sittings and their papers."""
