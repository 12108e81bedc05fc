"""What exchange formats call sessions and people for ever: what a file called them, or a name made of their code."""

import hashlib
import re
from uuid import UUID, uuid5

from conference.people.models import Person
from conference.programme.models import Room, Session

OURS = UUID("8c1f0a3e-5a57-4d0c-9a3b-0d6f1f1c7a11")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def guid_of(session: Session) -> str:
    """Return the UUID of a session; files may call it something else, which the formats do not allow."""
    return session.guid if is_uuid(session.guid) else str(uuid5(OURS, f"session {session.code}"))


def guid_of_person(person: Person, key: str = "") -> str:
    """Return the UUID of a person; `key` is what an import knows them by (`guid:…`, `name:…`)."""
    told = key.removeprefix("guid:")
    return told if is_uuid(told) else str(uuid5(OURS, f"person {person.code}"))


def guid_of_room(room: Room) -> str:
    """Return the UUID of a room."""
    return room.guid if is_uuid(room.guid) else str(uuid5(OURS, f"room {room.code}"))


def guid_of_repeat(guid: str, occurrence: int) -> str:
    """Return the UUID of the second, third … time of a session: the formats want each entry's own."""
    return str(uuid5(OURS, f"{guid} {occurrence}"))


def number_of(guid: str) -> int:
    """Return a positive number of 31 bits for an entry whose session has none; some clients know no other names."""
    return int.from_bytes(hashlib.sha256(guid.encode()).digest()[:4]) % (2**31 - 1) + 1


def is_uuid(text: str) -> bool:
    """Return whether `text` is a UUID as the formats write it."""
    return bool(_UUID.fullmatch(text))
