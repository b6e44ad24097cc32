"""Settings are a table; unknown keys and wrong values are refused."""

import pytest

from app.errors import Problem
from app.services import settings


def test_a_setting_has_a_default_and_keeps_what_is_put(office, clerk):
    assert settings.get(office, "print.mode") == "dialog"
    settings.put(office, clerk, "print.mode", "folder")
    assert settings.get(office, "print.mode") == "folder"
    assert settings.every(office)["print.mode"] == "folder"
    assert set(settings.every(office)) == set(settings.SETTINGS)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("print.mode", "fax", "setting.wrong"),
        ("screen.font", "115", "setting.wrong"),
        ("screen.font", True, "setting.wrong"),
        ("no.such", 1, "setting.unknown"),
    ],
)
def test_wrong_settings_are_refused(office, clerk, key, value, code):
    with pytest.raises(Problem) as caught:
        settings.put(office, clerk, key, value)
    assert caught.value.code == code


def test_an_unknown_setting_cannot_be_read(office):
    with pytest.raises(Problem):
        settings.get(office, "no.such")
