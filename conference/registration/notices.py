"""Mails that are written at once, while the guest waits; the others are background work (`tasks.py`)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from conference.core.mail import services as mail
from conference.registration.models import Draft


def send_draft_link(draft: Draft) -> None:
    """Send the guest the address of the half-filled form, in the language in which they are filling it."""
    language = translation.get_language() or "ru"
    path = reverse("public:register_review", kwargs={"event": draft.event.slug, "token": draft.token})
    mail.compose(
        to=draft.data["who"]["email"],
        template="registration/draft",
        language=language,
        event=draft.event,
        context={"link": f"{settings.SITE_URL}{path}"},
    )
