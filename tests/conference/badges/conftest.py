"""An event with one guest, and a storage of its own."""

import pytest
from django_scopes import scope

from conference.core.text.localized import i18n
from tests.factories.events import EventFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        }
    }


@pytest.fixture
def event():
    event = EventFactory(slug="konf")
    with scope(event=event):
        yield event


@pytest.fixture
def registration(event):
    house = OrganisationFactory(
        event=event,
        name=i18n(
            ru="Восточно-Казахстанская областная библиотека им. А. С. Пушкина",
            kk="А. С. Пушкин атындағы Шығыс Қазақстан облыстық кітапханасы",
        ),
        town="Өскемен",
    )
    person = PersonFactory(event=event, organisation=house, family_name="Қожахметова", given_name="Айгүл", town="")
    category = CategoryFactory(event=event, name=i18n(ru="Участник", kk="Қатысушы", en="Participant"), capacity=500)
    return RegistrationFactory(event=event, person=person, category=category)
