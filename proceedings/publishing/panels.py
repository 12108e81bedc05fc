"""What other pages show of the proceedings: the event's home and menu, the dashboard."""

from typing import Any

from django.http import HttpRequest
from django_scopes import scope

from conference.core.caching import as_texts
from conference.events.models import Event
from proceedings.publishing.models import Build
from proceedings.publishing.queries import public_volumes, standing_of


def is_shown(event: Event) -> bool:
    """Return whether the event's menu leads to the proceedings."""
    with scope(event=event):
        return bool(public_volumes(event))


def home(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return the published volumes."""
    volumes = public_volumes(event)
    return {"event": event, "volumes": volumes} if volumes else None


def home_state(event: Event) -> list[Any]:
    """Return what the list of volumes is made of, for the key of the home page."""
    shown = "pk size pages volume__slug volume__position".split()  # a build's own texts never change
    rows = Build.objects.filter(volume__event=event, volume__is_public=True, is_published=True)
    return [as_texts(rows, *shown)]


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return how the volumes stand."""
    standings = standing_of(event)
    return {"event": event, "standings": standings} if standings else None
