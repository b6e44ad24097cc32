"""Figures promised and measured."""
