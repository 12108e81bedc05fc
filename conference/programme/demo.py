"""The demo's programme: two days of the founding conference, placed and released."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from i18nfield.strings import LazyI18nString

from conference.accounts.models import User
from conference.core.text.localized import translations
from conference.events.choices import Role
from conference.events.models import Event
from conference.events.queries import member_with
from conference.people.demo import cast
from conference.programme.choices import Kind
from conference.programme.demo_content import ACCEPTED, MOVED, ROOMS, SESSIONS, TRACKS
from conference.programme.models import Room, Session, Track
from conference.programme.queries.plan import moment_in
from conference.programme.services.places import create_room, create_track
from conference.programme.services.releases import release_programme
from conference.programme.services.sessions import Part, change_session, create_session
from conference.programme.services.slots import place_session

DAYS_AGO = 12


def seed(event: Event) -> None:
    """Create rooms, tracks and sessions, give them their places, and publish the preliminary programme."""
    by = member_with(event, Role.CHAIR)
    rooms = {key: create_room(event=event, by=by, **fields) for key, fields in ROOMS.items()}
    tracks = {key: create_track(event=event, by=by, name=name) for key, name in TRACKS.items()}
    for row in SESSIONS:
        _session(event, by, row, rooms, tracks)
    release_programme(event=event, by=by, at=timezone.now() - timedelta(days=DAYS_AGO))


def publish(event: Event) -> None:
    """Place what was accepted from the call since, move a session, and publish again."""
    by = member_with(event, Role.CHAIR)
    rooms = {key: _named(Room.objects.filter(event=event), fields["name"]) for key, fields in ROOMS.items()}
    tracks = {key: _named(Track.objects.filter(event=event), name) for key, name in TRACKS.items()}
    by_title = {
        title: session
        for session in Session.objects.filter(event=event).prefetch_related("slots")
        for title in translations(session.title).values()
    }
    for title, day, begins, room, track in ACCEPTED:
        if session := by_title.get(title):
            place_session(session=session, room=rooms[room], starts_at=_moment(event, day, begins), by=by)
            change_session(session=session, by=by, track=tracks[track])
    title, room = MOVED
    slot = by_title[title].slots.all()[0]
    place_session(session=by_title[title], slot=slot, room=rooms[room], starts_at=slot.starts_at, by=by)
    release_programme(event=event, by=by, at=timezone.now() - timedelta(days=2))


def _named(rows: Iterable[Any], name: LazyI18nString) -> Any:
    return next(row for row in rows if translations(row.name) == translations(name))


def _moment(event: Event, day: int, begins: str) -> datetime:
    return moment_in(event, event.starts_on + timedelta(days=day), time.fromisoformat(begins))


def _session(
    event: Event, by: User | None, row: dict[str, Any], rooms: dict[str, Room], tracks: dict[str, Track]
) -> None:
    fields = {name: row[name] for name in ("title", "subtitle", "description", "language", "minutes") if name in row}
    session = create_session(
        event=event,
        by=by,
        kind=row.get("kind", Kind.TALK),
        track=tracks.get(row.get("track", "")),
        people=[Part(cast(event, key), role) for key, role in row.get("people", [])],
        **fields,
    )
    for day, begins, places in row["times"]:
        at = _moment(event, day, begins)
        for key in places or [None]:
            place_session(session=session, room=rooms[key] if key else None, starts_at=at, by=by)
