"""The team of an event: its members work here, so that their accounts and roles stay."""

from collections.abc import Collection, Iterator

from conference.core.personal import Record, Subject, record_of
from conference.events.models import Membership


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the roles in the team."""
    for membership in Membership.objects.filter(event=subject.event, user__in=subject.users):
        yield record_of(membership, "role")


def needed_accounts(users: Collection[int]) -> set[int]:
    """Return the accounts of teams, of whatever event."""
    return set(Membership.objects.filter(user__in=users).values_list("user", flat=True))
