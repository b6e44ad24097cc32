"""The translator's tools: collect the program's sentences, keep the translation in step, check it.

    python installer/words.py extract   count the sentences of the program (writes build/words.pot)
    python installer/words.py update    add new sentences to the translation, drop unused ones
    python installer/words.py check     name what is missing, empty, unsure or has other placeholders
    python installer/words.py compile   compile the translation (the package build does)

`update` leaves new sentences empty in `resources/i18n/en/LC_MESSAGES/yichuang.po`; fill them there.
Run it with the private interpreter (`.venv/bin/python`), which has Babel.
"""

from __future__ import annotations

import string
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app import wording
from app.wording.compile import compiled_file, source_file

ROOMS = ("app", "db", "ui")
MARKS = {"_": None, "N_": None}
LANGUAGE = "en"
WIDTH = 98


def extract() -> Catalog:
    """Return every marked sentence of the program, with the places where it stands."""
    found = Catalog(project="yichuang", charset="utf-8", fuzzy=False)
    for room in ROOMS:
        for name, line, sentence, _, _ in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=MARKS
        ):
            found.add(sentence, locations=[(f"{room}/{Path(name).as_posix()}", line)])
    return found


def translation() -> Catalog:
    """Return the translation as it is written; empty when there is none yet."""
    source = source_file(LANGUAGE)
    if not source.exists():
        return Catalog(
            locale=LANGUAGE,
            project="yichuang",
            header_comment="# The sentences of Yichuang in English; see installer/words.py.",
            fuzzy=False,
        )
    with source.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def write(catalogue: Catalog, target: Path) -> None:
    """Write a catalogue in a steady order, so that a change of one sentence is one change."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_po(
            file, catalogue, width=WIDTH, sort_output=True, no_location=True, ignore_obsolete=True
        )


def update() -> int:
    """Bring the translation in step with the program; return how many sentences are still empty."""
    kept = translation()
    kept.update(extract(), no_fuzzy_matching=True, update_creation_date=False)
    write(kept, source_file(LANGUAGE))
    return sum(1 for message in kept if message.id and not message.string)


def placeholders(text: str) -> set[str]:
    """Return the named placeholders of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def faults() -> list[str]:
    """Return what is wrong with the translation, one line each with the place in the program."""
    done, found = translation(), []
    for message in extract():
        if not message.id:
            continue
        place = ":".join(str(part) for part in message.locations[0])
        translated = done.get(message.id)
        if translated is None:
            found.append(f"{place}: not in the translation: {message.id}")
        elif not translated.string:
            found.append(f"{place}: not translated: {message.id}")
        elif translated.fuzzy:
            found.append(f"{place}: marked unsure: {message.id}")
        elif placeholders(message.id) != placeholders(translated.string):
            found.append(f"{place}: other placeholders: {message.id} / {translated.string}")
    sentences = {message.id for message in extract()}
    unused = (message.id for message in done if message.id and message.id not in sentences)
    return [*found, *(f"{source_file(LANGUAGE).name}: nobody says: {text}" for text in unused)]


def main(command: str) -> int:
    """Carry out one command; return the exit code."""
    if command == "extract":
        found = extract()
        write(found, ROOT / "build" / "words.pot")
        print(f"{len(found)} sentences")
    elif command == "update":
        print(f"{update()} sentences to translate in {source_file(LANGUAGE).relative_to(ROOT)}")
    elif command == "check":
        wrong = faults()
        print("\n".join(wrong) or "every sentence is translated")
        return 1 if wrong else 0
    elif command == "compile":
        for language in wording.LANGUAGES[1:]:
            print(compiled_file(language).relative_to(ROOT))
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(" ".join(sys.argv[1:])))
