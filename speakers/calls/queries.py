"""Reading calls."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from conference.core.caching import once
from conference.core.prepared import PreparedQuery
from conference.events.models import Event
from speakers.calls.models import Call


class Announced(NamedTuple):
    """The public calls of an event by what a reader can do with them."""

    open: list[Call]
    coming: list[Call]
    closed: list[Call]


def announced(event: Event, at: datetime | None = None) -> Announced:
    """Return the public calls: those open (the first to close first), those to come, those closed (the last first)."""
    moment = at or timezone.now()
    calls = _public_calls(event)
    is_open = [call for call in calls if call.is_open(moment)]
    closed = [call for call in calls if call.is_closed(moment)]
    coming = sorted((call for call in calls if call.opens_at > moment), key=lambda call: call.opens_at)
    return Announced(is_open, coming, closed[::-1])


def has_announced(event: Event) -> bool:
    """Return whether a public call is open or to come, for the menu."""
    now = timezone.now()
    return any(not call.is_closed(now) for call in _public_calls(event))


def _public_calls(event: Event) -> list[Call]:
    """Return the public calls, the first to close first; read once for each event object, as menus ask, too."""
    return once(event, "public_calls", lambda: _public.rows(event.pk))


_public: PreparedQuery[Call] = PreparedQuery(
    lambda event: Call.objects.all().public().order_by("closes_at", "pk"), scoped=True
)


def open_calls(event: Event) -> QuerySet[Call]:
    """Return the calls that take submissions now, the first to close first."""
    return Call.objects.filter(event=event).open_at(timezone.now()).order_by("closes_at", "pk")


def with_counts(event: Event) -> QuerySet[Call]:
    """Return all calls with how many submissions were handed in, the latest first."""
    handed_in = Count("submissions", filter=Q(submissions__submitted_at__isnull=False))
    return Call.objects.filter(event=event).annotate(handed_in=handed_in).order_by("-closes_at", "-pk")
