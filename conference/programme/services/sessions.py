"""Sessions and the people in them."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.choices import PersonRole
from conference.programme.models import ReleasedSession, Session, SessionPerson, Slot

SESSION_FIELDS = "kind title subtitle abstract description language track minutes".split()

activity.describe(
    session_created=_("added a session"),
    session_changed=_("changed a session"),
    session_cancelled=_("cancelled a session"),
    session_restored=_("took back the cancellation of a session"),
    session_deleted=_("deleted a session"),
)


class AnnouncedError(Exception):
    """The session was announced in a release: it can be cancelled, not deleted."""


class Part(NamedTuple):
    """Somebody and what they do in a session."""

    person: Person
    role: str = PersonRole.SPEAKER


@transaction.atomic
def create_session(*, event: Event, by: User | None, people: Sequence[Part] = (), **fields: Any) -> Session:
    """Add a session without a place. `people` are named in their order. Raises ValidationError."""
    # One at a time: numbers follow each other, and exchange formats know sessions by them.
    Event.objects.select_for_update().get(pk=event.pk)
    numbers = Session.objects.filter(event=event).aggregate(last=models.Max("number"))
    session = Session(event=event, guid=str(uuid.uuid4()), number=(numbers["last"] or 0) + 1, **fields)
    _check(session, people)
    session.save()
    _name(session, people)
    after = activity.snapshot(session, SESSION_FIELDS) | {"people": _names(people)}
    activity.record(by=by, action="session_created", target=session, event=event, after=after)
    return session


@transaction.atomic
def change_session(
    *, session: Session, by: User | None, people: Sequence[Part] | None = None, **fields: Any
) -> Session:
    """Set `fields`, and `people` unless None; with a new length slots keep their start. Raises ValidationError."""
    stored = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    old_people = [Part(part.person, part.role) for part in stored.parts.select_related("person")]
    before = activity.snapshot(stored, SESSION_FIELDS) | {"people": _names(old_people)}
    old_minutes = stored.minutes
    for name, value in fields.items():
        setattr(stored, name, value)
    _check(stored, old_people if people is None else people)
    stored.save()
    if people is not None and list(people) != old_people:
        stored.parts.all().delete()
        _name(stored, people)
    if stored.minutes != old_minutes:
        _resize(stored, old_minutes)
    after = activity.snapshot(stored, SESSION_FIELDS) | {"people": _names(old_people if people is None else people)}
    if before != after:
        activity.record(by=by, action="session_changed", target=stored, event=stored.event, before=before, after=after)
    return stored


@transaction.atomic
def cancel_session(*, session: Session, by: User | None) -> bool:
    """Cancel the session; the next release says so. Return False when it was cancelled already."""
    return _set_cancelled(session, True, "session_cancelled", by)


@transaction.atomic
def restore_session(*, session: Session, by: User | None) -> bool:
    """Take a cancellation back. Return False when there was none."""
    return _set_cancelled(session, False, "session_restored", by)


@transaction.atomic
def delete_session(*, session: Session, by: User | None) -> None:
    """Delete a session that was never announced. Raises AnnouncedError."""
    if ReleasedSession.objects.filter(release__event=session.event, code=session.code).exists():
        raise AnnouncedError
    before = activity.snapshot(session, SESSION_FIELDS)
    activity.record(by=by, action="session_deleted", target=session, event=session.event, before=before)
    session.delete()


def _set_cancelled(session: Session, is_cancelled: bool, action: str, by: User | None) -> bool:
    changed = Session.objects.filter(pk=session.pk, is_cancelled=not is_cancelled).update(is_cancelled=is_cancelled)
    if changed:
        session.is_cancelled = is_cancelled
        activity.record(by=by, action=action, target=session, event=session.event)
    return bool(changed)


def _check(session: Session, people: Sequence[Part]) -> None:
    session.full_clean()
    strangers = [part for part in people if part.person.event_id != session.event_id]
    if strangers or (session.track and session.track.event_id != session.event_id):
        raise ValidationError(_("People and track must belong to the same event."))
    pairs = {(part.person.pk, str(part.role)) for part in people}
    if len(pairs) < len(people):
        raise ValidationError(_("Somebody is named twice in the same part."))


def _name(session: Session, people: Sequence[Part]) -> None:
    SessionPerson.objects.bulk_create(
        SessionPerson(session=session, person=part.person, role=part.role, position=position)
        for position, part in enumerate(people)
    )


def _names(people: Sequence[Part]) -> list[str]:
    return [f"{part.person} ({part.role})" for part in people]


def _resize(session: Session, old_minutes: int) -> None:
    """Give the slots the new length, except those whose length was chosen for themselves."""
    for slot in Slot.objects.filter(session=session):
        if (slot.ends_at - slot.starts_at).total_seconds() == old_minutes * 60:
            slot.ends_at = slot.starts_at + timedelta(minutes=session.minutes)
            slot.save(update_fields=["ends_at"])
