"""Persons and organisations. Creating and reading them needs an open scope."""

import factory
from factory.django import DjangoModelFactory

from conference.core.text.localized import i18n
from conference.people.models import Organisation, Person


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: i18n(ru=f"Библиотека № {n}", kk=f"№ {n} кітапхана"))
    town = "Қарағанды"
    country = "KZ"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    family_name = "Ахметова"
    given_name = factory.Sequence(lambda n: f"Айгүл{n}")
    patronymic = "Серікқызы"
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    country = "KZ"
