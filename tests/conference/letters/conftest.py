import pytest
from django_scopes import scope

from conference.events.choices import Role
from tests.factories.events import EventFactory
from tests.factories.letters import LetterTemplateFactory, VisaTemplateFactory


@pytest.fixture
def event(db):
    """An event that offers invitations and visa letters in Russian."""
    found = EventFactory(slug="konf")
    with scope(event=found):
        LetterTemplateFactory(event=found)
        VisaTemplateFactory(event=found)
    return found


@pytest.fixture
def officer(event, member_of):
    return member_of(event, Role.VISA)


@pytest.fixture
def registrar(event, member_of):
    return member_of(event, Role.REGISTRAR)


@pytest.fixture
def owner(event, member_of):
    return member_of(event, Role.OWNER)
