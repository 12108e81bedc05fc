"""What the programme shows on pages of others: the event's home and the team's dashboard."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from conference.core.caching import as_texts
from conference.events.models import Event
from conference.programme.choices import KEY_KINDS, SIDE_KINDS, Kind
from conference.programme.models import Release
from conference.programme.queries.plan import conflicts, standing
from conference.programme.queries.published import Programme, current_release

SHOWN = 6


def coming_up(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return what comes next: before the event its key sessions, while it runs whatever is on; nothing afterwards."""
    release = current_release(event)
    if release is None or event.is_over:
        return None
    now = timezone.now()
    programme = Programme(event, release)
    runs = now.astimezone(event.zone).date() >= event.starts_on
    talks = [kind for kind in Kind.values if kind not in SIDE_KINDS]
    sessions = programme.ahead(talks if runs else KEY_KINDS, now, SHOWN)
    if not sessions:
        sessions = programme.ahead(talks, now, SHOWN)
    return {"event": event, "sessions": sessions, "runs": runs} if sessions else None


def home_state(event: Event) -> list[Any]:
    """Return which release is shown, for the key of the home page: a release never changes."""
    latest = Release.objects.filter(event=event).order_by("-number").values("pk")[:1]
    return [as_texts(Release.objects.filter(event=event, pk=latest), "number", "digest")]


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any]:
    """Return how far the programme is."""
    return {
        "event": event,
        "standing": standing(event),
        "conflicts": len(conflicts(event)),
        "release": current_release(event),
    }
