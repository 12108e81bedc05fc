"""What follows for invoices from what happens to registrations, and from the days that pass."""

from collections.abc import Sequence
from typing import Any

from django_scopes import scope, scopes_disabled

from conference.core.prepared import PreparedQuery
from conference.events.models import Event
from conference.fees.models import FeeSettings
from conference.fees.services import keep_in_step, remind
from conference.registration.facts import GuestsNamed
from conference.registration.models import Registration


def on_registration(fact: Any) -> None:
    """Issue, replace or cancel the invoice of whose registration was made, changed or cancelled."""
    _keep_in_step(fact.event_pk, [fact.registration_pk])


def on_guests_named(fact: GuestsNamed) -> None:
    """Issue the invoices of guests who were registered together."""
    _keep_in_step(fact.event_pk, fact.registration_pks)


def _keep_in_step(event: int, registrations: Sequence[int]) -> None:
    """An event that never set fees up is asked no more than that."""
    with scope(event=Event(pk=event)):  # only its key is needed
        if _set_up.rows(event):
            rows = Registration.objects.select_related("event", "category", "person__organisation")
            for registration in rows.filter(pk__in=registrations).order_by("pk"):
                keep_in_step(registration=registration)


_set_up: PreparedQuery[tuple[int]] = PreparedQuery(lambda event: FeeSettings.objects.values_list("pk")[:1], scoped=True)


def remind_payers() -> None:
    """Remind the guests of all events whose last day to pay is near."""
    with scopes_disabled():
        events = list(Event.objects.filter(pk__in=FeeSettings.objects.filter(is_on=True).values("event")))
    for event in events:
        with scope(event=event):
            remind(event=event)
