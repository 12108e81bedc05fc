"""What calls add to pages that do not know them."""

from typing import Any

from django.http import HttpRequest

from conference.core.caching import as_texts
from conference.events.models import Event
from speakers.calls.models import Call
from speakers.calls.queries import announced


def home_section(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return the open call that closes first, else the next one, for the event's home."""
    calls = announced(event)
    shown = next(iter([*calls.open, *calls.coming]), None)
    return {"event": event, "call": shown, "is_open": bool(calls.open)} if shown else None


def home_state(event: Event) -> list[Any]:
    """Return what the section of calls is made of, for the key of the home page."""
    return [as_texts(Call.objects.filter(event=event).public(), "pk", "slug", "title", "opens_at", "closes_at")]
