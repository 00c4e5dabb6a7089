"""Texts that are printed from one another, and whose reporting a text is."""
