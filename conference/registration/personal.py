"""What registration holds of a guest, and how it is forgotten: states, dates and choices stay, words go."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from conference.core.ids import new_token
from conference.core.personal import Record, Subject, Trace, item, record_of
from conference.registration.choices import Visibility
from conference.registration.models import Draft, Registration
from conference.registration.queries import drafts_of, registrations_at
from conference.registration.questions.models import Upload
from conference.registration.questions.services import drop_files
from conference.registration.services import drop_draft

SHOWN = "code category state mode visibility note reason created_at changed_at cancelled_at email_confirmed_at".split()


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the registrations."""
    for registration in registrations_at(subject.event, subject.keys).select_related("category"):
        yield record_of(registration, *SHOWN, zone=subject.event.zone)


def erase(subject: Subject) -> int:
    """Empty the words and the link, so that the guest's page closes; nobody is shown to others any more."""
    rows = list(registrations_at(subject.event, subject.keys))
    for registration in rows:
        registration.note, registration.reason = "", ""
        registration.visibility, registration.token = Visibility.NOBODY, new_token()
    Registration.objects.bulk_update(rows, ["note", "reason", "visibility", "token"])
    return len(rows)


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield the registrations, as the activity log knows them."""
    for code in registrations_at(subject.event, subject.keys).values_list("code", flat=True):
        yield "registration", code


def collect_drafts(subject: Subject) -> Iterator[Record]:
    """Yield forms half filled, as they were kept."""
    for draft in drafts_of(subject.event, subject.keys, subject.addresses).exclude(data={}):
        yield [
            *record_of(draft, "created_at", "changed_at", zone=subject.event.zone),
            item("data", _("Typed"), draft.data),
        ]


def erase_drafts(subject: Subject) -> int:
    """Remove them."""
    return drop_drafts(drafts_of(subject.event, subject.keys, subject.addresses))


def drop_drafts(drafts: QuerySet[Draft]) -> int:
    """Remove these forms with their files, and give back the places that they hold; return how many."""
    found = list(drafts.order_by("pk"))
    drop_files(Upload.objects.filter(draft__in=found))
    for draft in found:
        drop_draft(draft=draft)
    return len(found)
