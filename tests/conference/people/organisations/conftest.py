"""A registrar's browser."""

import pytest
from django.test import Client

from conference.events.choices import Role


@pytest.fixture
def registrar(in_event, member_of, signed_in) -> Client:
    return signed_in(member_of(in_event, Role.REGISTRAR))
