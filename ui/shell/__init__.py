"""The frame around the screens: start, sign-in, navigation, lock, notices, crash dialog."""

import gc

# Loading the toolkit makes many objects and no garbage, and a pass of the collector is felt while
# typing; so it comes more rarely than for a batch program.
gc.set_threshold(20_000, 20, 50)
