"""Mails to somebody. They are kept by address, which may be shared: then they count as nobody's."""

from collections.abc import Iterator

from django.conf import settings

from conference.core.mail.services import forget, mails_to
from conference.core.personal import Record, Subject, record_of

SHOWN = ("to", "subject", "state", "created_at", "sent_at")


def collect(subject: Subject) -> Iterator[Record]:
    """Yield what was sent and when; the text as long as it waits."""
    for mail in mails_to(subject.addresses, subject.event).order_by("created_at"):
        text = () if settings.DEMO else ("text",)
        yield record_of(mail, *SHOWN, *text, zone=subject.event.zone)


def erase(subject: Subject) -> int:
    """Remove them, also those that wait to be sent."""
    return forget(subject.addresses, subject.event)
