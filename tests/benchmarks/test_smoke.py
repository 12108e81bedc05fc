"""Every section in miniature, in this process: the bench must run, what it measures must answer. No timings."""

import os
from functools import partial

import pytest
from django_scopes import scope

from conference.core.registry import Sizes
from conference.events.models import Event
from conference.registration.models import Category
from tests.benchmarks import arrivals, delegation, events, many, paper
from tests.benchmarks.cpu import seconds_of
from tests.benchmarks.floors import FLOORS
from tests.benchmarks.guests import prepare, prepare_way, register_all, verify
from tests.benchmarks.load import Ask, UnexpectedAnswerError, put_under_load
from tests.benchmarks.pages import Pace, first_pages, repeated_pages
from tests.benchmarks.race import check
from tests.benchmarks.server import Server

PACE = Pace(seconds=5, at_most=3)
SMALL = Sizes(talks=6, rooms=2, days=2, people=8)
own_cpu = partial(seconds_of, [os.getpid()])
PAGES = ["home", "programme, every day", "programme, one day", "session", "speakers", "speaker"]


@pytest.fixture
def small() -> Event:
    return events.generated(SMALL)


@pytest.mark.django_db(transaction=True)
def test_pages(live_server) -> None:
    event = events.generated(SMALL)
    first = list(first_pages(event, live_server.url, own_cpu, PACE))
    assert [figure.name for figure in first] == PAGES
    repeated = list(repeated_pages(event, live_server.url, own_cpu, PACE))
    kept = {figure.name: figure.queries for figure in repeated if figure.how == "repeated"}
    unchanged = {figure.name: figure.queries for figure in repeated if figure.how == "304"}
    assert list(kept) == PAGES
    assert unchanged == dict.fromkeys(PAGES, 2)
    assert kept == unchanged
    assert all(figure.count and figure.queries for figure in [*first, *repeated])
    with pytest.raises(UnexpectedAnswerError):
        put_under_load(live_server.url, [Ask("/ru/bench/nothing/")], own_cpu, seconds=1, at_most=1)


@pytest.mark.django_db
def test_floors(client, settings, django_assert_num_queries) -> None:
    settings.MIDDLEWARE, settings.ROOT_URLCONF = [], "tests.benchmarks.floors"
    with django_assert_num_queries(3):
        bodies = [client.get(address).content.decode() for address in FLOORS.values()]
    assert [body.count("<li>") for body in bodies] == [0, 3, 500]


@pytest.mark.django_db
def test_registrations() -> None:
    category = prepare(capacity=3)
    outcomes = [register_all(category, first=0, count=2), register_all(category, first=2, count=2)]
    check(outcomes, 4, verify(category))
    assert [outcome.refused for outcome in outcomes] == [0, 1]
    assert all(outcome.queries for outcome in outcomes)


@pytest.mark.django_db(transaction=True)
def test_arrivals(live_server, settings, monkeypatch) -> None:
    """Guests come by each way; the programs that prepare and count run in this process."""
    programs = {"prepare_way": prepare_way, "verify": verify}
    monkeypatch.setattr(arrivals, "ask", lambda environment, word, *numbers: programs[word](*numbers))
    monkeypatch.setattr(arrivals, "CLIENTS", 1)  # in memory all requests share one connection
    monkeypatch.setattr(arrivals, "WARMING", 2)
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_CLASSES": []}
    server = Server(live_server.url, [os.getpid()])
    figures = list(arrivals.arrivals(server, {}, guests=4, name="test"))
    assert [figure.name for figure in figures] == ["test, API", "test, one page", "test, in steps"]
    assert all(figure.count == 4 and figure.p50 and figure.p95 for figure in figures)


@pytest.mark.django_db
def test_the_table_of_registrations(small) -> None:
    figures = list(many.measured_pages(small, many.fill(small), rounds=2))
    assert len(figures) == 21
    assert all(figure.queries and figure.p95 and figure.p50 <= figure.p95 for figure in figures)


@pytest.mark.django_db
def test_badges(small) -> None:
    figure = paper.badges(small, 5)
    assert (figure.count, figure.unit) == (5, "badges")
    with scope(event=small):
        assert Category.objects.count() == 1


@pytest.mark.django_db
def test_volume(small) -> None:
    figure = paper.volume(small, 2)
    assert figure.unit == "pages"
    assert figure.count >= 6


@pytest.mark.django_db
def test_delegation(small) -> None:
    delegation.prepare(small)
    figures = list(delegation.measured(small, rows=4))
    assert [figure.how for figure in figures] == ["given", "looked at", "registered", "together"]
    assert all(figure.queries for figure in figures)
