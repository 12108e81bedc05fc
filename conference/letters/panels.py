"""What letters show on the dashboard."""

from typing import Any

from django.http import HttpRequest

from conference.events.models import Event
from conference.letters.choices import RequestState
from conference.letters.models import LetterRequest


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return how many requests wait; nothing where nobody does."""
    waiting = LetterRequest.objects.filter(event=event, state=RequestState.ASKED).count()
    return {"event": event, "waiting": waiting} if waiting else None
