"""The door to background work."""
