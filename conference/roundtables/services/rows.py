"""What every service of the round table does to a row: set, check, store, log; and find the end of a list."""

from typing import Any, TypeVar

from django.db import models

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.events.models import Event

Row = TypeVar("Row", bound=models.Model)


def end_of(rows: Any) -> int:
    """Return the position after the last of `rows`."""
    last = rows.aggregate(last=models.Max("position"))["last"]
    return 1 if last is None else int(last) + 1


def store_changes(
    stored: Row, names: list[str], fields: dict[str, Any], *, by: User | None, action: str, event: Event
) -> Row:
    """Set `fields`, store, and log which of `names` differ. Raises ValidationError."""
    before = activity.snapshot(stored, names)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean()
    stored.save()
    after = activity.snapshot(stored, names)
    activity.record(by=by, action=action, target=stored, event=event, before=before, after=after)
    return stored
