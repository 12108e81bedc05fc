"""What happens, where and when. The public never reads the plan: it reads the latest Release made of it."""

from conference.programme.models.imports import ImportedPerson, ImportedSchedule
from conference.programme.models.plan import Room, Session, SessionPerson, Slot, Track
from conference.programme.models.releases import Release, ReleasedPerson, ReleasedSession

__all__ = [
    "ImportedPerson",
    "ImportedSchedule",
    "Release",
    "ReleasedPerson",
    "ReleasedSession",
    "Room",
    "Session",
    "SessionPerson",
    "Slot",
    "Track",
]
