"""What a verb changed, as flags: one signal tells all screens, each decides whether to refresh."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Changes:
    """The kinds of record that a verb has changed; `|` unites two sets of flags."""

    catalogue: bool = False
    bureau: bool = False
    accounts: bool = False
    drafts: bool = False
    cases: bool = False
    papers: bool = False
    certificates: bool = False

    def __or__(self, other: Changes) -> Changes:
        """Return the flags that are set in either."""
        return Changes(
            **{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        )

    @property
    def any(self) -> bool:
        """Tell whether anything changed at all."""
        return any(getattr(self, f.name) for f in fields(self))
