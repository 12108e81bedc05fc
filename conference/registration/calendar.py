"""A guest's calendar entry: the same UID for ever, SEQUENCE grows with each change of it or the event."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar
from icalendar import Event as Entry

from conference.core.text.localized import localized
from conference.registration.models import Registration


def calendar_of(registration: Registration, language: str) -> bytes:
    """Return an .ics file with the days of the event; bytes change only when the registration or the event does."""
    event = registration.event
    entry = Entry()
    entry.add("uid", f"{registration.code}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("sequence", registration.revision + event.revision)
    entry.add("status", "CONFIRMED" if registration.is_confirmed else "CANCELLED")
    entry.add("dtstamp", max(registration.changed_at, event.revised_at or registration.changed_at))
    entry.add("dtstart", event.starts_on)
    entry.add("dtend", event.ends_on + timedelta(days=1))
    entry.add("summary", localized(event.name, language))
    entry.add(
        "location",
        ", ".join(filter(None, (localized(text, language) for text in (event.venue, event.address, event.town)))),
    )
    entry.add("description", localized(event.theme, language))
    with translation.override(language):
        entry.add("url", settings.SITE_URL + reverse("public:event_home", kwargs={"event": event.slug}))
    calendar = Calendar()
    calendar.add("prodid", "-//Alqa//registration//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH" if registration.is_confirmed else "CANCEL")
    calendar.add_component(entry)
    content: bytes = calendar.to_ical()
    return content
