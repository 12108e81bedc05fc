"""The programme for everybody: by day, by session, by speaker, and as a calendar. All of it from the latest release."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from conference.core.caching import answer_by_key, etag_of
from conference.core.registry import PageLink, session_links
from conference.events.access import public_event
from conference.events.models import Event
from conference.events.panels import shown_links, shown_values
from conference.programme.exports import calendar_of
from conference.programme.lines import Lines
from conference.programme.models import Release
from conference.programme.queries.grid import lay_out
from conference.programme.queries.published import Filters, Programme, current_release
from conference.programme.queries.shown import Shown, ShownPerson

HERE = "conference/programme/public/"
GRID_ROOMS = 6  # wider tables are shown on demand only
KEPT_PARAMETERS = frozenset({"day", "view", "kind", "track", "room", "language"})  # typed words are never alike
WHOLE = "all"  # instead of a day: every day in one list, as one prints it
MENU_KEPT_FOR = 60
LETTERS_FROM = 40  # a list this long gets an index of letters

P = ParamSpec("P")
ReleasedView = Callable[Concatenate[HttpRequest, Event, Release, P], HttpResponseBase]


def of_release(view: ReleasedView[P]) -> Callable[..., HttpResponseBase]:
    """Find the release, answer 304 where the reader has its page already, and say so where nothing is published yet."""

    @wraps(view)
    def found(request: HttpRequest, event: Event, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        release = current_release(event)
        if release is None:
            return render(request, HERE + "not_yet.html", {"event": event}, status=200)
        key = [release.digest, release.number, translation.get_language(), *shown_values(event), *_menu(event)]
        etag = etag_of(*key, request.get_full_path(), event.today)  # which day is shown first depends on the day
        return answer_by_key(
            request,
            etag,
            lambda: view(request, event, release, *args, **kwargs),
            public=event.is_public,
            parameters=KEPT_PARAMETERS,
        )

    return found


def _menu(event: Event) -> list[str]:
    """Return what the pages link to in other features, which may have come or gone."""
    menu, links = _others(event)
    return [*menu, *(f"{code} {sorted(link.kwargs.items())}" for code, rows in links.items() for link in rows)]


def _others(event: Event) -> tuple[list[str], dict[str, list[PageLink]]]:
    """Return the entries of the menu, and by code what other features know of sessions. Asked once a minute."""
    found: tuple[list[str], dict[str, list[PageLink]]] | None = caches["pages"].get(key := f"menu:{event.pk}")
    if found is None:
        found = [link.url_name for link in shown_links(event)], {}
        for links in session_links:
            for code, rows in links(event).items():
                found[1].setdefault(code, []).extend(rows)
        caches["pages"].set(key, found, MENU_KEPT_FOR)
    return found


@public_event
@of_release
def programme(request: HttpRequest, event: Event, release: Release) -> HttpResponse:
    """Show one day, or what the filters find on every day."""
    shown, filters = Programme(event, release), Filters.of(request.GET.dict())
    asked = request.GET.get("day", "")
    day = None if filters or asked == WHOLE else shown.day_shown(asked)
    sessions = shown.sessions(day=day, filters=filters)
    view = "grid" if request.GET.get("view") == "grid" and day else "list"
    context = {
        "event": event,
        "programme": shown,
        "filters": filters,
        "day": day,
        "view": view,
        "agenda": Lines(shown).agenda(sessions),
        "count": len(sessions),
        **_grid(shown, sessions, day, asked=view == "grid"),
    }
    return render(request, HERE + "programme.html", context)


def _grid(shown: Programme, sessions: list[Shown], day: date | None, *, asked: bool) -> dict[str, Any]:
    """Return the table of a day: always where it is narrow enough to stand beside the list, else when asked for."""
    used = {code for session in sessions for code in session.row.rooms}
    rooms = [room for code, room in shown.rooms.items() if code in used]
    if day is None or not rooms or not (asked or len(rooms) <= GRID_ROOMS):
        return {"rooms": rooms, "lines": []}
    lines, has_more = lay_out(sessions, [room["code"] for room in rooms], lambda session: session.row.rooms)
    return {"rooms": rooms, "lines": lines, "has_column_without_room": has_more}


@public_event
@of_release
def session(request: HttpRequest, event: Event, release: Release, code: str) -> HttpResponse:
    """Show one session with all its texts."""
    shown = Programme(event, release)
    times = shown.occurrences(code)
    if not times:
        raise Http404
    first = times[0]
    context = {
        "event": event,
        "times": times,
        "session": first,
        "people": list(map(Lines(shown).person, first.people)),
        "texts": first.row.texts,
        "release": release,
        "more": [
            (reverse(link.url_name, kwargs={"event": event.slug, **link.kwargs}), link.label)
            for link in _others(event)[1].get(code, [])
        ],
    }
    return render(request, HERE + "session.html", context)


@public_event
@of_release
def speakers(request: HttpRequest, event: Event, release: Release) -> HttpResponse:
    """List everybody who speaks, in the reader's alphabet."""
    shown, typed = Programme(event, release), request.GET.get("q", "").strip()[:100]
    lines = Lines(shown)
    people = [
        lines.person(ShownPerson.of(row.content, shown.language), row.content.get("photo", ""))
        for row in shown.people(typed)
    ]
    context = {"event": event, "people": people, "q": typed, "by_letter": len(people) >= LETTERS_FROM}
    return render(request, HERE + "speakers.html", context)


@public_event
@of_release
def speaker(request: HttpRequest, event: Event, release: Release, code: str) -> HttpResponse:
    """Show somebody and what they do at the event."""
    shown = Programme(event, release)
    row = shown.person(code)
    if row is None:
        raise Http404
    context = {
        "event": event,
        "person": ShownPerson.of(row.content, shown.language),
        "row": row,
        "sessions": shown.of_person(row),
    }
    return render(request, HERE + "speaker.html", context)


@public_event
@of_release
def programme_calendar(request: HttpRequest, event: Event, release: Release) -> HttpResponse:
    """Return the whole programme as a calendar, cancelled and withdrawn sessions included."""
    shown = Programme(event, release)
    return _calendar(calendar_of(shown, shown.for_calendar()), f"{event.slug}.ics")


@public_event
@of_release
def session_calendar(request: HttpRequest, event: Event, release: Release, code: str) -> HttpResponse:
    """Return one session as a calendar."""
    shown = Programme(event, release)
    rows = shown.for_calendar(code)
    if not rows:
        raise Http404
    return _calendar(calendar_of(shown, rows), f"{event.slug}-{code}.ics")


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
