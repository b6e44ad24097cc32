"""Sums of money on papers: in figures, and in the capital numerals that no stroke can change.

The capitals follow the rules for bank bills (支付结算办法, annex 1): 零 once for any run of zeros
inside, 整 after whole yuan and after jiao.
"""

from __future__ import annotations

from itertools import groupby

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 4


def amount_text(fen: int) -> str:
    """Return a sum as `1,234.50元`."""
    return f"{fen // 100:,}.{fen % 100:02d}元"


def amount_in_words(fen: int) -> str:
    """Return a sum in capital numerals: 壹仟零伍元叁角整. ValueError from a quadrillion yuan on."""
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif cents and yuan:
        text += "零"
    if cents:
        return f"{text}{_DIGITS[cents]}分"
    return f"{text or '零元'}整"


def _whole(number: int) -> str:
    if number >= 10 ** (_GROUP * len(_GROUPS)):
        raise ValueError(number)
    figures = str(number)
    parts: list[str] = []
    for place, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        group, within = divmod(place, _GROUP)
        parts.append("零" if figure == "0" else _DIGITS[int(figure)] + _PLACES[within])
        if within == 0 and number // 10 ** (group * _GROUP) % 10**_GROUP:
            parts.append(_GROUPS[group])
    return _zeros_united(parts)


def _zeros_united(parts: list[str]) -> str:
    """Return the parts with one 零 for a run of them, none before a group's name or at the end."""
    kept = [part for part in parts if part]
    runs = [(part, len(list(run))) for part, run in groupby(kept)]
    text = ""
    for number, (part, count) in enumerate(runs):
        following = runs[number + 1][0] if number + 1 < len(runs) else ""
        if part != "零":
            text += part * count
        elif following and following not in _GROUPS:
            text += "零"
    return text
