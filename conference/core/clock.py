"""Dates and times for people: by the reader's language, in the zone of the event."""

import re
from datetime import date, datetime, timedelta, tzinfo

from babel.dates import format_date
from django.utils import timezone, translation


def _locale(language: str | None) -> str:
    return language or translation.get_language() or "ru"


def day(value: date, language: str | None = None) -> str:
    """Return a full date: «23 ноября 2026 г.», «2026 ж. 23 қараша», “23 November 2026”."""
    code = _locale(language)
    return format_date(value, "long", locale="en_GB" if code == "en" else code)


def weekday(value: date, language: str | None = None) -> str:
    """Return weekday and date without the year, first letter capital: «Понедельник, 23 ноября»."""
    code = _locale(language)
    pattern = {"ru": "EEEE, d MMMM", "kk": "EEEE, d MMMM", "en": "EEEE, d MMMM"}[code]
    text = format_date(value, pattern, locale=code)
    return text[:1].upper() + text[1:]


def days(first: date, last: date, language: str | None = None) -> str:
    """Return a range of days, the shared month and year said once: «23–25 ноября 2026 г.»."""
    if first == last:
        return day(first, language)
    last_day = day(last, language)
    if first.year != last.year:
        return f"{day(first, language)} – {last_day}"
    earlier = f"{first.day}–" if first.month == last.month else f"{_day_and_month(first, language)} – "
    return re.sub(rf"\b{last.day}\b", f"{earlier}{last.day}", last_day, count=1)


def _day_and_month(value: date, language: str | None) -> str:
    return format_date(value, "d MMMM", locale=_locale(language))


def clock_time(value: datetime, zone: tzinfo | None = None, language: str | None = None) -> str:
    """Return hours and minutes in `zone` (default: the active one): «09:30»."""
    local = value.astimezone(zone) if zone else timezone.localtime(value)
    return f"{local:%H:%M}"


def moment(value: datetime, zone: tzinfo | None = None, language: str | None = None) -> str:
    """Return date and time in `zone`: «23 нояб. 2026 г., 09:30»."""
    local = value.astimezone(zone) if zone else timezone.localtime(value)
    code = _locale(language)
    return f"{format_date(local, 'medium', locale='en_GB' if code == 'en' else code)}, {local:%H:%M}"


def zone_name(value: datetime, zone: tzinfo) -> str:
    """Return the zone's offset at that moment as people say it: «UTC+5», «UTC+5:30»."""
    minutes = int((value.astimezone(zone).utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes >= 0 else "−"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
