"""What letters add to the page of a registration; bound in `wiring.py`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from conference.letters.queries import has_letters
from conference.registration.handouts import Download
from conference.registration.models import Registration


def download(registration: Registration) -> Download | None:
    """Return the link to the guest's letters; none where the event offers none and none was asked for."""
    if not has_letters(registration):
        return None
    url = reverse("public:letters", kwargs={"event": registration.event.slug, "token": registration.token})
    return Download(url, _("Letters"), "document")
