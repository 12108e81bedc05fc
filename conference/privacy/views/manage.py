"""The team's pages: requests, reports, and how long data are kept."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors, posted
from conference.events.access import team
from conference.events.models import Event
from conference.privacy import queries, services
from conference.privacy.erasing import counts_in_words
from conference.privacy.forms import RefusalForm, SettingsForm
from conference.privacy.models import ErasureReport, ErasureRequest
from conference.privacy.rules import PRIVACY_REQUESTS, PRIVACY_SETUP

HERE = "conference/privacy/manage/"
ROWS = 25


@team(PRIVACY_REQUESTS)
def overview(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show what waits for an answer, what was answered and erased, and how long data are kept."""
    reports = ErasureReport.objects.filter(event=event).select_related("by")
    context = {
        "event": event,
        "waiting": queries.open_requests(event),
        "answered": queries.answered_requests(event)[:ROWS],
        "page": Paginator(reports, ROWS).get_page(request.GET.get("page")),
        "settings": queries.setup_of(event),
        "may_set_up": request.user.has_perm(PRIVACY_SETUP, event),
    }
    return render(request, HERE + "overview.html", context)


@team(PRIVACY_REQUESTS)
def request_detail(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show one request; refuse it with a reason."""
    found = _found(event, code)
    form = RefusalForm(posted(request))
    if form.is_valid():
        try:
            services.refuse_request(request=found, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Refused. The guest has been told why."))
        except services.AnsweredError:
            messages.info(request, _("This request had been answered before."))
        return redirect("manage:privacy", event=event.slug)
    stays = queries.staying(event, [found.person]) if found.person else []
    registrations = found.person.registrations.all() if found.person else []
    context = {"event": event, "asked": found, "form": form, "stays": stays, "registrations": registrations}
    return render(request, HERE + "request.html", context)


@team(PRIVACY_REQUESTS)
@require_POST
def request_accept(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Erase who asked."""
    try:
        job = services.start_erasure(request=_found(event, code), by=request.user)
    except services.AnsweredError:
        messages.info(request, _("This request had been answered before."))
        return redirect("manage:privacy", event=event.slug)
    return redirect("manage:job", event=event.slug, code=job.code)


@team(PRIVACY_REQUESTS)
def report(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show what was erased."""
    found = get_object_or_404(ErasureReport.objects.select_related("by", "mail"), event=event, code=code)
    return render(request, HERE + "report.html", {"event": event, "report": found, "lines": counts_in_words(found)})


@team(PRIVACY_SETUP)
def settings(request: SignedInRequest, event: Event) -> HttpResponse:
    """Say how long data are kept."""
    form: Any = SettingsForm(posted(request), instance=queries.setup_of(event))
    if form.is_valid():
        try:
            services.change_settings(event=event, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("manage:privacy", event=event.slug)
        except ValidationError as fault:
            apply_errors(form, fault)
    people = queries.unerased(event).count()
    context = {"event": event, "form": form, "settings": queries.setup_of(event), "people": people}
    return render(request, HERE + "settings.html", context)


@team(PRIVACY_SETUP)
@require_POST
def rehearse(request: SignedInRequest, event: Event) -> HttpResponse:
    """Find out what the schedule would erase."""
    job = services.start_rehearsal(event=event, by=request.user)
    return redirect("manage:job", event=event.slug, code=job.code)


def _found(event: Event, code: str) -> ErasureRequest:
    rows = ErasureRequest.objects.select_related("person__organisation", "event", "decided_by", "report")
    return get_object_or_404(rows, event=event, code=code)
