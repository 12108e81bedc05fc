"""Guests who register: programs that the race starts, each of them one process with a database connection of its own.

`python -m tests.benchmarks.guests prepare CAPACITY` · `prepare_way CAPACITY ON_ONE_PAGE` · `work CATEGORY FIRST COUNT`
· `verify CATEGORY`, each answering with a line of JSON.
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "tests.benchmarks.guests"]
WARMING = 3
ORGANISATIONS = 60
SLUG = "race"
WARM_UP = "Разминка"


@dataclass
class Outcome:
    """What happened to the guests of one process; `cpu` is its own CPU seconds, without the database server's."""

    sold: int = 0
    refused: int = 0
    queries: int = 0
    cpu: float = 0.0


def ask(environment: Mapping[str, str], *words: object) -> Any:
    """Run one of the programs above and return its answer."""
    command = [*PROGRAM, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def _event() -> Any:
    """Return the event of the race, made where there is none."""
    from django.utils import timezone

    from conference.core.text.localized import i18n
    from conference.events.models import Event
    from conference.events.services import create_event

    if known := Event.objects.filter(slug=SLUG).first():
        return known
    day = timezone.localdate() + timedelta(weeks=4)
    name = i18n(ru="Гонка за местами", kk="Орын үшін жарыс", en="Race for places")
    return create_event(by=None, slug=SLUG, name=name, starts_on=day, ends_on=day, is_public=True)


def _category(event: Any, name: str, capacity: int | None) -> Any:
    from conference.core.text.localized import i18n
    from conference.registration.models import Category

    return Category.objects.create(event=event, name=i18n(ru=name), capacity=capacity)


def prepare(capacity: int) -> int:
    """Create an event with a category of `capacity` places; return its key."""
    from django_scopes import scope

    event = _event()
    with scope(event=event):
        _category(event, WARM_UP, None)
        return int(_category(event, "Гость", capacity).pk)


def prepare_way(capacity: int, is_one_page: int) -> dict[str, Any]:
    """Let guests come by another way, to a category of its own; return it and that to warm up in."""
    from django_scopes import scope

    from conference.registration.models import Category, RegistrationSettings

    event = _event()
    with scope(event=event):
        values = {"is_one_page": bool(is_one_page), "has_waiting_list": False}
        RegistrationSettings.objects.update_or_create(event=event, defaults=values)
        warming = Category.objects.filter(event=event, capacity=None).first() or _category(event, WARM_UP, None)
        category = _category(event, "Гость", capacity)
        return {"pk": category.pk, "code": category.code, "warming": warming.code}


def register_all(category_pk: int, first: int, count: int) -> Outcome:
    """Register guests number `first` and following by the service; the full category refuses some."""
    from django.db import connection
    from django_scopes import scope, scopes_disabled

    from conference.registration.models import Category
    from conference.registration.places import CategoryFullError
    from conference.registration.services import register_guest

    with scopes_disabled():
        category = Category.objects.select_related("event").get(pk=category_pk)
    guests: list[Any] = [{"person": details_of(first + n), "category": category} for n in range(count)]
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


def details_of(number: int) -> dict[str, str]:
    """Return who guest `number` is: the same for the same number."""
    from conference.core.synthetic import Words

    words = Words(number)
    name = words.name()
    return {
        "family_name": name.family,
        "given_name": name.given,
        "patronymic": name.patronymic,
        "email": f"guest{number}@example.org",
        "organisation": f"Библиотека № {number % ORGANISATIONS + 1}",
        "country": "KZ",
        "town": words.town(),
        "language": name.language,
    }


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
        warming = Category.objects.filter(event__slug=SLUG, capacity=None)[0]
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
    programs: Any = {"prepare": prepare, "prepare_way": prepare_way, "work": _work, "verify": verify}
    _say(programs[command](*map(int, numbers)))
