"""What the dashboard shows of wishes to change registrations."""

from typing import Any

from django.http import HttpRequest

from conference.events.models import Event
from conference.registration.moderation.queries import open_count


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return how many wait; nothing where none does."""
    waiting = open_count(event)
    return {"event": event, "waiting": waiting} if waiting else None
