"""A guest takes their own data along from the link of a letter and asks for erasure; the team erases."""

import io
import zipfile

import pytest
from django_scopes import scope

from conference.core.mail.models import OutgoingMail
from conference.events.choices import Role
from conference.people.models import Person
from conference.privacy.models import ErasureReport
from conference.registration.choices import State
from conference.registration.links import link_in_letter
from conference.registration.models import Registration
from tests.factories.events import EventFactory
from tests.factories.people import PersonFactory
from tests.factories.registration import RegistrationFactory
from tests.journeys.conftest import WALKS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def registration(db) -> Registration:
    event = EventFactory(slug="library-80")
    with scope(event=event):
        person = PersonFactory(event=event, family_name="Өтегенова", email="aigerim@example.org", language="kk")
        return RegistrationFactory(event=event, person=person)


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_own_data_are_taken_along_and_erased(registration, browsers, member_of, language: str) -> None:
    event = registration.event
    guest, owner = browsers(), browsers(member_of(event, Role.OWNER))
    with scope(event=event):
        letter = link_in_letter(registration).replace("/kk/", f"/{language}/", 1)
    guest.page.goto(letter)
    guest.follow("a[href$='/data/']")
    guest.look()
    guest.follow("button[value=export]")
    file = zipfile.ZipFile(io.BytesIO(guest.download("a[href$='/data/file/']")))
    assert "Өтегенова" in file.read("data.json").decode()
    guest.look()
    guest.confirm("button[value=erase]")
    assert guest.page.locator("button[value=withdraw]").is_visible()
    guest.look()
    owner.page.context.add_cookies([{"name": "django_language", "value": language, "url": owner.site}])
    owner.go("/manage/library-80/privacy/")
    owner.look()
    owner.follow("#waiting tbody a")
    owner.look()
    owner.confirm("#erase button")
    owner.follow("#job-progress a.button")
    owner.look()
    with scope(event=event):
        person = Person.objects.get(pk=registration.person_id)
        stored = Registration.objects.get(pk=registration.pk)
        assert (person.family_name, person.email, stored.state) == ("", "", State.CANCELLED)
        assert ErasureReport.objects.get().people == 1
        assert "Деректеріңіз жойылды" in OutgoingMail.objects.get().subject
    guest.expected = "404"
    guest.page.goto(letter)
    guest.look()
