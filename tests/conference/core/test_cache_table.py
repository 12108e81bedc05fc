"""Entries of the cache in the database: Django's meaning, one statement for each that is written."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conference.core.cache_table import CULLED_EACH, TableCache

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def table(db) -> None:
    """Where Redis is the cache, nobody has made the table."""
    call_command("createcachetable", "conference_cache", verbosity=0)


@pytest.fixture(params=[TableCache, DatabaseCache])
def cache(request):
    """Return ours, and Django's own, which must mean the same."""
    return request.param("conference_cache", {"OPTIONS": {"MAX_ENTRIES": 5}})


def test_what_is_set_is_found_until_its_time_is_over(cache) -> None:
    cache.set("a", [1, "ә"], 60)
    cache.set("a", [2], 60)
    cache.set("always", 1, None)
    assert cache.get("a") == [2]
    with time_machine.travel(timezone.now() + timedelta(seconds=70)):
        assert cache.get("a") is None
        assert cache.get("always") == 1


def test_one_alone_may_add(cache) -> None:
    assert cache.add("lock", 1, 60)
    assert not cache.add("lock", 2, 60)
    assert cache.get("lock") == 1
    with time_machine.travel(timezone.now() + timedelta(seconds=70)):
        assert cache.add("lock", 3, 60)
        assert cache.get("lock") == 3
    cache.delete("lock")
    assert cache.add("lock", 4, 60)


def test_an_entry_is_written_by_one_statement() -> None:
    ours = TableCache("conference_cache", {})
    with CaptureQueriesContext(connection) as seen:
        ours.set("a", 1)
        assert ours.add("b", 1)
    assert len([row for row in seen if "SAVEPOINT" not in row["sql"]]) == 2


def test_a_fault_spoils_nothing() -> None:
    absent = TableCache("conference_no_such_table", {})
    with transaction.atomic():
        absent.set("a", 1)
        assert not absent.add("a", 1)
        TableCache("conference_cache", {}).set("b", 1)


def test_what_is_over_goes_where_there_are_many() -> None:
    ours = TableCache("conference_cache", {"OPTIONS": {"MAX_ENTRIES": 5}})
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        for number in range(20):
            ours.set(f"old{number}", 1, 60)
    for _ in range(CULLED_EACH):
        ours.set("a", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM conference_cache")
        assert cursor.fetchone() == (1,)
