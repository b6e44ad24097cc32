"""What the inside needs from outside, as protocols: store, clock, secrets."""
