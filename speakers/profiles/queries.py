"""Reading profiles for the programme."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from conference.core.text.localized import translations
from conference.events.models import Event
from conference.people.models import Person
from speakers.profiles.models import Profile


def speaker_details(event: Event, keys: list[int]) -> dict[int, dict[str, Any]]:
    """Return by person what a release of the programme tells of speakers: biography, photograph, links."""
    people = Person.objects.filter(event=event, pk__in=keys).exclude(photo="")
    found: dict[int, dict[str, Any]] = {person.pk: {"photo": photo_address(event, person)} for person in people}
    for profile in Profile.objects.filter(person__event=event, person_id__in=keys):
        told = found.setdefault(profile.person_id, {})
        told["biography"] = translations(profile.biography)
        told["links"] = links_of(profile)
    return found


def links_of(profile: Profile) -> list[dict[str, str]]:
    """Return the ORCID record and the person's links, each with what to call it."""
    orcid = [{"url": f"https://orcid.org/{profile.orcid}", "title": f"ORCID {profile.orcid}"}] if profile.orcid else []
    return orcid + [{"url": url, "title": urlsplit(url).netloc.removeprefix("www.")} for url in profile.links]


def photo_address(event: Event, person: Person) -> str:
    """Return the address of a speaker's photograph; one for all languages, so that it can stand in a release."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("public:speaker_photo", kwargs={"event": event.slug, "code": person.code})
