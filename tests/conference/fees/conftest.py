import pytest
from django_scopes import scope

from conference.events.choices import Role
from tests.factories.events import EventFactory
from tests.factories.fees import priced, with_fees


@pytest.fixture
def event(db):
    """An event with fees, its scope open."""
    found = EventFactory(slug="konf")
    with scope(event=found):
        with_fees(found)
        yield found


@pytest.fixture
def category(event):
    """A category for 12 000 ₸."""
    return priced(event)


@pytest.fixture
def registrar(event, member_of):
    return member_of(event, Role.REGISTRAR)


@pytest.fixture
def owner(event, member_of):
    return member_of(event, Role.OWNER)
