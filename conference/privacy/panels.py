"""What privacy shows on pages of others: requests that wait, and the way to one's own data."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from conference.events.models import Event
from conference.people.models import Person
from conference.privacy.queries import open_requests
from conference.registration.handouts import Download
from conference.registration.models import Registration
from conference.registration.queries import registrations_of


def dashboard(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Return the requests that wait; nothing when there are none."""
    waiting = list(open_requests(event))
    if not waiting:
        return None
    return {"event": event, "number": len(waiting), "late": sum(row.is_late for row in waiting), "first": waiting[0]}


def mine(request: HttpRequest, _nothing: None) -> dict[str, Any] | None:
    """Return the events at which something is known of the reader."""
    user: Any = request.user
    with scopes_disabled():
        mine = Q(user=user) | Q(pk__in=registrations_of(user).values("person"))
        rows = Person.objects.filter(mine, erased_at=None).select_related("event")
        events = {person.event_id: person.event for person in rows.order_by("-event__starts_on")}
    return {"events": list(events.values())} if events else None


def own_page_link(registration: Registration, token: str) -> Download:
    """Return the way from a guest's page to what is known of them."""
    address = reverse("public:own_data", kwargs={"event": registration.event.slug, "token": token})
    return Download(address, _("Your data"), "lock")
