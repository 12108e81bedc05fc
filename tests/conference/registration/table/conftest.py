"""A registrar at an event."""

import pytest
from django.test import Client

from conference.accounts.models import User
from conference.events.choices import Role


@pytest.fixture
def registrar_user(in_event, member_of) -> User:
    return member_of(in_event, Role.REGISTRAR)


@pytest.fixture
def registrar(registrar_user, signed_in) -> Client:
    return signed_in(registrar_user)
