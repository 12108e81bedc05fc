"""Decorators that every view of an event wears: they find the event, judge the reader, and open the event's scope.

Inside the scope a query that forgets `event` still finds only this event's rows; outside it fails. Somebody without any
role gets "not found" for the team's pages, so that addresses tell nothing; somebody with the wrong role "forbidden".
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_scopes import scope

from conference.core.caching import keep_nowhere
from conference.core.permissions import Access, Audience, declare
from conference.core.prepared import PreparedQuery
from conference.events.models import Event
from conference.events.rules import in_team

P = ParamSpec("P")
# The first argument is an HttpRequest, or a SignedInRequest where the decorator makes sure of it.
EventView = Callable[Concatenate[Any, Event, P], HttpResponseBase]
UrlView = Callable[..., HttpResponseBase]


def find_event(slug: str) -> Event:
    """Return the event at this address or raise Http404."""
    event = _at.first(slug)
    if event is None:
        raise Http404
    return event


_at: PreparedQuery[Event] = PreparedQuery(lambda slug: Event.objects.filter(slug=slug).order_by()[:1])


def _personal(response: HttpResponseBase) -> HttpResponseBase:
    """Let no shared cache keep the page, and no browser take a fragment of it for the whole on the way back."""
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["HX-Request"])
    return response


def public_event(view: EventView[P]) -> UrlView:
    """Everybody may come once the event is public; before that its team may, to see what it will look like."""

    @wraps(view)
    def guarded(request: HttpRequest, event: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = find_event(event)
        if not found.is_public and not in_team(request.user, found):
            raise Http404
        with scope(event=found):
            return view(request, found, *args, **kwargs)

    return declare(guarded, Access(Audience.PUBLIC))


def holder_of_link(view: EventView[P]) -> UrlView:
    """Whoever has the link with its secret code may come; the view itself checks the code."""

    @wraps(view)
    def guarded(request: HttpRequest, event: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = find_event(event)
        with scope(event=found):
            return keep_nowhere(view(request, found, *args, **kwargs))

    return declare(guarded, Access(Audience.HOLDER))


def signed_in_at(view: EventView[P]) -> UrlView:
    """Everybody who is signed in may come to a page of a public event; its team always."""

    @wraps(view)
    def guarded(request: HttpRequest, event: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        found = find_event(event)
        if not found.is_public and not in_team(request.user, found):
            raise Http404
        with scope(event=found):
            return _personal(view(request, found, *args, **kwargs))

    return declare(guarded, Access(Audience.SIGNED_IN))


def team(permission: str) -> Callable[[EventView[P]], UrlView]:
    """Only those of the event's team whose roles give `permission` may come."""

    def decorate(view: EventView[P]) -> UrlView:
        @wraps(view)
        def guarded(request: HttpRequest, event: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            found = find_event(event)
            if not in_team(request.user, found):
                raise Http404
            if not request.user.has_perm(permission, found):
                raise PermissionDenied
            with scope(event=found):
                return _personal(view(request, found, *args, **kwargs))

        return declare(guarded, Access(Audience.TEAM, permission))

    return decorate


def public(view: UrlView) -> UrlView:
    """Everybody may come to this page of the site itself."""
    return declare(view, Access(Audience.PUBLIC))


def signed_in(view: UrlView) -> UrlView:
    """Only somebody signed in may come; the page shows what is their own."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return _personal(view(request, *args, **kwargs))

    return declare(guarded, Access(Audience.SIGNED_IN))


def staff(view: UrlView) -> UrlView:
    """Only those who may create events on this site may come."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return declare(guarded, Access(Audience.STAFF))
