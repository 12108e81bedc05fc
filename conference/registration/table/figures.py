"""Figures of what the table is asked for, for charts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate

from conference.events.models import Event
from conference.registration.choices import State
from conference.registration.table.filters import Wanted
from conference.registration.table.queries import Options, found, region_of


@dataclass(frozen=True)
class Figures:
    """Numbers for charts: of guests by what they have in common, most first; by day none is left out."""

    total: int
    countries: list[tuple[str, int]]
    regions: list[tuple[str, int]]
    categories: list[tuple[int, int]]
    modes: list[tuple[str, int]]
    days: list[tuple[date, int]]


def figures_of(event: Event, wanted: Wanted, options: Options) -> Figures:
    """Return the figures of who is asked for; without a wish about the state, of the confirmed. Five queries."""
    rows = found(event, wanted, options).order_by()
    if not wanted.one("state"):
        rows = rows.filter(state=State.CONFIRMED)
    days = dict(_counted(rows.annotate(key=TruncDate("created_at", tzinfo=event.zone))))
    first, last = (min(days), max(days)) if days else (date.min, date.min)
    return Figures(
        total=sum(days.values()),
        countries=_counted(rows.annotate(key=F("person__country"))),
        regions=_counted(rows.annotate(key=region_of())),
        categories=_counted(rows.annotate(key=F("category"))),
        modes=_counted(rows.annotate(key=F("mode"))),
        days=[(day, days.get(day, 0)) for day in _each(first, last)] if days else [],
    )


def _counted(rows: QuerySet[Any]) -> list[Any]:
    counted = rows.values("key").annotate(n=Count("pk")).values_list("key", "n")
    return sorted(counted, key=lambda pair: (-pair[1], str(pair[0])))


def _each(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
