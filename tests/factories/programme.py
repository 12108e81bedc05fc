"""Rooms, tracks, sessions and their places. Creating and reading them needs an open scope."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.programme.models import Room, Session, SessionPerson, Slot, Track


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    name = factory.Sequence(lambda n: i18n(ru=f"Зал {n}", kk=f"{n}-зал", en=f"Hall {n}"))
    position = factory.Sequence(int)


class TrackFactory(DjangoModelFactory):
    class Meta:
        model = Track

    name = factory.Sequence(lambda n: i18n(ru=f"Краеведение {n}", kk=f"Өлкетану {n}"))


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    title = factory.Sequence(lambda n: i18n(ru=f"Доклад № {n}", kk=f"№ {n} баяндама"))
    language = "ru"
    guid = factory.Sequence(lambda n: f"guid-{n}")


class SessionPersonFactory(DjangoModelFactory):
    class Meta:
        model = SessionPerson


def at(event: Event, hours: int, minutes: int = 0, day: int = 0) -> datetime.datetime:
    """Return a time on a day of the event, where it takes place."""
    on = event.starts_on + datetime.timedelta(days=day)
    return datetime.datetime.combine(on, datetime.time(hours, minutes), tzinfo=event.zone)


def placed(event: Event, *, room: Room | None = None, hours: int = 10, day: int = 0, **fields: Any) -> Session:
    """Make a session that stands on the grid."""
    session: Session = SessionFactory(event=event, **fields)
    starts_at = at(event, hours, day=day)
    Slot.objects.create(
        session=session, room=room, starts_at=starts_at, ends_at=starts_at + datetime.timedelta(minutes=session.minutes)
    )
    return session
