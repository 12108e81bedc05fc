"""Reader of the grid that pretalx-based sites publish: `{"schedule": {date: {minute: {room id: submission}}}}`."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from conference.programme.choices import Kind
from conference.programme.exchange.conference_head import take_room
from conference.programme.exchange.rows import Refusal, ScheduleFile, SessionRow, SlotRow, TrackRow
from conference.programme.exchange.sessions import plain, take_person
from conference.programme.exchange.values import (
    UnfitError,
    fixed_zone,
    kind_of,
    line,
    moment_of,
    text_of,
    zone_named,
    zone_of,
)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
TAKEN = frozenset(
    "code title speakers submission_type description abstract duration content_locale slots track slot slot_count "
    "pending_state anonymised_data assigned_reviewers is_anonymised access_code".split()
)
LONGEST_BREAK = 120
SHORT_BREAK = 30


def is_grid(data: Mapping[str, Any]) -> bool:
    """Return whether `data` is such a file: its schedule is keyed by dates."""
    schedule = data.get("schedule")
    return isinstance(schedule, dict) and bool(schedule) and all(_DATE.fullmatch(str(day)) for day in schedule)


def read_grid(data: Mapping[str, Any]) -> ScheduleFile:
    """Read the file: its schedule and any further grid beside it (sprints), and what stands in `extra`, the breaks."""
    schedule = ScheduleFile(extra={"version": line(data.get("version"))} if data.get("version") else {})
    rooms = data.get("rooms")
    for room in rooms if isinstance(rooms, list) else []:
        if isinstance(room, dict):
            take_room(schedule, room)
    entries = list(_entries(data))
    starts = [line(slot.get("start")) for _place, entry in entries for slot in _slots(entry)]
    schedule.zone = zone_of("", [moment for moment in map(_moment, starts) if moment])
    zone = zone_named(schedule.zone, "UTC")
    for place, entry in entries:
        try:
            _take(schedule, entry, place, zone)
        except UnfitError as fault:
            schedule.refused.append(Refusal(place, str(fault)))
    extra = data.get("extra")
    _take_breaks(schedule, extra if isinstance(extra, dict) else {}, zone)
    return schedule


def _moment(text: str) -> datetime | None:
    try:
        return moment_of(text, zone_named("UTC", "UTC"))
    except UnfitError:
        return None


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for part, days in data.items():
        if part == "extra" or not isinstance(days, dict):
            continue
        for day, minutes in days.items():
            if _DATE.fullmatch(str(day)) and isinstance(minutes, dict):
                yield from _entries_of_day(f"{part}.{day}", minutes)


def _entries_of_day(place: str, minutes: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for minute, rooms in minutes.items():
        for room, entry in rooms.items() if isinstance(rooms, dict) else ():
            if isinstance(entry, dict):
                yield f"{place}.{minute}.{room}", entry


def _slots(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    slots = entry.get("slots")
    return [slot for slot in slots if isinstance(slot, dict)] if isinstance(slots, list) else []


def _take(schedule: ScheduleFile, entry: Mapping[str, Any], place: str, zone: tzinfo) -> None:
    code, title = line(entry.get("code")), text_of(entry.get("title"))
    if not code or not title:
        raise UnfitError("it has no code" if title else "it has no title")
    guid = f"code:{code}"[:200]
    if guid in schedule.sessions:
        return  # the same submission stands at each of its times, with all of them
    slots = [_slot(slot, zone) for slot in _slots(entry)]
    if not slots:
        raise UnfitError("it has no slot with a start and an end")
    kinds: Any = entry.get("submission_type")
    said = text_of(kinds.get("name") if isinstance(kinds, dict) else kinds)
    tracks: Any = entry.get("track")
    track = text_of(tracks.get("name") if isinstance(tracks, dict) else tracks)
    language = line(entry.get("content_locale"))[:10]
    words = said.get("en") or next(iter(said.values()), "")
    row = SessionRow(
        place=place,
        guid=guid,
        kind=kind_of(words, next(iter(title.values()))),
        title=title,
        minutes=_length(entry, slots),
        slots=slots,
        abstract=text_of(entry.get("abstract")),
        description=text_of(entry.get("description")),
        language=language,
        track=next(iter(track.values()), ""),
        extra={name: plain(value) for name, value in entry.items() if name not in TAKEN and value}
        | {"code": code, "type": words},
    )
    row.people = list(dict.fromkeys(_people(schedule, entry, row)))
    schedule.sessions[guid] = row
    if row.track:
        schedule.tracks.setdefault(row.track, TrackRow(row.track, track))


def _length(entry: Mapping[str, Any], slots: list[SlotRow]) -> int:
    said = entry.get("duration")
    if type(said) is int and 0 < said < 32768:
        return said
    return max(1, round((slots[0].ends_at - slots[0].starts_at).total_seconds() / 60))


def _slot(raw: Mapping[str, Any], zone: tzinfo) -> SlotRow:
    starts_at, ends_at = moment_of(raw.get("start"), zone), moment_of(raw.get("end"), zone)
    if ends_at <= starts_at:
        raise UnfitError(f"its end ({line(raw.get('end'))}) is not after its start")
    room: Any = raw.get("room")
    names = text_of(room.get("name") if isinstance(room, dict) else room)
    return SlotRow(line(next(iter(names.values()), "")), starts_at, ends_at)


def _people(schedule: ScheduleFile, entry: Mapping[str, Any], row: SessionRow) -> Iterator[str]:
    speakers = entry.get("speakers")
    for number, person in enumerate(speakers if isinstance(speakers, list) else [], start=1):
        name = line(person.get("name")) if isinstance(person, dict) else ""
        if name:
            yield take_person(schedule, person, name, row.language)
        else:
            schedule.refused.append(Refusal(f"{row.place}, person {number}", "there is no name"))


def _take_breaks(schedule: ScheduleFile, days: Mapping[str, Any], zone: tzinfo) -> None:
    """Take the breaks, which such a file gives a start only: they last until the next session begins."""
    starts = sorted(slot.starts_at for row in schedule.sessions.values() for slot in row.slots)
    for day, minutes in days.items():
        for minute, entry in minutes.items() if isinstance(minutes, dict) else ():
            place = f"extra.{day}.{minute}"
            try:
                row = _break(entry, place, _minute_of(day, minute, starts, zone), starts)
                schedule.sessions.setdefault(row.guid, row)
            except (UnfitError, ValueError, OverflowError) as fault:
                schedule.refused.append(Refusal(place, str(fault) or "it cannot be read"))


def _minute_of(day: str, minute: str, starts: list[datetime], zone: tzinfo) -> datetime:
    """Return the moment of a day's minute, at the offset that the day's sessions have."""
    on = date.fromisoformat(day)
    offset = next((fixed_zone(moment) for moment in starts if moment.date() == on), zone)
    return datetime.combine(on, datetime.min.time(), tzinfo=offset) + timedelta(minutes=int(minute))


def _break(entry: Any, place: str, starts_at: datetime, starts: list[datetime]) -> SessionRow:
    title = text_of(entry.get("title")) if isinstance(entry, dict) else {}
    if not title:
        raise UnfitError("it has no title")
    following = next((moment for moment in starts if moment > starts_at), None)
    gap = (following - starts_at).total_seconds() / 60 if following else 0
    minutes = round(gap) if 0 < gap <= LONGEST_BREAK else SHORT_BREAK
    return SessionRow(
        place=place,
        guid=f"extra:{line(entry.get('id')) or place}"[:200],
        kind=Kind.BREAK,
        title=title,
        minutes=minutes,
        slots=[SlotRow("", starts_at, starts_at + timedelta(minutes=minutes))],
        extra={"end": "the file gives none: until the next session begins"},
    )
