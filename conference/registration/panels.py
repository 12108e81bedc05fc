"""What registration shows on pages of others: the event's home, the dashboard, a person's own page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django_countries import countries
from django_scopes import scopes_disabled

from conference.core.bars import bars_of
from conference.core.caching import as_texts
from conference.core.registry import category_notes
from conference.events.models import Event
from conference.registration import queries
from conference.registration.availability import listed_categories
from conference.registration.choices import State
from conference.registration.models import Category, Quota, RegistrationSettings
from conference.registration.queries import someone_waits

TOP_COUNTRIES = 8


def call_to_register(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return the invitation for the home page; nothing once the event is over."""
    if event.is_over:
        return None
    setup = queries.setup_of(event)
    return {"event": event, "setup": setup, "listed": listed_categories(event, may_wait=setup.has_waiting_list)}


def home_state(event: Event) -> list[Any]:
    """Return what the invitation is made of, for the key of the home page."""
    shown = "pk name description capacity taken position is_open ways opens_at closes_at needs_approval needs_code"
    return [
        as_texts(Category.objects.filter(event=event), *shown.split()),
        as_texts(Quota.objects.filter(event=event), "pk", "capacity", "taken", "counts_remote", "categories__pk"),
        as_texts(Category.objects.filter(event=event).filter(someone_waits()), "pk"),
        as_texts(RegistrationSettings.objects.filter(event=event), "opens_at", "closes_at", "has_waiting_list"),
        *(rows for notes in category_notes for rows in notes.state(event)),
    ]


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any]:
    """Return figures: by state, by day, by country, and what needs attention."""
    by_country = queries.counts_by_country(event)
    rows = [{"label": countries.name(code) or "—", "number": n} for code, n in by_country[:TOP_COUNTRIES]]
    if rest := sum(n for _code, n in by_country[TOP_COUNTRIES:]):
        rows.append({"label": gettext("other countries"), "number": rest})
    counts = queries.counts_by_state(event)
    days = queries.counts_by_day(event)
    bars = bars_of([number for _day, number in days])
    return {
        "event": event,
        "counts": counts,
        "confirmed": counts[State.CONFIRMED],
        "pending": counts[State.PENDING],
        "waiting": counts[State.WAITING],
        "remote": queries.remote_guests(event),
        "bars": [{"day": day, **bar} for (day, _n), bar in zip(days, bars, strict=True)],
        "first_day": days[0][0],
        "last_day": days[-1][0],
        "country_rows": rows,
        "largest": max((n for _code, n in by_country), default=0),
        "country_count": len(by_country),
        "full": queries.full_categories(event),
    }


def mine(request: HttpRequest, _nothing: None) -> dict[str, Any]:
    """Return the reader's own registrations at all events, the next first."""
    user: Any = request.user
    with scopes_disabled():
        rows = queries.registrations_of(user).select_related("event", "category", "person")
        return {"registrations": list(rows.order_by("-event__starts_on"))}
