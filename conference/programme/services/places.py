"""Rooms and tracks."""

from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.events.models import Event
from conference.programme.models import Room, Slot, Track

ROOM_FIELDS = "name description capacity position".split()
TRACK_FIELDS = "name colour position".split()

activity.describe(
    room_created=_("added a room"),
    room_changed=_("changed a room"),
    room_deleted=_("deleted a room"),
    track_created=_("added a track"),
    track_changed=_("changed a track"),
    track_deleted=_("deleted a track"),
)


class RoomInUseError(Exception):
    """Sessions stand in this room: they must be moved first."""


def create_room(*, event: Event, by: User | None, **fields: Any) -> Room:
    """Add a room, the last in order unless `position` says otherwise. Raises ValidationError."""
    return _create(Room(event=event), ROOM_FIELDS, by=by, **fields)


def change_room(*, room: Room, by: User | None, **fields: Any) -> Room:
    """Set `fields` of the room. Raises ValidationError."""
    return _change(room, ROOM_FIELDS, by=by, **fields)


@transaction.atomic
def delete_room(*, room: Room, by: User | None) -> None:
    """Delete a room in which nothing stands. Raises RoomInUseError."""
    if Slot.objects.filter(room=room).exists():
        raise RoomInUseError
    _delete(room, ROOM_FIELDS, by=by)


def create_track(*, event: Event, by: User | None, **fields: Any) -> Track:
    """Add a track, the last in order unless `position` says otherwise. Raises ValidationError."""
    return _create(Track(event=event), TRACK_FIELDS, by=by, **fields)


def change_track(*, track: Track, by: User | None, **fields: Any) -> Track:
    """Set `fields` of the track. Raises ValidationError."""
    return _change(track, TRACK_FIELDS, by=by, **fields)


def delete_track(*, track: Track, by: User | None) -> None:
    """Delete a track; its sessions stay, without one."""
    _delete(track, TRACK_FIELDS, by=by)


Place = TypeVar("Place", Room, Track)


@transaction.atomic
def _create(place: Place, names: list[str], *, by: User | None, **fields: Any) -> Place:
    for name, value in fields.items():
        setattr(place, name, value)
    if "position" not in fields:
        last = type(place).objects.filter(event=place.event).aggregate(last=models.Max("position"))["last"]
        place.position = 0 if last is None else last + 1
    place.full_clean()
    place.save()
    after = activity.snapshot(place, names)
    activity.record(by=by, action=f"{_word(place)}_created", target=place, event=place.event, after=after)
    return place


@transaction.atomic
def _change(place: Place, names: list[str], *, by: User | None, **fields: Any) -> Place:
    stored = type(place).objects.select_for_update().get(pk=place.pk)
    before = activity.snapshot(stored, names)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean()
    stored.save()
    after = activity.snapshot(stored, names)
    if before != after:
        action = f"{_word(stored)}_changed"
        activity.record(by=by, action=action, target=stored, event=stored.event, before=before, after=after)
    return stored


@transaction.atomic
def _delete(place: Place, names: list[str], *, by: User | None) -> None:
    before = activity.snapshot(place, names)
    activity.record(by=by, action=f"{_word(place)}_deleted", target=place, event=place.event, before=before)
    place.delete()


def _word(place: models.Model) -> str:
    return place._meta.model_name or ""
