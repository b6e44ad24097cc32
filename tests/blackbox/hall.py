"""How a hall that cannot see the screen leads a case to its end: review, decision, certificate, hand-over.

Run by the stage under the system's Python. Four people come to the same computer one after the
other; each signs in by name and password and uses what the screen says. Reads on standard input, as
JSON, who they are and what they have in hand; answers, as JSON, what was heard and the seconds that
each one took. Raises Lost where there is no way on.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.blackbox.person import Person, caption, content, wait

Told = dict[str, Any]


def come(person: Person, account: dict[str, str]) -> None:
    """Sign in by name and password, and have the keys where the work begins."""
    station = person.input("工位")
    wait(lambda: content(station), "no station is offered")
    person.write("登录名", account["name"])
    person.on()
    person.enter(account["password"])
    person.press("Return")
    person.hear(account["display_name"])


def leave(person: Person) -> None:
    """Sign out for the next one."""
    person.press("ctrl+q")
    person.input("密码")


def take(person: Person, account: dict[str, str]) -> None:
    """Take the one case that waits for the team."""
    wait(lambda: caption(person.here()) == "办件队列", "the queue does not have the keys")
    person.hear("本组 1")
    person.press("Right")
    person.hear("未领办")
    person.press("F3")
    person.hear(f"经办 {account['display_name']}")


def insist(person: Person) -> None:
    """Agree though no review point is ticked: the program asks once, and records it."""
    person.press("F9")
    person.hear("审查要点只核了")
    person.press("F9")


def review(person: Person, told: Told) -> str:
    """Propose to grant; return what the screen says of the case."""
    take(person, told["reviewer"])
    person.press("F9")
    person.hear("同意，送下一步")
    insist(person)
    return person.hear("第 2 步，共 2 步")


def decide(person: Person, told: Told) -> str:
    """Grant; return the title of the paper that says so."""
    take(person, told["approver"])
    person.press("F9")
    person.hear("决定：准予")
    insist(person)
    return person.hear(told["decision"])


def certify(person: Person, told: Told) -> str:
    """Make, seal and print the certificate; return what the screen says at the end."""
    wait(lambda: caption(person.here()) == "查找办件或证照", "the search does not have the keys")
    for heard in ("按 F9 制作草稿", "核对无误后按 F9 用印", "按 F9 打印正本"):
        person.hear(heard)
        person.press("F9")
    person.hear("正本已送往")
    return person.hear(told["certificate"])


def hand_over(person: Person, told: Told) -> str:
    """Give everything that is ready to the applicant, who signs on paper; return what is said."""
    wait(lambda: caption(person.here()) == "查找事项", "the intake screen does not have the keys")
    person.press(told["hand_over_key"])
    wait(lambda: caption(person.here()) == "收件编号", "the receipt's line does not have the keys")
    person.enter(told["receipt"])
    person.press("Return")
    wait(lambda: caption(person.here()) == "证件号码", "the receipt does not lead to the number")
    person.enter(told["id_number"])
    person.press("F6")
    wait(lambda: caption(person.here()) == "签收方式", "F6 does not lead to the signature")
    person.tick("2", "2 纸上签收")
    person.press("F9")
    return person.hear("送达回证已打印")


PARTS: tuple[tuple[str, Callable[[Person, Told], str]], ...] = (
    ("reviewer", review),
    ("approver", decide),
    ("issuer", certify),
    ("clerk", hand_over),
)


def main() -> None:
    """Let one after the other play their part."""
    told = json.load(sys.stdin)
    person = Person()
    heard, seconds = {}, {}
    for part, play in PARTS:
        began = time.monotonic()
        come(person, told[part])
        heard[part] = play(person, told)
        leave(person)
        seconds[part] = round(time.monotonic() - began, 1)
    person.press("alt+F4")
    json.dump({"heard": heard, "seconds": seconds}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
