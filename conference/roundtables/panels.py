"""What other pages show of the round tables: the event's home, the dashboard, a person's own page."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django_scopes import scope, scopes_disabled

from conference.core.caching import as_texts
from conference.events.models import Event
from conference.registration.queries import people_of
from conference.roundtables import queries
from conference.roundtables.models import RoundTable, Statement


def has_public_tables(event: Event) -> bool:
    """Return whether there is a round table that everybody may see."""
    with scope(event=event):
        return bool(queries.announced_tables(event))


def home(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return the public round tables."""
    tables = [table for table, _placement in queries.by_time(event, queries.announced_tables(event))]
    return {"event": event, "tables": tables} if tables else None


def home_state(event: Event) -> list[Any]:
    """Return what the list of round tables is made of, for the key of the home page."""
    shown = "pk slug title theme session_id session__code resolution__adoption".split()
    return [as_texts(RoundTable.objects.filter(event=event, is_public=True), *shown)]


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return what waits for a decision."""
    if not RoundTable.objects.filter(event=event).exists():
        return None
    tables = queries.round_tables(event).filter(Q(waiting_count__gt=0) | Q(unread_count__gt=0))
    return {"event": event, "tables": tables, **queries.waiting_at(event)}


def my_statements(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Return the round tables at which this person may speak in writing, and what they have handed in."""
    user: Any = request.user
    with scopes_disabled():
        people = people_of(user)
        tables = list(
            RoundTable.objects.filter(event__in=[person.event_id for person in people], is_public=True).select_related(
                "event"
            )
        )
        statements = list(
            Statement.objects.filter(person__in=people)
            .select_related("item__round_table__event")
            .order_by("-created_at")
        )
    return {"tables": tables, "statements": statements} if tables or statements else None
