"""The desk at the door, made for a phone in one hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.badges.queries import registration_scanned, with_guest
from conference.checkin import queries, services
from conference.checkin.models import Arrival
from conference.checkin.rules import CHECKIN_DESK
from conference.core.clock import clock_time
from conference.events.access import team
from conference.events.models import Event
from conference.registration.models import Registration

HERE = "conference/checkin/desk/"


@team(CHECKIN_DESK)
def home(request: SignedInRequest, event: Event) -> HttpResponse:
    """Search, the count, and who came last."""
    typed = request.GET.get("q", "").strip()
    context = {
        "event": event,
        "typed": typed,
        "rows": queries.found(event, typed) if typed else [],
        "count": queries.count(event),
        "latest": [] if typed else queries.latest(event),
    }
    template = "results.html" if getattr(request, "htmx", False) else "home.html"
    return render(request, HERE + template, context)


def show(request: SignedInRequest, event: Event, registration: Registration) -> HttpResponse:
    """Render one guest with the one thing to do."""
    arrival = Arrival.objects.select_related("by").filter(registration=registration).first()
    context = {
        "event": event,
        "registration": registration,
        "arrival": arrival,
        "count": queries.count(event),
        "just_now": request.GET.get("marked") == "now",
    }
    return render(request, HERE + "guest.html", context)


@team(CHECKIN_DESK)
def scan(request: SignedInRequest, event: Event, signed: str) -> HttpResponse:
    """Show whose badge was scanned; a code that is not this event's is explained."""
    registration = registration_scanned(event, signed)
    if registration is None:
        context = {"event": event, "count": queries.count(event)}
        return render(request, HERE + "unknown.html", context, status=404)
    return show(request, event, registration)


@team(CHECKIN_DESK)
def guest(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show a guest who was found by name."""
    return show(request, event, _find(event, code))


@team(CHECKIN_DESK)
@require_POST
def mark(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Mark the arrival; somebody who is here already stays so."""
    registration = _find(event, code)
    address = reverse("desk:guest", kwargs={"event": event.slug, "code": code})
    try:
        arrival, is_new = services.mark_arrival(registration=registration, by=request.user)
    except services.RegistrationCancelledError:
        messages.error(request, _("This registration is cancelled: nothing was marked."))
        return redirect(address)
    if is_new:
        return redirect(f"{address}?marked=now")
    messages.warning(request, _("Already here since %(time)s.") % {"time": clock_time(arrival.at, event.zone)})
    return redirect(address)


@team(CHECKIN_DESK)
@require_POST
def unmark(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Take a mistaken mark back."""
    registration = _find(event, code)
    if services.take_back(registration=registration, by=request.user):
        messages.success(request, _("The mark is taken back."))
    return redirect("desk:guest", event=event.slug, code=code)


def _find(event: Event, code: str) -> Registration:
    return get_object_or_404(with_guest(Registration.objects.filter(event=event)), code=code)
