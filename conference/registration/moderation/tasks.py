"""The letter about a change that was declined."""

from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.mail import services as mail
from conference.registration.links import link_in_letter
from conference.registration.moderation.models import ChangeRequest
from conference.registration.rules import REGISTRATION_EDIT


@jobs.handles("registration.change_mail", _("Mail to a guest"), REGISTRATION_EDIT)
def write_mail(run: jobs.Run, *, request: int) -> None:
    """Compose the letter in the guest's language."""
    event = run.job.event
    if event is None:
        raise jobs.UserError("A guest's mail belongs to an event.")
    with scope(event=event):
        rows = ChangeRequest.objects.select_related("registration__person", "registration__event")
        declined = rows.get(pk=request)
        person = declined.registration.person
        if person.email:
            mail.compose(
                to=person.email,
                template="registration/change_declined",
                language=person.language,
                event=event,
                context={
                    "person": person,
                    "reason": declined.reason,
                    "page": link_in_letter(declined.registration),
                },
            )
