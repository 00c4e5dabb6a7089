"""Exports of incidents: one row an incident, in the shapes that others use, with a trace from every cell to words and bytes."""
