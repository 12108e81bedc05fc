"""Dates as they are said in each language, in the event's zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from conference.core import clock

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.mark.parametrize(
    ("last", "language", "text"),
    [
        (date(2026, 11, 23), "ru", "23 ноября 2026 г."),
        (date(2026, 11, 25), "ru", "23–25 ноября 2026 г."),
        (date(2026, 12, 2), "ru", "23 ноября – 2 декабря 2026 г."),
        (date(2027, 1, 2), "ru", "23 ноября 2026 г. – 2 января 2027 г."),
        (date(2026, 11, 25), "kk", "2026 ж. 23–25 қараша"),
        (date(2026, 12, 2), "kk", "2026 ж. 23 қараша – 2 желтоқсан"),
        (date(2026, 11, 25), "en", "23–25 November 2026"),
        (date(2026, 11, 26), "en", "23–26 November 2026"),
    ],
)
def test_ranges_of_days_say_what_they_share_once(last: date, language: str, text: str) -> None:
    assert clock.days(date(2026, 11, 23), last, language).replace("\u202f", " ") == text


def test_kazakhstan_is_five_hours_ahead_since_march_2024() -> None:
    moment = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    assert clock.clock_time(moment, ALMATY) == "09:30"
    assert clock.zone_name(moment, ALMATY) == "UTC+5"
    assert clock.zone_name(moment, ZoneInfo("Asia/Kolkata")) == "UTC+5:30"
    assert clock.zone_name(moment, ZoneInfo("America/Lima")) == "UTC−5"
    assert clock.zone_name(moment, ZoneInfo("UTC")) == "UTC"
    assert clock.zone_name(datetime(2024, 1, 15, tzinfo=UTC), ALMATY) == "UTC+6"


def test_weekdays_begin_a_line() -> None:
    assert clock.weekday(date(2026, 11, 23), "ru") == "Понедельник, 23 ноября"
    assert clock.weekday(date(2026, 11, 23), "kk") == "Дүйсенбі, 23 қараша"
    assert clock.weekday(date(2026, 11, 23), "en") == "Monday, 23 November"
