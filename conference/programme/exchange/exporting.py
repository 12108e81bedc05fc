"""The plan of an event as a c3voc schedule: plain data, which `formats` writes as JSON or as XML.

The formats know one language a text: each session is told in its own, where it has that. What is cancelled or stands
nowhere is left out.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from i18nfield.strings import LazyI18nString

from conference.core.text.localized import localized, translations
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.choices import Kind
from conference.programme.exchange.names import (
    guid_of,
    guid_of_person,
    guid_of_repeat,
    guid_of_room,
    number_of,
)
from conference.programme.exchange.values import kind_of, site_language
from conference.programme.exchange.writing import language_of
from conference.programme.models import ImportedPerson, ImportedSchedule, Release, Room, Session, Slot, Track
from conference.programme.queries.plan import DAY_BREAK, day_of, planned

ADDRESSES = ("logo", "feedback_url", "origin_url")
KINDS_OF_LINKS = frozenset("slides paper web blog article media related activitypub".split())
LONGEST = 99 * 60 + 59  # minutes that the formats can say
_SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{3,}[a-z0-9]")
_CODE = re.compile(r"[0-9A-Z]{6}")
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+.*|UTC")


def schedule_of(event: Event) -> dict[str, Any]:
    """Return the object of a c3voc file; its days are empty when nothing is placed."""
    return _Export(event).schedule()


class _Export:
    """One export: what was imported once, names given so far, and the event's main language."""

    def __init__(self, event: Event) -> None:
        self.event, self.main = event, language_of(event)
        head = ImportedSchedule.objects.filter(event=event).first()
        self.head: dict[str, Any] = head.extra if head else {}
        acronym = re.sub(r"[^a-z0-9_]", "_", str(self.head.get("acronym") or event.slug).lower())
        self.acronym = acronym.ljust(4, "_")
        self.told = {known.person_id: known for known in ImportedPerson.objects.filter(event=event).order_by("-pk")}
        self.numbers: set[int] = set()
        self.slugs: set[str] = set()
        self.codes: set[str] = set()

    def schedule(self) -> dict[str, Any]:
        entries = [entry for session in planned(self.event) for entry in self._entries(session)]
        entries.sort(key=lambda entry: (entry[0], entry[1].starts_at))
        days = [
            self._day(number, day, [(slot, told) for _day, slot, told in group])
            for number, (day, group) in enumerate(groupby(entries, key=lambda entry: entry[0]), start=1)
        ]
        release = Release.objects.filter(event=self.event).first()
        version = str(self.head.get("version") or (release.name or release.number if release else "") or "1")
        return {
            "generator": {"name": "Alqa"},
            "version": version,
            "base_url": _address(self.head.get("base_url")) or f"{settings.SITE_URL}/",
            "conference": self._conference() | {"daysCount": len(days), "days": days},
        }

    def _conference(self) -> dict[str, Any]:
        event = self.event
        zone = {"time_zone_name": event.timezone} if _ZONE.fullmatch(event.timezone) else {}
        return {
            "acronym": self.acronym,
            "title": localized(event.name, self.main),
            "start": event.starts_on.isoformat(),
            "end": event.ends_on.isoformat(),
            "timeslot_duration": "00:05",
            **zone,
            "url": settings.SITE_URL + reverse("public:programme", kwargs={"event": event.slug}),
            "tracks": [self._track(track) for track in Track.objects.filter(event=event)],
            "rooms": [self._room(room) for room in Room.objects.filter(event=event)],
        }

    def _track(self, track: Track) -> dict[str, Any]:
        return {"name": localized(track.name, self.main)} | ({"color": track.colour} if track.colour else {})

    def _room(self, room: Room) -> dict[str, Any]:
        described = {f"description_{code}": text for code, text in translations(room.description).items()}
        return {
            "name": localized(room.name, self.main),
            "guid": guid_of_room(room),
            "capacity": room.capacity,
            **described,
        }

    def _day(self, number: int, day: Any, entries: list[tuple[Slot, dict[str, Any]]]) -> dict[str, Any]:
        starts_at = datetime.combine(day, datetime.min.time(), tzinfo=self.event.zone) + DAY_BREAK
        rooms: dict[str, list[dict[str, Any]]] = {}
        for _slot, told in entries:
            rooms.setdefault(told["room"], []).append(told)
        return {
            "index": number,
            "date": day.isoformat(),
            "day_start": starts_at.isoformat(),
            "day_end": (starts_at + timedelta(days=1)).isoformat(),
            "rooms": rooms,
        }

    def _entries(self, session: Session) -> Iterable[tuple[Any, Slot, dict[str, Any]]]:
        if session.is_cancelled:
            return
        for occurrence, slot in enumerate(session.slots.all(), start=1):
            yield day_of(slot.starts_at, self.event.zone), slot, self._entry(session, slot, occurrence)

    def _entry(self, session: Session, slot: Slot, occurrence: int) -> dict[str, Any]:
        said: Mapping[str, Any] = session.extra
        guid = guid_of(session) if occurrence == 1 else guid_of_repeat(guid_of(session), occurrence)
        starts_at = slot.starts_at.astimezone(self.event.zone)
        hours, minutes = divmod(min(_minutes(slot), LONGEST), 60)
        recording = said.get("recording") or {}
        number = self._number(session.number if occurrence == 1 else None, guid)
        page = reverse("public:session", kwargs={"event": self.event.slug, "code": session.code})
        return {
            "guid": guid,
            "id": number,
            **self._code(said.get("code")),
            "date": starts_at.isoformat(),
            "start": f"{starts_at:%H:%M}",
            "duration": f"{hours:02}:{minutes:02}",
            "room": localized(slot.room.name, self.main) if slot.room else "",
            "slug": self._slug(session.slug if occurrence == 1 else "", number),
            "url": _address(said.get("url")) or settings.SITE_URL + page,
            **{name: said[name] for name in ADDRESSES if _address(said.get(name))},
            "title": self._text(session.title, session),
            "subtitle": self._text(session.subtitle, session),
            "track": localized(session.track.name, self.main) if session.track else None,
            "type": _type(session, self._text(session.title, session)),
            "language": session.language or None,
            "abstract": self._text(session.abstract, session),
            "description": self._text(session.description, session),
            "recording_license": str(recording.get("license") or ""),
            "do_not_record": bool(recording.get("optout")),
            "persons": [self._person(part.person, session) for part in session.parts.all()],
            "links": _references(said.get("links")),
            "attachments": _references(said.get("attachments")),
        }

    def _text(self, text: LazyI18nString | str, session: Session) -> str:
        own = site_language(session.language, self.main)
        return translations(text).get(own) or localized(text, self.main)

    def _number(self, given: int | None, guid: str) -> int:
        number = given or number_of(guid)
        while number in self.numbers:
            number += 1
        self.numbers.add(number)
        return number

    def _code(self, given: Any) -> dict[str, str]:
        """Return the entry's short name where it has one that no other has; it need not have any."""
        if not isinstance(given, str) or not _CODE.fullmatch(given) or given in self.codes:
            return {}
        self.codes.add(given)
        return {"code": given}

    def _slug(self, given: str, number: int) -> str:
        slug = given if _SLUG.fullmatch(given) and given not in self.slugs else f"{self.acronym}-{number:04}"
        self.slugs.add(slug)
        return slug

    def _person(self, person: Person, session: Session) -> dict[str, Any]:
        known = self.told.get(person.pk)
        guid = guid_of_person(person, known.key if known else "")
        biography = self._text(known.biography, session) if known else ""
        return {"guid": guid, "name": person.full_name} | ({"biography": biography} if biography else {})


def _minutes(slot: Slot) -> int:
    return max(1, -(-int((slot.ends_at - slot.starts_at).total_seconds()) // 60))


def _type(session: Session, title: str) -> str:
    """Return the file's own word for the kind while it still means that; else ours, in English, as readers expect."""
    said = str(session.extra.get("type") or "")
    if said and kind_of(said, title) == session.kind:
        return said
    with translation.override("en"):
        return str(Kind(session.kind).label)


def _address(value: Any) -> str:
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else ""


def _references(value: Any) -> list[dict[str, str]]:
    found = []
    for link in value if isinstance(value, list) else []:
        if isinstance(link, dict) and isinstance(link.get("url"), str) and link["url"]:
            kept = {"url": link["url"], "title": str(link.get("title") or "")}
            kept |= {"type": link["type"]} if link.get("type") in KINDS_OF_LINKS else {}
            found.append({name: text for name, text in kept.items() if text})
    return found
