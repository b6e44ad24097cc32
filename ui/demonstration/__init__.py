"""The demonstration sitting: a clerk's hands on the real widgets, from sign-in to the papers."""

from ui.demonstration.play import play

__all__ = ["play"]
