"""One entry of a frab or c3voc schedule into rows; the XML reader first gives entries the shape of the JSON ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from conference.programme.exchange.names import guid_of_repeat
from conference.programme.exchange.rows import PersonRow, Refusal, RoomRow, ScheduleFile, SessionRow, SlotRow, TrackRow
from conference.programme.exchange.values import (
    UnfitError,
    clean,
    date_of,
    kind_of,
    length_of,
    line,
    moment_of,
    text_of,
    time_of,
)

# What has a column of its own; the rest of an entry is kept in `extra`.
TAKEN = frozenset(
    "guid id date start duration room slug title subtitle language track type abstract description persons "
    "recording_license do_not_record recording".split()
)
TAKEN_OF_PERSON = frozenset("name public_name full_public_name biography description abstract".split())
GUID_LENGTH = 200
NUMBER_LIMIT = 2**31 - 1


@dataclass(frozen=True)
class Day:
    """A day of the file, needed where an entry says only the time."""

    number: int
    date: date | None
    starts_at: datetime | None
    ends_at: datetime | None
    zone: tzinfo


def take_entry(schedule: ScheduleFile, raw: Mapping[str, Any], *, place: str, room: str, day: Day) -> None:
    """Add the entry to `schedule`, or what is wrong with it to its refusals."""
    try:
        row = _session(schedule, raw, place, room, day)
        known = schedule.sessions.get(row.guid) or schedule.sessions.get(schedule.repeats.get(row.guid, ""))
        if known is None:
            schedule.sessions[row.guid] = known = row
        else:
            _again(known, row)
        schedule.repeats[guid_of_repeat(known.guid, len(known.slots) + 1)] = known.guid
        _note_places(schedule, row)
    except UnfitError as fault:
        schedule.refused.append(Refusal(place, str(fault)))
    except RecursionError:
        schedule.refused.append(Refusal(place, "it is nested too deeply"))


def _again(known: SessionRow, row: SessionRow) -> None:
    """A session that comes twice under one guid takes place twice, unless it is another session."""
    if known.title != row.title:
        raise UnfitError(f"its guid {row.guid} is that of another session ({known.place})")
    if row.slots[0] in known.slots:
        raise UnfitError(f"it stands in the file twice ({known.place})")
    known.slots.append(row.slots[0])


def _note_places(schedule: ScheduleFile, row: SessionRow) -> None:
    if row.track:
        schedule.tracks.setdefault(row.track, TrackRow(row.track, {"": row.track}))
    for slot in row.slots:
        if slot.room:
            schedule.rooms.setdefault(slot.room, RoomRow(slot.room, {"": slot.room}))


def _session(schedule: ScheduleFile, raw: Mapping[str, Any], place: str, room: str, day: Day) -> SessionRow:
    title = text_of(raw.get("title"))
    if not title:
        raise UnfitError("it has no title")
    minutes = length_of(raw.get("duration"))
    starts_at = _start(raw, day)
    number, slug, language = _number(raw.get("id")), line(raw.get("slug")), line(raw.get("language"))
    said = line(raw.get("type"))
    row = SessionRow(
        place=place,
        guid=_guid(raw),
        kind=kind_of(said, next(iter(title.values()))),
        title={code: " ".join(text.split()) for code, text in title.items()},
        minutes=minutes,
        slots=[SlotRow(room or line(raw.get("room")), starts_at, starts_at + timedelta(minutes=minutes))],
        number=number,
        slug=slug if len(slug) <= GUID_LENGTH else "",
        subtitle=text_of(raw.get("subtitle")),
        abstract=text_of(raw.get("abstract")),
        description=text_of(raw.get("description")),
        language=language if len(language) <= 10 else language[:2],
        track=line(raw.get("track")),
        extra=_rest(raw, TAKEN) | _recording(raw),
    )
    kept = {
        "type": said,
        "id": "" if number is not None else line(raw.get("id")),
        "slug": slug if len(slug) > GUID_LENGTH else "",
        "language": language if len(language) > 10 else "",
    }
    row.extra |= {name: value for name, value in kept.items() if value}
    row.people = _people(schedule, raw, row)
    return row


def _start(raw: Mapping[str, Any], day: Day) -> datetime:
    """Return when the entry begins; one with a bare time after midnight belongs to the next calendar day."""
    text = line(raw.get("date"))
    if len(text) > 10:
        return moment_of(text, day.zone)
    on = date_of(text) or day.date
    if on is None:
        raise UnfitError("it has no date")
    moment = datetime.combine(on, time_of(raw.get("start")), tzinfo=day.zone)
    if not text and day.starts_at and moment < day.starts_at:
        later = moment + timedelta(days=1)
        return later if day.ends_at is None or later < day.ends_at else moment
    return moment


def _guid(raw: Mapping[str, Any]) -> str:
    """Return what names the entry for ever; files without guids have ids, which hold as well inside one schedule."""
    guid = line(raw.get("guid"))
    if len(guid) > GUID_LENGTH:
        raise UnfitError("its guid is longer than 200 characters")
    if guid:
        return guid
    for name in ("id", "slug"):
        if value := line(raw.get(name)):
            return f"{name}:{value}"[:GUID_LENGTH]
    raise UnfitError("it has neither guid nor id, so a second import could not find it again")


def _number(value: Any) -> int | None:
    text = line(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= NUMBER_LIMIT else None


def _recording(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return licence and refusal of recording in one shape: XML has an element for them, JSON two keys."""
    told: Any = raw.get("recording")
    told = told if isinstance(told, dict) else {}
    licence = line(told.get("license") or raw.get("recording_license"))
    refused = str(told.get("optout", raw.get("do_not_record", ""))).lower() == "true"
    kept = ({"license": licence} if licence else {}) | ({"optout": True} if refused else {})
    return {"recording": kept} if kept else {}


def _people(schedule: ScheduleFile, raw: Mapping[str, Any], row: SessionRow) -> list[str]:
    keys = []
    told: Any = raw.get("persons")
    for number, person in enumerate(told if isinstance(told, list) else [], start=1):
        said = person if isinstance(person, dict) else {"name": person}
        name = line(said.get("public_name") or said.get("full_public_name") or said.get("name"))
        if not name:
            schedule.refused.append(Refusal(f"{row.place}, person {number}", "there is no name"))
            continue
        keys.append(take_person(schedule, said, name, row.language))
    return list(dict.fromkeys(keys))


def take_person(schedule: ScheduleFile, said: Mapping[str, Any], name: str, language: str) -> str:
    """Add somebody to the schedule's people, or complete what is known of them; returns their key."""
    known_by = next(((kind, line(said.get(kind))) for kind in ("guid", "code", "id") if line(said.get(kind))), None)
    key = ":".join(known_by or ("name", name))[: GUID_LENGTH + 20]
    biography = text_of(said.get("biography") or said.get("description") or said.get("abstract"))
    person = schedule.people.setdefault(key, PersonRow(key, name, language=language))
    person.biography = person.biography or biography
    person.extra = _rest(said, TAKEN_OF_PERSON) | person.extra
    return key


def _rest(raw: Mapping[str, Any], taken: frozenset[str]) -> dict[str, Any]:
    return {line(name): plain(value) for name, value in raw.items() if name not in taken and not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def plain(value: Any) -> Any:
    """Return a JSON value with every text in it cleaned."""
    if isinstance(value, dict):
        return {clean(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return clean(value) if isinstance(value, str) else value
