"""What badges add to the pages and letters of a registration; bound in `wiring.py`."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conference.badges.services import badge_pdf
from conference.core.mail.services import Attachment
from conference.registration.handouts import Download
from conference.registration.models import Registration


def download(registration: Registration) -> Download | None:
    """Return the link to the badge on the guest's page; who stays at home gets none."""
    if not registration.is_on_site:
        return None
    url = reverse("public:badge", kwargs={"event": registration.event.slug, "token": registration.token})
    return Download(url, gettext_lazy("Badge"), "badge")


def attachment(registration: Registration) -> Attachment | None:
    """Return the badge for the letter of confirmation; who stays at home gets none."""
    if not registration.is_on_site:
        return None
    return Attachment(_("Badge") + ".pdf", "application/pdf", badge_pdf(registration))
