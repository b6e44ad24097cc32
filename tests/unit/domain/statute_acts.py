"""What the statutes hold against an act (see `statute`)."""

from app.domain.act_bodies import Rank, Verdict
from app.domain.actor import Role
from app.domain.acts import ActKind
from app.domain.case import CaseState, HandedIn
from app.domain.certificate import BarGround
from tests.unit.domain import statute as law
from tests.unit.domain.statute import LAW, complete, said
from tests.unit.domain.statute_effects import Memory

S, K, R = CaseState, ActKind, Role


class Statute(Memory):
    """Reads a case's acts one by one; says what speaks against the next one.

    `objections` yields words, for the person who reads the failing test; none: the act is lawful.
    """

    def objections(self, act, who, now):
        """Yield what speaks against an act; `who` is None where the law itself acts."""
        past = self.past
        rights, states = law.RIGHTS[act.kind]
        if not rights & (who.roles if who else {LAW}):
            yield "not his to do"
            return
        if past.state not in states:
            yield f"not while {past.state}"
            return
        others = who and who.teams and self.world.team and self.world.team not in who.teams
        if others and act.kind in law.TEAM_WORK:
            yield "another team's"
        if past.closed and act.kind not in law.LIVES_ON:
            yield "the file is closed"
        if act.at > now:
            yield "in the future"
        if who and past.last and act.at < past.last:
            yield "before the last act"
        holds = getattr(self, "_" + act.kind.replace("-", "_"), None)
        yield from holds(act, who, now) if holds else ()

    # the window

    def _result_arrived(self, act, _who, _now):
        if act.body.from_case != self.world.waits_for:
            yield "nobody waits for it"

    def _spot_correction(self, act, _who, _now):
        if not said(act.body.what):
            yield "what was corrected?"

    def _ask_correction(self, act, _who, now):
        body, past, world = act.body, self.past, self.world
        last = self.clocks(now.date()).notice
        if last and world.regime in law.SILENCE_SPEAKS and now.date() > last:
            yield "silence has spoken"
        if past.told:
            yield "told once already"
        if not body.defects or not all(said(d.subject, d.what, d.standard) for d in body.defects):
            yield "not whole"
        if body.round != past.round or body.second != bool(past.notices):
            yield "another round"
        back = world.of(HandedIn.DEFECTIVE) if world.regime in law.RETURNS_PAPERS else set()
        if set(body.returned) != back:
            yield "defective papers go back, no others"
        if past.notices:
            new = {f"材料{key}" for key in set(world.materials) & set(past.newest or ())}
            subjects = {d.subject for d in body.defects}
            if not said(body.why) or (new and not subjects <= new):
                yield "a second notice is for new papers, with its reason"

    def _recall_correction(self, act, _who, _now):
        if act.body.correction != self.past.notices[-1] or not said(act.body.why):
            yield "not the notice in force, or no reason"

    def _supplement(self, act, _who, _now):
        body = act.body
        if not body.materials or not set(body.materials) >= set(self.past.returned):
            yield "not everything that was to come"
        if body.round != self.past.round + 1:
            yield "another round"

    def _acceptance(self, act, *, owing):
        world, day = self.world, act.recorded_at.date()
        if self.past.state is S.WAITING:
            yield "the result is still outstanding"
        if not complete(world, owing=owing):
            yield "not complete"
        if act.body.counts_from != world.begins(act.at):
            yield "counts from another day"
        if world.barred_by_law(day):
            yield "barred"
        if world.barred({BarGround.BAD_CREDIT}, day) and (owing or world.of(HandedIn.PROMISED)):
            yield "no credit for a promise"

    def _accept(self, act, _who, _now):
        yield from self._acceptance(act, owing=False)

    def _accept_owing(self, act, _who, _now):
        yield from self._acceptance(act, owing=True)
        if not act.body.owed or act.body.owed_until is None:
            yield "owes nothing"

    def _accept_by_law(self, act, _who, now):
        last = self.clocks(now.date()).notice
        speaks = self.world.regime in law.SILENCE_SPEAKS
        if not (speaks and last and now.date() > last):
            yield "silence has not spoken"
        if act.at != self.past.handed_in:
            yield "not dated back to the handing-in"

    def _not_accept(self, act, _who, _now):
        body, world = act.body, self.world
        barred = world.barred_by_law(act.recorded_at.date())
        listed = "false-materials" in world.grounds.get("not-accepted", ())
        if not said(body.reason):
            yield "why not?"
        if body.false_materials == said(body.competent) and not (barred and said(body.basis)):
            yield "who else is named where the agency has no power, and only there"
        if body.false_materials and (said(body.competent) or not (listed or said(body.basis))):
            yield "no other body would take false materials; and on what basis?"
        if world.regime not in law.NO_REMEDIES and not world.remedies_known:
            yield "no remedies"

    def _not_needed(self, act, _who, _now):
        if not said(act.body.reason):
            yield "why not?"

    def _change_item(self, act, _who, _now):
        if self.past.examined or act.body.old_item == act.body.new_item or not said(act.body.why):
            yield "examined already, the same, or no reason"

    def _change_applicant(self, act, _who, _now):
        if act.body.old_digest == act.body.new_digest or not said(act.body.why):
            yield "the same, or no reason"

    def _supply_owed(self, act, _who, now):
        if now.date() > self.clocks(now.date()).owed:
            yield "too late"
        if not act.body.materials or not set(act.body.materials) <= set(self.past.owed):
            yield "not owed"

    def _owed_lapsed(self, _act, _who, now):
        if now.date() <= self.clocks(now.date()).owed:
            yield "still in time"

    def _withdraw(self, act, _who, _now):
        if not act.body.signed:
            yield "not signed"

    def _terminate(self, act, who, _now):
        body = act.body
        if body.ground not in self.world.grounds["terminated"] or not said(body.why):
            yield "no ground"
        if body.ground == "owed-lapsed":
            yield "that is the law's own act"
        if body.ground == "not-supplied" and self.past.state is not S.CORRECTION:
            yield "nothing was to be supplied"
        if body.ground == "no-result" and who is not None:
            yield "in this world no awaited result is ever lost"
        if who is None and not (body.ground == "no-result" and self.past.state is S.WAITING):
            yield "the law ends only what waits in vain"

    # the review

    def _check_promise(self, act, _who, now):
        body = act.body
        if not body.materials or not set(body.materials) <= self.world.of(HandedIn.PROMISED):
            yield "not promised"
        if not said(body.findings):
            yield "what was found?"
        if (body.until is None) != body.kept or (body.until and body.until <= now.date()):
            yield "a broken promise has a term, a kept one has none"

    def _speaks(self, who):
        """Yield why a person may not speak for the step that is to speak."""
        world, past = self.world, self.past
        if past.step >= len(world.steps):
            yield "all have spoken"
        elif past.step == len(world.steps) - 1 and R.APPROVER not in who.roles:
            yield "the last step is an approver's"
        others = {by for step, by, _ in past.spoke if step != past.step}
        others |= past.acceptors | {world.clerk}
        if world.four_eyes and who.account_id in others:
            yield "four eyes"

    def _claim(self, act, who, _now):
        yield from self._speaks(who)
        if self.past.holder is not None or act.body.holder != who.account_id:
            yield "somebody has it, or it is for another"

    def _hand_over(self, act, who, _now):
        body, holder = act.body, self.past.holder
        if R.SUPERVISOR not in who.roles and holder != who.account_id:
            yield "not in his hand"
        if not said(body.why) or body.holder == holder:
            yield "no reason, or the same hand"

    def _opine(self, act, who, _now):
        body, past = act.body, self.past
        yield from self._speaks(who)
        if past.holder not in (None, who.account_id):
            yield "in another hand"
        if body.step != past.step or (body.verdict is Verdict.RETURN and past.step == 0):
            yield "another step's"
        if body.verdict is not Verdict.GRANT and not said(body.comment):
            yield "no reason"

    def _stop(self, act, _who, now):
        body, clocks, past = act.body, self.clocks(now.date()), self.past
        if body.kind not in law.STOPS.get(self.world.regime, law.OWN_RULES):
            yield "no such procedure"
        elif body.promise_only != (self.world.regime != "licence" or body.kind not in law.ART_45):
            yield "stops the other clock"
        if body.kind in {kind for kind, _, _ in past.stops.values()}:
            yield "runs already"
        named = body.name == law.NAMES.get(body.kind)
        if body.planned_days < 1 or not (named and said(body.basis, body.reason)):
            yield "not told whole"
        last = clocks.promised if body.promise_only else clocks.legal
        on_its_day = body.begins == act.at.date() == now.date()
        if not on_its_day or (last and body.begins > last):
            yield "another day, or too late"

    def _resume(self, act, _who, now):
        body = act.body
        if body.stop not in self.past.stops:
            yield "does not run"
        elif not self.past.stops[body.stop][1] <= body.ends <= now.date():
            yield "another day"
        if not said(body.result):
            yield "no result"

    def _extend(self, act, _who, now):
        body, legal = act.body, self.clocks(now.date()).legal
        most, rank = self.world.extra
        if most is None or legal is None or self.past.extended or now.date() > legal:
            yield "once, and while the term runs"
        if body.rank is not rank or not 1 <= body.days <= (most or 0):
            yield "not his, or too long"
        if act.at.date() != now.date():
            yield "another day"
        if not said(body.reason, body.approver):
            yield "why, and who?"
        if rank is Rank.GOVERNMENT_HEAD and not said(body.approval_no):
            yield "no number"

    def _tell_hearing(self, act, _who, _now):
        body, days = act.body, law.HEARING.get(self.world.regime)
        if not body.parties or not said(*body.parties, body.matter):
            yield "whom, and of what?"
        last = days and self.world.nth(act.at.date(), days)
        if body.hearing and last and (body.until is None or body.until < last):
            yield "five days at least"

    def _field_check(self, act, _who, now):
        body = act.body
        people = {(one.name.strip(), one.card_no.strip()) for one in body.officers}
        if any(not said(*one) for one in people):
            yield "who?"
        if min(len({name for name, _ in people}), len({card for _, card in people})) < 2:
            yield "two at least"
        in_order = self.past.received <= body.began <= body.ended <= now
        if not said(body.place, body.findings) or not in_order:
            yield "where, when, what?"

    def _decision(self, act, who, now):
        """Yield why it may not be decided at all."""
        past, world, today = self.past, self.world, now.date()
        if past.stops:
            yield "a special procedure runs"
        if past.heard_until and today <= max(past.heard_until):
            yield "a hearing may still be asked for"
        if act.body.on_the_spot:
            if not world.at_once or R.CLERK not in who.roles or world.four_eyes:
                yield "not decided at the window"
            return
        if past.state is S.RECEIVED or past.step < len(world.steps):
            yield "not examined"
        elif law.decided_by(past.spoke[-1][2]) is not act.kind or past.spoke[-1][1] != (
            who.account_id
        ):
            yield "the last step decided otherwise, or is another's"

    def _grant(self, act, who, now):
        body, past, world, today = act.body, self.past, self.world, now.date()
        yield from self._decision(act, who, now)
        if past.state is S.RECEIVED and not complete(world, owing=False):
            yield "not complete"
        credit = not world.barred({BarGround.BAD_CREDIT}, today)
        if past.state is S.RECEIVED and world.of(HandedIn.PROMISED) and not credit:
            yield "no credit for a promise"
        if past.state is S.ACCEPTED_OWING:
            yield "something is owed"
        if world.field_check and past.checks[-1:] != [True]:
            yield "not passed on the spot"
        if world.barred_by_law(today):
            yield "barred"
        if not said(body.content):
            yield "what?"
        if body.valid_from and body.valid_until and body.valid_until < body.valid_from:
            yield "ends before it begins"

    def _refuse(self, act, who, now):
        yield from self._decision(act, who, now)
        if not said(act.body.facts, act.body.reasons, act.body.basis):
            yield "facts, reasons, basis"
        if self.world.regime not in law.NO_REMEDIES and not self.world.remedies_known:
            yield "no remedies"

    def _renew_by_law(self, act, _who, _now):
        if self.world.regime not in law.SILENCE_SPEAKS or not law.by_silence(act.body):
            yield "silence does not renew it"

    # fee, certificate, hand-over

    def _demand_fee(self, act, _who, _now):
        if self.past.demanded or not 0 < act.body.amount <= self.world.fee:
            yield "once, and no more than published"
        if not said(act.body.basis):
            yield "no basis"

    def _pay_fee(self, act, _who, _now):
        if self.past.unpaid is None or act.body.amount != self.past.unpaid:
            yield "not what is to be paid"
        if not said(act.body.receipt_no):
            yield "no receipt"

    def _certify(self, act, _who, _now):
        if self.past.unpaid is not None:
            yield "not paid"
        if act.body.change != "issued" or not said(act.body.number):
            yield "not a first one"

    def _changes(self, act, changes):
        """Yield why a certificate is not changed or ended so."""
        body = act.body
        if not self.past.certificates:
            yield "there is none"
        if body.change not in changes or body.ground not in self.world.grounds.get(body.change, ()):
            yield "no ground"
        if not said(body.why) and not law.by_silence(body):
            yield "no reason"

    def _amend_certificate(self, act, who, _now):
        yield from self._changes(act, {"changed", "renewed", "replaced"})
        if (who is None) != law.by_silence(act.body) or not said(act.body.number):
            yield "silence is the law's, a request a person's"

    def _end_certificate(self, act, _who, now):
        yield from self._changes(act, {"recalled", "revoked", "cancelled"})
        if act.body.certificate not in self.past.certificates:
            yield "does not hold"
        until = self.clocks(now.date()).owed
        if act.body.ground == "promise-broken" and (until is None or now.date() <= until):
            yield "may still be put right"

    def _serve(self, act, _who, _now):
        body = act.body
        known = body.receiver_is in law.COLLECTORS and body.papers
        if not (known and said(body.receiver, body.place) and law.delivery_way_proved(body)):
            yield "what, whom, where, how?"

    def _deliver(self, act, who, now):
        past = self.past
        yield from self._serve(act, who, now)
        if past.state is S.GRANTED and self.world.certificate and not past.certificates:
            yield "the certificate is missing"
        if past.unpaid is not None:
            yield "not paid"
