"""Sixteen guests race for the last places: none is sold twice. Without the guard the same race oversells."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.db.models import F
from django_scopes import scope

from conference.registration import services
from conference.registration.models import Category, Registration
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory

CLIENTS, PLACES = 16, 5
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def category():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads cannot share SQLite in memory; the same race runs on a file in test_race_sqlite.py")
    event = EventFactory()
    with scope(event=event):
        yield CategoryFactory(event=event, capacity=PLACES)


def race(category: Category, take) -> list[str]:
    start = Barrier(CLIENTS)

    def guest(number: int) -> str:
        try:
            with scope(event=category.event):
                start.wait()
                return take(number)
        except services.CategoryFullError:
            return "full"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(guest, range(CLIENTS)))


def test_no_place_is_sold_twice(category: Category) -> None:
    def register(number: int) -> str:
        services.register_guest(
            event=category.event, details=details(category, email=f"g{number}@example.org"), by=None
        )
        return "in"

    answers = race(category, register)
    assert answers.count("in") == PLACES
    category.refresh_from_db()
    assert category.taken == PLACES
    assert Registration.objects.filter(category=category).count() == PLACES


def test_without_the_guard_the_same_race_oversells(category: Category) -> None:
    """The control: what reads the number first and counts afterwards lets too many in, so the race is a real one."""
    looked = Barrier(CLIENTS)

    def careless(number: int) -> str:
        free = Category.objects.get(pk=category.pk).places_left
        looked.wait()
        if not free:
            return "full"
        with transaction.atomic():
            Category.objects.filter(pk=category.pk).update(capacity=None, taken=F("taken") + 1)
        return "in"

    answers = race(category, careless)
    assert answers.count("in") > PLACES
