"""What a clerk does who cannot see the screen: one sitting, from the one-time password to its number.

Run by the stage under the system's Python. Reads on standard input, as JSON, the account and what is
to be filled in; answers, as JSON, what was seen on the way. Raises Lost where there is no way on.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import pyatspi

from tests.blackbox.person import Lost, Person, caption, content, plain, wait

_NUMBER = re.compile(r"\S+〔\d{4}〕\d+号")
_MOST = 60
_READ = {pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY, pyatspi.ROLE_COMBO_BOX}


def sign_in(person: Person, account: dict[str, str]) -> None:
    """Sign in with the one-time password, replace it, and go on without a PIN."""
    station = person.input("工位")
    wait(lambda: content(station), "no station is offered")
    person.write("登录名", account["name"])
    person.on()
    person.enter(account["one_time_password"])
    person.press("Return")
    person.hear("设置本人密码")
    person.enter(account["password"])
    person.on()
    person.enter(account["password"])
    person.press("Return")
    person.hear("设置解锁码")
    person.push("以后再设")


def choose(person: Person, item: dict[str, str]) -> None:
    """Find an item with F2 and take it."""
    wait(lambda: caption(person.here()) == "查找事项", "the search does not have the keys")
    person.press("F2")
    person.enter(item["typed"])
    person.hear(item["found"])
    person.press("Return")
    wait(lambda: caption(person.here()) != "查找事项", "the form does not get the keys")


def fill(person: Person, answers: dict[str, str]) -> list[str]:
    """Go with Enter from open field to open field; return the captions in the order asked."""
    person.on()
    asked: list[str] = []
    for _field in range(_MOST):
        here = person.here()
        words = caption(here)
        if words not in answers or words in asked:
            break
        asked.append(words)
        _answer(person, here, answers[words])
        person.on()
    return asked


def _answer(person: Person, here: Any, answer: str) -> None:
    key, _, option = answer.partition(" ")
    if here.getRole() == pyatspi.ROLE_COMBO_BOX:
        person.choose(key, option)
    elif here.getRole() in (pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY):
        person.enter(answer)
    else:
        person.tick(key, option)


def read_form(person: Person) -> dict[str, Any]:
    """Return what a person finds: the visible labels, and each input with its caption and content."""
    labels = {plain(one.name) for one in person.things() if one.getRole() == pyatspi.ROLE_LABEL}
    inputs = [
        {
            "role": one.getRoleName(),
            "caption": caption(one),
            "content": content(one) if one.getRole() in _READ else "",
        }
        for one in person.inputs()
    ]
    return {"labels": sorted(labels), "inputs": inputs}


def interrupted(person: Person, password: str) -> list[str]:
    """Open and leave what comes between, and lock the screen; return what the keys did not survive."""
    field = caption(person.here())
    lost = []
    for key, heard, way_back in (
        ("F1", "按键一览", lambda: person.press("Escape")),
        ("ctrl+j", "拼音、部首或编码", lambda: person.press("Escape")),
        ("ctrl+l", "屏幕已锁定", lambda: (person.enter(password), person.press("Return"))),
    ):
        person.press(key)
        person.hear(heard)
        way_back()
        person.input(field)
        try:
            wait(lambda: caption(person.here()) == field, f"{field} has lost the keys")
        except Lost:
            lost.append(heard)
            person.go_to(field)
    return lost


def receive(person: Person) -> str:
    """Take the materials, receive, and conclude as proposed; return the number on the screen."""
    person.press("F4")
    wait(lambda: caption(person.here()) == "材料清单", "the materials do not get the keys")
    person.press("1")
    person.hear("5/5")
    person.press("F9")
    person.hear("返回修改")
    person.press("Return")
    said = person.hear("已收件")
    person.press("F9")
    person.hear("打印全部")
    number = _NUMBER.search(said)
    assert number is not None, said
    return number.group()


def next_applicant(person: Person) -> list[str]:
    """Go back to the intake screen and to its search; return everything that stands there."""
    person.press("ctrl+1")
    wait(lambda: caption(person.here()) == "查找事项", "the next applicant cannot begin")
    person.press("ctrl+z", "ctrl+z", "F2")
    wait(lambda: caption(person.here()) == "查找事项", "F2 does not go to the search")
    typed = [content(one) for one in person.inputs() if one.getRole() in _READ]
    return [*person.all_words(), *typed]


def main() -> None:
    """Play the sitting."""
    told = json.load(sys.stdin)
    person = Person()
    sign_in(person, told["account"])
    choose(person, told["item"])
    for words, text in told["first"].items():
        person.write(words, text)
    lost = interrupted(person, told["account"]["password"])
    asked = fill(person, told["answers"])
    seen = read_form(person)
    number = receive(person)
    after = next_applicant(person)
    person.press("ctrl+q")
    person.input("密码")
    person.press("alt+F4")
    answer = {"lost": lost, "asked": asked, "number": number, "form": seen, "after": after}
    json.dump(answer, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
