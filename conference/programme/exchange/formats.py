"""Writes a schedule as c3voc JSON, or as frab XML that its XSD accepts. The same plan gives the same bytes."""

import json
import re
from collections.abc import Callable
from typing import Any

from lxml import etree

_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML has no way to write
TEXTS = ("date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track", "type", "language")
LONG_TEXTS = ("abstract", "description", "logo", "feedback_url", "origin_url")
NAMES: tuple[str, ...] = ("guid", "id", "code")
HEAD = ("acronym", "title", "start", "end", "timeslot_duration", "time_zone_name", "url")


def as_json(schedule: dict[str, Any]) -> bytes:
    """Return the file."""
    return (json.dumps({"schedule": schedule}, ensure_ascii=False, indent=1) + "\n").encode()


def as_xml(schedule: dict[str, Any]) -> bytes:
    """Return the file."""
    root = etree.Element("schedule")
    etree.SubElement(root, "generator", schedule["generator"])
    _add(root, "version", schedule["version"])
    head, conference = etree.SubElement(root, "conference"), schedule["conference"]
    for name in HEAD:
        if conference.get(name):
            _add(head, name, conference[name])
    _add(head, "days", conference["daysCount"])
    _add(head, "base_url", schedule["base_url"])
    for track in conference["tracks"]:
        etree.SubElement(head, "track", {name: _clean(text) for name, text in track.items()})
    guids = {room["name"]: room["guid"] for room in conference["rooms"]}
    for day in conference["days"]:
        bounds = {"index": str(day["index"]), "date": day["date"], "start": day["day_start"], "end": day["day_end"]}
        element = etree.SubElement(root, "day", bounds)
        for name, entries in day["rooms"].items():
            guid = {"guid": guids[name]} if name in guids else {}
            room = etree.SubElement(element, "room", {"name": _clean(name), **guid})
            for entry in entries:
                _add_entry(room, entry)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add_entry(room: Any, entry: dict[str, Any]) -> None:
    event = etree.SubElement(room, "event", {name: str(entry[name]) for name in NAMES if name in entry})
    for name in (*TEXTS, *LONG_TEXTS):
        if name in entry:
            _add(event, name, entry[name] or "")
    recording = etree.SubElement(event, "recording")
    _add(recording, "license", entry["recording_license"])
    _add(recording, "optout", str(entry["do_not_record"]).lower())
    persons = etree.SubElement(event, "persons")
    for person in entry["persons"]:
        _add(persons, "person", person["name"], guid=person["guid"])
    for group, tag in (("links", "link"), ("attachments", "attachment")):
        element = etree.SubElement(event, group)
        for link in entry[group]:
            kind = {"type": link["type"]} if "type" in link else {}
            _add(element, tag, link.get("title", ""), href=link["url"], **kind)


def _add(parent: Any, tag: str, text: Any, **attributes: str) -> None:
    element = etree.SubElement(parent, tag, {name: _clean(value) for name, value in attributes.items()})
    element.text = _clean(str(text))


def _clean(text: str) -> str:
    return _UNSAYABLE.sub("", text)


WRITERS: dict[str, Callable[[dict[str, Any]], bytes]] = {"json": as_json, "xml": as_xml}
