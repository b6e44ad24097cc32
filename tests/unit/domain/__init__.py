"""The domain's own rules."""
