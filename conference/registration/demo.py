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
from conference.registration.places import CategoryFullError, take_place
from conference.registration.setup_services import save_code, save_quota

CATEGORIES = [
    ("speaker", i18n(ru="Докладчик", kk="Баяндамашы", en="Speaker"), 40, Ways.EITHER),
    ("guest", i18n(ru="Гость", kk="Қонақ", en="Guest"), 60, Ways.IN_PERSON),
    ("listener", i18n(ru="Слушатель", kk="Тыңдаушы", en="Listener"), 90, Ways.IN_PERSON),
    ("student", i18n(ru="Студент", kk="Студент", en="Student"), 4, Ways.IN_PERSON),
    ("young", i18n(ru="Молодой исследователь", kk="Жас зерттеуші", en="Early-career researcher"), 10, Ways.EITHER),
    ("honour", i18n(ru="Почётный гость", kk="Құрметті қонақ", en="Guest of honour"), 12, Ways.IN_PERSON),
    ("remote", i18n(ru="Дистанционный участник", kk="Қашықтан қатысушы", en="Remote participant"), None, Ways.REMOTE),
]
# How many of the guests come as what.
SHARES = {"guest": 30, "listener": 46, "student": 12, "young": 5, "remote": 20}
HALL = i18n(ru="Большой зал", kk="Үлкен зал", en="Great hall")
NOTE = "Письма почётным гостям от директора библиотеки"


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
        key: Category.objects.create(
            event=event,
            name=name,
            capacity=capacity,
            ways=ways,
            position=n,
            needs_approval=key == "young",
            needs_code=key == "honour",
        )
        for n, (key, name, capacity, ways) in enumerate(CATEGORIES)
    }
    for person in Person.objects.filter(event=event).order_by("pk"):
        is_cast = not person.email.startswith("guest")
        key = "speaker" if is_cast else chance.choices(list(SHARES), list(SHARES.values()))[0]
        made_at = now - timedelta(minutes=chance.randrange(60, 60 * 24 * 26))
        state = _state(key, categories[key], cancelled=not is_cast and chance.random() < 0.05)
        Registration.objects.create(
            event=event,
            person=person,
            category=categories[key],
            mode=Mode.REMOTE if key == "remote" else Mode.IN_PERSON,
            visibility=chance.choice([Visibility.PARTICIPANTS, Visibility.PUBLIC, Visibility.NOBODY]),
            state=state,
            cancelled_at=made_at + timedelta(hours=30) if state == State.CANCELLED else None,
            waiting_since=made_at if state == State.WAITING else None,
            email_confirmed_at=made_at + timedelta(minutes=5),
            created_at=made_at,
        )
    _share(event, categories)


def _state(key: str, category: Category, *, cancelled: bool) -> State:
    """Take a place where there is one; who applies awaits a decision, who comes too late waits."""
    if cancelled:
        return State.CANCELLED
    if key == "young":
        return State.PENDING
    try:
        take_place(category, also_closed=True)
    except CategoryFullError:
        return State.WAITING
    return State.CONFIRMED


def _share(event: Event, categories: dict[str, Category]) -> None:
    """Let those who come share the seats of the hall, and give the guests of honour their code."""
    here = [row for key, row in categories.items() if key != "remote"]
    save_quota(event=event, by=None, quota=None, categories=here, name=HALL, capacity=220)
    invited = [categories["honour"]]
    save_code(event=event, by=None, code=None, categories=invited, word="ALQA-80", capacity=12, note=NOTE)
