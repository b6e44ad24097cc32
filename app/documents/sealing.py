"""Seals as PAdES signatures (ETSI EN 319 142, level B-B), drawn as the seal itself.

The signature certifies the file and allows no change after it (DocMDP 1). pyHanko writes it as an
increment, so the bytes that were checked as PDF/A stay as they are. Loads pyHanko, so it is
imported when a seal is first opened.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from math import ceil, floor
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfResources, RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle

from app.documents.seal_keys import SealKey, open_key
from app.documents.stamps import compressed
from app.errors import Problem
from app.ports.sealing import SealPlace, SealProvider

FIELD = "Seal"
_RESERVED = 16384
"""Hexadecimal digits kept for the signature; saves signing twice to learn its length."""
_IN_THE_CORNER = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MIN, margins=Margins()
)


def open_seal(source: str, password: str) -> SealProvider:
    """Open the seal whose key `source` names. Raises Problem like `seal_keys.open_key`."""
    return PdfSealProvider(open_key(source, password))


class PdfSealProvider:
    """Seals with a key kept loaded."""

    def __init__(self, key: SealKey) -> None:
        self._key = key

    @property
    def certificate(self) -> str:
        """Return the signer's X.509 certificate in PEM."""
        return self._key.certificate

    def seal(self, content: bytes, place: SealPlace, at: datetime) -> bytes:
        """Return the PDF sealed. Raises Problem `seal.not-applied` (params: reason)."""
        metadata = PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES,
            certify=True, docmdp_permissions=MDPPerm.NO_CHANGES,
        )  # fmt: skip
        failures: tuple[type[Exception], ...] = (SigningError, PdfError, *self._key.failures)
        field = SigFieldSpec(FIELD, on_page=place.page, box=_around(place.box))
        try:
            writer = _Increment(BytesIO(content))
            style = _style(place, writer)
            signer = _SignerAt(metadata, self._key.signer, stamp_style=style, new_field_spec=field)
            signer.at = at
            sealed = signer.sign_pdf(writer, bytes_reserved=_RESERVED)
        except failures as error:
            reason = str(error) or type(error).__name__
            raise Problem("seal.not-applied", reason=reason) from error
        whole: bytes = sealed.getvalue()
        return whole

    def close(self) -> None:
        """Let go of the key."""
        self._key.close()


def _around(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """Return the box in whole points around another: pyHanko cuts off what is beyond a whole point."""
    left, foot, right, top = box
    return floor(left), floor(foot), ceil(right), ceil(top)


def _style(place: SealPlace, writer: IncrementalPdfFileWriter) -> StaticStampStyle:
    left, foot, right, top = place.box
    width, height = right - left, top - foot
    box = generic.ArrayObject(
        generic.FloatObject(one)  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
        for one in (-width / 2, -height / 2, width / 2, height / 2)
    )
    drawing = generic.StreamObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/XObject"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
            generic.pdf_name("/BBox"): box,
            generic.pdf_name("/Filter"): generic.pdf_name("/FlateDecode"),
        },
        encoded_data=compressed(place.drawing),
    )
    resources: Any = PdfResources()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
    resources.xobject["/Seal"] = writer.add_object(drawing)
    around = _around(place.box)
    middle = ((left + right) / 2 - around[0], (foot + top) / 2 - around[1])
    command = f"q 1 0 0 1 {middle[0]:.3f} {middle[1]:.3f} cm /Seal Do Q".encode()
    room = BoxConstraints(around[2] - around[0], around[3] - around[1])
    content = RawContent(command, resources, room)
    return StaticStampStyle(border_width=0, background=content, background_layout=_IN_THE_CORNER)


class _SignerAt(PdfSigner):
    """Signs at the time it is told: pyHanko would read the machine's own clock."""

    at: datetime

    def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self.at
        return session


class _Increment(IncrementalPdfFileWriter):
    """Leaves the file's information as it is: PDF/A wants it to agree with the metadata."""

    def _update_meta(self) -> None:
        """Write no new producer and date."""
