"""What follows for invoices from what happens to registrations, and from the days that pass."""

from typing import Any

from django_scopes import scope, scopes_disabled

from conference.core.prepared import PreparedQuery
from conference.events.models import Event
from conference.fees.models import FeeSettings
from conference.fees.services import keep_in_step, remind
from conference.registration.models import Registration


def on_registration(fact: Any) -> None:
    """Issue, replace or cancel the invoice of whose registration was made, changed or cancelled.

    An event that never set fees up is asked no more than that.
    """
    with scope(event=Event(pk=fact.event_pk)):  # only its key is needed
        if _set_up.rows(fact.event_pk):
            rows = Registration.objects.select_related("event", "category", "person__organisation")
            keep_in_step(registration=rows.get(pk=fact.registration_pk))


_set_up: PreparedQuery[tuple[int]] = PreparedQuery(lambda event: FeeSettings.objects.values_list("pk")[:1], scoped=True)


def remind_payers() -> None:
    """Remind the guests of all events whose last day to pay is near."""
    with scopes_disabled():
        events = list(Event.objects.filter(pk__in=FeeSettings.objects.filter(is_on=True).values("event")))
    for event in events:
        with scope(event=event):
            remind(event=event)
