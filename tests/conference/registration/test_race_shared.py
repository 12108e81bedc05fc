"""Guests race for places that several categories share, and for those that the waiting list is offered.

Each race is run once as the product is, and once without the guard, as proof that the race is a real one.
"""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Event
from time import sleep

import pytest
from django.db.models import F
from django.utils import timezone

from conference.core.text.localized import i18n
from conference.registration import places, services, setup_services
from conference.registration.choices import State
from conference.registration.fairness import next_in_line
from conference.registration.models import (
    AccessCode,
    Category,
    Draft,
    Quota,
    QuotaPlace,
    Registration,
    RegistrationSettings,
)
from conference.registration.services import codes, waiting
from conference.registration.setup_services import save_code, save_quota
from tests.conference.registration.test_race import event, race, register, without_constraint  # noqa: F401
from tests.conference.registration.test_services import details
from tests.conference.registration.test_waiting import come
from tests.factories.registration import CategoryFactory

CLIENTS, PLACES = 16, 5
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall(event) -> Quota:  # noqa: F811
    """A hall that guests of two categories share, each without a limit of its own."""
    both = [CategoryFactory(event=event, capacity=None) for _ in range(2)]
    return save_quota(event=event, by=None, quota=None, categories=both, name=i18n(ru="Зал"), capacity=PLACES)


def race_for_seats(hall: Quota) -> int:
    """Return how many got in."""
    both = list(hall.categories.all())
    runners = [register(both[number % 2], email=f"g{number}@example.org") for number in range(CLIENTS)]
    return sum(isinstance(answer, Registration) for answer in race(hall.event, *runners))


def take_carelessly(rows) -> bool:
    """Read, judge, write: what others did in between is lost."""
    row = rows.first()
    sleep(0.05)
    if row is None or row.places_left == 0:
        return False
    rows.update(taken=row.taken + 1)
    return True


def test_no_shared_seat_is_sold_twice(hall) -> None:
    assert race_for_seats(hall) == PLACES
    hall.refresh_from_db()
    assert hall.taken == PLACES == QuotaPlace.objects.count()


def test_without_the_guard_the_shared_seats_are_oversold(hall, monkeypatch) -> None:
    monkeypatch.setattr(places, "take", take_carelessly)
    with without_constraint(Quota, "quota_never_oversold"):
        try:
            assert race_for_seats(hall) > PLACES
        finally:
            QuotaPlace.objects.all().delete()
            Quota.objects.update(taken=0)


# --- a quota is made while guests register ---
def make_a_quota_meanwhile(event, monkeypatch) -> Quota:  # noqa: F811
    """Let the team make a quota over a category just when a guest in it has looked up which quotas there are."""
    category = CategoryFactory(event=event, capacity=None)
    is_seen, is_made, needed = Event(), Event(), places._needed

    def slowly(*args):
        found = needed(*args)
        is_seen.set()
        is_made.wait(1)  # with the guard it is made only afterwards
        return found

    def make() -> None:
        is_seen.wait(5)
        save_quota(event=event, by=None, quota=None, categories=[category], name=i18n(ru="Зал"), capacity=9)
        is_made.set()

    monkeypatch.setattr(places, "_needed", slowly)
    race(event, register(category), make)
    return Quota.objects.get()


def test_a_guest_who_registers_meanwhile_is_counted(event, monkeypatch) -> None:  # noqa: F811
    quota = make_a_quota_meanwhile(event, monkeypatch)
    assert quota.taken == 1


def test_without_holding_the_categories_the_guest_is_missed(event, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr(setup_services, "hold_categories", lambda event: None)
    monkeypatch.setattr(places, "quotas_changed", lambda event_pk: None)  # it waits for the categories as well
    assert make_a_quota_meanwhile(event, monkeypatch).taken == 0


# --- the last use of a code ---
def use_a_code(event) -> AccessCode:  # noqa: F811
    category = CategoryFactory(event=event, capacity=None, needs_code=True)
    code = save_code(event=event, by=None, code=None, categories=[category], capacity=1)

    def use(number: int) -> Callable[[], Registration | None]:
        who = details(category, email=f"g{number}@example.org") | {"code": code}

        def run() -> Registration | None:
            try:
                return services.register_guest(event=event, details=who, by=None)
            except services.CodeRefusedError:
                return None

        return run

    race(event, *[use(number) for number in range(6)])
    return code


def test_the_last_use_of_a_code_is_one_guests(event) -> None:  # noqa: F811
    use_a_code(event)
    assert Registration.objects.count() == 1


def test_without_the_guard_a_code_is_used_too_often(event, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr(codes, "take", take_carelessly)
    with without_constraint(AccessCode, "accesscode_never_oversold"):
        try:
            use_a_code(event)
            assert Registration.objects.count() > 1
        finally:
            Registration.objects.all().delete()
            AccessCode.objects.update(taken=0)


# --- several processes offer at once ---
def offer_at_once(event) -> int:  # noqa: F811
    RegistrationSettings.objects.create(event=event)
    category = CategoryFactory(event=event, capacity=2)
    guests = [come(category, f"g{number}") for number in range(8)]
    gone = Registration.objects.filter(pk__in=[guest.pk for guest in guests[:2]])
    gone.update(state=State.CANCELLED, cancelled_at=timezone.now())
    Category.objects.update(taken=0)
    race(event, *[lambda: services.offer_places(event=event)] * 4)
    return Registration.objects.filter(state=State.OFFERED).count()


def test_places_are_offered_once_by_however_many_processes(event) -> None:  # noqa: F811
    assert offer_at_once(event) == 2
    first = list(Registration.objects.filter(state=State.OFFERED).order_by("pk"))
    assert [guest.person.given_name for guest in first] == ["g2", "g3"]
    assert Category.objects.get().taken == 2


def test_without_the_guard_places_are_offered_that_are_not_there(event, monkeypatch) -> None:  # noqa: F811
    def give(category, *, also_closed=False) -> None:
        Category.objects.filter(pk=category.pk).update(taken=F("taken") + 1)

    seen = Barrier(4)

    def plan(line, free):
        seen.wait(5)
        return next_in_line(line, free)

    monkeypatch.setattr(waiting, "take_place", give)
    monkeypatch.setattr(waiting, "next_in_line", plan)
    monkeypatch.setattr(
        waiting.RegistrationSettings.objects, "select_for_update", lambda: waiting.RegistrationSettings.objects
    )
    monkeypatch.setattr(waiting.Registration.objects, "select_for_update", lambda: waiting.Registration.objects)
    with without_constraint(Category, "category_never_oversold"):
        try:
            offer_at_once(event)
            assert Category.objects.get().taken > 2
        finally:
            Registration.objects.all().delete()


def test_a_hold_given_back_by_two_is_given_back_once(event) -> None:  # noqa: F811
    category = CategoryFactory(event=event, capacity=3)
    drafts = [Draft.objects.create(event=event) for _ in range(2)]
    for draft in drafts:
        services.hold_place(draft=draft, category=category, mode="in_person", minutes=5)
    Draft.objects.filter(pk=drafts[0].pk).update(held_until=timezone.now() - timedelta(minutes=1))
    race(event, *[lambda: services.release_holds(event=event)] * 4)
    assert Category.objects.get().taken == 1
