"""Counting queries before and after rows are added: what a page costs must not depend on how many rows it shows."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, address: str) -> int:
    """Return how many queries the page needs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def assert_same_for_more_rows(client: Client, address: str, add_row: Callable[[], object]) -> None:
    """Count with one row and with three."""
    add_row()
    queries_of(client, address)  # what is cached for good is cached now
    one = queries_of(client, address)
    add_row()
    add_row()
    assert queries_of(client, address) == one
