"""An event at which some changes wait for the team, with one guest."""

import pytest

from conference.events.choices import Role
from conference.registration.models import RegistrationSettings
from conference.registration.services import register_guest
from tests.conference.registration.test_services import details
from tests.factories.registration import CategoryFactory


@pytest.fixture
def setup(in_event) -> RegistrationSettings:
    return RegistrationSettings.objects.create(event=in_event, moderated=["name", "organisation", "category"])


@pytest.fixture
def category(in_event):
    return CategoryFactory(event=in_event)


@pytest.fixture
def guest(in_event, setup, category):
    return register_guest(event=in_event, details=details(category), by=None)


@pytest.fixture
def registrar_user(in_event, member_of):
    return member_of(in_event, Role.REGISTRAR)


@pytest.fixture
def registrar(registrar_user, signed_in):
    return signed_in(registrar_user)
