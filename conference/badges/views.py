"""Pages of the badges: a guest's own, and the team's design and printing."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.badges import cards, queries, services
from conference.badges.forms import DesignForm, PrintForm
from conference.badges.models import BadgeDesign
from conference.badges.rules import BADGES_PRINT
from conference.core.caching import keep_nowhere
from conference.core.downloads import pdf_named
from conference.core.forms import posted
from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job
from conference.events.access import holder_of_link, team
from conference.events.models import Event
from conference.registration.links import registration_at
from conference.registration.models import Registration

HERE = "conference/badges/manage/"


def badge_response(registration: Registration) -> HttpResponse:
    """Return a guest's badge as a file with the guest's name."""
    name = _("Badge") + f" — {registration.person.name_on_badge}"
    return pdf_named(services.badge_pdf(registration), name)


@holder_of_link
def guest_badge(request: HttpRequest, event: Event, token: str) -> HttpResponse:
    """Return the badge to whoever has the link of the registration."""
    registration = registration_at(event, token)
    if registration is None or not registration.is_on_site:
        raise Http404
    return badge_response(registration)


@team(BADGES_PRINT)
def team_badge(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Return one guest's badge to the team: for whoever has lost theirs."""
    registration = get_object_or_404(queries.with_guest(Registration.objects.filter(event=event)), code=code)
    if not registration.is_confirmed:
        raise Http404
    return badge_response(registration)


def _samples(event: Event, design: BadgeDesign) -> dict[str, Any]:
    rows = queries.samples(event)
    return {"event": event, "design": design, "badges": [cards.badge_of(row, design, inline=True) for row in rows]}


@team(BADGES_PRINT)
def badges(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the design with a sample, what is to be printed, and the latest prints."""
    design = services.design_of(event)
    form = DesignForm(posted(request), instance=services.design_of(event))
    if form.is_valid():
        services.change_design(event=event, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("manage:badges", event=event.slug)
    rows = queries.to_print(event)
    context = _samples(event, design) | {
        "form": form,
        "print_form": PrintForm(event=event),
        "total": len(rows),
        "waiting": sum(not queries.is_printed(row) for row in rows),
        "prints": queries.latest_prints(event),
    }
    return render(request, HERE + "badges.html", context)


@team(BADGES_PRINT)
@require_POST
def design_preview(request: SignedInRequest, event: Event) -> HttpResponse:
    """Return the sample as it would look with the choices made so far; nothing is stored."""
    design = services.design_of(event)
    form = DesignForm(request.POST, instance=design)
    form.is_valid()
    return render(request, HERE + "sample.html", _samples(event, design))


@team(BADGES_PRINT)
@require_POST
def print_start(request: SignedInRequest, event: Event) -> HttpResponse:
    """Start the printing and lead to its progress."""
    form = PrintForm(request.POST, event=event)
    if not form.is_valid():
        messages.error(request, _("Choose a category of this event."))
        return redirect("manage:badges", event=event.slug)
    chosen = {"category": form.category_code, "only_new": form.cleaned_data["only_new"]}
    if not queries.to_print(event, **chosen):
        messages.info(request, _("Every badge of this choice is printed already."))
        return redirect("manage:badges", event=event.slug)
    job = jobs.start(kind=queries.PRINT_JOB, by=request.user, event=event, **chosen)
    return redirect("manage:job", event=event.slug, code=job.code)


@team(BADGES_PRINT)
def print_file(request: SignedInRequest, event: Event, code: str) -> FileResponse:
    """Return the file of a finished print; 404 once it was removed."""
    job = get_object_or_404(Job, event=event, kind=queries.PRINT_JOB, code=code)
    name = str(job.result.get("file", ""))
    if not name or not default_storage.exists(name):
        raise Http404
    shown = _("Badges") + f" {event.slug}.pdf"
    return keep_nowhere(FileResponse(default_storage.open(name), filename=shown, as_attachment=True))
