"""Writing calls."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.events.models import Event
from speakers.calls.models import Call

CALL_FIELDS = "title slug text opens_at closes_at languages abstract_max keywords_max is_blind is_public".split()

activity.describe(
    call_created=_("wrote a call for abstracts"),
    call_changed=_("changed a call for abstracts"),
    call_removed=_("removed a call for abstracts"),
)


class CallInUseError(Exception):
    """A call that has submissions is not removed."""


@transaction.atomic
def create_call(*, event: Event, by: User | None, **fields: Any) -> Call:
    """Write a call. Raises ValidationError for values that the model refuses."""
    call = Call(event=event, **fields)
    _check(call)
    call.save()
    activity.record(by=by, action="call_created", target=call, event=event, after=_logged(call))
    return call


@transaction.atomic
def change_call(*, call: Call, by: User | None, **fields: Any) -> Call:
    """Set `fields` of the call and log what differs. Raises ValidationError."""
    stored = Call.objects.select_for_update().get(pk=call.pk)
    before = _logged(stored)
    for name, value in fields.items():
        setattr(stored, name, value)
    _check(stored)
    stored.save()
    after = _logged(stored)
    activity.record(by=by, action="call_changed", target=stored, event=stored.event, before=before, after=after)
    return stored


@transaction.atomic
def remove_call(*, call: Call, by: User) -> None:
    """Remove a call to which nobody has begun a submission. Raises CallInUseError."""
    if call.submissions.exists():
        raise CallInUseError
    before = _logged(call)
    activity.record(by=by, action="call_removed", target=call, event=call.event, before=before)
    call.delete()


def _logged(call: Call) -> dict[str, Any]:
    """Return the call as the log tells of it: with the last minute that everybody reads, not the moment after it."""
    return {**activity.snapshot(call, CALL_FIELDS), "closes_at": call.last_moment.isoformat()}


def _check(call: Call) -> None:
    call.full_clean()
    if not call.languages:
        raise ValidationError({"languages": _("Choose at least one language.")})
