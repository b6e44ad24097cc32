"""Settings of this computer: a table of keys with defaults; an unknown key is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.changes import Changes
from app.domain.actor import Actor
from app.errors import Problem
from app.services.office import Office


@dataclass(frozen=True)
class Setting:
    """One setting: its key, its default, and what it may be (empty: any value of that type)."""

    key: str
    default: object
    choices: tuple[object, ...] = ()


SETTINGS: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting("screen.language", "zh_CN", ("zh_CN", "en")),
        Setting("screen.theme", "light", ("light", "dark")),
        Setting("screen.font", 100, (100, 115, 130)),
        Setting("screen.idle-minutes", 10),
        Setting("print.mode", "dialog", ("silent", "dialog", "folder")),
        Setting("print.printer", ""),
        Setting("print.folder", ""),
        Setting("station.id", ""),
        Setting("calendar.put-off", ""),
    )
}


def get(office: Office, key: str) -> object:
    """Return a setting or its default. Raises Problem `setting.unknown` (params: key)."""
    setting = _known(key)
    with office.store.read() as reader:
        value = reader.settings.get(key)
    return setting.default if value is None else value


def every(office: Office) -> Mapping[str, object]:
    """Return all settings with their present values."""
    with office.store.read() as reader:
        kept = {key: reader.settings.get(key) for key in SETTINGS}
    return {key: SETTINGS[key].default if value is None else value for key, value in kept.items()}


def put(office: Office, _actor: Actor | None, key: str, value: object) -> Changes:
    """Change a setting of this computer (anybody at it may).

    Raises Problem `setting.unknown` (params: key) or `setting.wrong` (params: key, value).
    """
    setting = _known(key)
    right_type = type(value) is type(setting.default)
    if not right_type or (setting.choices and value not in setting.choices):
        raise Problem("setting.wrong", key=key, value=value)
    with office.store.begin() as unit:
        unit.settings.put(key, value)
        unit.commit()
    return Changes()


def _known(key: str) -> Setting:
    setting = SETTINGS.get(key)
    if setting is None:
        raise Problem("setting.unknown", key=key)
    return setting
