"""What the tests of this app begin with: a public event, its open scope and call, and a team."""

import pytest
from django_scopes import scope

from conference.events.choices import Role
from tests.factories.events import EventFactory, MembershipFactory, UserFactory
from tests.factories.speakers import CallFactory


@pytest.fixture
def event(db):
    return EventFactory(slug="readings")


@pytest.fixture
def scoped(event):
    with scope(event=event):
        yield event


@pytest.fixture
def call(scoped):
    return CallFactory(event=scoped, slug="call")


@pytest.fixture
def author(db):
    return UserFactory(email="author@example.org", name="Оспанова Гүлнар")


@pytest.fixture
def chair(event):
    return MembershipFactory(event=event, role=Role.CHAIR, user__email="chair@example.org").user


@pytest.fixture
def reviewer(event):
    return MembershipFactory(event=event, role=Role.REVIEWER, user__email="reviewer@example.org").user
