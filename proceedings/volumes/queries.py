"""Reading volumes, and what a new one is proposed to say."""

from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from conference.core import clock
from conference.core.text.localized import LANGUAGE_CODES, i18n, localized, translations
from conference.events.models import Event
from proceedings.volumes.models import Volume


def free_slug(event: Event) -> str:
    """Return an address that no volume of the event has: `main`, then `volume-2` …"""
    taken = set(Volume.objects.filter(Q(event=event)).values_list("slug", flat=True))
    candidates = ["main", *(f"volume-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def proposed_for(event: Event) -> dict[str, Any]:
    """Return what a new volume says until somebody changes it: what the event itself knows."""
    kinds: dict[str, str] = {}
    names: dict[str, str] = {}
    for code in LANGUAGE_CODES:
        if code not in event.languages:
            continue
        with translation.override(code):
            days = clock.days(event.starts_on, event.ends_on, code)
            place = ", ".join(filter(None, (localized(event.town, code), days)))
            kinds[code] = _("conference proceedings (%(place)s)") % {"place": place}
        names[code] = localized(event.theme, code) or localized(event.name, code)
    filled = translations(event.theme) or translations(event.name)
    return {
        "slug": free_slug(event),
        "language": event.languages[0] if event.languages else "ru",
        "title": i18n(**{code: text for code, text in names.items() if code in filled} or names),
        "subtitle": i18n(**kinds),
        "town": event.town,
        "publisher": event.venue,
        "rights_holder": event.venue,
        "year": event.ends_on.year,
    }
