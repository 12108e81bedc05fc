"""What follows for letters from what happens to registrations and events."""

from django.utils import timezone

from conference.events.facts import EventMoved
from conference.events.models import Event
from conference.letters.choices import RequestState
from conference.letters.models import LetterRequest
from conference.letters.services import erase_due_passports, erase_passport, move_day_of_erasure, withdraw_request
from conference.registration.facts import RegistrationCancelled
from conference.registration.models import Registration


def on_cancelled(fact: RegistrationCancelled) -> None:
    """Take back what a guest who does not come asked for, and forget their passport."""
    registration = Registration.objects.select_related("event").get(pk=fact.registration_pk)
    for request in LetterRequest.objects.filter(registration=registration, state=RequestState.ASKED):
        withdraw_request(request=request, by=None)
    erase_passport(registration=registration, by=None)


def on_event_moved(fact: EventMoved) -> None:
    """Let the day of erasure follow the event."""
    move_day_of_erasure(event=Event.objects.get(pk=fact.event_pk))


def erase_passports() -> None:
    """Erase the passports whose day has come."""
    erase_due_passports(timezone.now())
