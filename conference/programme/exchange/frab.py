"""Readers of the schedule of frab, Pentabarf, pretalx and the c3voc tools, as XML and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from conference.core.imports import ImportRefusedError
from conference.programme.exchange.conference_head import check_days, read_day, read_head
from conference.programme.exchange.rows import Refusal, ScheduleFile
from conference.programme.exchange.sessions import Day, plain, take_entry
from conference.programme.exchange.values import clean, line

FALLBACK_ZONE = "UTC"


# --- XML ---
def read_xml(root: Any) -> ScheduleFile:
    """Read the root element `<schedule>`. Raises ImportRefusedError."""
    if root.tag != "schedule":
        raise ImportRefusedError(f"The root element is <{root.tag}>; a schedule begins with <schedule>.")
    schedule = ScheduleFile(extra={"version": line(root.findtext("version"))})
    generator = root.find("generator")
    if generator is not None:
        schedule.extra["generator"] = dict(generator.attrib)
    head = root.find("conference")
    raw = _children(head) if head is not None else {}
    if head is not None:
        raw["tracks"] = [dict(track.attrib) for track in head.findall("track")]
        raw.pop("track", None)
    zone = read_head(schedule, raw, FALLBACK_ZONE, [line(entry.text) for entry in root.iterfind("day/room/event/date")])
    elements = root.findall("day")
    days = [read_day(dict(day.attrib), number, zone) for number, day in enumerate(elements, start=1)]
    check_days(days)
    for element, day in zip(elements, days, strict=True):
        _read_rooms(schedule, element, day)
    return schedule


def _read_rooms(schedule: ScheduleFile, element: Any, day: Day) -> None:
    for room in element.findall("room"):
        name = line(room.get("name"))
        for number, event in enumerate(room.findall("event"), start=1):
            place = f"line {event.sourceline} (day {day.number}, {name or 'no room'}, entry {number})"
            take_entry(schedule, _entry(event), place=place, room=name, day=day)


def _entry(event: Any) -> dict[str, Any]:
    """Return an `<event>` in the shape of a JSON entry."""
    raw: dict[str, Any] = {**event.attrib, **_children(event)}
    raw["persons"] = [{**person.attrib, "name": person.text} for person in event.iterfind("persons/person")]
    recording = event.find("recording")
    raw["recording"] = _children(recording) if recording is not None else {}
    for group, tag in (("links", "link"), ("attachments", "attachment")):
        found = event.findall(f"{group}/{tag}")
        raw[group] = [_link(item) for item in found]
    return raw


def _link(element: Any) -> dict[str, str]:
    named = {"url": line(element.get("href")), "type": line(element.get("type")), "title": line(element.text)}
    return {name: value for name, value in named.items() if value}


def _children(element: Any) -> dict[str, Any]:
    """Return texts by tag; a tag that comes twice with `xml:lang` becomes a text by language."""
    found: dict[str, Any] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue  # a comment
        language = child.get("{http://www.w3.org/XML/1998/namespace}lang")
        text = clean(child.text)
        if language:
            known = found.get(child.tag)
            found[child.tag] = (known if isinstance(known, dict) else {"": known or ""}) | {language: text}
        elif child.tag not in found:
            found[child.tag] = text
    return found


# --- JSON ---
def read_json(data: Mapping[str, Any]) -> ScheduleFile:
    """Read the object `{"schedule": {"conference": {…}}}`. Raises ImportRefusedError."""
    outer: Any = data.get("schedule")
    head: Any = outer.get("conference") if isinstance(outer, dict) else None
    if not isinstance(head, dict):
        raise ImportRefusedError("The JSON has no object “schedule” with a “conference” in it.")
    schedule = ScheduleFile(
        extra={name: plain(outer[name]) for name in ("version", "base_url", "generator") if outer.get(name)}
    )
    entries = list(_json_days(head.get("days"), schedule))
    moments = [line(entry.get("date")) for _day, rooms in entries for _room, entry, _n in rooms]
    zone = read_head(schedule, head, FALLBACK_ZONE, moments)
    days = [read_day(day, number, zone) for number, (day, _rooms) in enumerate(entries, start=1)]
    check_days(days)
    for day, (_raw, rooms) in zip(days, entries, strict=True):
        for room, entry, number in rooms:
            place = f"day {day.number}, {room or 'no room'}, entry {number}"
            take_entry(schedule, entry, place=place, room=room, day=day)
    return schedule


Entries = list[tuple[str, Mapping[str, Any], int]]


def _json_days(days: Any, schedule: ScheduleFile) -> Iterator[tuple[Mapping[str, Any], Entries]]:
    if not isinstance(days, list):
        raise ImportRefusedError("The JSON has no list “schedule.conference.days”.")
    for number, day in enumerate(days, start=1):
        if not isinstance(day, dict):
            schedule.refused.append(Refusal(f"day {number}", "it is not an object"))
            yield {}, []
            continue
        yield day, _json_rooms(day.get("rooms"), number, schedule)


def _json_rooms(rooms: Any, number: int, schedule: ScheduleFile) -> Entries:
    found: Entries = []
    if not isinstance(rooms, dict):
        if rooms:
            schedule.refused.append(Refusal(f"day {number}", "“rooms” is not an object of lists by room"))
        return found
    for room, entries in rooms.items():
        for place, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
            if isinstance(entry, dict):
                found.append((line(room), entry, place))
            else:
                schedule.refused.append(Refusal(f"day {number}, {line(room)}, entry {place}", "it is not an object"))
    return found
