"""One registration in the team's hands: read, added, changed, cancelled."""

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.activity.models import ActivityEntry
from conference.core.forms import posted
from conference.core.registry import guest_panels
from conference.core.text.transliteration import to_latin
from conference.events.access import team
from conference.events.models import Event
from conference.events.panels import filled
from conference.people.forms.person import WhoForm
from conference.registration import drafts, queries, rules, services
from conference.registration.consents.forms import ConsentsForm
from conference.registration.consents.queries import asked, said_by
from conference.registration.handouts import downloads
from conference.registration.models import Registration
from conference.registration.moderation.choices import ChangeState
from conference.registration.moderation.models import ChangeRequest
from conference.registration.places import CategoryFullError
from conference.registration.questions.models import Upload
from conference.registration.questions.sentences import answers_of_guest
from conference.registration.questions.services import ChoiceFullError
from conference.registration.table.models import Mark

HERE = "conference/registration/manage/"


@team(rules.REGISTRATION_VIEW)
def registration_detail(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show one registration and what happened to it."""
    found = found_registration(event, code)
    entries = ActivityEntry.objects.filter(event=event, target_type="registration", target_code=code).select_related(
        "by"
    )
    twins = queries.twins(found)
    context = {
        "event": event,
        "registration": found,
        "entries": entries,
        "downloads": downloads(found),
        "twins": twins,
        "answers": answers_of_guest(found),
        "consents": said_by(found),
        "marks": list(Mark.objects.filter(registration=found)),
        "has_wish": ChangeRequest.objects.filter(registration=found, state=ChangeState.WAITING).exists(),
        "panels": filled(guest_panels, request, found),
    }
    return render(request, HERE + "detail.html", context)


@team(rules.REGISTRATION_VIEW)
def registration_file(request: SignedInRequest, event: Event, code: str, file: str) -> FileResponse:
    """Hand out a file that a guest attached; it was written anew when it came, and is never shown inside a page."""
    upload = get_object_or_404(Upload, event=event, registration__code=code, code=file)
    name = f"{to_latin(Path(upload.name).stem)}{Path(str(upload.file.name)).suffix}"
    return FileResponse(upload.file.open(), as_attachment=True, filename=name)


@team(rules.REGISTRATION_EDIT)
def registration_add(request: SignedInRequest, event: Event) -> HttpResponse:
    """Register somebody who wrote or telephoned."""
    who = WhoForm(posted(request), event=event)
    participation = drafts.participation_form(event, posted(request), is_team=True)
    questions = drafts.questions_form(event, posted(request), request.FILES or None, participation=participation)
    consents = ConsentsForm(posted(request), versions=asked(event))
    if all([who.is_valid(), participation.is_valid(), questions.is_valid(), consents.is_valid()]):
        try:
            details = drafts.details_from(who, participation, questions, consents)
            made = services.register_guest(event=event, details=details, by=request.user)
            messages.success(request, _("Registered. The confirmation is on its way."))
            return redirect("manage:registration", event=event.slug, code=made.code)
        except CategoryFullError as fault:
            participation.add_error("category", fault.words)
        except ChoiceFullError as fault:
            questions.refuse(fault.choice)
    forms = {"who": who, "participation": participation, "questions": questions, "consents": consents}
    back = reverse("manage:registrations", kwargs={"event": event.slug})
    return render(request, HERE + "form.html", {"event": event, **forms, "registration": None, "back": back})


@team(rules.REGISTRATION_EDIT)
def registration_change(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Change a guest's data for them; the guest is told."""
    found = found_registration(event, code)
    initial = drafts.initial_of(found)
    who = WhoForm(posted(request), initial=initial, event=event)
    participation = drafts.participation_form(event, posted(request), initial=initial, is_team=True)
    questions = drafts.questions_form(
        event, posted(request), request.FILES or None, participation=participation, registration=found
    )
    if all([who.is_valid(), participation.is_valid(), questions.is_valid()]):
        details = drafts.details_from(who, participation, questions)
        details["person"]["language"] = found.person.language
        try:
            services.change_registration(registration=found, details=details, by=request.user)
            messages.success(request, _("Saved. The guest has been told."))
            return redirect("manage:registration", event=event.slug, code=code)
        except CategoryFullError as fault:
            participation.add_error("category", fault.words)
        except ChoiceFullError as fault:
            questions.refuse(fault.choice)
        except services.RegistrationClosedError:
            messages.error(request, _("A cancelled registration cannot be changed."))
            return redirect("manage:registration", event=event.slug, code=code)
    back = reverse("manage:registration", kwargs={"event": event.slug, "code": code})
    forms = {"who": who, "participation": participation, "questions": questions}
    return render(request, HERE + "form.html", {"event": event, **forms, "registration": found, "back": back})


@team(rules.REGISTRATION_EDIT)
@require_POST
def registration_cancel(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Cancel for the guest; the place is free again."""
    if services.cancel_registration(registration=found_registration(event, code), by=request.user):
        messages.success(request, _("Cancelled. The place is free again and the guest has been told."))
    else:
        messages.info(request, _("This registration had been cancelled before."))
    return redirect("manage:registration", event=event.slug, code=code)


def found_registration(event: Event, code: str) -> Registration:
    """Return the registration of this event with this code, or answer 404."""
    rows = Registration.objects.select_related("person__organisation", "category", "event")
    return get_object_or_404(rows, event=event, code=code)
