"""Writing: rooms and tracks, sessions, their slots, and releases."""
