"""Two of the team, or the team and a guest, at the same two persons at once; and the same without locks."""

from threading import Event as Signal

import pytest
from django.db import connection
from django.db.models import QuerySet
from django_scopes import scope

from conference.people.duplicates.services import merge_people
from conference.people.merging import MergeRefusedError
from conference.people.models import Person
from conference.registration import joining
from conference.registration.choices import State
from conference.registration.models import Registration
from conference.registration.services import registering
from tests.conference.people.test_merging_people import person, places_hold, registered
from tests.conference.registration.careless import read_before_anybody_writes
from tests.conference.registration.test_race import race, register
from tests.factories.events import EventFactory, UserFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db(transaction=True)


def merged_at_once(event) -> list[object]:
    """Let four of the team merge the same two, who have a place each; a third guest has one, too."""
    category = CategoryFactory(event=event)
    kept, gone = person(event), person(event)
    for who in (kept, gone, person(event, "Иная")):
        registered(event, who, category)

    def merge() -> object:
        try:
            return merge_people(kept=kept, gone=gone, take=(), by=None)
        except MergeRefusedError as fault:
            return fault

    return race(event, *[merge] * 4)


def test_four_of_the_team_merge_the_same_two_at_once() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time")
    event = EventFactory()
    with scope(event=event):
        answers = merged_at_once(event)
        assert sum(isinstance(answer, Person) for answer in answers) == 1, answers
        assert places_hold(event)
        assert Registration.objects.filter(state=State.CONFIRMED).count() == 2


def test_without_locks_the_same_race_gives_a_place_back_twice(monkeypatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time")
    event = EventFactory()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)
    monkeypatch.setattr(joining, "_stored_email", lambda row: row.email)  # or it would miss whom another removed
    monkeypatch.setattr(registering, "locked", read_before_anybody_writes(4, "event", "category", "person"))
    with scope(event=event):
        merged_at_once(event)
        assert not places_hold(event)


def test_whoever_registers_meanwhile_keeps_one_place() -> None:
    """A guest registers anew at the moment of the merging: one of the two waits for the other, and no place is lost."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time")
    event = EventFactory()
    with scope(event=event):
        category = CategoryFactory(event=event, capacity=10)
        user = UserFactory(email="aigul@example.org")
        kept, gone = person(event), person(event, user=user, email="aigul@example.org")
        registered(event, kept, category)
        start = Signal()

        def merge() -> object:
            start.wait(5)
            try:
                return merge_people(kept=kept, gone=gone, take=(), by=None)
            except MergeRefusedError as fault:
                return fault

        def come() -> object:
            start.set()
            return register(category, user=user)()

        race(event, merge, come)
        assert places_hold(event)
        for who in Person.objects.all():
            assert who.registrations.filter(state=State.CONFIRMED).count() <= 1
