"""A guest's letters, written by background work: badges and calendar entries are made there, not in a request."""

from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.mail import services as mail
from conference.core.mail.services import Attachment
from conference.registration.calendar import calendar_of
from conference.registration.handouts import attachments
from conference.registration.links import link_in_letter
from conference.registration.models import Registration
from conference.registration.queries import twins
from conference.registration.rules import REGISTRATION_EDIT


@jobs.handles("registration.mail", _("Mail to a guest"), REGISTRATION_EDIT)
def write_mail(run: jobs.Run, *, registration: int, template: str) -> None:
    """Compose the mail with calendar entry and, for a guest who comes, the badge."""
    event = run.job.event
    if event is None:
        raise jobs.UserError("A guest's mail belongs to an event.")
    with scope(event=event):
        found = Registration.objects.select_related("person__organisation", "category", "event").get(pk=registration)
        if found.person.email:
            _compose(found, template)


def _compose(registration: Registration, template: str) -> None:
    language = registration.person.language
    entry = Attachment("event.ics", "text/calendar; charset=utf-8", calendar_of(registration, language))
    mail.compose(
        to=registration.person.email,
        template=template,
        language=language,
        event=registration.event,
        attachments=[entry, *attachments(registration)],
        context={
            "registration": registration,
            "person": registration.person,
            "page": link_in_letter(registration),
            "confirm": link_in_letter(registration, "public:registration_confirm"),
            # To this address only: whoever typed it into the form learns nothing of them.
            "twins": [(twin, link_in_letter(twin)) for twin in twins([registration]).get(registration.pk, [])],
        },
    )
