"""The field widgets, one by one."""
