"""Reading the draft: lists of sessions for the team, days, and what collides."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from conference.core.findable import FindableQuerySet, sort_column
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.choices import SIDE_KINDS
from conference.programme.models import Room, Session, SessionPerson, Slot, Track

# A session after midnight belongs to the evening before, as every printed programme has it.
DAY_BREAK = timedelta(hours=5)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """Return the programme day to which `moment` belongs where the event takes place."""
    return (moment.astimezone(zone) - DAY_BREAK).date()


def moment_in(event: Event, day: date, at: time) -> datetime:
    """Return the moment of a time on a programme day of the event."""
    is_early = timedelta(hours=at.hour, minutes=at.minute) < DAY_BREAK
    return datetime.combine(day + timedelta(days=1) if is_early else day, at, tzinfo=event.zone)


def days_of(event: Event) -> list[date]:
    """Return the days of the event; at most 60, whatever somebody typed."""
    count = min((event.ends_on - event.starts_on).days, 59) + 1
    return [event.starts_on + timedelta(days=n) for n in range(count)]


def planned(event: Event) -> QuerySet[Session]:
    """Return the event's sessions with track, slots and people ready to be shown."""
    slots = Slot.objects.select_related("room").order_by("starts_at", "ends_at", "room__position", "pk")
    parts = SessionPerson.objects.select_related("person__organisation").order_by("position", "pk")
    return (
        Session.objects.filter(event=event)
        .select_related("track")
        .prefetch_related(Prefetch("slots", slots), Prefetch("parts", parts))
    )


def unplaced(event: Event) -> FindableQuerySet[Session]:
    """Return the sessions that take place but stand nowhere yet."""
    return Session.objects.filter(event=event, is_cancelled=False, slots__isnull=True)


def found_sessions(event: Event, asked: Mapping[str, str]) -> QuerySet[Session]:
    """Return the sessions for the team's list: by words (`q`), `kind`, `track` (code) and `state`.

    They come in the order of their times, as one goes through a day; those without a place after them by title.
    """
    slots = Slot.objects.filter(session=OuterRef("pk")).order_by("starts_at")
    rows = planned(event).annotate(begins_at=Subquery(slots.values("starts_at")[:1]))
    if words := asked.get("q", ""):
        people = Person.objects.filter(event=event).found_by(words)
        titled = Session.objects.filter(event=event).found_by(words)
        rows = rows.filter(Q(pk__in=titled.values("pk")) | Q(parts__person__in=people.values("pk"))).distinct()
    if kind := asked.get("kind", ""):
        rows = rows.filter(kind=kind)
    if track := asked.get("track", ""):
        rows = rows.filter(track__code=track)
    state = asked.get("state", "")
    if state == "cancelled":
        rows = rows.filter(is_cancelled=True)
    elif state in {"placed", "unplaced"}:
        rows = rows.filter(is_cancelled=False, slots__isnull=state == "unplaced").distinct()
    return rows.order_by(F("begins_at").asc(nulls_last=True), sort_column(), "pk")


def rooms_with_use(event: Event) -> QuerySet[Room]:
    """Return the rooms, each with `sessions`: how many stand in it."""
    return Room.objects.filter(event=event).annotate(sessions=Count("slots__session", distinct=True))


def tracks_with_use(event: Event) -> QuerySet[Track]:
    """Return the tracks, each with `used`: how many sessions belong to it."""
    return Track.objects.filter(event=event).annotate(used=Count("sessions"))


@dataclass(frozen=True)
class Standing:
    """How far the programme is: sessions in all, without a place, cancelled."""

    sessions: int
    unplaced: int
    cancelled: int


def standing(event: Event) -> Standing:
    """Count the sessions of the event in one query."""
    live = Q(is_cancelled=False)
    found = Session.objects.filter(event=event).aggregate(
        sessions=Count("pk", filter=live, distinct=True),
        unplaced=Count("pk", filter=live & Q(slots__isnull=True), distinct=True),
        cancelled=Count("pk", filter=~live, distinct=True),
    )
    return Standing(**found)


class Clash(StrEnum):
    """What can be wrong with where a session stands."""

    PERSON = "person"
    ROOM = "room"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Conflict:
    """Two slots that cannot both be (`second` is None for one outside the event's days), and the person or room."""

    clash: Clash
    first: Slot
    second: Slot | None
    subject: Any


def conflicts(event: Event) -> list[Conflict]:
    """Return what collides in the draft, by time. Shown to the team, never enforced: they may know better."""
    slots = list(
        Slot.objects.filter(session__event=event, session__is_cancelled=False)
        .select_related("session", "room")
        .prefetch_related(Prefetch("session__parts", SessionPerson.objects.select_related("person")))
        .order_by("starts_at", "pk")
    )
    found = [*_outside(slots, event), *_in_rooms(slots), *_of_people(slots)]
    return sorted(found, key=lambda conflict: (conflict.first.starts_at, conflict.clash))


def _outside(slots: Iterable[Slot], event: Event) -> Iterator[Conflict]:
    for slot in slots:
        if not event.starts_on <= day_of(slot.starts_at, event.zone) <= event.ends_on:
            yield Conflict(Clash.OUTSIDE, slot, None, None)


def _in_rooms(slots: Iterable[Slot]) -> Iterator[Conflict]:
    pairs = ((slot.room, slot) for slot in slots if slot.room is not None and slot.session.kind not in SIDE_KINDS)
    return _overlaps(pairs, Clash.ROOM, lambda room: room.pk)


def _of_people(slots: Iterable[Slot]) -> Iterator[Conflict]:
    pairs = (
        (part.person, slot)
        for slot in slots
        if slot.session.kind not in SIDE_KINDS
        for part in slot.session.parts.all()
    )
    return _overlaps(pairs, Clash.PERSON, lambda person: person.pk)


def _overlaps(pairs: Iterable[tuple[Any, Slot]], clash: Clash, key: Callable[[Any], int]) -> Iterator[Conflict]:
    """Yield each slot that begins before an earlier one of the same subject ends; `pairs` come by time."""
    by_subject = sorted(pairs, key=lambda pair: key(pair[0]))  # stable: inside a subject they stay by time
    for _pk, group in groupby(by_subject, key=lambda pair: key(pair[0])):
        last: Slot | None = None
        for subject, slot in group:
            if last is not None and slot.starts_at < last.ends_at and slot.session_id != last.session_id:
                yield Conflict(clash, last, slot, subject)
            if last is None or slot.ends_at > last.ends_at:
                last = slot
