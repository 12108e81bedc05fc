"""What collides: a person or a room twice at once, and times outside the event."""

import pytest

from conference.programme.choices import Kind
from conference.programme.queries.plan import Clash, conflicts, standing
from conference.programme.services.sessions import cancel_session
from conference.programme.services.slots import place_session
from tests.factories.people import PersonFactory
from tests.factories.programme import RoomFactory, SessionFactory, SessionPersonFactory, at, placed


def found(event) -> list[tuple[Clash, str]]:
    return [(conflict.clash, str(conflict.subject or "")) for conflict in conflicts(event)]


def test_a_room_taken_twice(in_event) -> None:
    room = RoomFactory(event=in_event)
    placed(in_event, room=room, minutes=30)
    second = placed(in_event, room=room, minutes=30)
    assert found(in_event) == [(Clash.ROOM, str(room))]
    cancel_session(session=second, by=None)
    assert found(in_event) == []


def test_a_long_session_collides_with_each_that_begins_meanwhile(in_event) -> None:
    room = RoomFactory(event=in_event)
    placed(in_event, room=room, minutes=180, hours=9)
    placed(in_event, room=room, minutes=20, hours=10)
    placed(in_event, room=room, minutes=20, hours=11)
    assert len(conflicts(in_event)) == 2


def test_a_speaker_in_two_places(in_event) -> None:
    person = PersonFactory(event=in_event)
    for _ in range(2):
        SessionPersonFactory(session=placed(in_event, room=RoomFactory(event=in_event)), person=person)
    assert found(in_event) == [(Clash.PERSON, str(person))]


def test_one_after_the_other_is_no_collision(in_event) -> None:
    room, person = RoomFactory(event=in_event), PersonFactory(event=in_event)
    for hours in (10, 11):
        session = placed(in_event, room=room, hours=hours, minutes=60)
        SessionPersonFactory(session=session, person=person)
    assert conflicts(in_event) == []


def test_one_session_in_two_rooms_is_no_collision(in_event) -> None:
    session = placed(in_event, room=RoomFactory(event=in_event))
    SessionPersonFactory(session=session, person=PersonFactory(event=in_event))
    place_session(session=session, room=RoomFactory(event=in_event), starts_at=at(in_event, 10), by=None)
    assert conflicts(in_event) == []


@pytest.mark.parametrize("kind", [Kind.BREAK, Kind.EXHIBITION, Kind.POSTER, Kind.SOCIAL])
def test_side_kinds_do_not_collide(in_event, kind) -> None:
    room = RoomFactory(event=in_event)
    placed(in_event, room=room)
    placed(in_event, room=room, kind=kind)
    assert conflicts(in_event) == []


def test_outside_the_days_where_the_event_takes_place(in_event) -> None:
    placed(in_event, hours=23)
    placed(in_event, hours=10, day=2)
    assert found(in_event) == [(Clash.OUTSIDE, "")]


def test_standing_counts_each_session_once(in_event) -> None:
    twice = placed(in_event, room=RoomFactory(event=in_event))
    place_session(session=twice, room=None, starts_at=at(in_event, 15), by=None)
    SessionFactory(event=in_event)
    cancel_session(session=SessionFactory(event=in_event), by=None)
    told = standing(in_event)
    assert (told.sessions, told.unplaced, told.cancelled) == (2, 1, 1)


def test_queries_do_not_grow(in_event, django_assert_num_queries) -> None:
    for count in (1, 3):
        for _ in range(count):
            session = placed(in_event, room=RoomFactory(event=in_event))
            SessionPersonFactory(session=session, person=PersonFactory(event=in_event))
        with django_assert_num_queries(2):
            conflicts(in_event)
