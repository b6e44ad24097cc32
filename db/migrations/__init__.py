"""How the tables came to be: one file per change, run when a store is opened.

`REVISIONS` lists all revisions, oldest first, so that an up-to-date store opens without loading
Alembic; the suite compares it with the files.
"""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
