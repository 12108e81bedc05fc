"""Reading delegations."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from conference.accounts.models import User
from conference.accounts.services import addresses_of
from conference.delegations.choices import DelegationState
from conference.delegations.models import Allotment, Delegation, DelegationSettings, Member, Roster
from conference.events.models import Event
from conference.people.models import Organisation, Person
from conference.registration.choices import LIVE, State
from conference.registration.models import Category, Registration
from conference.registration.queries import open_categories, setup_of


def delegation_setup_of(event: Event) -> DelegationSettings:
    """Return the event's settings of delegations; the defaults, not stored, until the team has chosen some."""
    return DelegationSettings.objects.filter(event=event).first() or DelegationSettings(event=event)


def takes_delegations(event: Event) -> bool:
    """Return whether an institution may announce a delegation at this moment."""
    return delegation_setup_of(event).is_on and is_time_to_add(event)


def is_time_to_add(event: Event) -> bool:
    """Return whether heads may still add people: until their own deadline, else while registration is open."""
    until = delegation_setup_of(event).members_until
    setup = setup_of(event)
    if until is None:
        return setup.is_open
    return not setup.is_ahead and timezone.now() < until


def may_add(delegation: Delegation) -> bool:
    """Return whether the head may register people now."""
    return delegation.is_open and is_time_to_add(delegation.event)


def may_replace(delegation: Delegation) -> bool:
    """Return whether the head may send somebody else in a member's place, or take a member off."""
    until = delegation_setup_of(delegation.event).members_until
    in_time = setup_of(delegation.event).may_change if until is None else timezone.now() < until
    return delegation.is_open and in_time


def categories_of(delegation: Delegation, *, is_team: bool = False) -> list[Category]:
    """Return as what the members may come: as allotted to the delegation, as the team chose, else as every guest.

    The team may register them as anything.
    """
    event = delegation.event
    if is_team:
        return list(Category.objects.filter(event=event))
    if allotments := [row.category for row in delegation.allotments.select_related("category")]:
        return allotments
    setup = delegation_setup_of(event)
    chosen = list(setup.categories.all()) if setup.pk else []
    return chosen or list(open_categories(event))


def allotted(delegation: Delegation) -> dict[int, int]:
    """Return the places left by the keys of categories in which the delegation has a limit of its own."""
    rows = Allotment.objects.filter(delegation=delegation, capacity__isnull=False)
    return {row.category_id: row.places_left or 0 for row in rows}


@dataclass
class Known:
    """People by their addresses and names."""

    emails: set[str] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)
    nameless: set[str] = field(default_factory=set)

    def add(self, name_key: str, email: str) -> None:
        """Remember somebody."""
        self.named.add((name_key, email))
        if email:
            self.emails.add(email)
        else:
            self.nameless.add(name_key)

    def has(self, name_key: str, email: str) -> bool:
        """Return whether the same name stands here with the same address, or without one."""
        return (name_key, email) in self.named or name_key in self.nameless


def known_members(delegation: Delegation) -> Known:
    """Return the members who have not ended."""
    known = Known()
    rows = Member.objects.filter(delegation=delegation, ended_at=None)
    for key, email in rows.values_list("registration__person__name_key", "registration__person__email"):
        known.add(key, email.casefold())
    return known


def is_registered(person: Person) -> bool:
    """Return whether the person takes part already, or would like to."""
    return Registration.objects.filter(person=person, state__in=LIVE).exists()


def members_of(delegation: Delegation) -> QuerySet[Member]:
    """Return the members with whom and what they are, those who ended last."""
    rows = Member.objects.filter(delegation=delegation).select_related(
        "registration__person__organisation", "registration__category", "replaces__registration__person"
    )
    return rows.order_by("ended_at", "pk")


def roster_of(delegation: Delegation) -> list[dict[str, Any]]:
    """Return the rows of the list of people to be registered."""
    found = Roster.objects.filter(delegation=delegation).first()
    return list(found.rows) if found else []


def found_delegations(event: Event, wanted: dict[str, str]) -> QuerySet[Delegation]:
    """Return the delegations that fit the filters of the list: words typed (`q`) and a `state`, with their figures."""
    rows = Delegation.objects.filter(event=event).select_related("organisation", "head")
    if typed := wanted.get("q", "").strip():
        by_name = Organisation.objects.filter(event=event).found_by(typed)
        by_head = Person.objects.filter(event=event).found_by(typed)
        rows = rows.filter(Q(organisation__in=by_name.values("pk")) | Q(head__in=by_head.values("pk")))
    if wanted.get("state") in DelegationState.values:
        rows = rows.filter(state=wanted["state"])
    return with_figures(rows)


def with_figures(rows: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """Add how many members there are, have a place, and have said the rest."""
    live = Q(members__ended_at=None)
    return rows.order_by("-created_at", "-pk").annotate(
        people=Count("members", filter=live),
        confirmed=Count("members", filter=live & Q(members__registration__state=State.CONFIRMED)),
        completed=Count("members", filter=live & Q(members__completed_at__isnull=False)),
    )


def headed_by(user: User) -> QuerySet[Delegation]:
    """Return the delegations of which somebody signed in is the head, by account or by a proven address."""
    own = Q(head__user=user) | Q(head__user=None, head__email__in=addresses_of(user))
    return Delegation.objects.filter(own).select_related("organisation", "event").order_by("-created_at", "pk")


def waiting_for_decision(event: Event) -> int:
    """Return how many delegations the team has to decide on."""
    return Delegation.objects.filter(event=event, state=DelegationState.APPLIED).count()


def guests_by(event: Event, *, only_members: bool) -> QuerySet[Registration]:
    """Return everybody who comes or would like to, with whence they come; or only members of delegations."""
    rows = Registration.objects.filter(event=event, state__in=LIVE)
    if only_members:
        rows = rows.filter(membership__isnull=False)
    return rows.select_related("person__organisation", "category")
