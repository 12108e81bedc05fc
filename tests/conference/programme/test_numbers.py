"""Eight editors add sessions at once: each session gets a number of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.programme.models import Session
from conference.programme.services.sessions import create_session
from tests.factories.events import EventFactory

EDITORS = 8


@pytest.mark.django_db(transaction=True)
def test_sessions_added_at_once_have_different_numbers() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, and threads cannot share it in memory")
    event = EventFactory()
    start = Barrier(EDITORS)

    def add(number: int) -> None:
        try:
            with scope(event=event):
                start.wait()
                create_session(event=event, by=None, title=i18n(ru=f"Доклад {number}"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(EDITORS) as pool:
        list(pool.map(add, range(EDITORS)))
    with scope(event=event):
        assert sorted(Session.objects.values_list("number", flat=True)) == list(range(1, EDITORS + 1))
