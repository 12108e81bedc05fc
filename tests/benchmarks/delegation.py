"""A delegation by a file: given, shown row by row, registered, as its head does it on the pages."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from conference.core.sheets import as_file
from conference.core.text.localized import i18n
from conference.delegations import services
from conference.delegations.models import Delegation, DelegationSettings
from conference.events.models import Event
from conference.registration.models import Category
from tests.benchmarks.table import Figure, share_of

SLUG = "bench-delegation"
ROUNDS = 3
TITLES = ["Фамилия", "Имя", "Отчество", "Должность", "E-mail", "Телефон", "Категория"]


def prepare(event: Event) -> None:
    """Let institutions announce delegations, and offer two categories."""
    with scope(event=event):
        DelegationSettings.objects.create(event=event, is_on=True)
        for name in ("Слушатель", "Докладчик"):
            Category.objects.create(event=event, name=i18n(ru=name), capacity=100_000)


def measured(event: Event, rows: int) -> Iterator[Figure]:
    """Measure each step in this process, and all three together, with a new delegation in each round."""
    steps: dict[str, list[tuple[float, float, float]]] = {
        "given": [],
        "looked at": [],
        "registered": [],
        "together": [],
    }
    for number in range(ROUNDS):
        for name, cost in _round(event, rows, number).items():
            steps[name].append(cost)
    for name, costs in steps.items():
        clock = [1000 * one[0] for one in costs]
        yield Figure(
            "delegation",
            f"a file of {rows} rows",
            name,
            "files",
            ROUNDS,
            1000 * ROUNDS / sum(clock),
            1000 * sum(one[1] for one in costs) / ROUNDS,
            costs[-1][2],
            floor="3 queries",
            p50=share_of(clock, 0.5),
            p95=share_of(clock, 0.95),
        )


def _round(event: Event, rows: int, number: int) -> dict[str, tuple[float, float, float]]:
    delegation = _announced(event, number)
    people = reverse("public:delegation_people", kwargs={"event": event.slug, "token": delegation.token})
    register = reverse("public:delegation_register", kwargs={"event": event.slug, "token": delegation.token})
    file = SimpleUploadedFile("people.xlsx", _file(rows, number))
    client = Client(SERVER_NAME="127.0.0.1")
    costs = {
        "given": _cost(lambda: client.post(people, {"upload": "yes", "file": file}), 302),
        "looked at": _cost(lambda: client.get(people), 200),
        "registered": _cost(lambda: client.post(register), 302),
    }
    delegation.refresh_from_db()
    if delegation.taken != rows:
        raise RuntimeError(f"{delegation.taken} of {rows} were registered")
    together = [sum(parts) for parts in zip(*costs.values(), strict=True)]
    return costs | {"together": (together[0], together[1], together[2])}


def _announced(event: Event, number: int) -> Delegation:
    with scope(event=event):
        made = services.announce_delegation(
            event=event,
            organisation={"name": f"Библиотека {number}", "country": "KZ"},
            head={"given_name": "Әсел", "email": f"head{number}@bench.example.org", "language": "kk"},
            by=None,
        )
        Delegation.objects.filter(pk=made.pk).update(email_confirmed_at=timezone.now())
        return made


def _file(rows: int, number: int) -> bytes:
    people = [
        [f"Қасымова{row}", "Гүлнәр", "Серікқызы", "Кітапханашы", f"g{number}-{row}@bench.example.org", "+77012345601"]
        for row in range(rows)
    ]
    return as_file(
        TITLES,
        [[*cells, ("Слушатель", "Докладчик")[row % 2]] for row, cells in enumerate(people)],
        "xlsx",
        title="Люди",
    )


def _cost(ask: Callable[[], Any], status: int) -> tuple[float, float, float]:
    """Return seconds by the clock, seconds of CPU, and queries."""
    begun, used = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    if answer.status_code != status:
        raise RuntimeError(f"{answer.status_code} instead of {status}")
    return time.perf_counter() - begun, time.process_time() - used, len(queries)
