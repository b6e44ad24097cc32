"""What waits after signing in, in words: own drafts, sittings without an outcome, others' drafts."""

from __future__ import annotations

from app.services.unfinished import Unfinished
from app.wording import _


def waiting_words(found: Unfinished) -> str:
    """Return what waits, with the way to it, a sentence each; empty when nothing does."""
    told = []
    if found.today or found.earlier:
        days = (
            _("今天 {n} 次").format(n=found.today) if found.today else "",
            _("以前 {n} 次").format(n=found.earlier) if found.earlier else "",
        )
        words = _(
            "已收件但还没有受理结果：{days}，时限已在计算，请到“办件记录”按 Ctrl+R 继续办理。"
        )
        told.append(words.format(days="、".join(filter(None, days))))
    if found.drafts:
        told.append(_("有 {n} 份没办完的填写，按 F10 取回。").format(n=found.drafts))
    if found.held:
        newest = found.held[0]
        words = _("本机还存有{owner}没办完的填写（{n} 份，最近 {time}），由本人登录后取回。")
        told.append(
            words.format(
                owner="、".join(dict.fromkeys(held.owner for held in found.held)),
                n=len(found.held),
                time=f"{newest.saved_at:%m-%d %H:%M}",
            )
        )
    return "".join(told)
