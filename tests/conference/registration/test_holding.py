"""A place is kept while the form is filled in, for a while, and is nobody's loss when the form is never sent."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from conference.core.text.localized import i18n
from conference.registration import services
from conference.registration.choices import State, Ways
from conference.registration.models import Category, Draft, Quota, QuotaPlace, Registration, RegistrationSettings
from conference.registration.places import CategoryFullError
from tests.conference.registration.test_pages import WHO
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def category(in_event):
    return CategoryFactory(event=in_event, capacity=2)


@pytest.fixture
def hall(in_event, category) -> Quota:
    quota = Quota.objects.create(event=in_event, name=i18n(ru="Зал"), capacity=2)
    quota.categories.add(category)
    return quota


@pytest.fixture
def draft(in_event) -> Draft:
    return Draft.objects.create(event=in_event)


def hold(draft: Draft, category: Category, mode: str = "in_person"):
    return services.hold_place(draft=draft, category=category, mode=mode, minutes=30)


def filled(client: Client, event, category) -> str:
    """Fill the form in and return the address of its last page."""
    step = client.post(f"/ru/{event.slug}/register/start/", WHO)
    participation = {"category": category.code, "mode": "in_person", "visibility": "nobody"}
    step = client.post(step["Location"], participation)
    return client.post(step["Location"], {"consent": "1"})["Location"]


def test_a_place_is_kept_while_the_form_is_filled_in(client: Client, in_event, category) -> None:
    review = filled(client, in_event, category)
    category.refresh_from_db()
    assert category.taken == 1
    Category.objects.update(taken=2)  # others took the rest
    assert "Место остаётся за вами до" in client.get(review).content.decode()
    assert client.post(review).status_code == 302
    assert Category.objects.get().taken == 2
    assert Registration.objects.get().state == State.CONFIRMED


def test_the_last_place_gone_while_typing_is_said_and_nothing_lost(client: Client, in_event, category) -> None:
    RegistrationSettings.objects.create(event=in_event, hold_minutes=0, has_waiting_list=False)
    review = filled(client, in_event, category)
    Category.objects.update(taken=2)
    refused = client.post(review)
    assert refused.status_code == 200
    assert refused.context["full"] == "В этой категории не осталось мест."
    assert "ulzhan@example.org" in refused.content.decode()
    assert not Registration.objects.exists()


def test_whoever_comes_too_late_may_wait(client: Client, in_event, category) -> None:
    RegistrationSettings.objects.create(event=in_event, hold_minutes=0)
    review = filled(client, in_event, category)
    Category.objects.update(taken=2)
    refused = client.post(review)
    assert 'name="wait"' in refused.content.decode()
    assert not Registration.objects.exists()
    client.post(review, {"wait": "yes"})
    assert Registration.objects.get().state == State.WAITING
    assert Category.objects.get().taken == 2


def test_a_place_is_held_with_the_quotas_it_needs(draft, category, hall) -> None:
    until = hold(draft, category)
    assert until is not None
    assert until - timezone.now() > timedelta(minutes=29)
    category.refresh_from_db()
    hall.refresh_from_db()
    assert (category.taken, hall.taken) == (1, 1)


def test_holding_again_keeps_the_term(draft, category) -> None:
    first = hold(draft, category)
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert hold(draft, category) == first
    assert Category.objects.get().taken == 1


def test_another_choice_gives_the_first_place_back(in_event, draft, category, hall) -> None:
    hold(draft, category)
    other = CategoryFactory(event=in_event, capacity=1)
    hold(draft, other)
    assert [row.taken for row in Category.objects.order_by("pk")] == [0, 1]
    assert Quota.objects.get().taken == 0
    assert not QuotaPlace.objects.exists()


def test_where_nothing_is_scarce_nothing_is_held(in_event, draft) -> None:
    wide = CategoryFactory(event=in_event, capacity=None)
    assert hold(draft, wide) is None
    assert Category.objects.get().taken == 0


def test_who_takes_part_remotely_holds_no_seat_in_the_hall(draft, category, hall) -> None:
    hold(draft, category, mode="remote")
    hall.refresh_from_db()
    assert hall.taken == 0


def test_a_full_hall_holds_nothing_of_the_category(draft, category, hall) -> None:
    Quota.objects.update(taken=2)
    with pytest.raises(CategoryFullError) as refused:
        hold(draft, category)
    assert refused.value.quota == hall
    assert Category.objects.get().taken == 0


def test_late_holds_are_given_back_once(in_event, draft, category, hall) -> None:
    hold(draft, category)
    assert services.release_holds(event=in_event) == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert services.release_holds(event=in_event) == 1
        assert services.release_holds(event=in_event) == 0
    assert (Category.objects.get().taken, Quota.objects.get().taken) == (0, 0)


def test_whoever_comes_back_late_is_registered_where_a_place_is_left(client: Client, in_event, category) -> None:
    review = filled(client, in_event, category)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        services.release_holds(event=in_event)
        assert client.post(review).status_code == 302
    assert Category.objects.get().taken == 1


def test_a_registration_takes_over_what_its_form_held(client: Client, in_event, category, hall) -> None:
    made = client.post(filled(client, in_event, category))
    assert made.status_code == 302
    registration = Registration.objects.get()
    assert QuotaPlace.objects.get().registration == registration
    services.cancel_registration(registration=registration, by=None)
    assert (Category.objects.get().taken, Quota.objects.get().taken) == (0, 0)


def test_a_form_that_turns_remote_gives_its_seat_in_the_hall_back(client: Client, in_event, category, hall) -> None:
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)
    remote = {"category": category.code, "mode": "remote", "visibility": "nobody"}
    client.post(step["Location"], {**remote, "mode": "in_person"})
    assert Quota.objects.get().taken == 1
    last = client.post(step["Location"], remote)
    client.post(client.post(last["Location"], {"consent": "1"})["Location"])
    assert (Category.objects.get().taken, Quota.objects.get().taken) == (1, 0)
    assert Category.objects.get().ways == Ways.EITHER


def test_a_form_that_turns_to_an_application_gives_its_place_back(client: Client, in_event, category) -> None:
    applied = CategoryFactory(event=in_event, needs_approval=True)
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)["Location"]
    said = {"mode": "in_person", "visibility": "nobody"}
    client.post(step, said | {"category": category.code})
    assert Category.objects.get(pk=category.pk).taken == 1
    client.post(step, said | {"category": applied.code})
    assert [row.taken for row in Category.objects.all()] == [0, 0]
