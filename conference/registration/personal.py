"""What registration holds of a guest, and how it is forgotten: states, dates and choices stay, words go."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from conference.core.ids import new_token
from conference.core.personal import Record, Subject, Trace, item, record_of
from conference.core.text.localized import localized, translations
from conference.registration.choices import Visibility
from conference.registration.consents.models import Agreement
from conference.registration.models import Draft, Registration
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Upload
from conference.registration.questions.sentences import answers_of_guest
from conference.registration.questions.services import drop_files
from conference.registration.services import drop_draft

SHOWN = "code category state mode visibility note reason created_at changed_at cancelled_at email_confirmed_at".split()
# Answers in the guest's own words, or dates and numbers that may be anything; choices say nothing of one person.
OWN_WORDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.DATE, Kind.PHONE, Kind.FILE)


def _own(subject: Subject) -> QuerySet[Registration]:
    return Registration.objects.filter(event=subject.event, person__in=subject.keys).order_by("created_at")


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the registrations."""
    for registration in _own(subject).select_related("category"):
        yield record_of(registration, *SHOWN, zone=subject.event.zone)


def erase(subject: Subject) -> int:
    """Empty the words and the link, so that the guest's page closes; nobody is shown to others any more."""
    rows = list(_own(subject))
    for registration in rows:
        registration.note, registration.reason = "", ""
        registration.visibility, registration.token = Visibility.NOBODY, new_token()
    Registration.objects.bulk_update(rows, ["note", "reason", "visibility", "token"])
    return len(rows)


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield the registrations, as the activity log knows them."""
    for code in _own(subject).values_list("code", flat=True):
        yield "registration", code


def collect_answers(subject: Subject) -> Iterator[Record]:
    """Yield what was answered to the event's questions."""
    for registration in _own(subject).select_related("event"):
        for one in answers_of_guest(registration):
            yield [item("question", _("Question"), one.question), item("answer", _("Answer"), one.words)]


def erase_answers(subject: Subject) -> int:
    """Remove answers in own words; what was chosen stays counted."""
    rows = Answer.objects.filter(registration__in=_own(subject), question__kind__in=OWN_WORDS)
    return int(rows.delete()[0])


def collect_uploads(subject: Subject) -> Iterator[Record]:
    """Yield which files were attached to what."""
    for upload in _uploads(subject).select_related("question"):
        yield [
            item("question", _("Question"), upload.question),
            item("name", _("File"), upload.name),
            item("file", _("In this archive"), _archived(upload)),
        ]


def files(subject: Subject) -> Iterator[tuple[str, Any]]:
    """Yield the attached files."""
    for upload in _uploads(subject):
        yield _archived(upload), upload.file


def erase_uploads(subject: Subject) -> int:
    """Remove attached files."""
    return drop_files(_uploads(subject))


def _uploads(subject: Subject) -> QuerySet[Upload]:
    return Upload.objects.filter(event=subject.event).filter(
        Q(registration__in=_own(subject)) | Q(draft__in=_drafts(subject))
    )


def _archived(upload: Upload) -> str:
    return f"{upload.code}.{str(upload.file.name).rpartition('.')[2]}"


def collect_drafts(subject: Subject) -> Iterator[Record]:
    """Yield forms half filled, as they were kept."""
    for draft in _drafts(subject).exclude(data={}):
        yield [
            *record_of(draft, "created_at", "changed_at", zone=subject.event.zone),
            item("data", _("Typed"), draft.data),
        ]


def erase_drafts(subject: Subject) -> int:
    """Remove them."""
    return drop_drafts(_drafts(subject))


def drop_drafts(drafts: QuerySet[Draft]) -> int:
    """Remove these forms with their files, and give back the places that they hold; return how many."""
    found = list(drafts.order_by("pk"))
    drop_files(Upload.objects.filter(draft__in=found))
    for draft in found:
        drop_draft(draft=draft)
    return len(found)


def _drafts(subject: Subject) -> QuerySet[Draft]:
    typed = Draft.objects.filter(event=subject.event).annotate(address=Lower(KT("data__who__email")))
    return typed.filter(Q(registration__in=_own(subject)) | Q(address__in=subject.addresses))


def collect_consents(subject: Subject) -> Iterator[Record]:
    """Yield what was agreed to, with the very words."""
    rows = Agreement.objects.filter(registration__in=_own(subject)).select_related("version__consent")
    zone = subject.event.zone
    for agreement in rows:
        version = agreement.version
        yield [
            item("title", _("Consent"), version.title, localized(version.title)),
            item("text", _("The wording"), translations(version.text), localized(version.text)),
            item("version", _("Version"), version.number),
            *record_of(agreement, "agreed_at", "withdrawn_at", "how", zone=zone),
        ]
