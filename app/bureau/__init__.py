"""The bureau: its file read and checked, the regimes of law, who decides what and by when."""

from app.bureau.building import bureau_from_data
from app.bureau.reading import BureauFile, read_bureau
from app.bureau.regimes import load_regimes, regime_for
from app.bureau.ruling import decider_for, duty_for, limits_for, outside_deciders, team_of

__all__ = [
    "BureauFile",
    "bureau_from_data",
    "decider_for",
    "duty_for",
    "limits_for",
    "load_regimes",
    "outside_deciders",
    "read_bureau",
    "regime_for",
    "team_of",
]
