"""What delegations show on pages of others: an invitation, a head's delegations, what waits for the team."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django_scopes import scopes_disabled

from conference.core.caching import as_texts, once
from conference.delegations import queries
from conference.delegations.models import DelegationSettings, Member
from conference.delegations.rules import DELEGATIONS_VIEW
from conference.events.models import Event
from conference.registration.models import Registration


def is_on(event: Event) -> bool:
    """Whether the event knows delegations; asked once for each event that was read."""
    return once(event, "has_delegations", lambda: queries.delegation_setup_of(event).is_on)


def invitation(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return the invitation to institutions; nothing where none may be announced now."""
    return {"event": event} if queries.takes_delegations(event) else None


def invitation_state(event: Event) -> Iterable[Any]:
    """Return what the invitation is made of."""
    return [as_texts(DelegationSettings.objects.filter(event=event), "is_on", "members_until")]


def mine(request: HttpRequest, _nothing: None) -> dict[str, Any] | None:
    """Return the delegations of which the reader is the head."""
    user: Any = request.user
    with scopes_disabled():
        rows = list(queries.headed_by(user))
    return {"delegations": rows} if rows else None


def own_page(request: HttpRequest, registration: Registration) -> dict[str, Any] | None:
    """Return with which delegation a guest comes."""
    member = Member.objects.filter(registration=registration).select_related("delegation__organisation").first()
    return {"delegation": member.delegation} if member else None


def guest_panel(request: HttpRequest, registration: Registration) -> dict[str, Any] | None:
    """Return the delegation of a guest, for the team's page of the registration."""
    user: Any = request.user
    found = own_page(request, registration)
    if found is None or not user.has_perm(DELEGATIONS_VIEW, registration.event):
        return None
    return found | {"event": registration.event}


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return how many delegations wait for a decision, and how many people have not said the rest."""
    if not is_on(event):
        return None
    members = Member.objects.filter(delegation__event=event, ended_at=None)
    return {
        "event": event,
        "undecided": queries.waiting_for_decision(event),
        "people": members.count(),
        "incomplete": members.filter(completed_at=None).count(),
    }
