"""Item models and their delegates: lists over plain values."""
