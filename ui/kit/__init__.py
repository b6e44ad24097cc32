"""Small parts that every screen is built from: words, badges, keys, notices, overlays."""
