"""The fixtures of this folder."""

from tests.ui.shell.fixtures import desk, kept, office, program

__all__ = ["desk", "kept", "office", "program"]
