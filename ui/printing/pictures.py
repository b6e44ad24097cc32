"""Pages of a paper as pictures for the screen and for printers that want pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.documents import page_picture, page_sizes

if TYPE_CHECKING:
    from app.services.office import Office

PRINT_DPI = 300
_POINTS_PER_INCH = 72


def page_count(content: bytes) -> int:
    """Return how many pages a paper has."""
    return len(page_sizes(content))


def page_image(content: bytes, page: int, dpi: int) -> QImage:
    """Draw one page (counted from 0) at so many dots per inch."""
    picture = page_picture(content, page, dpi / _POINTS_PER_INCH)
    image = QImage(
        picture.rgba,
        picture.width,
        picture.height,
        4 * picture.width,
        QImage.Format.Format_RGBA8888,
    ).copy()
    dots_per_metre = round(dpi / 0.0254)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    return image


def page_images(_office: Office, content: bytes, dpi: int) -> tuple[QImage, ...]:
    """Draw all pages; a verb for the papers' thread."""
    return tuple(page_image(content, page, dpi) for page in range(page_count(content)))
