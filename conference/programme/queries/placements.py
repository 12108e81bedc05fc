"""When and where sessions are, as the latest release announces it, for pages of other features."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from conference.events.models import Event
from conference.programme.choices import ReleaseState
from conference.programme.models import ReleasedSession
from conference.programme.queries.published import current_release


class Placement(NamedTuple):
    """When and where; `code` of a session that has a public page."""

    starts_at: datetime
    ends_at: datetime
    rooms: list[Any]
    code: str = ""


def released_placements(event: Event, codes: Collection[str]) -> dict[str, Placement]:
    """Return by code where each of these sessions first takes place; two queries for all."""
    release = current_release(event) if codes else None
    if release is None:
        return {}
    names = {room.get("code"): room.get("name") for room in release.content.get("rooms", [])}
    rows = ReleasedSession.objects.filter(release=release, code__in=codes, state=ReleaseState.CONFIRMED)
    found: dict[str, Placement] = {}
    for row in rows.order_by("starts_at"):
        rooms = [names[code] for code in row.rooms if names.get(code)]
        found.setdefault(row.code, Placement(row.starts_at, row.ends_at, rooms, row.code))
    return found
