"""Privacy in the demo: data are kept for half a year, and one guest asks for theirs to be erased."""

from datetime import timedelta

from django.utils import timezone

from conference.events.models import Event
from conference.privacy.models import TERM, ErasureRequest, PrivacySettings
from conference.registration.choices import State
from conference.registration.models import Registration


def seed(event: Event) -> None:
    """Create settings and a request of a few days ago."""
    PrivacySettings.objects.create(event=event, keep_months=6)
    guests = Registration.objects.filter(event=event, state=State.CONFIRMED, person__email__startswith="guest")
    asked = timezone.now() - timedelta(days=4)
    ErasureRequest.objects.create(
        event=event, person=guests.order_by("pk")[7].person, asked_at=asked, due_at=asked + TERM
    )
