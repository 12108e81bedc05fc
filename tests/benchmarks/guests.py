"""Guests who register: programs that the race starts, each of them one process with a database connection of its own.

`python -m tests.benchmarks.guests prepare CAPACITY` · `work CATEGORY FIRST COUNT` · `verify CATEGORY`, each answering
with a line of JSON.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

WARMING = 3
ORGANISATIONS = 60
SLUG = "race"


@dataclass
class Outcome:
    """What happened to the guests of one process; `cpu` is its own CPU seconds, without the database server's."""

    sold: int = 0
    refused: int = 0
    queries: int = 0
    cpu: float = 0.0


def prepare(capacity: int) -> int:
    """Create an event with a category of `capacity` places; return its key."""
    from django.utils import timezone
    from django_scopes import scope

    from conference.core.text.localized import i18n
    from conference.events.services import create_event
    from conference.registration.models import Category
    from conference.registration.queries import setup_of

    day = timezone.localdate() + timedelta(weeks=4)
    name = i18n(ru="Гонка за местами", kk="Орын үшін жарыс", en="Race for places")
    event = create_event(by=None, slug=SLUG, name=name, starts_on=day, ends_on=day, is_public=True)
    with scope(event=event):
        setup_of(event)
        Category.objects.create(event=event, name=i18n(ru="Разминка"), position=1)
        return int(Category.objects.create(event=event, name=i18n(ru="Гость"), capacity=capacity).pk)


def register_all(category_pk: int, first: int, count: int) -> Outcome:
    """Register guests number `first` and following by the service; the full category refuses some."""
    from django.db import connection
    from django_scopes import scope, scopes_disabled

    from conference.core.synthetic import Words
    from conference.registration.models import Category
    from conference.registration.places import CategoryFullError
    from conference.registration.services import register_guest

    with scopes_disabled():
        category = Category.objects.select_related("event").get(pk=category_pk)
    guests = [_details(category, Words(first + n), first + n) for n in range(count)]
    outcome = Outcome()

    def counted(execute: Any, *rest: Any) -> Any:
        outcome.queries += 1
        return execute(*rest)

    before = time.process_time()
    with scope(event=category.event), connection.execute_wrapper(counted):
        for details in guests:
            try:
                register_guest(event=category.event, details=details, by=None)
                outcome.sold += 1
            except CategoryFullError:
                outcome.refused += 1
    outcome.cpu = time.process_time() - before
    return outcome


def _details(category: Any, words: Any, number: int) -> Any:
    name = words.name()
    person = {
        "family_name": name.family,
        "given_name": name.given,
        "patronymic": name.patronymic,
        "email": f"guest{number}@example.org",
        "organisation": f"Библиотека № {number % ORGANISATIONS + 1}",
        "country": "KZ",
        "town": words.town(),
        "language": name.language,
    }
    return {"person": person, "category": category}


def verify(category_pk: int) -> dict[str, int]:
    """Return the places of the category, those taken by its count, and the registrations that there are."""
    from django_scopes import scopes_disabled

    from conference.registration.models import Category, Registration

    with scopes_disabled():
        category = Category.objects.get(pk=category_pk)
        stored = Registration.objects.filter(category=category).count()
    return {"capacity": category.capacity or 0, "taken": category.taken, "registrations": stored}


def _work(category_pk: int, first: int, count: int) -> dict[str, Any]:
    """Warm up in the category without a limit, say so, wait for the start, and register."""
    from django_scopes import scopes_disabled

    from conference.registration.models import Category

    with scopes_disabled():
        warming = Category.objects.get(event__slug=SLUG, capacity=None)
    register_all(warming.pk, 1_000_000 + first, WARMING)
    _say("ready")
    sys.stdin.readline()
    return asdict(register_all(category_pk, first, count))


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    import django

    django.setup()
    command, *numbers = sys.argv[1:]
    _say({"prepare": prepare, "work": _work, "verify": verify}[command](*map(int, numbers)))
