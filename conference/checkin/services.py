"""Marking who has arrived."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.checkin.models import Arrival
from conference.core.activity import services as activity
from conference.registration.choices import State
from conference.registration.models import Registration

activity.describe(arrival_marked=_("marked an arrival"), arrival_taken_back=_("took an arrival back"))
activity.name_values(here=_("arrived"))


class RegistrationCancelledError(Exception):
    """The registration gave its place back: its holder is no guest any more."""


@transaction.atomic
def mark_arrival(*, registration: Registration, by: User | None) -> tuple[Arrival, bool]:
    """Mark a guest as arrived. Returns the arrival and whether it is new: two desks at once make one.

    Raises RegistrationCancelledError, also when the registration was cancelled a moment ago.
    """
    held = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if held.state == State.CANCELLED:
        raise RegistrationCancelledError
    try:
        with transaction.atomic():
            arrival = Arrival.objects.create(registration=held, by=by)
    except IntegrityError:
        return Arrival.objects.select_related("by").get(registration=held), False
    activity.record(by=by, action="arrival_marked", target=registration, event=registration.event, after={"here": True})
    return arrival, True


@transaction.atomic
def take_back(*, registration: Registration, by: User | None) -> bool:
    """Take a mistaken mark back. Returns False when there is none."""
    number, _kinds = Arrival.objects.filter(registration=registration).delete()
    if number:
        activity.record(
            by=by, action="arrival_taken_back", target=registration, event=registration.event, before={"here": True}
        )
    return bool(number)
