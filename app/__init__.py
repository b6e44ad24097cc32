"""Yichuang (一窗): the counter clerk's program for consolidated approval bureaus.

The inside of the house: what is true (`domain`), what is needed from outside (`ports`), and
what a clerk can do (`services`). Nothing in here knows a toolkit or a database.
"""

__version__ = "0.1.0"
