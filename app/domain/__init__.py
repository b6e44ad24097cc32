"""What is true: frozen data and pure functions; no clock, no file, no text for people."""
