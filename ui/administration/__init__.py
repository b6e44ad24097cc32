"""The administrators' screens: accounts, bureau, halls and windows, catalogue."""
