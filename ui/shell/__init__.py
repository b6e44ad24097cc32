"""The frame around the screens: start, sign-in, navigation, lock, notices, crash dialog."""

import gc

# Loading makes many objects and no garbage, so the collector keeps away until all is loaded
# (`ui.shell.warming` calls it back).
gc.set_threshold(1_000_000, 20, 50)
