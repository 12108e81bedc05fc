"""Sessions for the team: the list, one session, its people, cancelling."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors
from conference.events.access import team
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.choices import Kind, PersonRole
from conference.programme.forms import PersonSearchForm, SessionForm
from conference.programme.models import Session, SessionPerson, Track
from conference.programme.queries.plan import found_sessions, planned, standing
from conference.programme.rules import PROGRAMME_EDIT, PROGRAMME_VIEW
from conference.programme.services import people as people_services
from conference.programme.services import sessions as services

HERE = "conference/programme/manage/"
PER_PAGE = 50
FOUND = 12


@team(PROGRAMME_VIEW)
def session_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """List the sessions, found by words, kind, track and state."""
    rows = found_sessions(event, request.GET.dict())
    context = {
        "event": event,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "standing": standing(event),
        "kinds": Kind.choices,
        "tracks": Track.objects.filter(event=event),
        "asked": request.GET.dict(),
        "may_edit": request.user.has_perm(PROGRAMME_EDIT, event),
    }
    return render(request, HERE + "sessions.html", context)


@team(PROGRAMME_EDIT)
def session_add(request: SignedInRequest, event: Event) -> HttpResponse:
    """Add a session; people and place follow on its page."""
    form = SessionForm(request.POST or None, event=event, instance=Session(event=event))
    if form.is_valid():
        try:
            session = services.create_session(event=event, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            apply_errors(form, refused)
        else:
            messages.success(request, _("The session is added. Now name its people and give it a place."))
            return redirect("manage:programme_session", event=event.slug, code=session.code)
    return render(request, HERE + "session_form.html", {"event": event, "form": form, "session": None})


@team(PROGRAMME_VIEW)
def session_detail(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show a session with people and places; who may, finds and names people here."""
    session = get_object_or_404(planned(event), code=code)
    return _detail(request, event, session)


def _detail(request: SignedInRequest, event: Event, session: Session) -> HttpResponse:
    may_edit = request.user.has_perm(PROGRAMME_EDIT, event)
    search = PersonSearchForm(request.GET if "q" in request.GET else None)
    found: Any = None
    if may_edit and search.is_valid():
        people = Person.objects.filter(event=event).found_by(search.cleaned_data["q"]).alphabetical()
        found = list(people.select_related("organisation")[:FOUND])
    context = {"event": event, "session": session, "may_edit": may_edit, "search": search, "found": found}
    return render(request, HERE + "session.html", context)


@team(PROGRAMME_EDIT)
def session_change(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Change texts, kind, track, length and language."""
    session = get_object_or_404(Session, event=event, code=code)
    form = SessionForm(request.POST or None, event=event, instance=session)
    if form.is_valid():
        try:
            services.change_session(session=session, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            apply_errors(form, refused)
        else:
            messages.success(request, _("Saved. The public sees it with the next release."))
            return redirect("manage:programme_session", event=event.slug, code=code)
    return render(request, HERE + "session_form.html", {"event": event, "form": form, "session": session})


@team(PROGRAMME_EDIT)
@require_POST
def person_add(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Name somebody in the session."""
    session = get_object_or_404(Session, event=event, code=code)
    person = get_object_or_404(Person, event=event, code=request.POST.get("person", ""))
    role = request.POST.get("role", "")
    people_services.add_person(
        session=session, person=person, by=request.user, role=role if role in PersonRole.values else PersonRole.SPEAKER
    )
    return redirect("manage:programme_session", event=event.slug, code=code)


@team(PROGRAMME_EDIT)
@require_POST
def person_change(request: SignedInRequest, event: Event, code: str, pk: int) -> HttpResponse:
    """Name somebody one place earlier (`do=up`), or no longer (`do=remove`)."""
    part = get_object_or_404(SessionPerson, session__event=event, session__code=code, pk=pk)
    if request.POST.get("do") == "up":
        people_services.move_person(part=part, by=request.user)
    else:
        people_services.remove_person(part=part, by=request.user)
    return redirect("manage:programme_session", event=event.slug, code=code)


@team(PROGRAMME_EDIT)
@require_POST
def session_cancel(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Cancel the session, or take the cancellation back (`do=restore`)."""
    session = get_object_or_404(Session, event=event, code=code)
    if request.POST.get("do") == "restore":
        services.restore_session(session=session, by=request.user)
        messages.success(request, _("The session takes place again."))
    else:
        services.cancel_session(session=session, by=request.user)
        messages.success(request, _("Cancelled. The public learns of it with the next release."))
    return redirect("manage:programme_session", event=event.slug, code=code)


@team(PROGRAMME_EDIT)
@require_POST
def session_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Delete a session that was never announced."""
    session = get_object_or_404(Session, event=event, code=code)
    try:
        services.delete_session(session=session, by=request.user)
    except services.AnnouncedError:
        messages.error(request, _("This session was announced: cancel it, so that everybody learns of it."))
        return redirect("manage:programme_session", event=event.slug, code=code)
    messages.success(request, _("The session is deleted."))
    return redirect("manage:programme", event=event.slug)
