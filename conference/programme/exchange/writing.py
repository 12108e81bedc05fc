"""Rows of a schedule file into the plan of an event: in bulk, once, and nothing twice."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.imports import ImportRefusedError
from conference.core.text.localized import LANGUAGE_CODES, i18n, translations
from conference.events.models import Event
from conference.events.services import create_event
from conference.programme.exchange.names import guid_of
from conference.programme.exchange.people import PeopleWriter
from conference.programme.exchange.rows import ScheduleFile, SessionRow, SlotRow
from conference.programme.exchange.values import by_site_language, site_language
from conference.programme.models import ImportedSchedule, Room, Session, SessionPerson, Slot, Track
from conference.programme.queries.plan import day_of

BATCH = 500
I18N_FIELDS = ("title", "subtitle", "abstract", "description")
PLAIN_FIELDS = ("kind", "language", "track_id", "minutes", "number", "slug", "extra")

activity.describe(schedule_imported=_("imported a schedule"))


@dataclass
class Stored:
    """What an import did."""

    sessions: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rooms: int = 0
    tracks: int = 0
    people: int = 0
    missing: int = 0


def event_for(schedule: ScheduleFile, *, slug: str, by: User | None, zone: str = "", title: str = "") -> Event:
    """Return the event with this slug; a missing one is created from the file's head. Raises ImportRefusedError."""
    known = Event.objects.filter(slug=slug).first()
    if known:
        return known
    main = main_language_of(schedule)
    event = Event(timezone=zone or schedule.zone or "UTC")
    try:
        days = [day_of(slot.starts_at, event.zone) for row in schedule.sessions.values() for slot in row.slots]
        return create_event(
            by=by,
            slug=slug,
            name=i18n(**{main: (title or schedule.title or slug)[:300]}),
            starts_on=min([*days, schedule.starts_on or days[0]]),
            ends_on=max([*days, schedule.ends_on or days[0]]),
            timezone=event.timezone,
            languages=[main, *(code for code in LANGUAGE_CODES if code != main)],
            is_public=True,
        )
    except ValidationError as fault:
        raise ImportRefusedError(f"The event “{slug}” cannot be created: {' '.join(fault.messages)}") from fault
    except (KeyError, ValueError) as fault:
        raise ImportRefusedError(f"There is no time zone “{zone}”.") from fault


def main_language_of(schedule: ScheduleFile) -> str:
    """Return the one of our languages in which most sessions are held; English where none is in any."""
    said = [site_language(row.language, "") for row in schedule.sessions.values()]
    return max(LANGUAGE_CODES, key=lambda code: (said.count(code), code == "en"))


def language_of(event: Event) -> str:
    """Return the event's main language: the first of its own."""
    return next((code for code in event.languages if code in LANGUAGE_CODES), LANGUAGE_CODES[0])


@transaction.atomic
def store_schedule(*, schedule: ScheduleFile, event: Event, by: User | None) -> Stored:
    """Bring the plan to what the file says; what is the same stays untouched. Sessions it does not name stay, too."""
    Event.objects.select_for_update().get(pk=event.pk)
    stored = _Writer(schedule, event).store()
    head, is_new = ImportedSchedule.objects.get_or_create(event=event, defaults={"extra": schedule.extra})
    if not is_new and head.extra != schedule.extra:
        head.extra = schedule.extra
        head.save()
    after = {"created": stored.created, "updated": stored.updated, "refused": len(schedule.refused)}
    if any(after.values()):
        activity.record(by=by, action="schedule_imported", target=head, event=event, after=after)
    return stored


