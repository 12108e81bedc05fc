"""Categories and registrations. They need an open scope."""

import factory
from factory.django import DjangoModelFactory

from conference.core.text.localized import i18n
from conference.registration.models import Category, Registration
from tests.factories.people import PersonFactory


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category

    name = factory.Sequence(lambda n: i18n(ru=f"Гость {n}", kk=f"Қонақ {n}", en=f"Guest {n}"))
    capacity = 10


class RegistrationFactory(DjangoModelFactory):
    """Holds a place, as the service would take it."""

    class Meta:
        model = Registration

    person = factory.SubFactory(PersonFactory, event=factory.SelfAttribute("..event"))
    category = factory.SubFactory(CategoryFactory, event=factory.SelfAttribute("..event"), taken=1)
