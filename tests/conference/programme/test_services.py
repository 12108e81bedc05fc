"""Changing the plan: rooms, sessions, people, places; each with its entry in the activity log."""

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.programme.choices import Kind, PersonRole
from conference.programme.models import Room, Session, Slot
from conference.programme.services import people, places, sessions, slots
from conference.programme.services.releases import release_programme
from tests.factories.events import EventFactory
from tests.factories.people import PersonFactory
from tests.factories.programme import RoomFactory, SessionFactory, TrackFactory, at, placed


@pytest.fixture
def chair(event, member_of):
    return member_of(event, Role.CHAIR)


def actions() -> list[str]:
    return list(ActivityEntry.objects.order_by("pk").values_list("action", flat=True))


def test_rooms_come_and_go(in_event, chair) -> None:
    first = places.create_room(event=in_event, by=chair, name=i18n(ru="Зал"))
    second = places.create_room(event=in_event, by=chair, name=i18n(kk="Медиазал"), capacity=30)
    assert [first.position, second.position] == [0, 1]
    places.change_room(room=second, by=chair, capacity=40)
    places.change_room(room=second, by=chair, capacity=40)
    entry = ActivityEntry.objects.get(action="room_changed")
    assert (entry.before, entry.after, entry.by) == ({"capacity": 30}, {"capacity": 40}, chair)
    placed(in_event, room=first)
    with pytest.raises(places.RoomInUseError):
        places.delete_room(room=first, by=chair)
    places.delete_room(room=second, by=chair)
    assert list(Room.objects.all()) == [first]


def test_deleting_a_track_leaves_its_sessions(in_event, chair) -> None:
    track = places.create_track(event=in_event, by=chair, name=i18n(ru="Краеведение"))
    session = SessionFactory(event=in_event, track=track)
    places.delete_track(track=track, by=chair)
    session.refresh_from_db()
    assert session.track is None


def test_session_gets_number_guid_and_people_in_order(in_event, chair) -> None:
    persons = [PersonFactory(event=in_event) for _ in range(3)]
    parts = [sessions.Part(persons[1], PersonRole.MODERATOR), sessions.Part(persons[0]), sessions.Part(persons[2])]
    made = sessions.create_session(event=in_event, by=chair, title=i18n(kk="Кітапхана"), people=parts)
    other = sessions.create_session(event=in_event, by=chair, title=i18n(kk="Кітапхана"))
    assert [part.person for part in made.parts.all()] == [persons[1], persons[0], persons[2]]
    assert made.guid != other.guid
    assert [made.number, other.number] == [1, 2]
    assert set(Session.objects.found_by("kitapkhana")) == {made, other}


def test_session_refuses_strangers_and_doubles(in_event, chair) -> None:
    other = EventFactory()
    with scope(event=other):
        stranger, foreign = PersonFactory(event=other), TrackFactory(event=other)
    title = i18n(ru="Доклад")
    person = PersonFactory(event=in_event)
    for fields in (
        {"people": [sessions.Part(stranger)]},
        {"people": [sessions.Part(person), sessions.Part(person)]},
        {"track": foreign},
        {"kind": "dance"},
        {"minutes": 0},
    ):
        with pytest.raises(ValidationError):
            sessions.create_session(event=in_event, by=chair, title=title, **fields)
    assert Session.objects.count() == 0


def test_new_length_moves_the_end_unless_it_was_chosen(in_event, chair) -> None:
    session = placed(in_event, hours=10, minutes=20)
    own = slots.place_session(session=session, room=None, starts_at=at(in_event, 12), by=chair, minutes=45)
    sessions.change_session(session=session, by=chair, minutes=30)
    lengths = [(slot.ends_at - slot.starts_at).total_seconds() / 60 for slot in Slot.objects.all()]
    assert lengths == [30, 45]
    assert own.pk


def test_people_are_added_moved_and_removed(in_event, chair) -> None:
    session = SessionFactory(event=in_event)
    first, second = PersonFactory(event=in_event), PersonFactory(event=in_event)
    people.add_person(session=session, person=first, by=chair)
    people.add_person(session=session, person=second, by=chair)
    people.add_person(session=session, person=second, by=chair)
    assert [part.person for part in session.parts.all()] == [first, second]
    people.move_person(part=session.parts.all()[1], by=chair)
    assert [part.person for part in session.parts.all()] == [second, first]
    people.move_person(part=session.parts.all()[0], by=chair)
    assert [part.person for part in session.parts.all()] == [second, first]
    people.remove_person(part=session.parts.all()[0], by=chair)
    assert [part.person for part in session.parts.all()] == [first]


def test_placing_and_moving(in_event, chair) -> None:
    hall, media = RoomFactory(event=in_event), RoomFactory(event=in_event)
    session = SessionFactory(event=in_event, minutes=20)
    slot = slots.place_session(session=session, room=hall, starts_at=at(in_event, 10), by=chair)
    assert slot.ends_at == at(in_event, 10, 20)
    moved = slots.place_session(
        session=session, slot=slot, room=media, starts_at=at(in_event, 11), by=chair, minutes=40
    )
    moved = slots.place_session(session=session, slot=moved, room=media, starts_at=at(in_event, 12), by=chair)
    assert (moved.pk, moved.room, moved.ends_at) == (slot.pk, media, at(in_event, 12, 40))
    with pytest.raises(ValidationError):
        slots.place_session(session=session, room=media, starts_at=at(in_event, 12), by=chair)
    slots.unplace_session(slot=moved, by=chair)
    assert not Slot.objects.exists()
    assert actions() == ["session_placed", "session_moved", "session_moved", "session_unplaced"]


def test_a_room_of_another_event_is_refused(in_event, chair) -> None:
    other = EventFactory()
    with scope(event=other):
        foreign = RoomFactory(event=other)
    with pytest.raises(ValidationError):
        slots.place_session(session=SessionFactory(event=in_event), room=foreign, starts_at=at(in_event, 9), by=chair)


def test_cancelling_and_deleting(in_event, chair) -> None:
    session = placed(in_event, kind=Kind.PLENARY)
    assert sessions.cancel_session(session=session, by=chair) is True
    assert sessions.cancel_session(session=session, by=chair) is False
    assert sessions.restore_session(session=session, by=chair) is True
    release_programme(event=in_event, by=chair)
    with pytest.raises(sessions.AnnouncedError):
        sessions.delete_session(session=session, by=chair)
    fresh = placed(in_event)
    sessions.delete_session(session=fresh, by=chair)
    assert list(Session.objects.all()) == [session]
