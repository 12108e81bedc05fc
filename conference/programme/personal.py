"""Talks. What was released keeps its speakers' names; what they said of themselves besides goes."""

import hashlib
from collections.abc import Collection, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, item, record_of
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.models import ImportedPerson, Release, ReleasedPerson, SessionPerson


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the sessions in which somebody has a part, with its times."""
    rows = SessionPerson.objects.filter(person__in=subject.keys).select_related("session")
    for part in rows.prefetch_related("session__slots__room"):
        times = [slot.starts_at for slot in part.session.slots.all()]
        yield [
            *record_of(part.session, "code", "title", "kind", "abstract", "language"),
            *record_of(part, "role"),
            *[item("starts_at", _("Begins"), at) for at in times],
        ]


def erase(subject: Subject) -> int:
    """Take who is not in the public record out of the plan; empty biographies, portraits and links of the others."""
    gone = SessionPerson.objects.filter(person__in=subject.unkept).delete()[0]
    codes = [person.code for person in subject.people]
    rows = list(ReleasedPerson.objects.filter(release__event=subject.event, code__in=codes).select_related("release"))
    for row in rows:
        row.content, row.texts = row.content | {"photo": ""}, {"biography": {}, "links": []}
    ReleasedPerson.objects.bulk_update(rows, ["content", "texts"])
    _renew_kept_pages({row.release for row in rows})
    imported = list(
        ImportedPerson.objects.filter(event=subject.event, person__in=subject.keys).select_related("person")
    )
    for known in imported:
        known.biography, known.extra, known.key = "", {}, f"erased:{known.person.code}"
    ImportedPerson.objects.bulk_update(imported, ["biography", "extra", "key"])
    return int(gone) + len(rows) + len(imported)


def _renew_kept_pages(releases: Collection[Release]) -> None:
    """Give releases another digest: pages are kept by it, and those that are kept show what was erased."""
    for release in releases:
        digest = hashlib.sha256(f"{release.digest} {timezone.now().isoformat()}".encode()).hexdigest()
        Release.objects.filter(pk=release.pk).update(digest=digest)


def released_talks(event: Event, keys: Collection[int]) -> dict[int, list[str]]:
    """Return by person the talks of every released programme in which they are named."""
    codes = dict(Person.objects.filter(event=event, pk__in=keys).values_list("code", "pk"))
    found: dict[int, list[str]] = {}
    for row in ReleasedPerson.objects.filter(release__event=event, code__in=codes):
        titles = [localized(session.get("title")) for session in row.sessions]
        found.setdefault(codes[row.code], []).extend(titles or [str(row.release)])
    return found
