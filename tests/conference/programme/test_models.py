"""What must never be false, and what is kept apart."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from conference.programme.models import Release, Session, SessionPerson, Slot
from tests.factories.events import EventFactory
from tests.factories.people import PersonFactory
from tests.factories.programme import RoomFactory, SessionFactory, at, placed


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_constraints_hold(in_event) -> None:
    room = RoomFactory(event=in_event)
    session = placed(in_event, room=room, guid="one", number=1)
    begins = at(in_event, 10)
    later = begins + datetime.timedelta(minutes=20)
    person = PersonFactory(event=in_event)
    SessionPerson.objects.create(session=session, person=person)
    Slot.objects.create(session=session, room=None, starts_at=begins, ends_at=later)
    Release.objects.create(event=in_event, number=1, digest="x")

    assert refused(lambda: SessionFactory(event=in_event, guid="one"))
    assert refused(lambda: SessionFactory(event=in_event, number=1))
    assert refused(lambda: SessionFactory(event=in_event, minutes=0))
    assert refused(lambda: SessionFactory(event=in_event, kind="dance"))
    assert refused(lambda: Slot.objects.create(session=session, room=room, starts_at=later, ends_at=begins))
    assert refused(lambda: Slot.objects.create(session=session, room=room, starts_at=later, ends_at=later))
    assert refused(lambda: Slot.objects.create(session=session, room=room, starts_at=begins, ends_at=later))
    assert refused(lambda: Slot.objects.create(session=session, room=None, starts_at=begins, ends_at=later))
    assert refused(lambda: SessionPerson.objects.create(session=session, person=person))
    assert refused(lambda: SessionPerson.objects.create(session=session, person=person, role="clown"))
    assert refused(lambda: Release.objects.create(event=in_event, number=1, digest="y"))


def test_a_guid_may_come_back_at_another_event(in_event) -> None:
    SessionFactory(event=in_event, guid="one")
    other = EventFactory()
    with scope(event=other):
        SessionFactory(event=other, guid="one")
        assert Session.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_found_outside_a_scope() -> None:
    with pytest.raises(ScopeError):
        list(Session.objects.all())
    with pytest.raises(ScopeError):
        list(Slot.objects.all())
