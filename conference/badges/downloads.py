"""What badges add to the pages and letters of a registration; bound in `wiring.py`."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conference.accounts.models import User
from conference.badges.queries import PRINT_JOB
from conference.badges.rules import BADGES_PRINT
from conference.badges.services import badge_pdf
from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job
from conference.core.mail.services import Attachment
from conference.events.models import Event
from conference.registration.handouts import Download
from conference.registration.models import Registration
from conference.registration.table.further_actions import FurtherAction


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


def print_chosen(event: Event, by: User, chosen: list[int]) -> Job:
    """Print the badges of the registrations chosen in the table; who stays at home has none."""
    return jobs.start(kind=PRINT_JOB, by=by, event=event, chosen=chosen)


printing = FurtherAction("badges", gettext_lazy("Print the badges"), BADGES_PRINT, print_chosen)
