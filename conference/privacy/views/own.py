"""One's own data: from a letter's link, which proves the address, or signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.core import ratelimit
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from conference.accounts.requests import SignedInRequest
from conference.core.caching import keep_nowhere
from conference.core.text.transliteration import to_latin
from conference.events.access import holder_of_link, signed_in_at
from conference.events.models import Event
from conference.people.models import Person
from conference.privacy import queries, services
from conference.privacy.choices import RequestState
from conference.privacy.models import ErasureRequest
from conference.registration.links import is_proven, registration_at

HERE = "conference/privacy/"


@dataclass(frozen=True)
class Own:
    """Whose data a page is about, and where it is."""

    event: Event
    people: Sequence[Person]
    page: str
    file: str
    base: str
    back: str


@holder_of_link
def of_link(request: HttpRequest, event: Event, token: str) -> HttpResponseBase:
    """Show what a guest may do with their data, from the link to their page."""
    own = _of_token(request, event, token)
    if own is None:
        return _unproven(request, event, token)
    return _page(request, own)


@holder_of_link
def file_of_link(request: HttpRequest, event: Event, token: str) -> HttpResponseBase:
    """Hand out the file that was made."""
    return _file(_of_token(request, event, token))


@signed_in_at
def mine(request: SignedInRequest, event: Event) -> HttpResponseBase:
    """Show what somebody signed in may do with their data at an event."""
    return _page(request, _of_account(request, event))


@signed_in_at
def file_of_mine(request: SignedInRequest, event: Event) -> HttpResponseBase:
    """Hand out the file that was made."""
    return _file(_of_account(request, event))


def _of_token(request: HttpRequest, event: Event, token: str) -> Own | None:
    """Return whose data the link leads to; None for one that proves nothing, as whoever typed the address has it."""
    registration = registration_at(event, token)
    if registration is None:
        raise Http404
    if not is_proven(request.user, registration, token):
        return None
    at = {"event": event.slug, "token": token}
    return Own(
        event,
        [registration.person],
        reverse("public:own_data", kwargs=at),
        reverse("public:own_data_file", kwargs=at),
        "event_base.html",
        reverse("public:registration", kwargs=at),
    )


def _of_account(request: SignedInRequest, event: Event) -> Own:
    people = queries.people_at(event, request.user)
    if not people:
        raise Http404
    at = {"event": event.slug}
    page, file = reverse("my:own_data", kwargs=at), reverse("my:own_data_file", kwargs=at)
    return Own(event, people, page, file, "my_base.html", reverse("my:home"))


def _page(request: HttpRequest, own: Own) -> HttpResponse:
    if request.method == "POST" and "switch_language" not in request.POST:
        return _done(request, own, request.POST.get("do", ""))
    asked = ErasureRequest.objects.filter(event=own.event, person__in=own.people)
    export = queries.latest_export(own.people)
    context = {
        "event": own.event,
        "own": own,
        "base": own.base,
        "export": export,
        "asked": asked.filter(state=RequestState.OPEN).first(),
        "refused": asked.filter(state=RequestState.REFUSED).order_by("-decided_at").first(),
        "stays": queries.staying(own.event, own.people),
        "is_over": own.event.is_over,
    }
    is_fragment = getattr(request, "htmx", False)
    return render(request, HERE + ("parts/export.html" if is_fragment else "my/own.html"), context)


def _done(request: HttpRequest, own: Own, what: str) -> HttpResponse:
    """Do what was asked for, once an hour at most three times for a file."""
    if what == "export":
        key = f"{own.event.pk}:{own.people[0].pk}"
        if ratelimit.consume(request, action="own_data", key=key):
            services.ask_for_export(event=own.event, people=own.people)
        else:
            messages.error(request, _("The file has been made several times. Take the last one, or try in an hour."))
    elif what == "erase":
        for person in own.people:
            services.ask_for_erasure(event=own.event, person=person)
        messages.success(request, _("Your request is noted. The organisers answer it within 30 days."))
    elif what == "withdraw":
        _withdraw(request, own)
    return redirect(own.page)


def _withdraw(request: HttpRequest, own: Own) -> None:
    waiting = ErasureRequest.objects.filter(event=own.event, person__in=own.people, state=RequestState.OPEN)
    for asked in waiting.select_related("event"):
        try:
            services.withdraw_request(request=asked)
            messages.success(request, _("Your request is taken back. Nothing is erased."))
        except services.AnsweredError:
            messages.error(request, _("The organisers have answered in the meantime."))


def _file(own: Own | None) -> FileResponse:
    export = queries.latest_export(own.people) if own else None
    if own is None or export is None or not export.file:
        raise Http404
    name = f"{to_latin(own.event.slug)}-data.zip"
    return keep_nowhere(FileResponse(export.file.open(), as_attachment=True, filename=name))


def _unproven(request: HttpRequest, event: Event, token: str) -> HttpResponse:
    back = reverse("public:registration", kwargs={"event": event.slug, "token": token})
    return render(request, HERE + "my/unproven.html", {"event": event, "back": back}, status=403)
