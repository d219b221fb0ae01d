"""Outline maps drawn by the server: one cell per municipality, no foreign tiles."""
