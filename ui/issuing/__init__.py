"""The issue desk: certificates, hand-over, the file of a case."""
