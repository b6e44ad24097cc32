"""Which certificates are printed over a pre-printed blank, and on which kind of blank."""

from __future__ import annotations

from app.documents.certificate_layouts import CertificateLayout, certificate_layouts
from app.services.office import Office


def overlaid(_office: Office) -> tuple[CertificateLayout, ...]:
    """Return the layouts that are printed over a blank; a verb."""
    return tuple(layout for layout in certificate_layouts().values() if layout.blank)
