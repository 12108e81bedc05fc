"""Doors and shared parts: what every feature may use and what knows no feature."""
