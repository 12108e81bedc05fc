"""The programme as a calendar: the same bytes for the same release, and what changed or was cancelled says so."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar
from icalendar import Event as Entry

from conference.core.text.localized import localized
from conference.events.models import Event
from conference.programme.choices import ReleaseState
from conference.programme.models import Release
from conference.programme.queries.published import Programme
from conference.programme.queries.shown import Shown


def calendar_of(programme: Programme, sessions: Iterable[Shown]) -> bytes:
    """Return an .ics file in the reader's language. UIDs stay; SEQUENCE is the release of the last change."""
    event, release = programme.event, programme.release
    calendar = Calendar()
    calendar.add("prodid", "-//Alqa//programme//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", localized(event.name, programme.language))
    calendar.add("x-wr-timezone", event.timezone)
    for session in sessions:
        calendar.add_component(_entry(event, release, session, programme.language))
    content: bytes = calendar.to_ical()
    return content


def _entry(event: Event, release: Release, session: Shown, language: str) -> Entry:
    row = session.row
    entry = Entry()
    suffix = f"-{row.occurrence}" if row.occurrence > 1 else ""
    entry.add("uid", f"{row.code}{suffix}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("sequence", row.revision)
    entry.add("status", "CONFIRMED" if row.state == ReleaseState.CONFIRMED else "CANCELLED")
    entry.add("dtstamp", release.released_at)
    entry.add("last-modified", release.released_at)
    entry.add("dtstart", row.starts_at)
    entry.add("dtend", row.ends_at)
    entry.add("summary", localized(session.title, language))
    site = [release.content.get("venue", event.venue), release.content.get("town", event.town)]
    places = [*(room["name"] for room in session.rooms), *site]
    entry.add("location", ", ".join(filter(None, (localized(place, language) for place in places))))
    entry.add("description", _description(session, language))
    if session.track:
        entry.add("categories", [localized(session.track["name"], language)])
    entry.add(
        "url",
        settings.SITE_URL + reverse("public:session", kwargs={"event": event.slug, "code": row.code}),
    )
    return entry


def _description(session: Shown, language: str) -> str:
    people = [
        ", ".join(filter(None, [person.name, person.post, localized(person.organisation, language)]))
        for person in session.people
    ]
    return "\n".join(filter(None, [session.kind_label, *people]))
