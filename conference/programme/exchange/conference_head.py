"""The head of a frab or c3voc schedule: title, dates, zone, tracks, and days that must not overlap."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Any

from conference.core.imports import ImportRefusedError
from conference.programme.exchange.rows import RoomRow, ScheduleFile, Text, TrackRow
from conference.programme.exchange.sessions import Day, plain
from conference.programme.exchange.values import (
    UnfitError,
    clean,
    date_of,
    line,
    moment_of,
    text_of,
    zone_named,
    zone_of,
)

TAKEN = frozenset("acronym title start end time_zone_name tracks rooms days daysCount".split())
TAKEN_OF_TRACK = frozenset({"name", "color", "colour"})
TAKEN_OF_ROOM = frozenset({"name", "guid", "capacity", "description"})


def read_head(schedule: ScheduleFile, raw: Mapping[str, Any], fallback_zone: str, moments: Sequence[str]) -> tzinfo:
    """Fill the schedule's head and return the zone of its bare times. `moments` are dates that may show an offset."""
    schedule.title = line(next(iter(text_of(raw.get("title")).values()), ""))
    schedule.acronym = line(raw.get("acronym"))
    schedule.zone = zone_of(raw.get("time_zone_name"), [moment for moment in map(_with_offset, moments) if moment])
    schedule.starts_on, schedule.ends_on = date_of(raw.get("start")), date_of(raw.get("end"))
    schedule.extra |= {name: plain(value) for name, value in raw.items() if name not in TAKEN and value}
    if schedule.acronym:
        schedule.extra["acronym"] = schedule.acronym
    for track in _mappings(raw.get("tracks")):
        take_track(schedule, track)
    for room in _mappings(raw.get("rooms")):
        take_room(schedule, room)
    return zone_named(schedule.zone, fallback_zone)


def _with_offset(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(line(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def take_track(schedule: ScheduleFile, raw: Mapping[str, Any]) -> None:
    """Add a track from the head of the file."""
    names = text_of(raw.get("name"))
    name = line(next(iter(names.values()), ""))
    colour = line(raw.get("color") or raw.get("colour"))
    if name:
        rest = {key: plain(value) for key, value in raw.items() if key not in TAKEN_OF_TRACK and value}
        schedule.tracks.setdefault(name, TrackRow(name, names, colour if _is_colour(colour) else "", rest))


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(char in "0123456789abcdefABCDEF" for char in text[1:])


def take_room(schedule: ScheduleFile, raw: Mapping[str, Any]) -> None:
    """Add a room from the head of the file; its description may come by language (`description_de`)."""
    names = text_of(raw.get("name"))
    name = line(next(iter(names.values()), ""))
    if not name:
        return
    description: Text = text_of(raw.get("description"))
    by_language = {key.removeprefix("description_") for key in raw if key.startswith("description_")}
    description |= {code: clean(raw[f"description_{code}"]).strip() for code in by_language}
    capacity = raw.get("capacity")
    rest = {
        key: plain(value)
        for key, value in raw.items()
        if key not in TAKEN_OF_ROOM and not key.startswith("description_") and value not in (None, "", [], {})
    }
    schedule.rooms.setdefault(
        name,
        RoomRow(
            name,
            names,
            guid=line(raw.get("guid") or raw.get("uuid"))[:200],
            capacity=capacity if type(capacity) is int and 0 < capacity < 2**31 else None,
            description={code: text for code, text in description.items() if text},
            extra=rest,
        ),
    )


def read_day(raw: Mapping[str, Any], number: int, zone: tzinfo) -> Day:
    """Read a day. Raises ImportRefusedError where its bounds make no sense."""
    starts_at, ends_at = (
        _bound(raw.get(first) or raw.get(second), zone)
        for first, second in (("day_start", "start"), ("day_end", "end"))
    )
    if starts_at and ends_at and ends_at <= starts_at:
        raise ImportRefusedError(f"Day {number} ends ({ends_at:%Y-%m-%d %H:%M}) before it starts ({starts_at:%H:%M}).")
    return Day(number, date_of(raw.get("date")) or _date_of(starts_at), starts_at, ends_at, zone)


def _date_of(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _bound(value: Any, zone: tzinfo) -> datetime | None:
    try:
        return moment_of(value, zone) if len(line(value)) > 10 else None
    except UnfitError:
        return None


def check_days(days: Sequence[Day]) -> None:
    """Raise ImportRefusedError when two days share a date or one begins before another ends."""
    dates: dict[date, int] = {}
    for day in days:
        if day.date is not None and day.date in dates:
            raise ImportRefusedError(f"Days {dates[day.date]} and {day.number} overlap: both are {day.date}.")
        if day.date is not None:
            dates[day.date] = day.number
    bounded = sorted(
        ((day.starts_at, day.ends_at, day.number) for day in days if day.starts_at and day.ends_at),
        key=lambda bounds: bounds[0],
    )
    for (_start, ends_at, first), (starts_at, _end, second) in pairwise(bounded):
        if starts_at < ends_at - timedelta(minutes=1):
            raise ImportRefusedError(
                f"Days {first} and {second} overlap: day {first} ends {ends_at:%Y-%m-%d %H:%M}, "
                f"day {second} starts {starts_at:%Y-%m-%d %H:%M}."
            )
