"""The draft: filling, faults, undo, keeping, and what it hands to the services."""
