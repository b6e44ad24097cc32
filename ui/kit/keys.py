"""How the key of a button is told to who does not see its key cap: in the accessible description."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.wording import _


def key_told(key: str, why: str = "") -> str:
    """Return the description of a button: its key, then what stands against it, if anything."""
    told = _("按键 {key}").format(key=key) if key else ""
    return "。".join(filter(None, (told, why)))


def tell_key(widget: QWidget, key: str) -> None:
    """Tell the key that leads to a widget, or does what it stands for, to who does not see it.

    Call it wherever the screen's words are written: the language may change.
    """
    widget.setAccessibleDescription(key_told(key))
