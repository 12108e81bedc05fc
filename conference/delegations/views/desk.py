"""The same pages for two: the head, who comes by a link, and the team, who may do all that the head may."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from conference.accounts.models import User
from conference.core.proofs import has_proof
from conference.delegations import services
from conference.delegations.choices import DelegationState
from conference.delegations.links import delegation_at
from conference.delegations.models import Delegation
from conference.delegations.queries import may_add, may_replace
from conference.delegations.rules import DELEGATIONS_EDIT, DELEGATIONS_VIEW
from conference.events.access import holder_of_link, team
from conference.events.models import Event
from conference.registration.views.limits import too_many_registrations

PUBLIC = "conference/delegations/public/"


@dataclass(frozen=True)
class Desk:
    """Who looks at a delegation, and from where: `by` is None and `token` the link's for the head."""

    request: HttpRequest
    delegation: Delegation
    by: User | None
    token: str = ""

    @property
    def is_team(self) -> bool:
        """Whether it is the team that looks."""
        return self.by is not None

    @property
    def event(self) -> Event:
        """The delegation's event."""
        return self.delegation.event

    @property
    def base(self) -> str:
        """The template that the page extends."""
        return "workspace_base.html" if self.is_team else "event_base.html"

    @cached_property
    def may_add(self) -> bool:
        """Whether people may be registered now."""
        return self.delegation.is_open if self.is_team else may_add(self.delegation)

    @property
    def is_over(self) -> bool:
        """Whether the delegation was declined or withdrawn."""
        return self.delegation.state in {DelegationState.DECLINED, DelegationState.WITHDRAWN}

    @cached_property
    def may_replace(self) -> bool:
        """Whether members may be replaced and taken off now."""
        return self.delegation.is_open if self.is_team else may_replace(self.delegation)

    @property
    def is_proven(self) -> bool:
        """Whether letters may go out: nobody has others written to from an address that was never opened."""
        return self.is_team or self.delegation.email_confirmed_at is not None

    @property
    def too_many_letters(self) -> str:
        """Count a letter to a new address; what to tell a head from whose network too many come, else nothing."""
        return "" if self.is_team else too_many_registrations(self.request)

    def url(self, name: str = "delegation", **more: str) -> str:
        """Return the address of one of the pages, on this side."""
        own = {"code": self.delegation.code} if self.is_team else {"token": self.token}
        side = "manage" if self.is_team else "public"
        return reverse(f"{side}:{name}", kwargs={"event": self.event.slug, **own, **more})

    @cached_property
    def urls(self) -> dict[str, str]:
        """The addresses that templates need."""
        names = ("people", "register", "sheet", "remind", "withdraw")
        found = {name: self.url(f"delegation_{name}") for name in names}
        found |= {f"export_{kind}": self.url("delegation_export", file_format=kind) for kind in ("xlsx", "csv")}
        return found | {"home": self.url()}

    def show(self, template: str, context: dict[str, Any], **more: Any) -> HttpResponse:
        """Answer with a page."""
        known = {"desk": self, "event": self.event, "delegation": self.delegation}
        return render(self.request, template, known | context, **more)

    def back(self, name: str = "delegation") -> HttpResponse:
        """Lead to another of the pages."""
        return redirect(self.url(name))


DeskView = Callable[..., HttpResponse]


def writes(view: DeskView) -> DeskView:
    """Answer only what is sent: pages that change something are never opened by a link."""
    allowed = ["POST"]

    @wraps(view)
    def sent(desk: Desk, **more: str) -> HttpResponse:
        return view(desk, **more) if desk.request.method in allowed else HttpResponseNotAllowed(allowed)

    return sent


def of_head(view: DeskView) -> Callable[..., Any]:
    """Find the delegation of the link; a link from a letter proves the head's address by being opened."""

    @holder_of_link
    @wraps(view)
    def found(request: HttpRequest, event: Event, /, token: str, **more: str) -> HttpResponse:
        delegation = delegation_at(event, token)
        if delegation is None and not event.is_public:
            raise Http404
        if delegation is None:
            return render(request, PUBLIC + "no_delegation.html", {"event": event}, status=404)
        if has_proof(token) and services.confirm_head(delegation=delegation):
            delegation.refresh_from_db(fields=["email_confirmed_at"])
        return view(Desk(request, delegation, None, token), **more)

    return found


def of_team(view: DeskView, permission: str = DELEGATIONS_EDIT) -> Callable[..., Any]:
    """Find the delegation by its code, for the team."""

    @team(permission)
    @wraps(view)
    def found(request: Any, event: Event, /, code: str, **more: str) -> HttpResponse:
        rows = Delegation.objects.select_related("head", "organisation", "event")
        return view(Desk(request, get_object_or_404(rows, event=event, code=code), request.user), **more)

    return found


def of_reader(view: DeskView) -> Callable[..., Any]:
    """As `of_team`, for pages that only show."""
    return of_team(view, DELEGATIONS_VIEW)
