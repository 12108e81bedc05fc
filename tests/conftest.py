"""Fixtures that every test may use."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache, caches
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from django.utils import translation
from django_scopes import scope

from conference.accounts.models import User
from conference.events.choices import Role
from conference.events.models import Event
from conference.registration.kept import forget_forms
from tests.factories.events import EventFactory, MembershipFactory, UserFactory
from tests.support import emptying


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With a database server skip what has a database of its own: it would see the same as without."""
    if os.environ.get("DATABASE_URL"):
        for item in items:
            if item.get_closest_marker("apart"):
                item.add_marker(pytest.mark.skip(reason="has a database of its own: `make test` runs it"))


@pytest.fixture(scope="session", autouse=True)
def _quick_emptying() -> Iterator[None]:
    """After a test that commits PostgreSQL deletes the few rows there are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", emptying.delete)
        yield


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """Each test starts in Russian and leaves no language behind."""
    with translation.override("ru"):
        yield


@pytest.fixture(autouse=True)
def _own_surroundings(settings, tmp_path) -> None:
    """Background work runs at once, caches and files are the test's own; tests of the real ones set them back."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
    }
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA_DIR = tmp_path / "data"
    cache.clear()
    forget_forms()
    caches["pages"].clear()


@pytest.fixture
def event(db) -> Event:
    """A public event."""
    return EventFactory()


@pytest.fixture
def in_event(event: Event) -> Iterator[Event]:
    """The event with its scope open."""
    with scope(event=event):
        yield event


@pytest.fixture
def member_of() -> Callable[..., User]:
    """Return a function that makes a user with roles in an event: `member_of(event, Role.CHAIR)`."""

    def make(event: Event, *roles: Role) -> User:
        user = UserFactory()
        for role in roles:
            MembershipFactory(event=event, user=user, role=role)
        return user

    return make


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """Return a function that makes a browser in which a user is signed in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
