"""What follows from facts of registration, and in registration from what happens elsewhere."""

from typing import Any

from conference.accounts.models import User
from conference.core.jobs import services as jobs
from conference.events.models import Event
from conference.registration.facts import RegistrationCancelled, RegistrationChanged, RegistrationMade
from conference.registration.services import claim_people

LETTERS = {
    RegistrationMade: "registration/made",
    RegistrationChanged: "registration/changed",
    RegistrationCancelled: "registration/cancelled",
}


def on_registration(fact: RegistrationMade | RegistrationChanged | RegistrationCancelled) -> None:
    """Queue the mail that goes with a fact."""
    event = Event.objects.get(pk=fact.event_pk)
    jobs.start(
        kind="registration.mail",
        by=None,
        event=event,
        is_routine=True,
        registration=fact.registration_pk,
        template=LETTERS[type(fact)],
    )


def on_signed_in(sender: Any, request: Any, user: User, **_more: Any) -> None:
    """Tie to the account the persons with its address: by signing in its owner proved that it is theirs."""
    claim_people(user=user)
