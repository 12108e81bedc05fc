"""A guest's letters and the offers of the waiting list: badges and calendar entries are made here, not in a request."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.mail import services as mail
from conference.core.mail.services import Attachment
from conference.registration import stages
from conference.registration.calendar import calendar_of
from conference.registration.handouts import attachments
from conference.registration.links import link_in_letter
from conference.registration.models import Registration
from conference.registration.queries import twins
from conference.registration.questions.models import Choice
from conference.registration.rules import REGISTRATION_EDIT
from conference.registration.services import miss_offers, offer_places

WITH_CALENDAR = {"made", "changed", "agreed", "cancelled"}


@jobs.handles("registration.mail", _("Mail to a guest"), REGISTRATION_EDIT)
def write_mail(
    run: jobs.Run, *, registration: int, letter: str = "", dropped: Sequence[int] = (), template: str = ""
) -> None:
    """Compose the letter; who is registered gets the calendar entry with it and, if they come, the badge.

    Jobs that were queued before this version name a `template` ("registration/made") instead of a letter.
    """
    letter = letter or template.rpartition("/")[2]
    event = run.job.event
    if event is None:
        raise jobs.UserError("A guest's mail belongs to an event.")
    with scope(event=event):
        found = Registration.objects.select_related("person__organisation", "category", "event").get(pk=registration)
        if found.person.email:
            _compose(found, letter, [str(choice) for choice in Choice.objects.filter(pk__in=dropped)])


@jobs.handles("registration.offers", _("Offers to the waiting list"), REGISTRATION_EDIT)
def offer(run: jobs.Run) -> dict[str, Any]:
    """End the offers that nobody answered in time, and offer what is free to the next in line."""
    event = run.job.event
    if event is None:
        raise jobs.UserError("A waiting list belongs to an event.")
    with scope(event=event):
        return {"missed": miss_offers(event=event), "offered": offer_places(event=event)}


def _compose(registration: Registration, letter: str, dropped: list[str]) -> None:
    language = registration.person.language
    stage = stages.BY_NAME.get(letter)
    files = list(attachments(registration))
    if letter in WITH_CALENDAR and (registration.is_confirmed or letter == "cancelled"):
        files.insert(0, Attachment("event.ics", "text/calendar; charset=utf-8", calendar_of(registration, language)))
    mail.compose(
        to=registration.person.email,
        template=f"registration/{'stage' if stage else letter}",
        language=language,
        event=registration.event,
        attachments=files,
        context={
            "registration": registration,
            "person": registration.person,
            "stage": stage,
            "dropped": dropped,
            "page": link_in_letter(registration),
            "confirm": link_in_letter(registration, "public:registration_confirm"),
            # To this address only: whoever typed it into the form learns nothing of them.
            "twins": [(twin, link_in_letter(twin)) for twin in twins(registration)],
        },
    )
