"""Charts of who is found: by country, region, category, participation and day."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_countries import countries

from conference.accounts.requests import SignedInRequest
from conference.core import clock
from conference.core.bars import bars_of
from conference.events.access import team
from conference.events.models import Event
from conference.registration import rules
from conference.registration.choices import Mode
from conference.registration.table.queries import figures_of
from conference.registration.table.views.parts import HERE, Asked

BARS = 12
DAYS = 62  # more than that are shown by weeks


@team(rules.REGISTRATION_VIEW)
def charts(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the figures of whoever the address asks for; the confirmed where it says nothing of the state."""
    asked = Asked(request, event)
    figures = figures_of(event, asked.wanted, asked.options)
    names = {row.pk: str(row) for row in asked.options.categories}
    bars = [
        _bars("countries", _("By country"), figures.countries, lambda code: str(countries.name(code))),
        _bars("regions", _("By region"), figures.regions, str),
        _bars("categories", _("By category"), figures.categories, lambda pk: names.get(pk, "")),
        _bars("modes", _("By participation"), figures.modes, lambda mode: str(Mode(mode).label)),
    ]
    context = {
        "event": event,
        "asked": asked,
        "total": figures.total,
        "bars": bars,
        "days": _days(figures.days),
        "chips": list(asked.chips()),
        "has_state": bool(asked.wanted.one("state")),
        "query": asked.wanted.address,
    }
    return render(request, HERE + "charts.html", context)


def _bars(name: str, title: str, counted: Sequence[tuple[Any, int]], words: Callable[[Any], str]) -> dict[str, Any]:
    """Return one chart: the most frequent as bars, all of them as figures."""
    rows = [{"label": words(key) or _("not said"), "number": number} for key, number in counted]
    shown = rows[:BARS]
    if rest := sum(row["number"] for row in rows[BARS:]):  # type: ignore[misc]
        shown.append({"label": _("all others"), "number": rest})
    largest = max((number for _key, number in counted), default=0)
    return {"name": name, "title": title, "rows": shown, "all": rows, "largest": largest}


def _days(days: Sequence[tuple[date, int]]) -> dict[str, Any]:
    """Return the chart of days, or of weeks where there are many."""
    by_weeks = len(days) > DAYS
    counted = _weeks(days) if by_weeks else list(days)
    rows = []
    for (day, _number), bar in zip(counted, bars_of([number for _day, number in counted]), strict=True):
        said = clock.days(day, min(day + timedelta(days=6), days[-1][0])) if by_weeks else clock.day(day)
        rows.append({"said": said, **bar})
    return {"rows": rows, "width": max(10, len(rows) * 10 - 2), "by_weeks": by_weeks}


def _weeks(days: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    return [
        (days[start][0], sum(number for _day, number in days[start : start + 7])) for start in range(0, len(days), 7)
    ]
