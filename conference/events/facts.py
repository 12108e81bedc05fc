"""What happened to events."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EventMoved:
    """The event begins or ends on another day."""

    event_pk: int
