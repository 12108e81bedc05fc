"""Events, accounts and teams."""

import datetime

import factory
from factory.django import DjangoModelFactory

from conference.accounts.models import User
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.events.models import Event, Membership


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"Пользователь {n}")
    password = "!"  # none: signs in by a code


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    slug = factory.Sequence(lambda n: f"event-{n}")
    name = factory.LazyFunction(
        lambda: i18n(ru="Библиотечная конференция", kk="Кітапхана конференциясы", en="Library conference")
    )
    starts_on = datetime.date(2026, 12, 14)
    ends_on = datetime.date(2026, 12, 15)
    is_public = True


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    event = factory.SubFactory(EventFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.OWNER
