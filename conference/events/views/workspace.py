"""The team's workspace: dashboard, settings, team, activity log, jobs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.activity import services as activity
from conference.core.activity.models import ActivityEntry
from conference.core.forms import posted
from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job, JobState
from conference.core.registry import dashboard_panels
from conference.events import rules, services
from conference.events.access import signed_in, staff, team
from conference.events.forms import EventForm, MemberForm
from conference.events.models import Event, Membership
from conference.events.panels import filled
from conference.events.queries import team_of

HERE = "conference/events/manage/"
ENTRIES_PER_PAGE = 50


@signed_in
def my_events(request: SignedInRequest) -> HttpResponse:
    """List the events in whose team one is."""
    events = Event.objects.of_team(request.user)
    if events.count() == 1 and not request.user.is_staff:
        return redirect("manage:dashboard", event=events.get().slug)
    return render(request, HERE + "event_list.html", {"events": events})


@staff
def event_create(request: SignedInRequest) -> HttpResponse:
    """Create an event and own it."""
    form = EventForm(posted(request))
    if form.is_valid():
        event = services.create_event(by=request.user, **form.cleaned_data)
        messages.success(request, _("The event is created. It is not public yet."))
        return redirect("manage:dashboard", event=event.slug)
    return render(request, HERE + "event_form.html", {"form": form, "event": None})


@team(rules.EVENT_WORKSPACE)
def dashboard(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show how things stand and what needs attention."""
    return render(
        request, HERE + "dashboard.html", {"event": event, "panels": filled(dashboard_panels, request, event)}
    )


@team(rules.EVENT_CHANGE)
def settings(request: SignedInRequest, event: Event) -> HttpResponse:
    """Change the event itself."""
    form = EventForm(posted(request), instance=Event.objects.get(pk=event.pk))
    if form.is_valid():
        changed = services.change_event(event=event, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("manage:settings", event=changed.slug)
    return render(request, HERE + "event_form.html", {"form": form, "event": event})


@team(rules.EVENT_TEAM)
def team_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the team and add to it."""
    form = MemberForm(posted(request))
    if form.is_valid():
        services.add_member(event=event, by=request.user, **form.cleaned_data)
        messages.success(request, _("Added to the team."))
        return redirect("manage:team", event=event.slug)
    return render(request, HERE + "team.html", {"event": event, "form": form, "members": team_of(event)})


@team(rules.EVENT_TEAM)
@require_POST
def member_remove(request: SignedInRequest, event: Event, pk: int) -> HttpResponse:
    """Take one role away."""
    membership = get_object_or_404(Membership, event=event, pk=pk)
    try:
        services.remove_member(membership=membership, by=request.user)
        messages.success(request, _("Removed from the team."))
    except services.LastOwnerError:
        messages.error(request, _("An event needs an owner: name another one first."))
    return redirect("manage:team", event=event.slug)


@team(rules.EVENT_ACTIVITY)
def activity_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show every change, newest first, by action or object when asked."""
    entries = ActivityEntry.objects.filter(event=event).select_related("by")
    entries = entries.exclude(target_type__in=activity.hidden_from(request.user, event))
    if action := request.GET.get("action"):
        entries = entries.filter(action=action)
    if target := request.GET.get("object"):
        entries = entries.filter(target_code=target)
    page = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"event": event, "page": page, "actions": sorted(activity.actions().items(), key=lambda a: str(a[1]))}
    return render(request, HERE + "activity.html", context)


@team(rules.EVENT_JOBS)
def job_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show long work, newest first."""
    shown = Q(is_routine=False) | Q(state=JobState.FAILED)
    page = Paginator(Job.objects.filter(shown, event=event).select_related("started_by"), 25).get_page(
        request.GET.get("page")
    )
    return render(request, HERE + "jobs.html", {"event": event, "page": page})


@team(rules.EVENT_JOBS)
def job_detail(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show one job; the fragment refreshes itself until the job ends."""
    job = get_object_or_404(Job, event=event, code=code)
    template = "job_progress.html" if getattr(request, "htmx", False) else "job.html"
    return render(request, HERE + template, {"event": event, "job": job, "may_retry": _may_start(request, event, job)})


def _may_start(request: SignedInRequest, event: Event, job: Job) -> bool:
    permission = jobs.permission_of(job.kind)
    return bool(permission) and request.user.has_perm(permission, event)


@team(rules.EVENT_JOBS)
@require_POST
def job_retry(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Start a failed job again; only who may start one of its kind."""
    job = get_object_or_404(Job, event=event, code=code)
    if not _may_start(request, event, job):
        raise PermissionDenied
    if not jobs.retry(job=job):
        messages.error(request, _("This job is running or done: there is nothing to repeat."))
    return redirect("manage:job", event=event.slug, code=code)