class _Writer:
    """The rooms, tracks and people of one import, then its sessions."""

    def __init__(self, schedule: ScheduleFile, event: Event) -> None:
        self.schedule, self.event, self.main = schedule, event, language_of(event)
        self.result = Stored(sessions=len(schedule.sessions))

    def store(self) -> Stored:
        self.rooms = self._rooms()
        self.tracks = self._tracks()
        self.people = PeopleWriter(self.event, self.main).store(self.schedule.people)
        self.result.rooms, self.result.tracks = len(self.rooms), len(self.tracks)
        self.result.people = len(self.people)
        self._sessions()
        return self.result

    def _text(self, text: dict[str, str], said: str = "") -> LazyI18nString:
        return i18n(**by_site_language(text, said, self.main))

    def _rooms(self) -> dict[str, Room]:
        known = list(Room.objects.filter(event=self.event))
        by_guid = {room.guid: room for room in known if room.guid}
        by_name = {name: room for room in known for name in translations(room.name).values()}
        found: dict[str, Room] = {}
        for row in self.schedule.rooms.values():
            room = by_guid.get(row.guid) or by_name.get(row.name)
            if room is None:
                room = Room(event=self.event, position=min(len(known) + len(found), 32000))
            told: dict[str, Any] = {"guid": row.guid, "capacity": row.capacity, "extra": row.extra}
            told |= {"name": self._text(row.names), "description": self._text(row.description)}
            _save_what_differs(room, told)
            found[row.name] = room
        return found

    def _tracks(self) -> dict[str, Track]:
        known = list(Track.objects.filter(event=self.event))
        by_name = {name: track for track in known for name in translations(track.name).values()}
        found: dict[str, Track] = {}
        for row in self.schedule.tracks.values():
            track = by_name.get(row.name)
            if track is None:
                track = Track(event=self.event, position=min(len(known) + len(found), 32000))
            _save_what_differs(track, {"colour": row.colour, "extra": row.extra, "name": self._text(row.names)})
            found[row.name] = track
        return found

    def _sessions(self) -> None:
        stored = list(Session.objects.filter(event=self.event).prefetch_related("slots", "parts"))
        known = {guid_of(session): session for session in stored}
        known |= {session.guid: session for session in stored if session.guid}
        new, changed, rewritten = [], [], []
        self.taken = self._kept_numbers()
        for guid, row in self.schedule.sessions.items():
            session = known.get(guid)
            if session is None:
                session = Session(event=self.event, guid=guid)
                self._fill(session, row)
                new.append((session, row))
                continue
            fields_differ, places_differ = self._fill(session, row), self._places_differ(session, row)
            if fields_differ:
                changed.append(session)
            if places_differ:
                rewritten.append((session, row))
            self.result.updated += fields_differ or places_differ
        self.result.created = len(new)
        self.result.unchanged = self.result.sessions - len(new) - self.result.updated
        named = {known[guid].pk for guid in self.schedule.sessions if guid in known}
        self.result.missing = sum(1 for session in stored if session.guid and session.pk not in named)
        self._write(new, changed, rewritten)

    def _kept_numbers(self) -> set[int]:
        """Return the numbers that sessions of the event keep, whatever the file says of others."""
        given = {guid for guid, row in self.schedule.sessions.items() if row.number is not None}
        rows = Session.objects.filter(event=self.event, number__isnull=False).values_list("guid", "number")
        return {number for guid, number in rows if guid not in given and number is not None}

    def _number_of(self, session: Session, row: SessionRow) -> int | None:
        """Return the file's number, else the one it has already; none where another session bears both."""
        number = next((n for n in (row.number, session.number) if n is not None and n not in self.taken), None)
        if number is not None:
            self.taken.add(number)
        return number

    def _write(
        self,
        new: list[tuple[Session, SessionRow]],
        changed: list[Session],
        rewritten: list[tuple[Session, SessionRow]],
    ) -> None:
        for session in [*(session for session, _row in new), *changed]:
            session.fill_keys()
        # Numbers that change hands would collide on their way.
        Session.objects.filter(pk__in=[session.pk for session in changed]).update(number=None)
        Session.objects.bulk_create([session for session, _row in new], batch_size=BATCH)
        keys = ["search_key", *(f"sort_{code}" for code in LANGUAGE_CODES)]
        Session.objects.bulk_update(changed, [*I18N_FIELDS, *PLAIN_FIELDS, *keys], batch_size=100)
        old = [session.pk for session, _row in rewritten]
        Slot.objects.filter(session__in=old).delete()
        SessionPerson.objects.filter(session__in=old).delete()
        both = [*new, *rewritten]
        Slot.objects.bulk_create(
            [slot for session, row in both for slot in self._slots(session, row)], batch_size=BATCH
        )
        SessionPerson.objects.bulk_create(
            [part for session, row in both for part in self._parts(session, row)], batch_size=BATCH
        )

    def _fill(self, session: Session, row: SessionRow) -> bool:
        """Set the session's fields; return whether any differs from what was stored."""
        track = self.tracks.get(row.track)
        values: dict[str, Any] = {name: getattr(row, name) for name in PLAIN_FIELDS if name != "track_id"}
        values["track_id"] = track.pk if track else None
        if row.number is None:
            del values["number"]  # the file has none; one that was given here stays
        else:
            values["number"] = self._number_of(session, row)
        differs = _set_what_differs(session, values, keep_when_empty=False)
        texts = {name: self._text(getattr(row, name), row.language) for name in I18N_FIELDS}
        return _set_what_differs(session, texts, keep_when_empty=False) or differs

    def _room_of(self, slot: SlotRow) -> Room | None:
        return self.rooms.get(slot.room)

    def _places_differ(self, session: Session, row: SessionRow) -> bool:
        slots = {(slot.room_id, slot.starts_at, slot.ends_at) for slot in session.slots.all()}
        wanted = {(slot.room_id, slot.starts_at, slot.ends_at) for slot in self._slots(session, row)}
        people = [part.person_id for part in session.parts.all()]
        return slots != wanted or people != [part.person_id for part in self._parts(session, row)]

    def _slots(self, session: Session, row: SessionRow) -> list[Slot]:
        return [
            Slot(session=session, room=self._room_of(slot), starts_at=slot.starts_at, ends_at=slot.ends_at)
            for slot in row.slots
        ]

    def _parts(self, session: Session, row: SessionRow) -> list[SessionPerson]:
        people = dict.fromkeys(self.people[key].pk for key in row.people)
        return [SessionPerson(session=session, person_id=pk, position=n) for n, pk in enumerate(people)]


def _save_what_differs(instance: Any, values: dict[str, Any]) -> None:
    """Save `instance` where it is new or differs; an empty value erases nothing, for other formats may say more."""
    if _set_what_differs(instance, values, keep_when_empty=True) or instance.pk is None:
        instance.save()


def _set_what_differs(instance: Any, values: dict[str, Any], *, keep_when_empty: bool) -> bool:
    differs = False
    for name, value in values.items():
        if isinstance(value, LazyI18nString):
            same, is_empty = translations(getattr(instance, name)) == translations(value), not translations(value)
        else:
            same, is_empty = getattr(instance, name) == value, value in (None, "", {})
        if not same and not (keep_when_empty and is_empty):
            setattr(instance, name, value)
            differs = True
    return differs
