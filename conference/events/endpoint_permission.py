"""Judges the reader of an API endpoint by what the endpoint declares; DRF imports this before its own views."""

from typing import TYPE_CHECKING, Any

from django.http import Http404
from rest_framework.permissions import BasePermission

from conference.core.permissions import Access, Audience
from conference.events.rules import in_team

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

    from conference.events.models import Event


class DeclaredPermission(BasePermission):
    """Refuses what the endpoint's `access` (or `access_by_action`) does not allow; one without it is closed."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        """Judge the reader. Of a team's endpoint outsiders learn nothing: 404."""
        access = access_for(view)
        if access is None:
            return False
        event: Event | None = getattr(view, "event", None)
        if access.audience == Audience.PUBLIC:
            return event is None or event.is_public or in_team(request.user, event)
        if not request.user.is_authenticated:
            return False
        if access.audience == Audience.SIGNED_IN:
            return True
        if event is None or not in_team(request.user, event):
            raise Http404
        return bool(request.user.has_perm(access.permission, event))


def access_for(view: Any) -> Access | None:
    """Return what the endpoint demands for the action under way."""
    by_action: dict[str, Access] = getattr(view, "access_by_action", {})
    found = by_action.get(getattr(view, "action", None) or "", getattr(view, "access", None))
    return found if isinstance(found, Access) else None
