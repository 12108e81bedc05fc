"""What a release made now would say: the plan as plain data, in one fixed form that can be hashed and compared."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from conference.core.registry import speaker_details
from conference.core.text.collation import sort_key
from conference.core.text.folding import search_text
from conference.core.text.localized import LANGUAGE_CODES, translations
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.choices import Kind, ReleaseState
from conference.programme.models import ReleasedSession, Room, Session, SessionPerson, Slot, Track
from conference.programme.queries.plan import day_of, planned

Row = dict[str, Any]
KEPT_LINKS = 50


@dataclass(frozen=True)
class Frozen:
    """The plan as it would be released: its head, and rows of sessions and people."""

    head: Row
    sessions: list[Row]
    people: list[Row]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over canonical JSON: the same for the same content, whatever the database or the day."""
        text = json.dumps(
            [self.head, self.sessions, self.people], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(text.encode()).hexdigest()


def key_of(row: Mapping[str, Any]) -> tuple[str, int]:
    """Return what a row is recognised by from release to release."""
    return row["code"], row["occurrence"]


def row_of(released: ReleasedSession) -> Row:
    """Return a released session in the form of `freeze`, to be compared with."""
    return {
        "code": released.code,
        "occurrence": released.occurrence,
        "state": str(released.state),
        "day": released.day.isoformat(),
        "starts_at": _utc(released.starts_at),
        "ends_at": _utc(released.ends_at),
        "rooms": released.rooms,
        "track": released.track,
        "kind": str(released.kind),
        "people": released.people,
        "search_key": released.search_key,
        "content": released.content,
        "texts": released.texts,
    }


def words_of(head: Mapping[str, Any], row: Mapping[str, Any]) -> list[Any]:
    """Return what readers see of a row that stands in the release's head: names of rooms, track, venue and town."""
    rooms = {room["code"]: room["name"] for room in head.get("rooms", ())}
    tracks = {track["code"]: track["name"] for track in head.get("tracks", ())}
    return [[rooms.get(code) for code in row["rooms"]], tracks.get(row["track"]), head.get("venue"), head.get("town")]


def freeze(event: Event, before: Iterable[ReleasedSession] = ()) -> Frozen:
    """Return what would be released now. What the release `before` announced and is off must not be forgotten."""
    last = {key_of(row): row for row in map(row_of, before)}
    plan = list(planned(event).order_by("pk"))
    rows: dict[tuple[str, int], Row] = {}
    for session in plan:
        rows.update({key_of(row): row for row in _rows_of(session, event)})
    cancelled = {session.code for session in plan if session.is_cancelled}
    # What was never announced needs no cancellation.
    rows = {key: row for key, row in rows.items() if row["code"] not in cancelled or key in last}
    for key, row in last.items():
        if key not in rows:
            state = ReleaseState.CANCELLED if row["code"] in cancelled else ReleaseState.WITHDRAWN
            rows[key] = row | {"state": str(state)}
    sessions = sorted(rows.values(), key=lambda row: (row["starts_at"], row["code"], row["occurrence"]))
    shown = [row for row in sessions if row["state"] != ReleaseState.WITHDRAWN]
    return Frozen(_head(event, shown), sessions, _people(event, plan, shown))


def _head(event: Event, shown: list[Row]) -> Row:
    rooms = {code for row in shown for code in row["rooms"]}
    tracks = {row["track"] for row in shown}
    kinds = {row["kind"] for row in shown}
    return {
        "venue": translations(event.venue),
        "town": translations(event.town),
        "rooms": [
            {
                "code": room.code,
                "name": translations(room.name),
                "description": translations(room.description),
                "capacity": room.capacity,
            }
            for room in Room.objects.filter(event=event)
            if room.code in rooms
        ],
        "tracks": [
            {"code": track.code, "name": translations(track.name), "colour": track.colour}
            for track in Track.objects.filter(event=event)
            if track.code in tracks
        ],
        "days": sorted({row["day"] for row in shown}),
        "people": len({code for row in shown for code in row["people"]}),
        "kinds": [kind for kind in Kind.values if kind in kinds],
        "languages": sorted({row["content"]["language"] for row in shown if row["content"]["language"]}),
    }


def _rows_of(session: Session, event: Event) -> Iterable[Row]:
    """Return one row for each time of the session; its rooms at that time stand together."""
    content, texts = _content(session), _texts(session)
    state = ReleaseState.CANCELLED if session.is_cancelled else ReleaseState.CONFIRMED
    parts = list(session.parts.all())
    words = search_text(*(word for part in parts for word in _spoken_of(part.person)))
    times = groupby(session.slots.all(), key=lambda slot: (slot.starts_at, slot.ends_at))
    for number, ((starts_at, ends_at), slots) in enumerate(times, start=1):
        yield {
            "code": session.code,
            "occurrence": number,
            "state": str(state),
            "day": day_of(starts_at, event.zone).isoformat(),
            "starts_at": _utc(starts_at),
            "ends_at": _utc(ends_at),
            "rooms": _room_codes(slots),
            "track": session.track.code if session.track else "",
            "kind": str(session.kind),
            "people": list(dict.fromkeys(part.person.code for part in parts)),
            "search_key": f"{session.search_key}{words}",
            "content": content,
            "texts": texts,
        }


def _spoken_of(person: Person) -> list[str]:
    """Return the words by which the public may find somebody. The stored search key also knows the e-mail address."""
    organisation = translations(person.organisation.name).values() if person.organisation else ()
    return [person.full_name, person.latin_name, *organisation]


def _room_codes(slots: Iterable[Slot]) -> list[str]:
    return [slot.room.code for slot in slots if slot.room is not None]


def _content(session: Session) -> Row:
    return {
        "title": translations(session.title),
        "subtitle": translations(session.subtitle),
        "language": session.language,
        "minutes": session.minutes,
        "people": [_part(part) for part in session.parts.all()],
    }


def _texts(session: Session) -> Row:
    return {
        "abstract": translations(session.abstract),
        "description": translations(session.description),
        "guid": session.guid,
        "number": session.number,
        "slug": session.slug,
        "links": list(_links_of(session))[:KEPT_LINKS],
    }


def _links_of(session: Session) -> Iterable[Any]:
    """Return links, then attachments; addresses without a host are those of the site that the entry comes from."""
    said: Any = session.extra
    site = str(said.get("origin_url") or said.get("url") or "")
    for group in ("links", "attachments"):
        for told in said[group] if isinstance(said.get(group), list) else []:
            with suppress(AttributeError, TypeError, ValueError):  # not an object; not an address
                link = {**told, "url": urljoin(site, str(told.get("url", "")))}
                if _is_link(link):
                    yield link


def _is_link(link: Any) -> bool:
    return isinstance(link, dict) and str(link.get("url", "")).startswith(("http://", "https://"))


def _part(part: SessionPerson) -> Row:
    return {"role": str(part.role), **_card(part.person)}


def _card(person: Person) -> Row:
    """Return what is shown of a person beside a title. The address and the phone never leave the plan."""
    organisation = person.organisation
    return {
        "code": person.code,
        "name": {language: person.shown_name(language) for language in LANGUAGE_CODES},
        "post": person.post,
        "organisation": translations(organisation.name) if organisation else {},
        "town": person.town or (organisation.town if organisation else ""),
        "country": str(person.country) or (str(organisation.country) if organisation else ""),
    }


def _people(event: Event, plan: list[Session], shown: list[Row]) -> list[Row]:
    """Return everybody who is named in a session that is shown, once."""
    wanted = {code for row in shown for code in row["people"]}
    people = {part.person.code: part.person for session in plan for part in session.parts.all()}
    chosen = [people[code] for code in sorted(wanted & people.keys())]
    details: dict[int, Row] = {}
    for provider in speaker_details:
        for pk, told in provider(event, [person.pk for person in chosen]).items():
            details[pk] = details.get(pk, {}) | {name: value for name, value in told.items() if value}
    named: dict[str, list[Row]] = {}
    for row in shown:
        for code in row["people"]:
            named.setdefault(code, []).append(_brief(row))
    return [_person_row(person, details.get(person.pk, {}), named[person.code]) for person in chosen]


def _brief(row: Row) -> Row:
    """Return what a speaker's page says of a session, so that it needs no second look at the release."""
    kept = ("code", "occurrence", "state", "day", "starts_at", "ends_at", "rooms", "track", "kind")
    return {name: row[name] for name in kept} | {"title": row["content"]["title"]}


def _person_row(person: Person, details: Row, sessions: list[Row]) -> Row:
    card = _card(person)
    return {
        "code": person.code,
        **{f"sort_{language}": sort_key(person.name_in(language), language) for language in LANGUAGE_CODES},
        "search_key": search_text(*_spoken_of(person), card["post"], card["town"]),
        "sessions": sessions,
        "content": card | {"degree": person.degree, "photo": details.get("photo", "")},
        "texts": {
            "biography": details.get("biography", {}),
            "links": [link for link in details.get("links", []) if _is_link(link)][:KEPT_LINKS],
        },
    }


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
