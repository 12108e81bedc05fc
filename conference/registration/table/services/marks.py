"""Marks of the team on registrations."""

from django.db import transaction

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.registration.models import Registration
from conference.registration.table.models import Mark


@transaction.atomic
def put_mark(*, registration: Registration, name: str, by: User) -> bool:
    """Put a mark on the registration; False when it is there."""
    _row, is_new = Mark.objects.get_or_create(registration=registration, name=name)
    if is_new:
        activity.record(by=by, action="marked", target=registration, event=registration.event, after={"mark": name})
    return is_new


@transaction.atomic
def take_mark(*, registration: Registration, name: str, by: User) -> bool:
    """Take a mark away; False when there was none."""
    gone = bool(Mark.objects.filter(registration=registration, name=name).delete()[0])
    if gone:
        activity.record(by=by, action="unmarked", target=registration, event=registration.event, before={"mark": name})
    return gone
