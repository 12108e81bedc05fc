"""The public page of calls, and the team's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.events.access import public_event, team
from conference.events.models import Event
from speakers.calls import queries, rules, services
from speakers.calls.forms import CallForm
from speakers.calls.models import Call

HERE = "speakers/calls/manage/"
# The time left is said in days and hours, so a minute in a cache does no harm.
FRESH_FOR = 60


@public_event
def call(request: HttpRequest, event: Event) -> HttpResponse:
    """Show the calls of the event: what is asked, until when, and the way to submit; the same for every reader."""
    context = {"event": event, "calls": queries.announced(event), "now": timezone.now()}
    response = render(request, "speakers/calls/public/call.html", context)
    if event.is_public:
        patch_cache_control(response, public=True, max_age=FRESH_FOR)
    return response


@team(rules.CALLS_EDIT)
def call_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """List the calls with how many submissions each has."""
    context = {"event": event, "calls": queries.with_counts(event), "now": timezone.now()}
    return render(request, HERE + "list.html", context)


@team(rules.CALLS_EDIT)
def call_edit(request: SignedInRequest, event: Event, slug: str | None = None) -> HttpResponse:
    """Write or change a call; times are read and shown in the event's zone."""
    found = get_object_or_404(Call, event=event, slug=slug) if slug else None
    with timezone.override(event.zone):
        form = CallForm(request.POST or None, instance=found or Call(event=event))
        if form.is_valid():
            if found:
                services.change_call(call=found, by=request.user, **form.cleaned_data)
            else:
                services.create_call(event=event, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("manage:calls", event=event.slug)
        return render(request, HERE + "form.html", {"event": event, "form": form, "slug": slug})


@team(rules.CALLS_EDIT)
@require_POST
def call_remove(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Remove a call that nobody answered."""
    found = get_object_or_404(Call, event=event, slug=slug)
    try:
        services.remove_call(call=found, by=request.user)
        messages.success(request, _("The call is removed."))
    except services.CallInUseError:
        messages.error(request, _("Somebody has begun a submission to this call: hide it instead."))
    return redirect("manage:calls", event=event.slug)
