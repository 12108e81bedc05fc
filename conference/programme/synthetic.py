"""A programme of any size for benchmarks: people, rooms, tracks and talks, placed without a clash and released."""

from datetime import datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from conference.core.registry import Sizes
from conference.core.synthetic import Words
from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.people.models import Organisation, Person
from conference.people.names import is_latin, latin_name
from conference.programme.choices import Kind
from conference.programme.models import Room, Session, SessionPerson, Slot, Track
from conference.programme.queries.plan import days_of
from conference.programme.services.releases import release_programme

BATCH = 500
BEGINS, HOURS = time(9), 9
LENGTHS = (20, 15, 10, 5)
ORGANISATIONS = 60
TRACKS = (
    i18n(ru="Краеведение", kk="Өлкетану", en="Local history"),
    i18n(ru="Электронные ресурсы", kk="Электрондық ресурстар", en="Electronic resources"),
    i18n(ru="Методическая работа", kk="Әдістемелік жұмыс", en="Methodical work"),
    i18n(ru="Каталогизация", kk="Каталогтау", en="Cataloguing"),
    i18n(ru="Чтение и читатели", kk="Оқу және оқырман", en="Reading and readers"),
    i18n(ru="Право и стандарты", kk="Құқық және стандарттар", en="Law and standards"),
)


class DoesNotFitError(Exception):
    """So many talks have no room in so many rooms and days."""


class Place(NamedTuple):
    """Where the next talk stands; `turn` counts the times at which talks begin."""

    turn: int
    room: Room
    starts_at: datetime


def seed_people(event: Event, sizes: Sizes) -> None:
    """Create the people and the institutions that they come from."""
    words = Words(sizes.seed)
    organisations = []
    for number in range(min(ORGANISATIONS, max(1, sizes.people // 10))):
        town = words.town()
        organisations.append(
            Organisation(
                event=event,
                name=i18n(ru=f"Библиотека № {number + 1}", kk=f"№ {number + 1} кітапхана", en=f"Library {number + 1}"),
                town=town,
                country="KZ",
            )
        )
    for organisation in organisations:
        organisation.fill_keys()
    Organisation.objects.bulk_create(organisations, batch_size=BATCH)
    people = [_person(event, words, number, organisations) for number in range(sizes.people)]
    Person.objects.bulk_create(people, batch_size=BATCH)


def _person(event: Event, words: Words, number: int, organisations: list[Organisation]) -> Person:
    name = words.name()
    person = Person(
        event=event,
        family_name=name.family,
        given_name=name.given,
        patronymic=name.patronymic,
        latin_name="" if is_latin(name.family) else latin_name(name.family, name.given),
        organisation=organisations[number % len(organisations)],
        email=f"person{number + 1}@{event.slug}.example.org",
        country="KZ",
        language=name.language,
    )
    person.fill_keys()
    return person


def seed(event: Event, sizes: Sizes) -> None:
    """Create the programme and release it. Raises DoesNotFitError."""
    rooms = Room.objects.bulk_create(
        Room(event=event, name=i18n(ru=f"Зал {n + 1}", kk=f"{n + 1}-зал", en=f"Room {n + 1}"), position=n, capacity=80)
        for n in range(sizes.rooms)
    )
    tracks = Track.objects.bulk_create(Track(event=event, name=name, position=n) for n, name in enumerate(TRACKS))
    minutes = _length(sizes)
    words = Words(sizes.seed + 1)
    sessions = [_session(event, words, number, tracks, minutes) for number in range(sizes.talks)]
    for session in sessions:
        session.fill_keys()
    Session.objects.bulk_create(sessions, batch_size=BATCH)
    people = list(Person.objects.filter(event=event).order_by("pk")[: sizes.people])
    slots, parts = [], []
    for number, (session, place) in enumerate(zip(sessions, _places(event, rooms, minutes, sizes), strict=False)):
        ends_at = place.starts_at + timedelta(minutes=minutes)
        slots.append(Slot(session=session, room=place.room, starts_at=place.starts_at, ends_at=ends_at))
        # Talks of one time take the next people of the list, so nobody speaks twice at once while there are enough.
        if number % sizes.rooms < len(people):
            parts.append(SessionPerson(session=session, person=people[number % len(people)]))
    Slot.objects.bulk_create(slots, batch_size=BATCH)
    SessionPerson.objects.bulk_create(parts, batch_size=BATCH)
    release_programme(event=event, by=None)


def _length(sizes: Sizes) -> int:
    """Return the longest usual length at which every talk finds a place."""
    wanted = -(-sizes.talks // (sizes.rooms * sizes.days))
    for minutes in LENGTHS:
        if wanted <= HOURS * 60 // minutes:
            return minutes
    most = sizes.rooms * sizes.days * HOURS * 60 // LENGTHS[-1]
    raise DoesNotFitError(f"{sizes.talks} talks do not fit: in these rooms and days there is room for {most}.")


def _session(event: Event, words: Words, number: int, tracks: list[Track], minutes: int) -> Session:
    language = ("ru", "kk", "en")[number % 3]
    title, abstract = words.title(number), words.abstract()
    if number % 2:  # half of them only in the language in which they are held
        title, abstract = {language: title[language]}, {language: abstract[language]}
    return Session(
        event=event,
        kind=Kind.TALK,
        title=i18n(**title),
        abstract=i18n(**abstract),
        language=language,
        track=tracks[number % len(tracks)],
        minutes=minutes,
        guid=f"{event.slug}-{number + 1}",
        number=number + 1,
    )


def _places(event: Event, rooms: list[Room], minutes: int, sizes: Sizes) -> list[Place]:
    """Return the places in the order in which they are filled: every room of a time, then the next time."""
    turns = [
        datetime.combine(day, BEGINS, tzinfo=event.zone) + timedelta(minutes=minutes * n)
        for n in range(HOURS * 60 // minutes)
        for day in days_of(event)
    ]
    places = (Place(turn, room, at) for turn, at in enumerate(turns) for room in rooms)
    return list(islice(places, sizes.talks))
