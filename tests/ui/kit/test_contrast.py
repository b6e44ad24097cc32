"""Everything can be read: contrast of text, borders and focus, computed from the tokens (WCAG 2.2)."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from ui.styles import icons, tokens

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("window", "surface", "band", "input", "input_off", "chosen", "info_soft")
MESSAGES = ("ok", "warning", "error", "info")


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    parts = [linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF())]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> dict[str, QColor]:
    return tokens.palette(request.param)


def below(colours: dict[str, QColor], pairs: list[tuple[str, str]], least: float) -> list[str]:
    return [
        f"{ink} on {ground}: {contrast(colours[ink], colours[ground]):.2f}"
        for ink, ground in pairs
        if contrast(colours[ink], colours[ground]) < least
    ]


def test_text_stands_out(colours: dict[str, QColor]) -> None:
    pairs = list(itertools.product(("text", "muted", "accent"), GROUNDS))
    pairs += [(kind, f"{kind}_soft") for kind in MESSAGES]
    pairs += list(itertools.product(MESSAGES, ("surface", "chosen")))
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_header", "header")]
    pairs += [("header_muted", "header"), ("on_selection", "selection"), ("text", "keycap")]
    pairs += [("text", f"{kind}_soft") for kind in MESSAGES] + [("text", "prefilled")]
    assert below(colours, pairs, TEXT) == []


def test_borders_and_focus_stand_out(colours: dict[str, QColor]) -> None:
    pairs = list(itertools.product(("border", "focus"), ("surface", "input", "window")))
    pairs += [("error", "surface"), ("warning", "surface"), ("keycap_edge", "surface")]
    pairs += [("border", "input_off"), ("header_line", "header"), ("on_header", "header")]
    assert below(colours, pairs, SHAPE) == []


def test_every_badge_can_be_read_and_told_from_both_grounds() -> None:
    white = QColor("#FFFFFF")
    for name in [*tokens.raw()["departments"], "从未见过的部门", "Some Other Department"]:
        assert contrast(white, tokens.badge(name).colour) >= TEXT, name


def test_a_department_never_seen_has_the_same_badge_every_time() -> None:
    tokens.badge.cache_clear()
    first = tokens.badge("数据局")
    tokens.badge.cache_clear()
    assert tokens.badge("数据局") == first
    assert first.word == "数据局"


def test_both_modes_name_the_same_colours() -> None:
    assert tokens.palette("light").keys() == tokens.palette("dark").keys()


def test_every_icon_has_a_shape_of_its_own(qapp: QApplication) -> None:
    drawn = {}
    for name in icons.names():
        picture = QPixmap(QSize(32, 32))
        picture.fill(QColor("#FFFFFF"))
        painter = QPainter(picture)
        icons.paint(painter, name, QRectF(0, 0, 32, 32), QColor("#000000"))
        painter.end()
        bits = picture.toImage()
        drawn[name] = bytes(bits.constBits())
    assert len(set(drawn.values())) == len(drawn)
