"""Publishing: freezing the plan into a release."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.events.models import Event
from conference.programme.choices import ReleaseState
from conference.programme.facts import ProgrammeReleased
from conference.programme.models import Release, ReleasedPerson, ReleasedSession
from conference.programme.queries.changes import Changes, compare
from conference.programme.queries.frozen import Frozen, Row, freeze, key_of, row_of, words_of

BATCH = 500

activity.describe(programme_released=_("released the programme"))


class NothingChangedError(Exception):
    """The plan says what the last release says already."""


class NothingPlacedError(Exception):
    """No session stands anywhere: there is nothing to announce."""


@transaction.atomic
def release_programme(
    *, event: Event, by: User | None, name: str = "", comment: str = "", at: datetime | None = None
) -> Release:
    """Freeze the plan and publish it. Raises NothingChangedError and NothingPlacedError."""
    # One release at a time: numbers follow each other, and each is compared with the one before it.
    stored = Event.objects.select_for_update().get(pk=event.pk)
    last = Release.objects.filter(event=event).order_by("-number").first()
    before = list(ReleasedSession.objects.filter(release=last)) if last else []
    frozen = freeze(stored, before)
    if not any(row["state"] == ReleaseState.CONFIRMED for row in frozen.sessions) and last is None:
        raise NothingPlacedError
    if last is not None and last.digest == frozen.digest:
        raise NothingChangedError
    release = Release.objects.create(
        event=event,
        number=last.number + 1 if last else 1,
        name=name,
        comment=comment,
        digest=frozen.digest,
        content=frozen.head,
        released_at=at or timezone.now(),
        released_by=by,
    )
    _store(release, frozen, last, before)
    changes = compare([row_of(row) for row in before], frozen)
    activity.record(
        by=by, action="programme_released", target=release, event=event, after=_counts(release, frozen, changes)
    )
    publish(
        ProgrammeReleased(
            event_id=event.pk,
            release_id=release.pk,
            number=release.number,
            added=changes.codes(changes.added),
            moved=changes.codes(changes.moved),
            changed=changes.codes(changes.changed),
            cancelled=changes.codes(changes.cancelled),
        )
    )
    return release


def _store(release: Release, frozen: Frozen, last: Release | None, before: list[ReleasedSession]) -> None:
    old = {key_of(row): (row, released.revision) for released in before for row in [row_of(released)]}
    head = last.content if last else {}
    rows = []
    for row in frozen.sessions:
        same, revision = old.get(key_of(row), (None, 0))
        is_same = same == row and words_of(head, row) == words_of(frozen.head, row)
        rows.append(_stored(release, row, revision if is_same else release.number))
    ReleasedSession.objects.bulk_create(rows, batch_size=BATCH)
    ReleasedPerson.objects.bulk_create(
        [ReleasedPerson(release=release, **person) for person in frozen.people], batch_size=BATCH
    )


def _stored(release: Release, row: Row, revision: int) -> ReleasedSession:
    moments = {name: datetime.fromisoformat(row[name]) for name in ("starts_at", "ends_at")}
    return ReleasedSession(
        release=release, revision=revision, **row | moments | {"day": date.fromisoformat(row["day"])}
    )


def _counts(release: Release, frozen: Frozen, changes: Changes) -> dict[str, int]:
    return {
        "number": release.number,
        "sessions": sum(row["state"] == ReleaseState.CONFIRMED for row in frozen.sessions),
        "added": len(changes.added),
        "moved": len(changes.moved),
        "changed": len(changes.changed),
        "cancelled": len(changes.cancelled),
    }
