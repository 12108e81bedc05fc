"""The owner of an event and their browser."""

import pytest
from django.test import Client

from conference.accounts.models import User
from conference.events.choices import Role
from conference.events.models import Event


@pytest.fixture
def owner(event: Event, member_of) -> User:
    return member_of(event, Role.OWNER)


@pytest.fixture
def team(owner: User, signed_in) -> Client:
    """The owner's browser."""
    return signed_in(owner)
