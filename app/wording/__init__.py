"""All sentences of the program: Chinese is the source, English the translation.

Stdlib gettext over `resources/i18n`, switchable at run time. `_("…")` translates when it is called,
so screens ask again after a switch; `N_("…")` marks a sentence that is translated later. Catalogue
text and the text of papers stay Chinese and never come through here.
"""

from __future__ import annotations

import gettext

SOURCE = "zh_CN"
LANGUAGES = (SOURCE, "en")


class _Speaker:
    """Holds the language in use; there is one per process."""

    def __init__(self) -> None:
        self.language = SOURCE
        self.translations: gettext.NullTranslations = gettext.NullTranslations()


_speaker = _Speaker()


def use(language: str) -> None:
    """Speak `zh_CN` or `en` from now on; ValueError for any other language."""
    if language not in LANGUAGES:
        raise ValueError(language)
    if language == SOURCE:
        _speaker.translations = gettext.NullTranslations()
    else:
        from app.wording.compile import compiled_file

        with compiled_file(language).open("rb") as file:
            _speaker.translations = gettext.GNUTranslations(file)
    _speaker.language = language


def language() -> str:
    """Return the language in use."""
    return _speaker.language


def _(text: str) -> str:
    """Return a sentence in the language in use."""
    return _speaker.translations.gettext(text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own customary name
    """Mark a sentence for translation and return it unchanged."""
    return text
