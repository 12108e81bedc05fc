"""News: heard after the commit, or with it where nothing may be lost."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from conference.core import facts
from conference.core.facts import on, publish
from conference.core.jobs.models import Job
from conference.registration.facts import RegistrationMade
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class LampLit:
    """For these tests alone."""


@pytest.fixture
def heard():
    """What two listeners heard; the durable one is told first."""
    said: list[str] = []
    on(LampLit, lambda _fact: said.append("later"))
    on(LampLit, lambda _fact: said.append("with it"), durable=True)
    yield said
    facts._handlers.pop(LampLit)
    facts._durable.pop(LampLit)


def test_a_durable_listener_hears_inside_the_transaction(heard) -> None:
    with transaction.atomic():
        publish(LampLit())
        assert heard == ["with it"]
    assert heard == ["with it", "later"]


def test_a_fault_of_a_durable_listener_undoes_the_change() -> None:
    def fails(_fact: LampLit) -> None:
        raise ZeroDivisionError

    on(LampLit, fails, durable=True)
    try:
        with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - the rollback is the point
            event = EventFactory()
            publish(LampLit())
    finally:
        facts._durable.pop(LampLit)
    assert not type(event).objects.exists()


def test_a_letter_to_a_guest_is_a_row_of_the_same_transaction(event) -> None:
    with transaction.atomic():
        publish(RegistrationMade(event.pk, 1))
        assert Job.objects.filter(kind="registration.mail").count() == 1
        transaction.set_rollback(True)
