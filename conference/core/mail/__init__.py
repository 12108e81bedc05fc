"""The door to mail: an outbox."""
