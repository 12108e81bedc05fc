"""Figures for charts: whoever is asked for, counted by what they have in common."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, F, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from conference.events.models import Event
from conference.registration.choices import State
from conference.registration.table.filters import Wanted
from conference.registration.table.queries.rows import Options, found, region_of


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
    """Return the figures of who is asked for; without a wish about the state, of the confirmed. Three queries."""
    rows = found(event, wanted, options).order_by()
    if not wanted.one("state"):
        rows = rows.filter(state=State.CONFIRMED)
    places = _counted(rows, country=F("person__country"), place=region_of())
    kinds = _counted(rows, group=F("category"), way=F("mode"))
    days = _days_of(event, rows)
    first, last = (min(days), max(days)) if days else (date.min, date.min)
    return Figures(
        total=sum(days.values()),
        countries=_summed((country, n) for (country, _place), n in places),
        regions=_summed((place, n) for (_country, place), n in places),
        categories=_summed((group, n) for (group, _way), n in kinds),
        modes=_summed((way, n) for (_group, way), n in kinds),
        days=[(day, days.get(day, 0)) for day in _each(first, last)] if days else [],
    )


def _counted(rows: QuerySet[Any], **by: Any) -> list[tuple[tuple[Any, ...], int]]:
    """Return how many rows have which values in common."""
    counted = rows.annotate(**by).values(*by).annotate(n=Count("pk")).values_list(*by, "n")
    return [(tuple(values), n) for *values, n in counted]


def _summed(pairs: Iterable[tuple[Any, int]]) -> list[tuple[Any, int]]:
    sums: Counter[Any] = Counter()
    for key, n in pairs:
        sums[key] += n
    return sorted(sums.items(), key=lambda pair: (-pair[1], str(pair[0])))


def _days_of(event: Event, rows: QuerySet[Any]) -> Counter[date]:
    """Return by day, where the event is, how many registered.

    The database counts by the beginning of the stored moment, an hour (a minute where the zone's hours are not ours):
    SQLite would call back into Python for the day of every single row.
    """
    offset = timezone.now().astimezone(event.zone).utcoffset() or timedelta()
    length = len("2026-11-28 00") if offset % timedelta(hours=1) == timedelta() else len("2026-11-28 00:00")
    moment = Substr(Cast("created_at", CharField()), 1, length)
    days: Counter[date] = Counter()
    for (text,), n in _counted(rows, moment=moment):
        days[datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(event.zone).date()] += n
    return days


def _each(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
