"""The intake screen, driven by real keys."""
