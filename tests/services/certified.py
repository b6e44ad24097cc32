"""A hall whose food licence is granted, sealed, ready to be printed: for tests of what follows."""

from dataclasses import dataclass

from app.domain.actor import Actor, Role
from app.domain.case import Case, Outcome, OutcomeKind
from app.domain.certificate import Certificate
from app.services import certificates, outcomes
from tests.services.builders import concluded
from tests.services.people import Staff, person, reviewed, staff

FOOD, LICENCE = "SCJG-03", "SCJG-02"
KIND = "食品经营许可证"


@dataclass(frozen=True)
class Hall:
    """People and cases of the example sitting, the business licence sealed, the food case granted."""

    people: Staff
    issuer: Actor
    licence: Certificate
    food: Case


def hall(office):
    people, issuer = staff(office), person(office, "issuer", Role.ISSUER)
    cases = {case.item_id: case for case in concluded(office, people.clerk).cases}
    reviewed(people, cases[LICENCE])
    made = certificates.make(office, issuer, cases[LICENCE].id).certificate
    licence = certificates.seal(office, issuer, made.id).certificate
    outcomes.decide(office, people.clerk, cases[FOOD].id, Outcome(FOOD, OutcomeKind.ACCEPT))
    return Hall(people, issuer, licence, reviewed(people, cases[FOOD]).case)


def sealed_food(office, found):
    made = certificates.make(office, found.issuer, found.food.id).certificate
    return certificates.seal(office, found.issuer, made.id).certificate
