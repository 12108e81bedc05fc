"""Decisions on submissions, and the session that an accepted one becomes."""
