"""The issue desk by commands alone: shown, given out, given once, by an agent within his authority."""

import pytest

from tests.admin.test_cases import accepted, act

__all__ = ["accepted"]

ITEM = "SCJG-02"
OWNER = ("--name", "李䶮", "--id-type", "居民身份证", "--id-number", "370983199003159995")
AGENT = ("--name", "王代理", "--id-number", "37010219900101001X")


@pytest.fixture
def number(accepted, run):
    """A case that was taken back; the notice that it has ended waits to be given."""
    number = accepted[ITEM]["number"]
    act(run, number, "withdraw", "--set", "why=不办了", "--set", "signed=true")
    return number


def give(run, number, *more, code=0):
    done = run("hand-over", "give", number, *more, "--json")
    assert done.code == code, done.text + done.errors
    return done.json


def test_what_is_ready_is_shown_and_given_once(run, number):
    shown = run("hand-over", "show", number.replace("〔", "[").replace("〕", "]"), "--json").json
    ready = [one["case"] for one in shown["ready"]]
    assert number in ready
    assert len(ready) + len(shown["not_ready"]) == 5
    assert all(one["why"] for one in shown["not_ready"])
    assert shown["ready"][0]["numbers"][0] in run("hand-over", "show", number).text
    first = give(run, number, *OWNER, "--on-paper")
    assert {one["case"] for one in first["cases"]} == set(ready)
    assert len(first["records"]) == len(ready)
    again = give(run, number, *OWNER, "--on-paper")
    assert (again["again"], again["delivery"]) == (True, first["delivery"])


def test_every_way_asks_for_what_it_needs(run, number):
    assert give(run, number, "--who", "post", code=1)["refused"] == "hand-over.no-tracking"
    left = ("--way", "left", "--witness", "赵六")
    assert give(run, number, *left, code=1)["refused"] == "hand-over.no-refusal"
    stranger = give(run, number, *AGENT, "--id-type", "居民身份证", "--on-paper", code=1)
    assert stranger["refused"] == "hand-over.other-person"
    done = give(run, number, "--way", "electronic", "--address", "a@b.cn", "--consent", "确认书")
    assert done["records"]


def test_an_agent_is_authorised_and_the_authority_ends(run, number):
    powers = ("--power", "领取结果", "--until", "2099-12-31")
    told = run("hand-over", "authorise", number, *AGENT, *powers, "--json").json
    assert told == {"agent": "王代理", "agent_refusal": None}
    ended = run("hand-over", "end-authority", number, "--ground", "revoked", "--json").json
    assert "第一百七十三条" in ended["agent_refusal"]
    taken = give(
        run, number, "--who", "agent", *AGENT, "--id-type", "居民身份证", "--on-paper", code=1
    )
    assert taken["refused"] == "authority.revoked"


def test_a_case_of_another_sitting_is_not_given(run, number):
    refused = give(run, number, "--case", "没有这件", *OWNER, "--on-paper", code=1)
    assert refused["refused"] == "hand-over.not-of-sitting"


def test_an_act_of_delivery_asks_who_it_is_like_the_issue_desk(run, number):
    said = ("--set", "on_paper=true", "--set", "id_type=居民身份证")
    stranger = ("--set", "name=路人", "--set", "id_number=37010219900101001X")
    refused = act(run, number, "deliver", *said, *stranger, code=1)
    assert refused["refused"] == "hand-over.other-person"
    wrong = act(run, number, "deliver", *said, "--set", "nobody=1", code=1)
    assert wrong["refused"] == "act-file.wrong"
    owner = ("--set", "name=李䶮", "--set", "id_number=370983199003159995")
    done = act(run, number, "deliver", *said, *owner)
    assert done["act"]["kind"] == "deliver"


def test_a_file_that_lacks_something_is_not_closed_by_a_command_either(run, accepted, number):
    assert number  # whose end has ended the case that waited for it
    waited = accepted["SCJG-03"]["number"]
    refused = act(run, waited, "close", code=1)
    assert refused["refused"] == "case-file.incomplete"
    assert any("送达" in reason for reason in refused["reasons"])
