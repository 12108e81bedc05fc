"""Badges that were printed. Of what stood on them only a digest is kept, and that goes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from conference.badges.models import PrintedBadge
from conference.core.personal import Record, Subject, item


def collect(subject: Subject) -> Iterator[Record]:
    """Yield when a badge was printed."""
    for badge in PrintedBadge.objects.filter(registration__person__in=subject.keys):
        yield [item("printed_at", _("Printed"), badge.printed_at)]


def erase(subject: Subject) -> int:
    """Empty the digest of the names on it."""
    return PrintedBadge.objects.filter(registration__person__in=subject.keys).exclude(digest="").update(digest="")
