"""A guest comes to a full category, waits, is offered the place that another gives back, and accepts it."""

import re

import pytest
from django_scopes import scope

from conference.events.choices import Role
from conference.registration.choices import State
from conference.registration.models import Category, Registration
from conference.registration.services import cancel_registration
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory
from tests.journeys.conftest import WALKS
from tests.support.mails import newest_mail

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(db) -> Registration:
    """The only place of the only category, in somebody's hands."""
    event = EventFactory(slug="library-80")
    with scope(event=event):
        return RegistrationFactory(event=event, category=CategoryFactory(event=event, capacity=1, taken=1))


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_place_given_back_goes_to_who_waits(held, browsers, member_of, language: str) -> None:
    event = held.event
    guest, registrar = browsers(), browsers(member_of(event, Role.REGISTRAR))
    guest.go(f"/{language}/library-80/register/start/")
    guest.fill(given_name="Ұлжан", email="ulzhan@example.org")
    guest.page.select_option("[name=country]", "KZ")
    guest.send("#step")
    guest.page.locator("label:has([name=category])").first.click()
    guest.send("#step")
    guest.page.locator("[name=consent]").check()
    guest.send("#step")
    assert guest.page.locator("button[name=wait]").is_visible()
    guest.look()
    guest.follow("button[name=wait]")
    guest.look()
    registrar.page.context.add_cookies([{"name": "django_language", "value": language, "url": registrar.site}])
    registrar.go("/manage/library-80/registrations/waiting-list/")
    registrar.look()
    with scope(event=event):
        cancel_registration(registration=held, by=None)
    link = re.search(r"https?://\S+/registration/\S+", newest_mail("ulzhan@example.org").text)
    assert link, "the letter leads to the page of the registration"
    guest.page.goto(link[0])
    guest.look()
    guest.follow("form[action$='/accept/'] button")
    guest.look()
    with scope(event=event):
        made = Registration.objects.get(person__email="ulzhan@example.org")
        assert made.state == State.CONFIRMED
        assert Category.objects.get().taken == 1
