"""What an application asks for besides something new: a change or a renewal of what is held already."""

from __future__ import annotations

from app.documents.limits import item_of
from app.documents.subject import PaperSubject
from app.documents.words import word_for
from app.domain.concept_keys import ACTION


def asked_change(subject: PaperSubject) -> str:
    """Return `changed` or `renewed` where the item asks for the kind of application and got it, else empty.

    Such an application is granted or refused in the words of its own (AL 49, 50).
    """
    item = item_of(subject)
    asks = item is not None and any(field.concept == ACTION for field in item.fields)
    answer = str(subject.sitting.values.get(ACTION, "")) if asks and subject.sitting else ""
    return word_for("asked_changes", answer, "")
