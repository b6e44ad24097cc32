"""The frame around the screens: start, sign-in, navigation, lock, notices, crash dialog."""
