"""Column types as they were when the changes were written; a shipped change never moves."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
IDENTITY = sa.Uuid(native_uuid=False)
ORDERED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
