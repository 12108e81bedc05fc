"""Guests race: for the last places, for one new account, into each other's categories.

Each race is run once as the product is, and once without the guard, as proof that the race is a real one.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError, Event

import pytest
from django.db import IntegrityError, OperationalError, connection, connections
from django_scopes import scope

from conference.accounts.models import User
from conference.people.models import Person
from conference.registration import services
from conference.registration.choices import Mode, Ways
from conference.registration.models import Category, Draft, Registration
from conference.registration.places import CategoryFullError
from conference.registration.services import registering
from conference.registration.setup_services import save_category
from tests.conference.registration.careless import read_before_anybody_writes
from tests.conference.registration.careless import take_place as take_carelessly
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory, UserFactory
from tests.factories.registration import CategoryFactory

CLIENTS, PLACES = 16, 5
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time; the race for places runs on a file in test_race_sqlite.py")
    found = EventFactory()
    with scope(event=found):
        yield found


@pytest.fixture
def category(event) -> Category:
    return CategoryFactory(event=event, capacity=PLACES)


def race(event, *runners: Callable[[], object]) -> list[object]:
    """Let all run at once and return what each answered, or the exception it met."""
    start = Barrier(len(runners))

    def run(runner: Callable[[], object]) -> object:
        try:
            with scope(event=event):
                start.wait()
                return runner()
        except (CategoryFullError, IntegrityError, OperationalError) as fault:
            return fault
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(runners)) as pool:
        return list(pool.map(run, runners))


def register(category: Category, **more: object) -> Callable[[], Registration]:
    user = more.pop("user", None)
    return lambda: services.register_guest(event=category.event, details=details(category, **more), by=None, user=user)


def race_for_places(category: Category) -> int:
    """Return how many got in."""
    runners = [register(category, email=f"g{number}@example.org") for number in range(CLIENTS)]
    answers = race(category.event, *runners)
    got_in = [answer for answer in answers if isinstance(answer, Registration)]
    assert all(isinstance(answer, Registration | CategoryFullError) for answer in answers), answers
    return len(got_in)


@contextmanager
def without_constraint(model, name: str) -> Iterator[None]:
    constraint = next(row for row in model._meta.constraints if row.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        Registration.objects.all().delete()
        Category.objects.update(taken=0)
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)


def test_no_place_is_sold_twice(category) -> None:
    assert race_for_places(category) == PLACES
    category.refresh_from_db()
    assert category.taken == PLACES
    assert Registration.objects.filter(category=category).count() == PLACES


def test_without_the_guard_the_same_race_oversells(category, monkeypatch) -> None:
    monkeypatch.setattr(registering, "take_place", take_carelessly)
    with without_constraint(Category, "category_never_oversold"):
        assert race_for_places(category) > PLACES


# --- one new address twice at once ---
def test_one_new_address_gets_one_account(category) -> None:
    answers = race(category.event, *[register(category)] * 4)
    assert all(isinstance(answer, Registration) for answer in answers), answers
    assert User.objects.get().email == "aigul@example.org"


def test_looking_first_and_making_then_fails_in_the_same_race(category, monkeypatch) -> None:
    looked = Barrier(4)

    def careless(email: str, *, language: str) -> User:
        known = User.objects.filter(email__iexact=email).first()
        looked.wait(5)
        return known or User.objects.create_user(email, language=language)

    monkeypatch.setattr(registering, "make_account", careless)
    answers = race(category.event, *[register(category)] * 4)
    assert sum(isinstance(answer, IntegrityError) for answer in answers) == 3


def test_one_account_registering_twice_at_once_is_one_person_there(category) -> None:
    user = UserFactory(email="aigul@example.org")
    answers = race(category.event, *[register(category, user=user)] * 4)
    assert all(isinstance(answer, Registration) for answer in answers), answers
    assert Person.objects.filter(user=user).count() == 1


# --- into each other's categories ---
def swap(event, monkeypatch) -> list[object]:
    """Let two guests change places; each waits a moment after the first step for the other to take theirs."""
    one, two = CategoryFactory(event=event), CategoryFactory(event=event)
    first = register(one, email="first@example.org")()
    second = register(two, email="second@example.org")()
    meet, take = Barrier(2), registering.take_place

    def slowly(category: Category, **how: bool) -> None:
        take(category, **how)
        try:
            meet.wait(1)
        except BrokenBarrierError:
            return

    monkeypatch.setattr(registering, "take_place", slowly)

    def change(made: Registration, to: Category) -> Callable[[], Registration]:
        wanted = services.Details(category=to)
        return lambda: services.change_registration(registration=made, details=wanted, by=None)

    return race(event, change(first, two), change(second, one))


def test_opposite_changes_of_category_wait_in_a_line(event, monkeypatch) -> None:
    answers = swap(event, monkeypatch)
    assert all(isinstance(answer, Registration) for answer in answers), answers
    assert [category.taken for category in Category.objects.all()] == [1, 1]


def test_without_the_order_of_locks_they_wait_in_a_circle(event, monkeypatch) -> None:
    monkeypatch.setattr(registering, "lock_categories", lambda *categories: None)
    assert any(isinstance(answer, OperationalError) for answer in swap(event, monkeypatch))


# --- one draft, one registration, several at once ---
def send(category: Category, times: int) -> list[object]:
    """Send one draft several times at once."""
    draft = Draft.objects.create(event=category.event)
    wanted = details(category)
    return race(
        category.event,
        *[lambda: services.register_guest(event=category.event, details=wanted, by=None, draft=draft)] * times,
    )


def test_one_draft_sent_several_times_at_once_is_one_registration(category) -> None:
    answers = send(category, 4)
    assert len({answer.pk for answer in answers}) == 1, answers
    assert Registration.objects.count() == 1
    assert Category.objects.get().taken == 1


def test_without_the_lock_one_draft_is_several_registrations(category, monkeypatch) -> None:
    monkeypatch.setattr(registering, "locked_draft", read_before_anybody_writes(4, "registration"))
    send(category, 4)
    assert Registration.objects.count() > 1


def change(category: Category, times: int) -> list[object]:
    """Let several move one registration to a category each, at once."""
    made = register(category)()
    others = [CategoryFactory(event=category.event) for _number in range(times)]
    return race(
        category.event,
        *[
            lambda to=to: services.change_registration(
                registration=made, details=services.Details(category=to), by=None
            )
            for to in others
        ],
    )


def places_are_where_the_guest_is() -> bool:
    now = Registration.objects.get().category_id
    return {row.pk: row.taken for row in Category.objects.all() if row.taken} == {now: 1}


def test_one_registration_changed_several_times_at_once_is_found_each_time(category) -> None:
    answers = change(category, 4)
    assert all(isinstance(answer, Registration) for answer in answers), answers
    assert places_are_where_the_guest_is()


def test_without_the_lock_the_places_are_not_where_the_guest_is(category, monkeypatch) -> None:
    monkeypatch.setattr(registering, "locked", read_before_anybody_writes(4, "event", "category", "person"))
    change(category, 4)
    assert not places_are_where_the_guest_is()


# --- the team makes a category remote while a guest registers in it ---
def register_while_the_category_changes(category: Category, monkeypatch) -> Registration:
    """Let the team change the category just when the guest's form has been read; return what was stored."""
    is_seen, is_changed, take = Event(), Event(), registering.take_place

    def slowly(wanted: Category, **how: bool) -> None:
        is_seen.set()
        is_changed.wait(5)
        take(wanted, **how)

    def make_remote() -> Category:
        is_seen.wait(5)
        try:
            return save_category(event=category.event, by=None, category=category, ways=Ways.REMOTE)
        finally:
            connection.close()
            is_changed.set()

    monkeypatch.setattr(registering, "take_place", slowly)
    race(category.event, register(category), make_remote)
    return Registration.objects.get()


def test_who_registers_while_the_category_becomes_remote_is_remote(category, monkeypatch) -> None:
    assert register_while_the_category_changes(category, monkeypatch).mode == Mode.REMOTE


def test_without_asking_again_they_would_be_expected_at_the_door(category, monkeypatch) -> None:
    monkeypatch.setattr(registering, "mode_in", lambda seen, wanted: seen.only_mode or wanted)
    assert register_while_the_category_changes(category, monkeypatch).mode == Mode.IN_PERSON
