"""The intake screen's state as plain objects: the draft is the view model."""
