"""Where and when sessions stand. Collisions are shown to the team, never refused."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.programme.models import Room, Session, Slot

activity.describe(
    session_placed=_("placed a session"),
    session_moved=_("moved a session"),
    session_unplaced=_("took a session off the grid"),
)


@transaction.atomic
def place_session(
    *,
    session: Session,
    room: Room | None,
    starts_at: datetime,
    by: User | None,
    minutes: int | None = None,
    slot: Slot | None = None,
) -> Slot:
    """Put the session into `room` (None: no room) from `starts_at`, for `minutes` or else the session's own length.

    With `slot` that place is moved, without it one is added: a session may stand in several. Raises ValidationError.
    """
    stored = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if room is not None and room.event_id != stored.event_id:
        raise ValidationError(_("The room belongs to another event."))
    place = _place_of(stored, slot)
    before = _snapshot(place) if place.pk else {}
    length = timedelta(minutes=minutes) if minutes else _length_of(place, stored)
    place.room, place.starts_at, place.ends_at = room, starts_at, starts_at + length
    place.full_clean()
    place.save()
    after = _snapshot(place)
    if before != after:
        action = "session_moved" if before else "session_placed"
        activity.record(by=by, action=action, target=stored, event=stored.event, before=before, after=after)
    return place


@transaction.atomic
def unplace_session(*, slot: Slot, by: User | None) -> None:
    """Take the session off this place."""
    session = slot.session
    before = _snapshot(slot)
    slot.delete()
    activity.record(by=by, action="session_unplaced", target=session, event=session.event, before=before)


def _place_of(session: Session, slot: Slot | None) -> Slot:
    if slot is None:
        return Slot(session=session)
    return Slot.objects.select_for_update(of=("self",)).get(pk=slot.pk, session=session)


def _length_of(place: Slot, session: Session) -> timedelta:
    """A place that is moved keeps its own length."""
    return place.ends_at - place.starts_at if place.pk else timedelta(minutes=session.minutes)


def _snapshot(slot: Slot) -> dict[str, Any]:
    return activity.snapshot(slot, ["room", "starts_at", "ends_at"])
