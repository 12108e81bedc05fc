"""A small released programme: two rooms, a track, a talk with a speaker, a break."""

import pytest
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.programme.choices import Kind
from conference.programme.services.releases import release_programme
from tests.factories.events import EventFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.programme import RoomFactory, SessionPersonFactory, TrackFactory, placed


@pytest.fixture
def draft(db):
    """The event with its plan, nothing released."""
    event = EventFactory(slug="konf")
    with scope(event=event):
        hall = RoomFactory(event=event, name=i18n(ru="Большой зал", kk="Үлкен зал", en="Great hall"))
        RoomFactory(event=event, name=i18n(ru="Малый зал"))
        track = TrackFactory(event=event, name=i18n(ru="Краеведение", kk="Өлкетану", en="Local history"))
        talk = placed(
            event,
            room=hall,
            hours=10,
            track=track,
            title=i18n(ru="Библиотека расширяет пространство", kk="Кітапхана кеңістікті кеңейтеді"),
            abstract=i18n(kk="Қысқаша мазмұны"),
            language="kk",
        )
        person = PersonFactory(
            event=event,
            family_name="Төлегенова",
            given_name="Ұлжан",
            patronymic="",
            post="бөлім меңгерушісі",
            email="secret@example.org",
            organisation=OrganisationFactory(event=event, name=i18n(ru="Бухар-Жырауская ЦБС")),
        )
        SessionPersonFactory(session=talk, person=person)
        placed(event, hours=11, kind=Kind.BREAK, title=i18n(ru="Перерыв", kk="Үзіліс"))
    event.talk, event.person, event.hall = talk, person, hall
    return event


@pytest.fixture
def released(draft):
    """The event with its programme released."""
    with scope(event=draft):
        draft.release = release_programme(event=draft, by=None)
    return draft
