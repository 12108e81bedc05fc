"""Persons and organisations of an event."""
