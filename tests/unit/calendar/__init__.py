"""Working days and the published calendars."""
