"""Whatever guests do in whatever order, with pages opened long ago: places counted and places held stay the same."""

from contextlib import suppress

import pytest
from django.db import transaction
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conference.registration import services
from conference.registration.choices import State
from conference.registration.models import Category, Registration
from conference.registration.places import CategoryFullError
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db
CAPACITIES = (1, 2, None)
REFUSALS = (CategoryFullError, services.RegistrationClosedError)
step = st.one_of(
    st.tuples(st.just("register"), st.integers(0, 2), st.just(0)),
    st.tuples(st.just("change"), st.integers(0, 5), st.integers(0, 2)),
    st.tuples(st.just("cancel"), st.integers(0, 5), st.just(0)),
)


class TakenBackError(Exception):
    """Takes back what one example wrote."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, max_size=12))
def test_places_taken_are_the_confirmed_registrations(db, steps) -> None:
    with suppress(TakenBackError), transaction.atomic():
        event = EventFactory()
        with scope(event=event):
            walk(event, steps)
        raise TakenBackError


def walk(event, steps) -> None:
    categories = [CategoryFactory(event=event, capacity=capacity) for capacity in CAPACITIES]
    pages: list[Registration] = []  # as each guest's browser opened them: never read again
    for action, first, second in steps:
        with suppress(*REFUSALS):
            if action == "register":
                pages.append(services.register_guest(event=event, details=details(categories[first]), by=None))
            elif pages and action == "change":
                page = pages[first % len(pages)]
                services.change_registration(registration=page, details=details(categories[second]), by=None)
            elif pages:
                services.cancel_registration(registration=pages[first % len(pages)], by=None)
        for category in Category.objects.all():
            held = Registration.objects.filter(category=category, state=State.CONFIRMED).count()
            assert category.taken == held, category
            assert category.capacity is None or held <= category.capacity
