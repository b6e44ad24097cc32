"""The one clock: the time of Beijing, whatever zone the desk is set to."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest

from app.ports.clock import SystemClock


def test_the_clock_tells_the_time_of_beijing_to_the_second() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(hours=8)
    assert now.microsecond == 0


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "UTC", "Pacific/Kiritimati"])
def test_a_desk_set_to_another_zone_moves_no_receipt_into_another_day(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    program = "from app.ports.clock import SystemClock; print(SystemClock().now().isoformat())"
    before = SystemClock().now()
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert before.isoformat() <= told <= SystemClock().now().isoformat()
