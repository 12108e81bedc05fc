"""A schedule file as plain data, whatever its format was. Nothing here touches the database."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

# A text by language; "" is a text whose language the file does not say.
Text = dict[str, str]


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be taken: where it stands in the file and why."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True)
class RoomRow:
    """A room; `name` is also what slots call it."""

    name: str
    names: Text = field(default_factory=dict)
    guid: str = ""
    capacity: int | None = None
    description: Text = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TrackRow:
    """A track; `name` is also what sessions call it."""

    name: str
    names: Text = field(default_factory=dict)
    colour: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass
class PersonRow:
    """Somebody who is named. `language` is that of the session where they are named first."""

    key: str
    name: str
    biography: Text = field(default_factory=dict)
    language: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SlotRow:
    """A time and a room by its name, "" for none."""

    room: str
    starts_at: datetime
    ends_at: datetime


@dataclass
class SessionRow:
    """A session with all its times. `place` is where it stands in the file."""

    place: str
    guid: str
    kind: str
    title: Text
    minutes: int
    slots: list[SlotRow]
    number: int | None = None
    slug: str = ""
    subtitle: Text = field(default_factory=dict)
    abstract: Text = field(default_factory=dict)
    description: Text = field(default_factory=dict)
    language: str = ""
    track: str = ""
    people: list[str] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass
class ScheduleFile:
    """Everything that a file says, and what of it could not be taken.

    `repeats` are sessions by what our own export would call their next time.
    """

    title: str = ""
    acronym: str = ""
    zone: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    rooms: dict[str, RoomRow] = field(default_factory=dict)
    tracks: dict[str, TrackRow] = field(default_factory=dict)
    people: dict[str, PersonRow] = field(default_factory=dict)
    sessions: dict[str, SessionRow] = field(default_factory=dict)
    repeats: dict[str, str] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def version(self) -> str:
        """What the file calls its own version."""
        return str(self.extra.get("version") or "")
