"""The dashboard's panel of submissions."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from conference.events.models import Event
from speakers.calls.queries import announced
from speakers.reviews.queries import to_review
from speakers.submissions.choices import STATES_OF_SEVERAL, State
from speakers.submissions.queries import counts_by_state
from speakers.submissions.rules import SUBMISSIONS_DECIDE


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return submissions by state, what waits, and the next deadline; nothing for an event without calls."""
    user: Any = request.user
    counts = counts_by_state(event)
    calls = announced(event)
    if not sum(counts.values()) and not any(calls):
        return None
    table = reverse("manage:submissions", kwargs={"event": event.slug})
    rows = [
        {
            "label": label,
            "number": counts[state],
            "href": "" if state == State.DRAFT else f"{table}?state={state.value}",
        }
        for state, label in STATES_OF_SEVERAL.items()
    ]
    return {
        "event": event,
        "rows": rows,
        "largest": max(counts.values()),
        "handed_in": sum(counts.values()) - counts[State.DRAFT],
        "waiting": counts[State.SUBMITTED],
        "to_review": to_review(event, user).count(),
        "decides": user.has_perm(SUBMISSIONS_DECIDE, event),
        "call": next(iter(calls.open), None),
    }
