"""The screens. Knows `app`, never `db`; touches no SQL, no PDF library, no device."""
