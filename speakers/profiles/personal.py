"""What speakers told about themselves."""

from collections.abc import Iterator

from conference.core.personal import Record, Subject, Trace, record_of
from speakers.profiles.models import Profile


def collect(subject: Subject) -> Iterator[Record]:
    """Yield biography, identifiers and links."""
    for profile in Profile.objects.filter(person__in=subject.keys):
        yield record_of(profile, "biography", "orcid", "links", "changed_at", zone=subject.event.zone)


def erase(subject: Subject) -> int:
    """Remove it: of somebody in the public record the name stays, not the biography."""
    return int(Profile.objects.filter(person__in=subject.keys).delete()[0])


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield the profiles, as the activity log knows them."""
    for pk in Profile.objects.filter(person__in=subject.keys).values_list("pk", flat=True):
        yield "profile", str(pk)
