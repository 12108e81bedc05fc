"""Creating persons and organisations, and tying persons to accounts."""

from typing import Any

from django_scopes import scopes_disabled

from conference.accounts.models import User
from conference.core.text.folding import search_words
from conference.core.text.localized import i18n, translations
from conference.events.models import Event
from conference.people.models import Organisation, Person

PERSON_FIELDS = (
    "family_name given_name patronymic latin_name badge_name degree post email phone country town language"
).split()


def organisation_named(
    event: Event, name: str, *, town: str = "", country: str = "", language: str = "ru"
) -> Organisation | None:
    """Return the event's organisation of this name in any language and spelling, made where there is none.

    The name comes from free text, so Қарағанды and Караганда count as one only where the folded words are equal.
    Returns None for an empty name.
    """
    name = " ".join(name.split())
    wanted = search_words(name)
    if not wanted:
        return None
    for found in Organisation.objects.filter(event=event).found_by(name):
        if any(search_words(text) == wanted for text in translations(found.name).values()):
            return found
    return Organisation.objects.create(event=event, name=i18n(**{language: name}), town=town, country=country)


def save_person(person: Person, *, organisation: str, **fields: Any) -> Person:
    """Set the fields of a new or known person, find or make the institution, and store."""
    for name, value in fields.items():
        setattr(person, name, value)
    person.organisation = organisation_named(
        person.event, organisation, town=person.town, country=str(person.country), language=person.language
    )
    person.save()
    return person


def claim_people(user: User) -> None:
    """Tie to `user` every person with their address: they proved that it is theirs when they signed in by it."""
    with scopes_disabled():
        Person.objects.filter(user=None, email__iexact=user.email).update(user=user)
