"""What everybody may do: announce a delegation, and as a member of one say the rest."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from conference.core.forms import posted
from conference.core.idempotency.services import KeyReusedError, once
from conference.core.ids import new_token
from conference.core.proofs import has_proof
from conference.delegations import services
from conference.delegations.forms import AnnouncementForm
from conference.delegations.links import member_at
from conference.delegations.models import Delegation, Member
from conference.delegations.queries import delegation_setup_of, takes_delegations
from conference.delegations.tables.sheet import new_row
from conference.events.access import holder_of_link
from conference.events.models import Event
from conference.people.forms.person import WhoForm
from conference.registration import drafts
from conference.registration.consents.queries import asked
from conference.registration.forms import QuestionsAndConsentForm
from conference.registration.models import Registration
from conference.registration.queries import setup_of
from conference.registration.questions.queries import questionnaire_of
from conference.registration.questions.services import ChoiceFullError
from conference.registration.services import RegistrationClosedError
from conference.registration.views.limits import too_many_registrations

HERE = "conference/delegations/public/"
KEY, LONGEST_KEY = "form_key", 60


@holder_of_link
def announce(request: HttpRequest, event: Event) -> HttpResponse:
    """Show the form in which a head announces a delegation, or take it: once, however often it is sent."""
    setup = delegation_setup_of(event)
    if not event.is_public or not setup.is_on:
        raise Http404
    if not takes_delegations(event):
        return render(request, HERE + "closed.html", {"event": event, "registration": setup_of(event)})
    form = AnnouncementForm(posted(request), event=event)
    key = request.POST.get(KEY, "")[:LONGEST_KEY] or new_token()
    status = HTTPStatus.OK
    if form.is_valid():
        if too_many := too_many_registrations(request):
            form.add_error(None, too_many)
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            made = Delegation.objects.get(event=event, code=_announced(request, event, form, key))
            return redirect("public:delegation", event=event.slug, token=made.token)
    context = {"event": event, "form": form, "setup": setup, KEY: key}
    return render(request, HERE + "announce.html", context, status=status)


def _announced(request: HttpRequest, event: Event, form: AnnouncementForm, key: str) -> str:
    """Store the delegation; returns its code, also when the form is sent again."""
    typed = form.cleaned_data
    language = translation.get_language() or "ru"
    place = {name: typed[name] for name in ("country", "region", "town")}
    head = form.head | place | {"language": language} | _institution_of(form)
    row = {name: str(value) for name, value in form.head.items()}
    user: Any = request.user

    def store() -> str:
        made = services.announce_delegation(
            event=event,
            organisation=form.institution,
            head=head,
            by=None,
            user=user if user.is_authenticated else None,
            size=typed["size"],
            note=typed["note"],
            first_row=new_row(row, head=True) if typed["takes_part"] else None,
        )
        return str(made.code)

    body = {name: request.POST.getlist(name) for name in request.POST if name not in {KEY, "csrfmiddlewaretoken"}}
    try:
        return once(scope=f"delegation:{event.pk}", key=key, body=body, do=store)
    except KeyReusedError as fault:  # gone back and sent once more: on their page they change things
        return fault.made


def _institution_of(form: AnnouncementForm) -> dict[str, str]:
    return {"organisation": form.institution["name"], "organisation_code": form.institution["code"]}


@holder_of_link
def member(request: HttpRequest, event: Event, token: str) -> HttpResponse:
    """Show a member the form with what the head wrote, or take what only the member can say."""
    found = member_at(event, token)
    if found is None and not event.is_public:
        raise Http404
    if found is None:
        return render(request, HERE + "no_member.html", {"event": event}, status=HTTPStatus.NOT_FOUND)
    if found.completed_at or found.ended_at:
        return render(request, HERE + "member_done.html", {"event": event, "member": found})
    forms = _forms(request, found)
    if all(form.is_valid() for form in forms.values()):
        answer = _completed(found, forms, is_proven=has_proof(token))
        if answer is not None:
            return answer
    context = {"event": event, "member": found, "registration": found.registration, "forms": forms}
    return render(request, HERE + "member.html", context)


def _forms(request: HttpRequest, member: Member) -> dict[str, Any]:
    event, registration = member.delegation.event, member.registration
    initial = drafts.initial_of(registration)
    data, files = posted(request), request.FILES or None
    participation = drafts.participation_form(event, data, initial=initial, own=registration.category)
    _settle_category(participation, registration)
    return {
        "who": WhoForm(data, initial=initial, event=event),
        "participation": participation,
        "questions": QuestionsAndConsentForm(
            data, files, versions=asked(event), parts=questionnaire_of(event), participation=participation
        ),
    }


def _settle_category(participation: Any, registration: Registration) -> None:
    """Leave the category as it was agreed with the delegation."""
    field = participation.fields["category"]
    field.queryset = field.queryset.filter(pk=registration.category_id)
    field.disabled = True
    participation.initial["category"] = registration.category
    if registration.category.only_mode:
        participation.fields.pop("mode", None)


def _completed(member: Member, forms: dict[str, Any], *, is_proven: bool) -> HttpResponse | None:
    """Store what the member says; None where something has to be chosen otherwise."""
    event = member.delegation.event
    try:
        details = drafts.details_from(**forms)
        made = services.complete_member(member=member, details=details, is_proven=is_proven)
    except ChoiceFullError as fault:
        forms["questions"].refuse(fault.choice)
        return None
    except (services.AlreadyCompletedError, RegistrationClosedError):
        return redirect("public:delegation_member", event=event.slug, token=member.token)
    return redirect("public:registration", event=event.slug, token=made.token)
