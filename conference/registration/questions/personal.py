"""What a guest answered and attached, and how it is forgotten: what was chosen stays counted, words and files go."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, item
from conference.registration.queries import drafts_of, registrations_at
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Upload
from conference.registration.questions.sentences import answers_of_guest
from conference.registration.questions.services import drop_files

# Answers in the guest's own words, or dates and numbers that may be anything; choices say nothing of one person.
OWN_WORDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.DATE, Kind.PHONE, Kind.FILE)


def collect(subject: Subject) -> Iterator[Record]:
    """Yield what was answered to the event's questions."""
    for registration in registrations_at(subject.event, subject.keys).select_related("event"):
        for one in answers_of_guest(registration):
            yield [item("question", _("Question"), one.question), item("answer", _("Answer"), one.words)]


def erase(subject: Subject) -> int:
    """Remove answers in own words; what was chosen stays counted."""
    own = registrations_at(subject.event, subject.keys)
    return int(Answer.objects.filter(registration__in=own, question__kind__in=OWN_WORDS).delete()[0])


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
    own = Q(registration__in=registrations_at(subject.event, subject.keys))
    return Upload.objects.filter(
        own | Q(draft__in=drafts_of(subject.event, subject.keys, subject.addresses)), event=subject.event
    )


def _archived(upload: Upload) -> str:
    return f"{upload.code}.{str(upload.file.name).rpartition('.')[2]}"
