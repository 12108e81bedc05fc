"""The team's table with many registrations: what any page, filter, search and order costs the server's process."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.events.models import Event, Membership
from conference.people.models import Person
from conference.registration.choices import Mode, State
from conference.registration.consents.choices import ConsentKind
from conference.registration.consents.models import Agreement, Consent, ConsentVersion
from conference.registration.models import Category, Registration
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Choice, Question
from conference.registration.table.models import Mark
from tests.benchmarks.table import Figure

SLUG = "bench-table"
BATCH = 1000
COUNTRIES = ("KZ", "KZ", "KZ", "KZ", "RU", "RU", "UZ", "KG", "DE", "TR")
REGIONS = ("Қарағанды облысы", "Алматы", "Астана", "Шығыс Қазақстан облысы", "Новосибирская область", "")
STATES = (State.CONFIRMED,) * 8 + (State.WAITING, State.CANCELLED)
ROUNDS = 25
Operation = Callable[[], Any]


def fill(event: Event) -> dict[str, str]:
    """Register everybody of the event, with answers, consents and marks; return codes that filters ask for."""
    with scope(event=event):
        categories = [
            Category.objects.create(event=event, name=i18n(ru=name, en=name), position=place)
            for place, name in enumerate(("Гость", "Докладчик", "Слушатель", "Студент"))
        ]
        _home(event)
        _register(event, categories)
        codes = _say(event) | {"category": categories[1].code}
    if connection.vendor == "postgresql":  # which counts rows by itself some minutes after they were stored
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return codes


def _home(event: Event) -> None:
    people = list(Person.objects.filter(event=event).order_by("pk"))
    for number, person in enumerate(people):
        person.country, person.region = COUNTRIES[number % len(COUNTRIES)], REGIONS[number % len(REGIONS)]
    Person.objects.bulk_update(people, ["country", "region"], batch_size=BATCH)


def _register(event: Event, categories: Sequence[Category]) -> None:
    now = timezone.now()
    rows = []
    for number, person in enumerate(Person.objects.filter(event=event).order_by("pk")):
        state, at = STATES[number % len(STATES)], now - timedelta(minutes=number * 3)
        rows.append(
            Registration(
                event=event,
                person=person,
                category=categories[number % len(categories)],
                state=state,
                mode=Mode.REMOTE if number % 5 == 0 else Mode.IN_PERSON,
                created_at=at,
                waiting_since=at if state == State.WAITING else None,
                cancelled_at=at if state == State.CANCELLED else None,
            )
        )
    Registration.objects.bulk_create(rows, batch_size=BATCH)


def _say(event: Event) -> dict[str, str]:
    question = Question.objects.create(event=event, kind=Kind.CHOICE, label=i18n(ru="Питание", en="Food"))
    choices = [Choice.objects.create(question=question, label=i18n(ru=label)) for label in ("Мясо", "Рыба", "Овощи")]
    consent = Consent.objects.create(event=event, kind=ConsentKind.OTHER)
    version = ConsentVersion.objects.create(consent=consent, number=1, title=i18n(ru="Съёмка", en="Photographs"))
    keys = list(Registration.objects.filter(event=event).order_by("pk").values_list("pk", flat=True))
    answers = [Answer(registration_id=pk, question=question, choice=choices[pk % 3]) for pk in keys]
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    Agreement.objects.bulk_create(
        [Agreement(registration_id=pk, version=version) for pk in keys[::2]], batch_size=BATCH
    )
    Mark.objects.bulk_create([Mark(registration_id=pk, name="переводчик") for pk in keys[::50]], batch_size=BATCH)
    return {"answer": choices[1].code, "consent": consent.code}


def addresses(event: Event, codes: dict[str, str]) -> dict[str, str]:
    """Return what is asked for, by the words of the table of figures."""
    here = f"/manage/{event.slug}/registrations/"
    day = timezone.localdate()
    queries = {
        "page 1": "order=-created",
        "page 400": "order=-created&page=400",
        "by name, page 1": "order=name",
        "by name, page 400": "order=name&page=400",
        "by organisation": "order=organisation",
        "search, three letters": "q=ахм",
        "search, a Kazakh name": "q=Әбдірахманова Гүлнар",
        "search, no hit": "q=zzzqqqx",
        "state": "state=waiting",
        "category": f"category={codes['category']}",
        "country": "country=UZ",
        "region": "region=Астана",
        "organisation": "organisation=Библиотека 12",
        "mode": "mode=remote",
        "consent": f"consent={codes['consent']}",
        "no consent": f"consent=-{codes['consent']}",
        "answer": f"answer={codes['answer']}",
        "mark": "mark=переводчик",
        "days": f"since={day - timedelta(days=20)}&until={day - timedelta(days=10)}",
        "all at once": f"q=ан&state=confirmed&country=KZ&mode=remote&answer={codes['answer']}&order=name",
    }
    return {name: f"{here}?{query}" for name, query in queries.items()} | {"charts": f"{here}charts/"}


def registrar_of(event: Event) -> Client:
    """Return a browser in which a registrar of the event is signed in."""
    user = get_user_model().objects.create_user("registrar@bench.example.org", language="ru")
    Membership.objects.create(event=event, user=user, role=Role.REGISTRAR)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def measured_pages(event: Event, codes: dict[str, str], rounds: int = ROUNDS) -> Iterator[Figure]:
    """Measure each page in this process: its CPU, the clock, and its queries."""
    client = registrar_of(event)
    for name, address in addresses(event, codes).items():
        yield figure("pages", name, lambda address=address: _get(client, address), rounds)


def figure(how: str, name: str, operation: Operation, rounds: int) -> Figure:
    """Do something so many times, after once for what is kept for good, and return what it cost."""
    operation()
    count = _queries(operation)
    clock, cpu = [], []
    for _round in range(rounds):
        begun, used = time.perf_counter(), time.process_time()
        operation()
        clock.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.process_time() - used))
    return Figure(
        "table",
        f"registrations, {name}",
        how,
        "requests",
        rounds,
        1000 * rounds / sum(clock),
        sum(cpu) / rounds,
        count,
        floor="3 queries",
        p50=_part(clock, 0.5),
        p95=_part(clock, 0.95),
    )


def _part(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def _queries(operation: Operation) -> int:
    count = 0

    def counted(execute: Any, *rest: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*rest)

    with connection.execute_wrapper(counted):
        operation()
    return count


def _get(client: Client, address: str) -> None:
    status = client.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address}: {status}")
