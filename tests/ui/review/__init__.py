"""The back office: queues, one case whole, acts on it."""
