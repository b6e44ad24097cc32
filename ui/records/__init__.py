"""Sittings of the day and their papers: look up, preview, print, reprint, save."""
