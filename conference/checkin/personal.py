"""When a guest came through the door. That somebody came is counted and stays."""

from collections.abc import Iterator

from conference.checkin.models import Arrival
from conference.core.personal import Record, Subject, record_of


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the arrivals."""
    for arrival in Arrival.objects.filter(registration__person__in=subject.keys):
        yield record_of(arrival, "at", zone=subject.event.zone)
