"""Language, light and dark, font steps: switched while the program runs, and remembered."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app import wording
from app.services import settings
from app.services.office import Office
from ui.shell.application import Program
from ui.shell.look import Look
from ui.styles.appearance import appearance

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Spoken(gettext.NullTranslations):
    """Translates every sentence into itself in brackets."""

    def gettext(self, message: str) -> str:
        """Return the sentence in brackets."""
        return f"[{message}]"


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the compiled translation, so that every sentence that goes through shows it."""

    monkeypatch.setattr(gettext, "GNUTranslations", lambda _file: Spoken())


def test_dark_and_font_step_are_put_on_by_key_and_kept(
    qtbot: QtBot, program: Program, office: Office
) -> None:
    light = QApplication.palette().window().color()
    QTest.keyClick(program.window, Qt.Key.Key_D, CTRL_SHIFT)
    assert appearance().mode == "dark"
    assert QApplication.palette().window().color() != light
    before = program.entrance.sign_in.name.height()
    QTest.keyClick(program.window, Qt.Key.Key_F, CTRL_SHIFT)
    assert appearance().step == 115
    assert program.entrance.sign_in.name.height() > before
    qtbot.waitUntil(lambda: settings.get(office, "screen.font") == 115)
    assert settings.get(office, "screen.theme") == "dark"


def test_the_language_changes_on_every_page_at_once(
    qtbot: QtBot, program: Program, english: None
) -> None:
    page = program.entrance.sign_in
    page.name.insert("zhoumin")
    QTest.keyClick(program.window, Qt.Key.Key_E, CTRL_SHIFT)
    assert wording.language() == "en"
    qtbot.waitUntil(lambda: page.heading.text() == "[登录]")
    assert page.name.accessibleName() == "[登录名]"
    assert page.name.text() == "zhoumin"
    qtbot.waitUntil(lambda: program.window.windowTitle().startswith("["))
    QTest.keyClick(program.window, Qt.Key.Key_E, CTRL_SHIFT)
    qtbot.waitUntil(lambda: page.heading.text() == "登录")


def test_qt_s_own_buttons_are_chinese(qtbot: QtBot, program: Program) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_the_look_is_there_before_the_store_is_open(qapp: QApplication, tmp_path: Path) -> None:
    first = Look(qapp, tmp_path)
    first.wear({"screen.theme": "dark", "screen.font": 130})
    first.remember()
    second = Look(qapp, tmp_path)
    second.remembered()
    assert (second.now("screen.theme"), second.now("screen.font")) == ("dark", 130)
    second.wear({})


@pytest.mark.parametrize("text", ["", "[]", "{broken", '{"screen.theme": 7}'])
def test_a_spoilt_memory_gives_the_default_look(
    qapp: QApplication, tmp_path: Path, text: str
) -> None:
    (tmp_path / "look.json").write_text(text, encoding="utf-8")
    look = Look(qapp, tmp_path)
    look.remembered()
    assert appearance().mode == "light"
    assert wording.language() == wording.SOURCE


def test_every_entry_of_a_page_is_bound_to_its_visible_caption(program: Program) -> None:
    page = program.entrance.sign_in
    captions: Mapping[object, str] = {
        label.buddy(): label.text() for label in page.findChildren(QLabel) if label.buddy()
    }
    for entry in page.findChildren(QLineEdit):
        assert captions[entry] == entry.accessibleName() != ""
