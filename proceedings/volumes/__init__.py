"""Volumes: what is printed on a cover, and the sections inside."""
