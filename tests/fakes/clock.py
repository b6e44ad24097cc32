"""A clock that stands still until it is moved."""

import os
from datetime import datetime, timedelta, timezone

from app.domain.identity import uuid7

CHINA = timezone(timedelta(hours=8))
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)


class StandingClock:
    """Shows the same moment until `move` or `set` is called; identities stay unique."""

    def __init__(self, at=TUESDAY):
        self.at = at

    def now(self):
        return self.at

    def new_id(self):
        return uuid7(int(self.at.timestamp() * 1000), os.urandom(10))

    def move(self, **by):
        self.at += timedelta(**by)

    def set(self, at):
        self.at = at
