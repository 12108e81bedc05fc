"""Reading registrations."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from conference.core.findable import sort_column
from conference.core.text.folding import search_words
from conference.events.models import Event
from conference.registration.choices import State
from conference.registration.models import Category, Registration, Setup

ORDERS = {"name": "", "-created": "-created_at", "created": "created_at"}


def setup_of(event: Event) -> Setup:
    """Return the event's registration settings, made with defaults at first use."""
    return Setup.objects.get_or_create(event=event)[0]


def open_categories(event: Event) -> QuerySet[Category]:
    """Return the categories a guest may choose, full ones included: the page says that they are."""
    return Category.objects.filter(event=event, is_open=True)


def found_registrations(event: Event, wanted: Mapping[str, str]) -> QuerySet[Registration]:
    """Return the registrations that a table asks for: `q`, `state`, `category`, `country`, `order` as typed by people.

    Unknown values are ignored, so that an old bookmark still shows a table.
    """
    rows = Registration.objects.filter(event=event).select_related("person__organisation", "category")
    for word in search_words(wanted.get("q", "")):
        rows = rows.filter(person__search_key__contains=word)
    if wanted.get("state") in State.values:
        rows = rows.filter(state=wanted["state"])
    if wanted.get("category"):
        rows = rows.filter(category__code=wanted["category"])
    if wanted.get("country"):
        rows = rows.filter(person__country=wanted["country"])
    order = ORDERS.get(wanted.get("order", ""), "-created_at")
    return rows.order_by(order or f"person__{sort_column()}", "pk")


def counts_by_country(event: Event) -> list[tuple[str, int]]:
    """Return country codes with the number of confirmed guests, most first."""
    rows = (
        Registration.objects.filter(event=event, state=State.CONFIRMED)
        .values("person__country")
        .annotate(n=Count("pk"))
        .order_by("-n", "person__country")
    )
    return [(row["person__country"], row["n"]) for row in rows]


def counts_by_day(event: Event, days: int = 14) -> list[tuple[date, int]]:
    """Return the last `days` days where the event is, each with how many registered on it, none left out."""
    today = timezone.now().astimezone(event.zone).date()
    first = today - timedelta(days=days - 1)
    rows = (
        Registration.objects.filter(event=event, created_at__gte=timezone.now() - timedelta(days=days + 1))
        .annotate(day=TruncDate("created_at", tzinfo=event.zone))
        .values("day")
        .annotate(n=Count("pk"))
        .values_list("day", "n")
    )
    found = dict(rows)
    return [(day, found.get(day, 0)) for day in (first + timedelta(days=n) for n in range(days))]


def counts_by_state(event: Event) -> dict[str, int]:
    """Return how many registrations are in each state."""
    rows = Registration.objects.filter(event=event).order_by().values("state").annotate(n=Count("pk"))
    return dict.fromkeys(State.values, 0) | {row["state"]: row["n"] for row in rows}


def full_categories(event: Event) -> QuerySet[Category]:
    """Return open categories without a free place."""
    return open_categories(event).filter(capacity__isnull=False, taken__gte=F("capacity"))
