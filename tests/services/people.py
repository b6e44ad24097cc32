"""Staff of the hall, each an account of its own, and the ways of a case through their hands."""

from dataclasses import dataclass

from app.domain.act_bodies import CertificateAct, Decision, Verdict
from app.domain.actor import Account, Actor, Role
from app.domain.acts import ActKind
from app.services import bureau, review
from app.services.command_line import acting
from app.services.proceeding import do, view_case


@dataclass(frozen=True)
class Staff:
    """The people of a review."""

    office: object
    clerk: Actor
    handler: Actor
    checker: Actor
    approver: Actor
    head: Actor
    supervisor: Actor
    sealer: Actor


def person(office, name, *roles, teams=()):
    """Make an account that nobody can sign in to, and act as it."""
    account = Account(
        id=office.clock.new_id(),
        region=bureau.current(office).region,
        name=name,
        display_name=f"{name}的姓名",
        staff_no="",
        roles=frozenset(roles),
        teams=frozenset(teams),
    )
    with office.store.begin() as unit:
        unit.accounts.put(account)
        unit.commit()
    return acting(office, name, roles[0])


def staff(office):
    """Make everybody that a case can meet."""
    return Staff(
        office=office,
        clerk=person(office, "clerk1", Role.CLERK),
        handler=person(office, "handler", Role.REVIEWER),
        checker=person(office, "checker", Role.REVIEWER),
        approver=person(office, "approver", Role.APPROVER),
        head=person(office, "head", Role.HEAD),
        supervisor=person(office, "supervisor", Role.SUPERVISOR),
        sealer=person(office, "sealer", Role.ISSUER),
    )


GRANTED = Decision(content="准予所申请事项")
REFUSED = Decision(
    facts="经审查，场所布局图与现场不符",
    reasons="经营场所不具备与经营项目相适应的布局",
    basis="《中华人民共和国食品安全法》第三十五条",
)


def reviewed(people, case, decision=GRANTED):
    """Lead a case through its review with as many people as it has steps."""
    verdict = Verdict.GRANT if decision.content else Verdict.REFUSE
    steps = view_case(people.office, people.handler, case.id).steps
    done = None
    for number in range(len(steps)):
        last = number == len(steps) - 1
        actor = people.approver if last else (people.handler, people.checker)[number % 2]
        done = review.opine(
            people.office, actor, case.id, verdict, "意见", (), decision if last else None
        )
    return done


def certified(people, case, number="", decision=GRANTED):
    """Lead a case through its review to a certificate, so that its result is there."""
    granted = reviewed(people, case, decision).case
    return sealed(people, case, number or f"证{granted.number}")


def with_rule(office, item, **rule):
    """Change the bureau's rule for an item."""
    with office.store.begin() as unit:
        data = dict(unit.bureau.current())
        rules = {key: dict(one) for key, one in data["item_rules"].items()}
        rules[item] = {**rules.get(item, {}), **rule}
        unit.bureau.put({**data, "item_rules": rules}, office.now(), None)
        unit.commit()


def by_item(cases):
    return {case.item_id: case for case in cases}


def state_of(office, people, case):
    return view_case(office, people.handler, case.id).case


def sealed(people, case, number):
    """Certify a granted case."""
    body = CertificateAct(people.office.clock.new_id(), number, "issued")
    return do(people.office, people.sealer, case.id, ActKind.CERTIFY, body)
