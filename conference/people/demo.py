"""The people of the demo: the institutions are those of the founding case, the persons are made up.

Every address ends in example.org. The cast are those who speak; the others are the rows of `demo_guests.csv`.
"""

import csv
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.people.demo_names import CAST, ORGANISATIONS, POSTS, TYPED
from conference.people.models import Organisation, Person
from conference.people.names import latin_name

LANGUAGES_OF = {"kk": ["kk", "ru"], "ru": ["ru"], "en": ["en", "ru"]}
GUESTS = Path(__file__).with_name("demo_guests.csv")


def cast(event: Event, key: str) -> Person:
    """Return the person of the cast with this key. Raises Person.DoesNotExist before the people were seeded."""
    return Person.objects.get(event=event, email=address_of(key))


def address_of(key: str) -> str:
    """Return the made-up address of somebody of the cast."""
    return f"{key.replace('_', '.')}@example.org"


def midnight(event: Event, days: int) -> datetime:
    """Return when the day `days` after the event's first begins there; a negative number counts back."""
    return datetime.combine(event.starts_on + timedelta(days=days), time.min, tzinfo=event.zone)


def seed(event: Event) -> None:
    """Create the organisations, the cast and the guests."""
    organisations = {
        key: Organisation.objects.create(event=event, is_known=True, **{**row, "name": i18n(**row["name"])})
        for key, row in ORGANISATIONS.items()
    }
    for key, (family, given, patronymic, organisation, post, language) in CAST.items():
        _person(
            organisations[organisation],
            (family, given, patronymic),
            email=address_of(key),
            post=post,
            language=language,
            is_key_person=key in {"director", "pushkin", "novosibirsk", "sverdlovsk"},
        )
    _twins(event)
    typed = {key: Organisation.objects.create(event=event, name=i18n(ru=name)) for key, name in TYPED.items()}
    with GUESTS.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=1):
            posts = POSTS[row["language"]]
            person = _person(
                # The first guest of each such institution typed its name.
                typed.pop(row["organisation"], organisations[row["organisation"]]),
                (row["family"], row["given"], row["patronymic"]),
                email=f"guest{number}@example.org",
                post=posts[number % len(posts)],
                language=row["language"],
            )
            is_local = row["town"] == person.town
            Person.objects.filter(pk=person.pk).update(
                country=row["country"],
                citizenship=row["country"],
                town=row["town"],
                region=person.region if is_local else "",
            )


def _twins(event: Event) -> None:
    """Enter two of the cast once more, as people do: in another script, and with the address in capitals."""
    for key, family, given in (("moderator", "Sarsenov", "Bauyrzhan"), ("osakarovka", "Шнайдер", "И.")):
        known = cast(event, key)
        email = (
            known.email.capitalize() if family == known.family_name else f"{given.lower()}.{family.lower()}@example.org"
        )
        _person(known.organisation, (family, given, ""), email=email, post=known.post, language="ru")


def _person(organisation: Any, name: tuple[str, str, str], **fields: object) -> Person:
    family, given, patronymic = name
    person = Person(
        event=organisation.event,
        organisation=organisation,
        family_name=family,
        given_name=given,
        patronymic=patronymic,
        latin_name=latin_name(family, given),
        country=organisation.country,
        citizenship=organisation.country,
        region=organisation.region,
        town=organisation.town,
    )
    for field, value in fields.items():
        setattr(person, field, value)
    person.spoken_languages = LANGUAGES_OF[person.language]
    person.save()
    return person
