"""What other pages show of the proceedings: the event's home and menu, the dashboard."""

from typing import Any

from django.http import HttpRequest
from django_scopes import scope

from conference.events.models import Event
from proceedings.publishing.queries import public_volumes, standing_of
from proceedings.volumes.queries import has_public_volume


def is_shown(event: Event) -> bool:
    """Return whether the event's menu leads to the proceedings."""
    with scope(event=event):
        return has_public_volume(event)


def home(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return the published volumes."""
    volumes = public_volumes(event)
    return {"event": event, "volumes": volumes} if volumes else None


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return how the volumes stand."""
    standings = standing_of(event)
    return {"event": event, "standings": standings} if standings else None
