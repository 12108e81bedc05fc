"""Rooms, tracks, sessions, their slots, and the published releases of the programme."""
