"""The mails a guest gets, written by background work: badges and calendar entries are made there, not in a request."""

from collections.abc import Callable

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.mail import services as mail
from conference.core.mail.services import Attachment
from conference.core.registry import Registry
from conference.events.models import Event
from conference.registration.calendar import calendar_of
from conference.registration.facts import RegistrationCancelled, RegistrationChanged, RegistrationMade
from conference.registration.models import Registration

TEMPLATES = {
    RegistrationMade: "registration/made",
    RegistrationChanged: "registration/changed",
    RegistrationCancelled: "registration/cancelled",
}
confirmation_signer = Signer(salt="registration.address")


# What upper features attach to the confirmation, the badge above all.
confirmation_attachments: Registry[Callable[[Registration], Attachment | None]] = Registry()


def proof_of(registration: Registration) -> str:
    """Return the signature in the link that confirms the registration's present address, and no other."""
    return confirmation_signer.signature(_signed(registration))


def is_proof(registration: Registration, signature: str) -> bool:
    """Return whether the signature came with a mail to the registration's present address."""
    try:
        confirmation_signer.unsign(f"{_signed(registration)}:{signature}")
    except BadSignature:
        return False
    return True


def _signed(registration: Registration) -> str:
    return f"{registration.code}:{registration.person.email.casefold()}"


def address_of(registration: Registration, name: str = "public:registration", **more: str) -> str:
    """Return the full address of a guest's page, in their language."""
    with translation.override(registration.person.language):
        path = reverse(name, kwargs={"event": registration.event.slug, "token": registration.token, **more})
    return f"{settings.SITE_URL}{path}"


def on_registration(fact: RegistrationMade | RegistrationChanged | RegistrationCancelled) -> None:
    """Queue the mail that goes with a fact."""
    event = Event.objects.get(pk=fact.event_pk)
    jobs.start(
        kind="registration.mail",
        by=None,
        event=event,
        is_routine=True,
        registration=fact.registration_pk,
        template=TEMPLATES[type(fact)],
    )


@jobs.handles("registration.mail", _("Mail to a guest"))
def write_mail(run: jobs.Run, *, registration: int, template: str) -> None:
    """Compose the mail with calendar entry and, for a confirmed guest, the badge."""
    event = run.job.event
    if event is None:
        raise jobs.UserError("A guest's mail belongs to an event.")
    with scope(event=event):
        found = Registration.objects.select_related("person__organisation", "category", "event").get(pk=registration)
        if found.person.email:
            _compose(found, template)


def _compose(registration: Registration, template: str) -> None:
    language = registration.person.language
    files = [Attachment("event.ics", "text/calendar; charset=utf-8", calendar_of(registration, language))]
    if registration.is_confirmed:
        files += [file for build in confirmation_attachments if (file := build(registration))]
    mail.compose(
        to=registration.person.email,
        template=template,
        language=language,
        event=registration.event,
        attachments=files,
        context={
            "registration": registration,
            "person": registration.person,
            "page": address_of(registration),
            "confirm": address_of(registration, "public:registration_confirm", signature=proof_of(registration)),
        },
    )
