"""Papers of authorities: each one that is given has its own, and what was done under it stands."""

from datetime import date

import pytest

from app.domain.authority_terms import AuthorityEnd
from app.domain.paper import PaperKind, PaperState
from app.services import helping, papers
from tests.documents.builders import joined_text
from tests.services.builders import an_agent, received, the_restaurant

TODAY = date(2026, 11, 24)


@pytest.fixture
def sitting(office, clerk):
    return received(office, clerk).sitting


def authorities(office, clerk, sitting):
    lines = papers.of_sitting(office, clerk, sitting.id)
    return [line for line in lines if line.kind is PaperKind.AUTHORITY]


def test_every_authority_that_is_given_has_its_own_paper(office, clerk, sitting, tmp_path):
    papers.make_missing(office, clerk, sitting.id)
    assert authorities(office, clerk, sitting) == []
    helping.authorise(office, clerk, sitting.id, an_agent())
    assert [p.kind for p in papers.make_missing(office, clerk, sitting.id).papers] == [
        PaperKind.AUTHORITY
    ]
    other = an_agent(name="阿卜杜热西提·买买提", powers=("代为提交、补正申请材料",))
    helping.authorise(office, clerk, sitting.id, other)
    (second,) = papers.make_missing(office, clerk, sitting.id).papers
    text = joined_text(second.content, tmp_path)
    assert "阿卜杜热西提·买买提" in text
    assert "代为提交、补正申请材料" in text
    assert papers.make_missing(office, clerk, sitting.id).papers == ()
    first, last = authorities(office, clerk, sitting)
    assert first.state is last.state is PaperState.ORIGINAL  # what was done under the first stands
    assert first.number != last.number


def test_an_authority_that_ended_and_was_given_again_to_the_same_agent_is_a_new_paper(
    office, clerk, sitting
):
    helping.authorise(office, clerk, sitting.id, an_agent())
    papers.make_missing(office, clerk, sitting.id)
    helping.end_authority(office, clerk, sitting.id, AuthorityEnd.REVOKED, TODAY)
    assert papers.make_missing(office, clerk, sitting.id).papers == ()
    helping.authorise(office, clerk, sitting.id, an_agent())
    assert len(papers.make_missing(office, clerk, sitting.id).papers) == 1


def test_the_authority_of_the_receipt_is_one_and_the_next_another(office, clerk):
    typed = {"agent.name": "周𠅤", "agent.id_type": "居民身份证"}
    typed |= {"agent.id_number": "371103198802299979", "agent.phone": "16600000005"}
    values = {**the_restaurant().values_by_concept, **typed}
    done = received(
        office, clerk, the_restaurant(item_answers={"delegate": "yes"}, values_by_concept=values)
    )
    papers.make_missing(office, clerk, done.sitting.id)
    assert len(authorities(office, clerk, done.sitting)) == 1
    helping.authorise(office, clerk, done.sitting.id, an_agent(powers=("签收文书",)))
    assert len(papers.make_missing(office, clerk, done.sitting.id).papers) == 1
