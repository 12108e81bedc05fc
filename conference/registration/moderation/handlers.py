"""What follows from decisions on wishes, and for wishes from the end of a registration."""

from conference.core.jobs import services as jobs
from conference.events.models import Event
from conference.registration.facts import RegistrationCancelled
from conference.registration.models import Registration
from conference.registration.moderation.facts import ChangeDeclined
from conference.registration.moderation.services import end_with_registration


def on_cancelled(fact: RegistrationCancelled) -> None:
    """End the wish with the registration."""
    registration = Registration.objects.select_related("event").get(pk=fact.registration_pk)
    end_with_registration(registration=registration)


def on_declined(fact: ChangeDeclined) -> None:
    """Queue the letter with the reason."""
    event = Event.objects.get(pk=fact.event_pk)
    jobs.start(kind="registration.change_mail", by=None, event=event, is_routine=True, request=fact.request_pk)
