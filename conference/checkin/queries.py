"""Reading at the desk: who is meant by what was typed, and how many have come."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from conference.badges.queries import with_guest
from conference.checkin.models import Arrival
from conference.core.findable import sort_column
from conference.core.ids import CODE_LENGTH
from conference.events.models import Event
from conference.people.models import Person
from conference.registration.choices import Mode, State
from conference.registration.models import Registration

SHOWN = 30
LATEST = 8


class Count(NamedTuple):
    """How many have arrived of those who are expected."""

    arrived: int
    expected: int


def found(event: Event, typed: str) -> QuerySet[Registration]:
    """Return the registrations meant by a name in any script, an institution, a town or a code; cancelled ones too.

    A cancelled registration is shown, so that the desk can say so; it cannot be marked.
    """
    people: Any = Person.objects.filter(event=event)
    wanted = Q(person__in=people.found_by(typed))
    code = "".join(typed.split()).upper()
    if len(code) <= CODE_LENGTH:
        wanted |= Q(code__startswith=code)
    rows = with_guest(Registration.objects.filter(wanted, event=event)).select_related("arrival")
    return rows.order_by(f"person__{sort_column()}", "pk")[:SHOWN]


def count(event: Event) -> Count:
    """Count arrivals, and the guests who are to come in person."""
    arrived = Arrival.objects.filter(registration__event=event, registration__state=State.CONFIRMED)
    coming = Registration.objects.filter(event=event, state=State.CONFIRMED, mode=Mode.IN_PERSON)
    # Somebody who registered as a remote guest and came all the same is expected from then on.
    remote = arrived.exclude(registration__mode=Mode.IN_PERSON).count()
    return Count(arrived.count(), coming.count() + remote)


def latest(event: Event) -> QuerySet[Arrival]:
    """Return those who came last."""
    rows = Arrival.objects.filter(registration__event=event)
    return rows.select_related("registration__person__organisation", "registration__event", "by")[:LATEST]
