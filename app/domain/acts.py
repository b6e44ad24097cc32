"""Acts: what was done on a case, each with who, when and on what grounds.

A case's acts are its chronology. They are only ever added: a stop ends by a second act, a mistake
is withdrawn by one. Folded over the table of `app.domain.procedure`, they give the case's state
and clocks again, so that every state explains how it came. The bodies are in
`app.domain.act_bodies`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from app.domain.act_bodies import NOTHING, Body


class ActKind(StrEnum):
    """What can be done on a case (`domain`: AL 29 to 70; each kind is a row of the table)."""

    RECEIVE = "receive"
    """收件"""
    RESULT_ARRIVED = "result-arrived"
    """the result that the case waited for was given: it counts as handed in"""
    SPOT_CORRECTION = "spot-correction"
    """当场更正 (AL 32(1)(3))"""
    ASK_CORRECTION = "ask-correction"
    """补正告知"""
    RECALL_CORRECTION = "recall-correction"
    """撤销误发的补正告知: the clock is as if it had not been asked"""
    SUPPLEMENT = "supplement"
    """补正材料收件: a new submission round"""
    ACCEPT = "accept"
    """受理"""
    ACCEPT_OWING = "accept-owing"
    """容缺受理"""
    ACCEPT_BY_LAW = "accept-by-law"
    """视为受理 (AL 32(1)(4)): back-dated to the day of receipt"""
    NOT_ACCEPT = "not-accept"
    """不予受理"""
    NOT_NEEDED = "not-needed"
    """不受理: no licence is needed"""
    CHANGE_ITEM = "change-item"
    """repair of a mistaken intake: another item"""
    CHANGE_APPLICANT = "change-applicant"
    """repair of a mistaken intake: another applicant"""
    SUPPLY_OWED = "supply-owed"
    """容缺材料补齐"""
    OWED_LAPSED = "owed-lapsed"
    """容缺材料逾期未补: the lawful end of the bureau's rule"""
    CHECK_PROMISE = "check-promise"
    """告知承诺后续核查: kept, or to be put right until a day"""
    CLAIM = "claim"
    """领办"""
    HAND_OVER = "hand-over"
    """移交: to another person, with the reason"""
    OPINE = "opine"
    """one step of the review speaks (承办、审核、批准)"""
    STOP = "stop"
    """特别程序开始: time that is not counted"""
    RESUME = "resume"
    """特别程序结束"""
    EXTEND = "extend"
    """延期"""
    TELL_HEARING = "tell-hearing"
    """告知陈述申辩、听证权利"""
    FIELD_CHECK = "field-check"
    """现场核查"""
    GRANT = "grant"
    """准予"""
    REFUSE = "refuse"
    """不予, of a licence, a registration or a confirmation; its paper is titled by its regime"""
    RENEW_BY_LAW = "renew-by-law"
    """视为准予延续 (AL 50): nobody decided before the term was over"""
    WITHDRAW = "withdraw"
    """申请人撤回"""
    TERMINATE = "terminate"
    """终止办理"""
    SERVE = "serve"
    """送达告知文书: notices on the way reach the applicant; the case goes on as it was"""
    DELIVER = "deliver"
    """送达"""
    CLOSE = "close"
    """归档"""
    CERTIFY = "certify"
    """制证: a certificate was made and sealed"""
    AMEND_CERTIFICATE = "amend-certificate"
    """变更、延续、补发 of an issued certificate"""
    END_CERTIFICATE = "end-certificate"
    """撤回、撤销、注销 of an issued certificate"""
    DEMAND_FEE = "demand-fee"
    """缴费通知"""
    PAY_FEE = "pay-fee"
    """缴费登记"""


@dataclass(frozen=True)
class Act:
    """One act on a case.

    `at`: when it happened in law (a back-dated acceptance bears the day of receipt); `recorded_at`:
    when it was entered. `by`: the account, None for what the law itself does. `seq` counts a case's
    acts from 1 without gaps and gives them their order.
    """

    region: str
    id: UUID
    case_id: UUID
    seq: int
    kind: ActKind
    at: datetime
    recorded_at: datetime
    by: UUID | None
    by_name: str
    body: Body = NOTHING
    practice: bool = False

    @property
    def inherited(self) -> bool:
        """Tell whether a migration made the act for a case older than the keeping of acts.

        It knew neither the bureau's rules nor the calendar. Its identity comes from the case and the
        kind (UUID version 5), every other act's from the clock.
        """
        return self.id == uuid5(self.case_id, self.kind.value)
