"""What blocks are set with: the styles of a layout and the values of a paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.documents.pieces import MM
from app.documents.subject import ApplicationRow
from app.documents.typesetting import Align, Style, Typeface


@dataclass(frozen=True)
class Setting:
    """What blocks are set with: styles by name, values, the height of a page's column in points.

    `application`: the rows of an application form. `qr`: the text of the QR code, empty for none.
    `density`: what the white of tables and blocks is multiplied by; below 1 the page is set closer.
    """

    styles: Mapping[str, Style]
    values: Mapping[str, object]
    column_height: float
    application: tuple[ApplicationRow, ...] = ()
    qr: str = ""
    density: float = 1

    def style(self, block: Mapping[str, Any], key: str, default: str) -> Style:
        """Return the style that a block names, with the alignment it asks for."""
        style = self.styles[block.get(key, default)]
        return replace(style, align=Align(block["align"])) if "align" in block else style


def styles_of(
    named: Mapping[str, Mapping[str, Any]], faces: Mapping[str, Typeface]
) -> dict[str, Style]:
    """Return the styles of a layout; lengths in millimetres become points here."""
    return {
        name: Style(
            faces[facts["face"]], facts["size"], facts["leading"],
            Align(facts.get("align", "left")), facts.get("indent", 0), facts.get("hanging", 0),
            facts.get("before", 0) * MM, facts.get("after", 0) * MM, facts.get("color", 0),
            facts.get("solid", False),
        )
        for name, facts in named.items()
    }  # fmt: skip
