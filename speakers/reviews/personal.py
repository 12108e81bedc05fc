"""Reviews that somebody wrote. They are the committee's work and stay; their author's account may go."""

from collections.abc import Iterator

from conference.core.personal import Record, Subject, record_of
from speakers.reviews.models import Review


def collect(subject: Subject) -> Iterator[Record]:
    """Yield marks and comments, without the texts of others that they are about."""
    for review in Review.objects.filter(reviewer__in=subject.users, submission__event=subject.event):
        yield record_of(review, "score", "comment", "created_at", "changed_at", zone=subject.event.zone)
