"""The intake screen: several items, one form, one list of materials, one receiving."""
