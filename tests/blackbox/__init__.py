"""The program from outside: a screen of its own, and a person who sees only the accessibility tree."""
