"""A delegation with a few places, and a category with more."""

from functools import partial

import pytest

from conference.core.text.localized import i18n
from conference.delegations.models import Delegation
from conference.registration.models import Category, RegistrationSettings
from tests.factories.delegations import announced, switched_on
from tests.factories.registration import CategoryFactory


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Return a context at whose end what waits for the commit is done: letters, jobs."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def category(in_event) -> Category:
    RegistrationSettings.objects.create(event=in_event)
    return CategoryFactory(event=in_event, capacity=20, name=i18n(ru="Слушатель"))


@pytest.fixture
def delegation(in_event, category) -> Delegation:
    switched_on(in_event, places=12)
    return announced(in_event)
