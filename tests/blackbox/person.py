"""A person at the screen who cannot see it: finds things by the words on them, uses keys alone.

Runs under the system's Python with pyatspi. What Qt tells on X11, learnt by trying: a combo box is
*named* by what is chosen in it, so its caption is found through the label that is its buddy; it
cannot be given the keys through the tree, so the person walks to it; the current line of a list
always says that it has the keys; text with Chinese characters is pasted, because xdotool drops some
when it types them.
"""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pyatspi
from gi.repository import GLib

Answer = TypeVar("Answer")

PATIENCE = 20.0  # seconds; a busy machine is no fault of the program
_PAUSE = 0.03
_LISTS = {pyatspi.ROLE_LIST, pyatspi.ROLE_TABLE}
_NO_INPUTS = {pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_LIST_ITEM, pyatspi.ROLE_TABLE_CELL}
_GONE = (GLib.GError, LookupError, AttributeError, NotImplementedError)
"""What reading the tree raises where it changes meanwhile."""


class Lost(Exception):  # noqa: N818 - what a person would say
    """Something is not on the screen, or did not happen."""


def wait(until: Callable[[], Answer | None], what: str) -> Answer:
    """Return the first answer that is one; raises Lost (saying what) when patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(*_GONE):
            answer = until()
            if answer:
                return answer
        time.sleep(_PAUSE)
    raise Lost(what)


def label(thing: Any) -> Any | None:
    """Return the label whose buddy an input is, if there is one."""
    for relation in thing.getRelationSet():
        if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY:
            return relation.getTarget(0)
    return None


def caption(thing: Any) -> str:
    """Return the words by which a person knows an input: its label's, else its own name."""
    of = label(thing)
    return plain(thing.name if of is None else of.name)


def plain(words: str) -> str:
    """Return a caption without the mark of what must be filled."""
    return words.replace("\u00a0", " ").removesuffix("*").strip()


def content(thing: Any) -> str:
    """Return what stands in an input: typed text, or what is chosen."""
    if thing.getRole() == pyatspi.ROLE_COMBO_BOX:
        return str(thing.name)
    words = thing.queryText()
    return str(words.getText(0, words.characterCount))


def says(thing: Any, state: int) -> bool:
    """Tell whether a thing says that it is in a state."""
    return bool(thing.getState().contains(state))


class Person:
    """Uses the one program on the screen, once it is there and has the keys."""

    def __init__(self) -> None:
        self._program = wait(
            lambda: next((one for one in pyatspi.Registry.getDesktop(0) if one.childCount), None),
            "there is no program on the screen",
        )
        wait(
            lambda: any(says(frame, pyatspi.STATE_ACTIVE) for frame in self._program),
            "the program's window does not get the keys",
        )

    def things(self) -> Iterator[Any]:
        """Yield everything that shows."""
        yield from _below(self._program)

    def inputs(self) -> Iterator[Any]:
        """Yield everything that shows, can get the keys and is no button."""
        for thing in self.things():
            if says(thing, pyatspi.STATE_FOCUSABLE) and thing.getRole() not in _NO_INPUTS:
                yield thing

    def hear(self, words: str) -> str:
        """Wait until something on the screen says these words; return all that it says."""
        try:
            return wait(
                lambda: next((one.name for one in self.things() if words in one.name), None),
                f"nothing says {words!r}",
            )
        except Lost as lost:
            raise Lost(f"{lost}; the screen says {self.all_words()}{self._fault()}") from None

    def _fault(self) -> str:
        """Return the report of the program's own fault, where it tells one."""
        told = (content(one) for one in self.inputs() if one.name == "出错报告")
        return "".join(f"\n{report}" for report in told)

    def all_words(self) -> list[str]:
        """Return everything that the screen says."""
        told = ((thing.name, thing.description) for thing in self.things())
        return [words for both in told for words in both if words]

    def input(self, words: str) -> Any:
        """Return the input with this caption."""
        return wait(
            lambda: next((one for one in self.inputs() if caption(one) == words), None),
            f"there is no input {words!r}",
        )

    def here(self) -> Any:
        """Return the input that has the keys."""
        return wait(
            lambda: next((i for i in self.inputs() if says(i, pyatspi.STATE_FOCUSED)), None),
            "no input has the keys",
        )

    def press(self, *keys: str) -> None:
        """Press keys, named as X names them, one after the other."""
        _run("xdotool", "key", "--clearmodifiers", *keys)

    def on(self) -> None:
        """Press Enter, which leads on, and wait until another input has the keys."""
        before = self.here()
        self.press("Return")
        wait(lambda: self.here() != before, f"Enter does not lead on from {caption(before)!r}")

    def push(self, words: str) -> None:
        """Push the button with these words, the way a screen reader does."""
        wait(
            lambda: next(
                one
                for one in self.things()
                if one.getRole() == pyatspi.ROLE_PUSH_BUTTON and one.name == words
            ),
            f"there is no button {words!r}",
        ).queryAction().doAction(0)

    def go_to(self, words: str) -> Any:
        """Bring the keys to the input with this caption; return it."""
        found = self.input(words)
        found.queryComponent().grabFocus()
        wait(lambda: says(found, pyatspi.STATE_FOCUSED), f"the keys do not go to {words!r}")
        return found

    def enter(self, text: str) -> None:
        """Replace what stands in the line that has the keys."""
        line = self.here()
        self.press("ctrl+a")
        if text.isascii():
            _run("xdotool", "type", "--clearmodifiers", "--delay", "8", text)
        else:
            self._paste(text)
        if line.getRole() == pyatspi.ROLE_PASSWORD_TEXT:
            taken = lambda: line.queryText().characterCount == len(text)  # noqa: E731 - told once, asked in a loop
        else:
            taken = lambda: content(line) == text  # noqa: E731 - told once, asked in a loop
        wait(taken, f"{caption(line)!r} does not take {text!r}")

    def write(self, words: str, text: str) -> None:
        """Replace what stands in the line with this caption."""
        self.go_to(words)
        self.enter(text)

    def choose(self, key: str, option: str) -> None:
        """Choose an option, by its key, in the drop-down that has the keys."""
        choice = self.here()
        self.press(key)
        wait(lambda: content(choice) == option, f"{key!r} does not choose {option!r}")

    def tick(self, key: str, option: str) -> None:
        """Tick one of several, by its key, in the group that has the keys."""
        group = self.here()
        self.press(key)
        wait(
            lambda: any(one.name == option and says(one, pyatspi.STATE_CHECKED) for one in group),
            f"{key!r} does not tick {option!r}",
        )

    def _paste(self, text: str) -> None:
        _run("xclip", "-selection", "clipboard", told=text.encode())
        self.press("ctrl+v")


def _below(thing: Any) -> Iterator[Any]:
    """Yield what shows below a thing; a list's lines also where they are scrolled out of sight."""
    for child in thing:
        if child is not None and (thing.getRole() in _LISTS or says(child, pyatspi.STATE_SHOWING)):
            yield child
            yield from _below(child)


def _run(*command: str, told: bytes = b"") -> None:
    # Nobody may wait for the end of xclip's output: it stays behind to own the clipboard.
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, input=told, check=True, **quiet)
