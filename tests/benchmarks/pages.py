"""Public pages: made for the first time, asked for again, and with the tag of the page that the reader has already."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.db import connection
from django.test import Client

from conference.events.models import Event
from tests.benchmarks.events import page_addresses
from tests.benchmarks.load import Ask, Load, put_under_load, tags_of
from tests.benchmarks.table import Figure

FIRST, AGAIN, UNCHANGED = "first", "repeated", "304"
LISTS = {"programme, every day", "programme, one day", "speakers"}
WARMING = 12  # requests before each measurement, so that every worker has loaded its templates


@dataclass(frozen=True)
class Pace:
    """How long and how often each page is asked for."""

    seconds: float = 1.5
    at_most: int = 3000
    at_least: int = 24


def loaded(origin: str, asks: Sequence[Ask], cpu: Callable[[], float], pace: Pace) -> Load:
    """Measure after warming up."""
    warming = min(WARMING, pace.at_most)
    put_under_load(origin, asks, cpu, seconds=0, at_most=warming, at_least=warming)
    return put_under_load(origin, asks, cpu, seconds=pace.seconds, at_most=pace.at_most, at_least=pace.at_least)


def first_pages(event: Event, origin: str, cpu: Callable[[], float], pace: Pace) -> Iterator[Figure]:
    """Measure pages on a server that keeps none of them."""
    for name, addresses in page_addresses(event).items():
        load = loaded(origin, [Ask(address) for address in addresses], cpu, pace)
        yield _figure(name, FIRST, load, queries_of(addresses[0], is_first=True))


def repeated_pages(event: Event, origin: str, cpu: Callable[[], float], pace: Pace) -> Iterator[Figure]:
    """Measure pages on a server as it is, then with the tags that it gave; pages without a tag have no such row."""
    for name, addresses in page_addresses(event).items():
        few = addresses[:3]
        yield _figure(name, AGAIN, loaded(origin, [Ask(address) for address in few], cpu, pace), queries_of(few[0]))
        tags = tags_of(origin, few)
        asks = [Ask(address, {"If-None-Match": tag}, 304) for address, tag in tags.items()]
        if asks:
            load = loaded(origin, asks, cpu, pace)
            yield _figure(name, UNCHANGED, load, queries_of(asks[0].address, headers=asks[0].headers))


def _figure(name: str, how: str, load: Load, queries: int) -> Figure:
    floor = {FIRST: "500 rows" if name in LISTS else "3 queries"}.get(how, "empty")
    return Figure("pages", name, how, "requests", load.requests, load.per_second, load.cpu_ms, queries, floor)


def queries_of(address: str, *, is_first: bool = False, headers: Mapping[str, str] | None = None) -> int:
    """Return how many queries a request needs in this process once what is kept for good is there."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.get(address)
    if is_first:
        caches["pages"].clear()
    count = 0

    def counted(execute, sql, params, many, context):
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counted):
        client.get(address, headers=dict(headers or {}))
    return count
