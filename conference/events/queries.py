"""Reading across the models of an event."""

from itertools import groupby
from typing import NamedTuple

from conference.accounts.models import User
from conference.events.choices import Role
from conference.events.models import Event, Membership


class TeamMember(NamedTuple):
    """A person and the roles they have."""

    user: User
    memberships: list[Membership]


def team_of(event: Event) -> list[TeamMember]:
    """Return the team by person, in the order of their addresses."""
    rows = Membership.objects.filter(event=event).select_related("user").order_by("user__email", "role")
    return [TeamMember(user, list(group)) for user, group in groupby(rows, key=lambda row: row.user)]


def member_with(event: Event, role: Role) -> User | None:
    """Return who first got this role in the team; None where nobody has it."""
    membership = Membership.objects.filter(event=event, role=role).select_related("user").order_by("pk").first()
    return membership.user if membership else None
