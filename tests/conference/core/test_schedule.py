"""Work that comes again: once in each period, however many look; the fault of one is no other's."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from conference.core.jobs import schedule
from conference.core.jobs.models import ScheduledWork

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
done: list[str] = []


@pytest.fixture(autouse=True)
def _empty_schedule(monkeypatch) -> None:
    monkeypatch.setattr(schedule, "_entries", {})
    done.clear()


def note(name: str) -> Callable[[], None]:
    return lambda: done.append(name)


def broken() -> None:
    raise ValueError("aigul@example.org is twice there")


@pytest.mark.django_db
def test_work_is_done_once_in_each_period() -> None:
    schedule.every("hourly", HOUR, note("hourly"))
    schedule.every("daily", DAY, note("daily"))
    with time_machine.travel(NOON, tick=False) as clock:
        assert [schedule.run_due(), schedule.run_due()] == [2, 0]
        clock.shift(timedelta(minutes=29, seconds=59))
        assert schedule.run_due() == 0
        clock.shift(1)  # 13:00: late by half an hour or not, the next hour has begun
        assert schedule.run_due() == 1
        clock.move_to(datetime(2026, 11, 24, tzinfo=UTC))  # 05:00 in Almaty
        assert schedule.run_due() == 2
    assert done == ["hourly", "daily", "hourly", "hourly", "daily"]


@pytest.mark.django_db
def test_what_was_missed_is_done_once_and_not_for_each_period() -> None:
    schedule.every("daily", DAY, note("daily"))
    with time_machine.travel(NOON, tick=False) as clock:
        schedule.run_due()
        clock.shift(DAY * 5)
        assert [schedule.run_due(), schedule.run_due()] == [1, 0]


@pytest.mark.django_db
def test_naming_work_again_replaces_it() -> None:
    schedule.every("daily", DAY, note("old"))
    schedule.every("daily", DAY, note("new"))
    schedule.run_due()
    assert done == ["new"]


@pytest.mark.django_db
def test_the_fault_of_one_is_logged_and_the_others_are_done(caplog) -> None:
    schedule.every("first", DAY, broken)
    schedule.every("second", DAY, note("second"))
    assert schedule.run_due() == 2
    assert done == ["second"]
    assert "Scheduled work first failed" in caplog.text
    row = ScheduledWork.objects.get(name="first")
    assert row.error == "ValueError", "what was said may hold somebody's address"
    assert row.last_ended_at is not None


@pytest.mark.django_db
def test_a_fault_is_shown_until_the_work_succeeds(client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        schedule.every("daily", DAY, broken)
        schedule.run_due()
        assert schedule.neglected() == ["daily"]
        response = client.get("/health/")
        assert (response.status_code, response.json()["schedule"]) == (503, "degraded")
        schedule.every("daily", DAY, note("daily"))
        clock.shift(DAY)
        schedule.run_due()
        assert schedule.neglected() == []
        assert client.get("/health/").json()["schedule"] == "ok"


@pytest.mark.django_db
def test_work_that_nobody_does_is_shown_an_hour_into_its_period() -> None:
    schedule.every("daily", DAY, note("daily"))
    assert schedule.neglected() == [], "nobody has looked yet"
    with time_machine.travel(NOON, tick=False) as clock:
        schedule.run_due()
        clock.move_to(datetime(2026, 11, 24, 0, 59, tzinfo=UTC))
        assert schedule.neglected() == []
        clock.move_to(datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
        assert schedule.neglected() == ["daily"]


@pytest.mark.django_db
def test_work_that_died_is_shown_and_taken_again_in_the_next_period() -> None:
    schedule.every("daily", DAY, note("daily"))
    with time_machine.travel(NOON, tick=False) as clock:
        ScheduledWork.objects.create(name="daily", last_started_at=timezone.now())
        clock.shift(timedelta(minutes=61))
        assert schedule.neglected() == ["daily"]
        assert schedule.run_due() == 0
        clock.shift(DAY)
        assert schedule.run_due() == 1
        assert schedule.neglected() == []


@pytest.mark.django_db
def test_whoever_keeps_time_does_it() -> None:
    schedule.every("daily", DAY, note("daily"))
    for _time in range(2):
        call_command("requeue", verbosity=0)
    assert done == ["daily"]


@pytest.mark.django_db
def test_each_work_has_one_row() -> None:
    ScheduledWork.objects.create(name="daily")
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduledWork.objects.create(name="daily")


# --- several processes look at the same moment ---
def race(lookers: int = 8) -> None:
    start = Barrier(lookers)

    def look(_number: int) -> None:
        start.wait()
        try:
            schedule.run_due()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(lookers) as pool:
        list(pool.map(look, range(lookers)))


@pytest.fixture
def raced() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time")
    schedule.every("daily", DAY, note("daily"))


@pytest.mark.django_db(transaction=True)
def test_many_that_look_at_once_do_it_once(raced) -> None:
    race()
    assert done == ["daily"]


@pytest.mark.django_db(transaction=True)
def test_looking_first_and_taking_then_does_it_several_times_in_the_same_race(raced, monkeypatch) -> None:
    looked = Barrier(8)

    def careless(entry: schedule.Entry) -> bool:
        row = ScheduledWork.objects.get(name=entry.name)
        looked.wait(5)
        ScheduledWork.objects.filter(pk=row.pk).update(last_started_at=timezone.now())
        return row.last_started_at is None

    monkeypatch.setattr(schedule, "_take", careless)
    race()
    assert len(done) > 1
