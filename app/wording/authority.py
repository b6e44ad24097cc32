"""Sentences about the agent that is typed at the window."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "agent.fact-missing": N_("“{label}”还没有填，请填写后再确定。"),
}
