"""What the dashboard shows of the desk."""

from typing import Any

from django.http import HttpRequest

from conference.checkin import queries
from conference.events.models import Event


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return the count once somebody has come."""
    count = queries.count(event)
    return {"event": event, "count": count} if count.arrived else None
