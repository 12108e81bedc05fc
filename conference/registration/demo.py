"""Registrations of the demo: categories with places, and most of the people registered over the last weeks."""

import random
from datetime import timedelta

from django.utils import timezone

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.people.demo import midnight
from conference.people.models import Person
from conference.registration.choices import Mode, State, Visibility, Ways
from conference.registration.models import Category, Registration, RegistrationSettings
from conference.registration.places import take_place

CATEGORIES = [
    ("speaker", i18n(ru="Докладчик", kk="Баяндамашы", en="Speaker"), 40, Ways.EITHER),
    ("guest", i18n(ru="Гость", kk="Қонақ", en="Guest"), 60, Ways.IN_PERSON),
    ("listener", i18n(ru="Слушатель", kk="Тыңдаушы", en="Listener"), 90, Ways.IN_PERSON),
    ("remote", i18n(ru="Дистанционный участник", kk="Қашықтан қатысушы", en="Remote participant"), None, Ways.REMOTE),
]


def seed(event: Event) -> None:
    """Create settings, categories and registrations."""
    chance = random.Random(80)  # noqa: S311 - the same demo each time
    now, minute = timezone.now(), timedelta(minutes=1)
    RegistrationSettings.objects.create(
        event=event,
        opens_at=midnight(event, -7 * 7),
        closes_at=midnight(event, -6) - minute,
        changes_until=midnight(event, -4) - minute,
    )
    categories = {
        key: Category.objects.create(event=event, name=name, capacity=capacity, ways=ways, position=n)
        for n, (key, name, capacity, ways) in enumerate(CATEGORIES)
    }
    for person in Person.objects.filter(event=event).order_by("pk"):
        is_cast = not person.email.startswith("guest")
        key = "speaker" if is_cast else chance.choices(["guest", "listener", "remote"], [3, 5, 2])[0]
        made_at = now - timedelta(minutes=chance.randrange(60, 60 * 24 * 26))
        cancelled = not is_cast and chance.random() < 0.05
        if not cancelled:
            take_place(categories[key])
        Registration.objects.create(
            event=event,
            person=person,
            category=categories[key],
            mode=Mode.REMOTE if key == "remote" else Mode.IN_PERSON,
            visibility=chance.choice([Visibility.PARTICIPANTS, Visibility.PUBLIC, Visibility.NOBODY]),
            state=State.CANCELLED if cancelled else State.CONFIRMED,
            cancelled_at=made_at + timedelta(hours=30) if cancelled else None,
            email_confirmed_at=made_at + timedelta(minutes=5),
            created_at=made_at,
        )
