"""The shell: start, sign-in, lock, notices, crash dialog."""
