"""Fixtures that every test may use."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache, caches
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from django.utils import translation
from django_scopes import scope
from hypothesis import settings as hypothesis_settings

from conference.accounts.models import User
from conference.events.choices import Role
from conference.events.models import Event
from conference.registration.kept import forget_forms
from tests.factories.events import EventFactory, MembershipFactory, UserFactory
from tests.support import emptying

# How long an example takes says how busy the machine is, and nothing of the product.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")

# A test that has none of these, nor the marker that asks for `db`, cannot reach a database: pytest-django forbids it.
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what takes longest first; with a database server leave out what would see the same as without one."""
    items.sort(key=weight, reverse=True)
    if os.environ.get("DATABASE_URL"):
        left_out = [item for item in items if not sees_the_server(item)]
        items[:] = [item for item in items if sees_the_server(item)]
        config.hook.pytest_deselected(items=left_out)


def sees_the_server(item: pytest.Item) -> bool:
    """Whether a test works on the database of the settings; what is `apart` has one of its own."""
    if item.get_closest_marker("services"):
        return True
    if item.get_closest_marker("apart"):
        return False
    return bool(
        item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    )


def weight(item: pytest.Item) -> int:
    """Return how early a test begins. At the end only short ones are left, and no worker waits for another."""
    if item.get_closest_marker("browser"):
        return 2 + ("test_every_page" in item.nodeid)
    return int(item.get_closest_marker("apart") is not None)


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
