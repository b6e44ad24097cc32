"""Numbers on the screen: what is public stands there whole, what is a person's own does not."""

from __future__ import annotations

import pytest

from ui.intake.words import masked
from ui.kit.numbers import public_number

CODE = "92370902YC000001X5"


def test_a_credit_code_is_public() -> None:
    assert public_number("统一社会信用代码", CODE) == CODE
    assert public_number("统一社会信用代码", CODE, masked) == CODE


@pytest.mark.parametrize("kind", ["居民身份证", "护照", ""])
def test_a_person_s_number_is_not(kind: str) -> None:
    assert "*" in public_number(kind, "370902199001019995")
    assert "*" in public_number(kind, "370902199001019995", masked)
