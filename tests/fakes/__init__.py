"""Stand-ins for the world: a clock that stands, secrets in memory."""
