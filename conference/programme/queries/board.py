"""The draft of one day as a table on which sessions are placed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from django.db.models import Prefetch

from conference.events.models import Event
from conference.programme.models import Room, SessionPerson, Slot
from conference.programme.queries.grid import Line, lay_out
from conference.programme.queries.plan import DAY_BREAK, Conflict, conflicts

STEP = timedelta(minutes=15)
FIRST, LAST = time(8), time(20)
ROOMS_AT_ONCE = 6


@dataclass(frozen=True)
class Board:
    """Rooms across (None: no room), a row every quarter of an hour, further rooms, and what collides."""

    rooms: list[Room | None]
    lines: list[Line[Any]]
    pages: int
    page: int
    clashes: dict[int, list[Conflict]]


def board_of(event: Event, day: date, page: int = 1) -> Board:
    """Return the board of `day` with the `page`th group of rooms."""
    rooms = list(Room.objects.filter(event=event))
    pages = max(1, -(-len(rooms) // ROOMS_AT_ONCE))
    page = min(max(page, 1), pages)
    shown: list[Room | None] = [*rooms[(page - 1) * ROOMS_AT_ONCE : page * ROOMS_AT_ONCE], None]
    slots = _slots(event, day)
    lines, _more = lay_out(
        slots, [room.pk if room else None for room in shown], lambda slot: [slot.room_id], _marks(event, day, slots)
    )
    return Board(shown, lines, pages, page, _clashes(event))


def _clashes(event: Event) -> dict[int, list[Conflict]]:
    """Return what collides by slot."""
    found: dict[int, list[Conflict]] = defaultdict(list)
    for conflict in conflicts(event):
        for slot in (conflict.first, conflict.second):
            if slot:
                found[slot.pk].append(conflict)
    return dict(found)


def _slots(event: Event, day: date) -> list[Slot]:
    begins = datetime.combine(day, time(0), tzinfo=event.zone) + DAY_BREAK
    parts = SessionPerson.objects.select_related("person").order_by("position", "pk")
    return list(
        Slot.objects.filter(session__event=event, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1))
        .select_related("session__track", "room")
        .prefetch_related(Prefetch("session__parts", parts))
        .order_by("starts_at", "pk")
    )


def _marks(event: Event, day: date, slots: list[Slot]) -> list[datetime]:
    """Return every quarter of an hour from morning to evening, wider where something stands outside."""
    first = min([datetime.combine(day, FIRST, tzinfo=event.zone), *(slot.starts_at for slot in slots)])
    last = max([datetime.combine(day, LAST, tzinfo=event.zone), *(slot.ends_at for slot in slots)])
    first = first.astimezone(event.zone)
    first -= timedelta(minutes=first.minute % 15, seconds=first.second, microseconds=first.microsecond)
    quarters = (first + n * STEP for n in range(200))
    return [*takewhile(lambda at: at < last, quarters), last]
