"""The sheets over the certificates screen; each is built when it is first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from app.domain.actor import Actor
from ui.issuing.blanks_sheet import BlanksSheet
from ui.issuing.calibration_sheet import CalibrationSheet
from ui.issuing.change_sheet import ChangeSheet
from ui.issuing.key_row import KeyRow
from ui.issuing.sheet import DeskSheet
from ui.issuing.spoil_sheet import SpoilSheet
from ui.issuing.verify_sheet import VerifySheet
from ui.kit.pages import SpeakingPage
from ui.tasks import Desk

AnySheet = TypeVar("AnySheet", bound=DeskSheet)


class CertificateSheets(SpeakingPage):
    """What the screen of certificates opens over itself: one sheet for each thing asked for."""

    desk: Desk
    actor: Actor
    row: KeyRow

    @cached_property
    def spoil_sheet(self) -> SpoilSheet:
        """The sheet for spoiled blanks."""
        return self._over(SpoilSheet(self.desk, self.actor, self))

    @cached_property
    def change_sheet(self) -> ChangeSheet:
        """The sheet for changes of a certificate."""
        return self._over(ChangeSheet(self.desk, self.actor, self))

    @cached_property
    def blanks_sheet(self) -> BlanksSheet:
        """The sheet for the stock of blanks."""
        return self._over(BlanksSheet(self.desk, self.actor, self))

    @cached_property
    def verify_sheet(self) -> VerifySheet:
        """The sheet that verifies a file."""
        return self._over(VerifySheet(self.desk, self.actor, self))

    @cached_property
    def calibration_sheet(self) -> CalibrationSheet:
        """The sheet for overlay printing."""
        return self._over(CalibrationSheet(self.desk, self.actor, self))

    def _over(self, sheet: AnySheet) -> AnySheet:
        self.row.give_way_to(sheet)
        return sheet
