"""The merge: against the reference report, on packages never seen before, and as properties."""
