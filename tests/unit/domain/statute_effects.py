"""What the statutes make of an act (see `statute`)."""

from app.domain.act_bodies import Verdict
from app.domain.acts import ActKind
from app.domain.bureau import OwedEnd
from app.domain.case import CaseState
from tests.unit.domain import statute as law
from tests.unit.domain.statute import Clocks, Past

S = CaseState


class Memory:
    """Remembers what was done on a case, and reckons its days."""

    def __init__(self, world, received_at):
        self.world, self.past = world, Past(received_at)

    def clocks(self, today):
        return Clocks(self.world, self.past, today)

    def note(self, act):
        """Remember a lawful act."""
        past, body = self.past, act.body
        past.last = max(past.last or act.at, act.at)
        past.state = law.LEADS.get(act.kind, past.state)
        past.examined |= act.kind in law.EXAMINES
        if act.kind in (ActKind.ACCEPT, ActKind.ACCEPT_OWING):
            past.acceptors.add(act.by)
        if past.over is None and past.state not in law.OPEN:
            past.over = act.at.date()
        makes = getattr(self, "_after_" + act.kind.replace("-", "_"), None)
        if makes:
            makes(act, body)

    def _made(self, at):
        """The application is made, or waits for the result that it needs."""
        world = self.world
        waits = world.conditional and world.waits_for is not None and not self.past.came
        self.past.state = S.WAITING if waits else S.RECEIVED
        self.past.handed_in = None if waits else at

    def _after_receive(self, act, _body):
        self.past.received = act.at
        self._made(act.at)

    def _after_result_arrived(self, act, _body):
        self.past.came = True
        self.past.handed_in = self.past.handed_in or act.at
        if self.past.state is S.WAITING:
            self.past.state = S.RECEIVED

    def _after_ask_correction(self, act, body):
        self.past.notices.append(act.id)
        self.past.told, self.past.returned = True, body.returned

    def _after_recall_correction(self, _act, _body):
        self.past.notices.pop()
        self.past.told = False
        self.past.state = S.RECEIVED if self.past.handed_in else S.WAITING

    def _after_supplement(self, act, body):
        self.past.round, self.past.newest, self.past.told = body.round, body.materials, False
        self._made(act.at)

    def _after_accept(self, act, body):
        self.past.accepted, self.past.counts_from = act.at, body.counts_from
        if body.owed_until:
            self.past.owed = dict.fromkeys(body.owed, body.owed_until)

    _after_accept_owing = _after_accept_by_law = _after_accept

    def _after_change_item(self, _act, _body):
        past = self.past
        past.accepted, past.owed, past.notices, past.told = None, {}, [], False
        past.step, past.holder, past.extended = 0, None, 0
        self._made(past.handed_in or past.received)

    def _owes(self):
        if self.past.state in law.RUNNING:
            self.past.state = S.ACCEPTED_OWING if self.past.owed else S.ACCEPTED

    def _after_supply_owed(self, _act, body):
        self.past.owed = {k: day for k, day in self.past.owed.items() if k not in body.materials}
        self._owes()

    def _after_check_promise(self, act, body):
        if body.kept:
            self._after_supply_owed(act, body)
        else:
            self.past.owed |= dict.fromkeys(body.materials, body.until)
            self._owes()

    def _after_owed_lapsed(self, act, _body):
        self.past.state = law.OWED_ENDS[self.world.owed_end]
        self.past.over = act.at.date()
        if self.world.owed_end is OwedEnd.REFUSED:
            self.past.decided = act.at

    def _after_claim(self, _act, body):
        self.past.holder = body.holder

    _after_hand_over = _after_claim

    def _after_opine(self, act, body):
        self.past.spoke.append((body.step, act.by, body.verdict))
        self.past.step += -1 if body.verdict is Verdict.RETURN else 1
        self.past.holder = None

    def _after_stop(self, act, body):
        self.past.stops[act.id] = (body.kind, body.begins, body.promise_only)

    def _after_resume(self, _act, body):
        _, begins, only = self.past.stops.pop(body.stop)
        self.past.stood.append((begins, body.ends, only))

    def _after_extend(self, _act, body):
        self.past.extended += body.days

    def _after_tell_hearing(self, _act, body):
        if body.hearing and body.until:
            self.past.heard_until.append(body.until)

    def _after_field_check(self, _act, body):
        self.past.checks.append(body.passed)

    def _after_grant(self, act, _body):
        past = self.past
        past.decided, past.holder = act.at, None
        if past.accepted is None:
            past.accepted, past.counts_from = act.at, self.world.begins(act.at)

    _after_refuse = _after_grant

    def _after_renew_by_law(self, act, _body):
        self.past.decided, self.past.holder, self.past.owed = act.at, None, {}

    def _after_demand_fee(self, _act, body):
        self.past.demanded, self.past.unpaid = True, body.amount

    def _after_pay_fee(self, _act, _body):
        self.past.unpaid = None

    def _after_certify(self, _act, body):
        self.past.certificates.add(body.certificate)

    _after_amend_certificate = _after_certify

    def _after_end_certificate(self, _act, body):
        self.past.certificates.discard(body.certificate)
        self.past.owed = {}

    def _after_deliver(self, _act, _body):
        if self.past.state is S.GRANTED:
            self.past.state = S.ISSUED

    def _after_close(self, _act, _body):
        self.past.closed = True
