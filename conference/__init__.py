"""The event and the people at it."""
